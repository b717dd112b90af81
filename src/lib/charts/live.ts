import { plot } from '@observablehq/plot';
import { clean } from './clean.ts';
import { optionsFor } from './kinds.ts';
import type { ChartInputs, ChartKind } from './kinds.ts';

/**
 * Draws a chart in the browser. Import it lazily: it brings Plot along.
 *
 * @public used by Chart.svelte through import()
 */
export function drawChart<K extends ChartKind>(
  kind: K,
  input: ChartInputs[K],
  width: number,
): SVGElement | HTMLElement {
  return clean(plot(optionsFor(kind, input, width)));
}
