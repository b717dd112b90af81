import { areaY, axisX, axisY, dot, gridY, lineY, link, ruleX, ruleY, text } from '@observablehq/plot';
import type { Markish, PlotOptions } from '@observablehq/plot';
import { coarse, formatFor } from '#lib/domain/format.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { amountScale, frameOptions, perPixel, requireRows, textWidth, yearScale } from './frame.ts';
import type { Frame } from './frame.ts';
import type { Quantiles } from './quantiles.ts';
import { spread } from './spread.ts';
import { colours, fontSize, isNarrow } from './theme.ts';

/** Supply or demand in a year, in the unit of the words. */
export interface FanRow extends Quantiles {
  series: 'supply' | 'demand';
}

export interface FanWords {
  supply: string;
  demand: string;
  shortage: string;
  surplus: string;
  /** What is counted: fte or persons. */
  unit: string;
  /** What the hollow dots at the start are: an estimate. */
  estimate: string;
  /** Explains the two bands, in one line of at most 45 characters. */
  bands: string;
  /** Follows `estimate` on its line where the axis does not start at zero. */
  brokenAxis: string;
}

export interface FanInput {
  data: readonly FanRow[];
  /** The chosen year, at which the gap is drawn. */
  year: number;
  /** The gap in that year as the page says it (above zero a shortage); without it, demand less supply. */
  gap?: number;
  locale: Locale;
  words: FanWords;
}

const looks = {
  supply: { line: colours.supply, half: colours.supply50, most: colours.supply80 },
  demand: { line: colours.demand, half: colours.demand50, most: colours.demand80 },
};

/** Demand and supply by year with their 50 % and 80 % bands, and the gap in the chosen year. */
export function fanOptions({
  data,
  year,
  gap,
  width,
  locale,
  words,
}: FanInput & { width: number }): PlotOptions {
  const rows = requireRows('fan', data);
  const { whole } = formatFor(locale);
  const years = yearScale(rows.map((row) => row.year));
  const amounts = amountScale(
    Math.min(...rows.map(({ q10 }) => q10)),
    Math.max(...rows.map(({ q90 }) => q90)),
  );
  const series = (['supply', 'demand'] as const)
    .map((key) => ({
      ...looks[key],
      name: words[key],
      rows: rows.filter((row) => row.series === key).sort((a, b) => a.year - b.year),
    }))
    .filter((one) => one.rows.length > 0);
  const ends = series.flatMap(({ rows, name, line }) => {
    const last = rows.at(-1);
    return last ? [{ ...last, line, label: `${name}\n${whole(coarse(last.q50))}` }] : [];
  });
  const starts = series.flatMap(({ rows, line }) => rows.slice(0, 1).map((row) => ({ ...row, line })));
  const frame: Frame = {
    width,
    height: isNarrow(width) ? 340 : 400,
    marginTop: 50,
    marginRight: textWidth(ends.map(({ label }) => label)) + 18,
    marginBottom: 68,
    marginLeft: textWidth(amounts.ticks.map(whole)) + 10,
  };
  const pixel = perPixel(amounts.domain, frame);
  const labelled = spread(
    ends.map(({ q50 }) => q50),
    { distance: 36 * pixel, range: amounts.domain },
  );
  const notes = [
    words.bands,
    [`○ ${words.estimate}`, ...(amounts.broken ? [words.brokenAxis] : [])].join(' · '),
  ];
  return {
    ...frameOptions(frame),
    x: { domain: years.domain },
    y: { domain: amounts.domain },
    marks: [
      gridY(amounts.ticks, { stroke: colours.rule, strokeOpacity: 1 }),
      axisY(amounts.ticks, { tickFormat: whole, tickSize: 0, label: null, fill: colours.inkSoft }),
      axisX(years.ticks, { tickFormat: String, tickSize: 4, label: null, color: colours.inkSoft }),
      amounts.broken ? null : ruleY([0], { stroke: colours.inkSoft }),
      series.map(({ rows, most }) => areaY(rows, { x: 'year', y1: 'q10', y2: 'q90', fill: most })),
      series.map(({ rows, half }) => areaY(rows, { x: 'year', y1: 'q25', y2: 'q75', fill: half })),
      ruleX([year], { stroke: colours.inkSoft, strokeDasharray: '1 3' }),
      series.map(({ rows, line }) => lineY(rows, { x: 'year', y: 'q50', stroke: line, strokeWidth: 2.25 })),
      gapMarks(),
      starts.map((row) =>
        dot([row], { x: 'year', y: 'q50', r: 4, fill: colours.paper, stroke: row.line, strokeWidth: 2 }),
      ),
      ends.map((end, index) =>
        text([end.label], {
          x: end.year,
          y: labelled[index] ?? end.q50,
          dx: 10,
          textAnchor: 'start',
          lineHeight: 1.2,
          fontWeight: 600,
          fill: end.line,
        }),
      ),
      text([words.unit], { frameAnchor: 'top-left', dx: -frame.marginLeft, dy: -44, fill: colours.inkSoft }),
      text([notes.join('\n')], {
        frameAnchor: 'bottom-left',
        dx: -frame.marginLeft,
        dy: frame.marginBottom - 6,
        lineHeight: 1.25,
        fontSize: fontSize - 1,
        fill: colours.inkSoft,
      }),
    ],
  };

  function gapMarks(): Markish[] {
    const [supply, demand] = (['supply', 'demand'] as const).map((key) => {
      const row = rows.find((row) => row.series === key && row.year === year);
      if (!row) throw new Error(`fan chart without ${key} in ${year}`);
      return row.q50;
    }) as [number, number];
    // The median of the difference is not the difference of the medians: the page says the former.
    const said = gap ?? demand - supply;
    const span = years.domain[1] - years.domain[0];
    const along = (year - years.domain[0]) / span;
    const cap = (span * 4) / (width - frame.marginLeft - frame.marginRight);
    return [
      ruleX([year], { y1: supply, y2: demand, stroke: colours.gap, strokeWidth: 2.5 }),
      link([supply, demand], {
        x1: year - cap,
        x2: year + cap,
        y: (end: number) => end,
        stroke: colours.gap,
        strokeWidth: 2.5,
      }),
      text([`${year}: ${said < 0 ? words.surplus : words.shortage} ${whole(coarse(Math.abs(said)))}`], {
        x: year,
        frameAnchor: 'top',
        textAnchor: along < 0.25 ? 'start' : along > 0.75 ? 'end' : 'middle',
        dy: -20,
        fontWeight: 600,
        fill: colours.gap,
      }),
    ];
  }
}
