import { describe, expect, it } from 'vitest';
import { optionsFor } from '#lib/charts/kinds.ts';
import type { ChartInputs, ChartKind } from '#lib/charts/kinds.ts';
import { renderChart } from '#lib/charts/render.ts';
import { chartWidths } from '#lib/charts/theme.ts';
import { inputs } from './inputs.ts';

const kinds = Object.keys(inputs) as ChartKind[];

/** The same input with its first rows only. */
function cut<K extends ChartKind>(kind: K, rows: number): ChartInputs[K] {
  return { ...inputs[kind], data: inputs[kind].data.slice(0, rows) } as ChartInputs[K];
}

/** One element a line, so that a change reads as a diff. */
function lines(svg: string): string {
  return `${svg.replaceAll('><', '>\n<')}\n`;
}

describe.each(kinds)('%s chart', (kind) => {
  const svg = renderChart(kind, inputs[kind], chartWidths.wide);

  it('draws what was reviewed', async () => {
    await expect(lines(svg)).toMatchFileSnapshot(`./snapshots/${kind}.svg`);
  });

  it('draws the same again', () => {
    expect(renderChart(kind, inputs[kind], chartWidths.wide)).toBe(svg);
  });

  it('is hidden from screen readers, scales, and has no style element and no ids', () => {
    expect(svg).toMatch(/^<svg [^>]*class="chart"/);
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 720 \d+"/);
    expect(svg).toMatch(/^<svg [^>]*aria-hidden="true"/);
    expect(svg).toMatch(/^<svg [^>]*focusable="false"/);
    expect(svg).not.toMatch(/<style| id="|url\(#/);
  });

  it.each(Object.values(chartWidths))('has only numbers in its geometry at %i pixels', (width) => {
    expect(renderChart(kind, inputs[kind], width)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('refuses to draw a blank frame', () => {
    expect(() => optionsFor(kind, cut(kind, 0), 360)).toThrow(`${kind} chart without rows`);
  });
});

describe('one point', () => {
  const [demand, , , supply] = inputs.fan.data;
  const single: ChartInputs = {
    fan: { ...inputs.fan, year: 2024, data: [demand, supply].filter((row) => row !== undefined) },
    gap: cut('gap', 1),
    flows: cut('flows', 1),
    pyramid: { ...inputs.pyramid, data: inputs.pyramid.data.filter(({ ageFrom }) => ageFrom === 60) },
  };

  it.each(kinds)('draws a %s chart', (kind) => {
    const svg = renderChart(kind, single[kind], chartWidths.narrow);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg).toMatch(kind === 'fan' || kind === 'gap' ? /<circle/ : /<rect/);
  });

  it('draws a zero', () => {
    const zero = { year: 2024, q10: 0, q25: 0, q50: 0, q75: 0, q90: 0 };
    expect(renderChart('gap', { ...inputs.gap, data: [zero] }, 360)).not.toMatch(/NaN|Infinity/);
    const fan = [
      { ...zero, series: 'supply' as const },
      { ...zero, series: 'demand' as const },
    ];
    expect(renderChart('fan', { ...inputs.fan, year: 2024, data: fan }, 360)).not.toMatch(/NaN|Infinity/);
    const [row] = inputs.flows.data;
    if (!row) throw new Error('no flow');
    const flows = { ...inputs.flows, data: [{ ...row, heads: 0 }] };
    expect(renderChart('flows', flows, 360)).not.toMatch(/NaN|Infinity/);
  });
});

it('escapes words, such as the name of a region', () => {
  const words = { ...inputs.fan.words, supply: 'Aanbod <Zuid> & "Oost"</svg><script>' };
  const svg = renderChart('fan', { ...inputs.fan, words }, 360);
  expect(svg).toContain('Aanbod &lt;Zuid&gt; &amp; "Oost"&lt;/svg&gt;&lt;script&gt;');
  expect(svg).not.toContain('<script');
});

it('names the year that a fan chart lacks', () => {
  expect(() => optionsFor('fan', { ...inputs.fan, year: 2050 }, 360)).toThrow(
    'fan chart without supply in 2050',
  );
});

it('names the year that a pyramid chart lacks', () => {
  expect(() => optionsFor('pyramid', { ...inputs.pyramid, year: 2050 }, 360)).toThrow(
    'pyramid chart without rows for 2050',
  );
});

it('writes numbers in the language of the page', () => {
  expect(renderChart('fan', inputs.fan, 360)).toContain('1.250');
  expect(renderChart('fan', { ...inputs.fan, locale: 'en' }, 360)).toContain('1,250');
});
