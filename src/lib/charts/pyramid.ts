import { axisX, axisY, gridX, line, rect, ruleX, ruleY, text } from '@observablehq/plot';
import type { PlotOptions } from '@observablehq/plot';
import { ticks } from 'd3';
import { formatFor } from '#lib/domain/format.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { frameOptions, requireRows, textWidth } from './frame.ts';
import type { Frame } from './frame.ts';
import { colours, isNarrow } from './theme.ts';

/** Persons in an age band on 1 January. `ageTo` belongs to the band; null is the open band at the top. */
export interface PyramidRow {
  ageFrom: number;
  ageTo: number | null;
  year: number;
  heads: number;
}

export interface PyramidWords {
  /** Stands at the line of the state pension age, with that age in words. */
  aow: string;
  unit: string;
  /** Stands at the top of the axis of ages. */
  age: string;
}

export interface PyramidInput {
  data: readonly PyramidRow[];
  /** The year of the outline. */
  baseYear: number;
  /** The year of the bars. */
  year: number;
  /** State pension age in the chosen year, in months. */
  aowAgeMonths: number;
  locale: Locale;
  words: PyramidWords;
}

/** How many years of age the open band takes in the drawing. */
const openBandYears = 5;

/** The age structure of the chosen year as bars, of the base year as an outline, with the state pension age. */
export function pyramidOptions({
  data,
  baseYear,
  year,
  aowAgeMonths,
  width,
  locale,
  words,
}: PyramidInput & { width: number }): PlotOptions {
  const bands = requireRows('pyramid', data).map((row) => ({ ...row, end: endOf(row) }));
  const highest = Math.max(...bands.map(({ heads }) => heads));
  const { whole } = formatFor(locale);
  const ages = [...new Map(bands.map((band) => [band.ageFrom, band])).values()];
  const outline = bandsOf(baseYear).sort((a, b) => a.ageFrom - b.ageFrom);
  const bars = bandsOf(year);
  const aowAge = aowAgeMonths / 12;
  const from = Math.min(...bands.map(({ ageFrom }) => ageFrom));
  const to = Math.max(aowAge, ...bands.map(({ end }) => end));
  const xTicks = ticks(0, highest || 1, isNarrow(width) ? 4 : 6).filter(Number.isInteger);
  const rowHeight = isNarrow(width) ? 25 : 28;
  const frame: Frame = {
    width,
    height: 84 + (rowHeight * (to - from)) / 5,
    marginTop: 40,
    marginRight: 24,
    marginBottom: 44,
    marginLeft: textWidth(ages.map(nameOf)) + 10,
  };
  return {
    ...frameOptions(frame),
    x: { domain: [0, highest || 1] },
    y: { domain: [from, to] },
    marks: [
      gridX(xTicks, { stroke: colours.rule, strokeOpacity: 1 }),
      axisX(xTicks, { tickFormat: whole, tickSize: 0, label: null, fill: colours.inkSoft }),
      axisY(
        ages.map((age) => (age.ageFrom + age.end) / 2),
        {
          tickFormat: (_: number, index: number) => nameOf(ages[index] ?? { ageFrom: 0, ageTo: null }),
          tickSize: 0,
          label: null,
          fill: colours.inkSoft,
        },
      ),
      rect(bars, {
        x1: 0,
        x2: 'heads',
        y1: 'ageFrom',
        y2: 'end',
        insetTop: 1.5,
        insetBottom: 1.5,
        fill: `color-mix(in srgb, ${colours.supply} 55%, ${colours.paper})`,
      }),
      line(
        outline.flatMap(({ ageFrom, end, heads }, index) => [
          ...(index === 0 ? [[0, ageFrom]] : []),
          [heads, ageFrom],
          [heads, end],
          ...(index === outline.length - 1 ? [[0, end]] : []),
        ]),
        { stroke: colours.ink, strokeWidth: 1.75 },
      ),
      ruleX([0], { stroke: colours.inkSoft }),
      ruleY([aowAge], { stroke: colours.gap, strokeWidth: 1.75, strokeDasharray: '6 3' }),
      text([words.aow], {
        x: highest || 1,
        y: aowAge,
        dy: -4,
        textAnchor: 'end',
        lineAnchor: 'bottom',
        lineHeight: 1.2,
        lineWidth: isNarrow(width) ? 12 : Infinity,
        fontWeight: 600,
        fill: colours.gap,
        stroke: colours.paper,
        strokeWidth: 3,
      }),
      text([words.age], { frameAnchor: 'top-left', dx: -frame.marginLeft, dy: -34, fill: colours.inkSoft }),
      text([words.unit], { frameAnchor: 'bottom-right', dy: 38, fill: colours.inkSoft }),
      key(`■ ${year}`, colours.supply, 0),
      key(`□ ${baseYear}`, colours.ink, -70),
    ],
  };

  function bandsOf(wanted: number) {
    const found = bands.filter((band) => band.year === wanted);
    if (found.length === 0) throw new Error(`pyramid chart without rows for ${wanted}`);
    return found;
  }

  /** A filled or hollow box with its year, above the bars. */
  function key(label: string, fill: string, dx: number) {
    return text([label], { frameAnchor: 'top-right', dx, dy: -34, fontWeight: 600, fill });
  }
}

function endOf({ ageFrom, ageTo }: PyramidRow): number {
  return ageTo === null ? ageFrom + openBandYears : ageTo + 1;
}

function nameOf({ ageFrom, ageTo }: Pick<PyramidRow, 'ageFrom' | 'ageTo'>): string {
  return ageTo === null ? `${ageFrom}+` : `${ageFrom}–${ageTo}`;
}
