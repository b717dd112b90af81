import { areaY, axisX, axisY, dot, gridY, lineY, ruleY, text } from '@observablehq/plot';
import type { PlotOptions } from '@observablehq/plot';
import { coarse, formatFor } from '#lib/domain/format.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { amountScale, frameOptions, perPixel, requireRows, textWidth, yearScale } from './frame.ts';
import type { Frame } from './frame.ts';
import type { Quantiles } from './quantiles.ts';
import { spread } from './spread.ts';
import { colours, fontSize, isNarrow } from './theme.ts';

export interface GapWords {
  shortage: string;
  surplus: string;
  /** What is counted: fte or persons. */
  unit: string;
  /** Explains the two bands, in one line of at most 45 characters. */
  bands: string;
}

export interface GapInput {
  /** The gap in every year: above zero is a shortage. */
  data: readonly Quantiles[];
  locale: Locale;
  words: GapWords;
}

const quantiles = ['q10', 'q25', 'q50', 'q75', 'q90'] as const;

/** The gap by year with its 50 % and 80 % bands: shortage above the zero line, surplus below it. */
export function gapOptions({ data, width, locale, words }: GapInput & { width: number }): PlotOptions {
  const sorted = [...requireRows('gap', data)].sort((a, b) => a.year - b.year);
  const low = Math.min(...sorted.map(({ q10 }) => q10));
  const high = Math.max(...sorted.map(({ q90 }) => q90));
  const { signed } = formatFor(locale);
  const years = yearScale(sorted.map(({ year }) => year));
  const room = (high - low || 1) / 8;
  const amounts = amountScale(Math.min(low, -room), Math.max(high, room));
  const end = sorted.slice(-1);
  const labels = [
    { label: signed(coarse(end[0]?.q50 ?? 0)), fill: colours.ink },
    { label: `↑ ${words.shortage}`, fill: colours.gap },
    { label: `↓ ${words.surplus}`, fill: colours.supply },
  ];
  const frame: Frame = {
    width,
    height: isNarrow(width) ? 300 : 340,
    marginTop: 26,
    marginRight: textWidth(labels.map(({ label }) => label)) + 18,
    marginBottom: 52,
    marginLeft: textWidth(amounts.ticks.map(signed)) + 10,
  };
  const pixel = perPixel(amounts.domain, frame);
  const places = spread([end[0]?.q50 ?? 0, 10 * pixel, -10 * pixel], {
    distance: 18 * pixel,
    range: amounts.domain,
  });
  const rows = withCrossings(sorted);
  const sides = [
    { colour: colours.gap, of: (value: number) => Math.max(0, value) },
    { colour: colours.supply, of: (value: number) => Math.min(0, value) },
  ];
  return {
    ...frameOptions(frame),
    x: { domain: years.domain },
    y: { domain: amounts.domain },
    marks: [
      gridY(amounts.ticks, { stroke: colours.rule, strokeOpacity: 1 }),
      axisY(amounts.ticks, { tickFormat: signed, tickSize: 0, label: null, fill: colours.inkSoft }),
      axisX(years.ticks, {
        anchor: 'bottom',
        tickFormat: String,
        tickSize: 4,
        label: null,
        color: colours.inkSoft,
      }),
      sides.flatMap(({ colour, of }) => [
        band(of, colour, 'q10', 'q90', 18),
        band(of, colour, 'q25', 'q75', 26),
      ]),
      ruleY([0], { stroke: colours.ink, strokeWidth: 1.25 }),
      lineY(sorted, { x: 'year', y: 'q50', stroke: colours.ink, strokeWidth: 2.25 }),
      dot(end, { x: 'year', y: 'q50', r: 4, fill: colours.ink }),
      labels.map(({ label, fill }, index) =>
        text([label], {
          x: years.domain[1],
          y: places[index] ?? 0,
          dx: 10,
          textAnchor: 'start',
          fontWeight: 600,
          fill,
        }),
      ),
      text([words.unit], { frameAnchor: 'top-left', dx: -frame.marginLeft, dy: -20, fill: colours.inkSoft }),
      text([words.bands], {
        frameAnchor: 'bottom-left',
        dx: -frame.marginLeft,
        dy: frame.marginBottom - 6,
        fontSize: fontSize - 1,
        fill: colours.inkSoft,
      }),
    ],
  };

  function band(
    of: (value: number) => number,
    colour: string,
    from: keyof Quantiles,
    to: keyof Quantiles,
    ink: number,
  ) {
    return areaY(rows, {
      x: 'year',
      y1: (row: Quantiles) => of(row[from]),
      y2: (row: Quantiles) => of(row[to]),
      fill: `color-mix(in srgb, ${colour} ${ink}%, transparent)`,
    });
  }
}

/** Adds a row wherever a quantile passes zero between two years, so that both colours end on the zero line. */
function withCrossings(rows: readonly Quantiles[]): Quantiles[] {
  return rows.flatMap((row, index) => {
    const next = rows[index + 1];
    if (!next) return [row];
    const parts = quantiles
      .filter((key) => row[key] * next[key] < 0)
      .map((key) => row[key] / (row[key] - next[key]))
      .sort((a, b) => a - b);
    return [row, ...parts.map((part) => between(row, next, part))];
  });
}

function between(row: Quantiles, next: Quantiles, part: number): Quantiles {
  const at = (key: keyof Quantiles) => row[key] + part * (next[key] - row[key]);
  return { year: at('year'), q10: at('q10'), q25: at('q25'), q50: at('q50'), q75: at('q75'), q90: at('q90') };
}
