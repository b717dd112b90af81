/**
 * Makes a drawn chart fit for the page: without its style element, which the content security policy refuses
 * (the page has the rules itself), and hidden from screen readers, which get the title, summary and table.
 */
export function clean<T extends Element>(chart: T): T {
  for (const style of chart.querySelectorAll('style')) style.remove();
  chart.setAttribute('aria-hidden', 'true');
  chart.setAttribute('focusable', 'false');
  return chart;
}
