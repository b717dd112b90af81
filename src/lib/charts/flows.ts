import { axisX, axisY, dot, gridY, lineY, link, rectY, ruleY, text } from '@observablehq/plot';
import type { PlotOptions } from '@observablehq/plot';
import { ticks } from 'd3';
import { coarse, formatFor } from '#lib/domain/format.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { flowBands, netFlows } from './flow-bands.ts';
import type { Flow, FlowRow, Span } from './flow-bands.ts';
import { frameOptions, perPixel, requireRows, textWidth, yearScale } from './frame.ts';
import type { Frame } from './frame.ts';
import { spread } from './spread.ts';
import { colours, isNarrow } from './theme.ts';

export interface FlowsWords {
  flows: Record<Flow, string>;
  /** What stands above and below the zero line. */
  inflow: string;
  outflow: string;
  net: string;
  /** What is counted, with its period: persons a year. */
  unit: string;
}

export interface FlowsInput {
  data: readonly FlowRow[];
  locale: Locale;
  words: FlowsWords;
}

/** Half the width of a bar, in years. */
const halfBar = 0.42;

/** Inflow above and outflow below the zero line by year, with the net change as a line. */
export function flowsOptions({ data, width, locale, words }: FlowsInput & { width: number }): PlotOptions {
  const rows = requireRows('flows', data);
  const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => a - b);
  const first = Math.min(...years);
  const last = Math.max(...years);
  const bands = flowBands(rows, years);
  const nets = netFlows(rows, years);
  const edges = bands.flatMap(({ spans }) => spans.map(({ y2 }) => y2));
  const low = Math.min(0, ...edges);
  const high = Math.max(0, ...edges);
  const { whole, signed } = formatFor(locale);
  const amounts: [number, number] = low === high ? [-1, 1] : [low, high];
  const amountTicks = ticks(...amounts, 6).filter(Number.isInteger);
  const ends = [
    ...bands.flatMap(({ flow, colour, spans }) =>
      spans.slice(-1).map(({ y1, y2 }) => ({ at: (y1 + y2) / 2, label: words.flows[flow], colour })),
    ),
    ...nets.slice(-1).map(({ heads }) => ({
      at: heads,
      label: `${words.net} ${signed(coarse(heads))}`,
      colour: colours.ink,
    })),
  ];
  const frame: Frame = {
    width,
    height: isNarrow(width) ? 380 : 420,
    marginTop: 28,
    marginRight: textWidth(ends.map(({ label }) => label)) + 18,
    marginBottom: 44,
    marginLeft: textWidth(amountTicks.map((tick) => whole(Math.abs(tick)))) + 10,
  };
  const places = spread(
    ends.map(({ at }) => at),
    { distance: 18 * perPixel(amounts, frame), range: amounts },
  );
  const span = last - first + 1;
  const pixel = span / (width - frame.marginLeft - frame.marginRight);
  const heading = { dx: -frame.marginLeft, fontWeight: 600 };
  return {
    ...frameOptions(frame),
    x: { domain: [first - 0.5, last + 0.5] },
    y: { domain: amounts },
    marks: [
      gridY(amountTicks, { stroke: colours.rule, strokeOpacity: 1 }),
      axisY(amountTicks, {
        tickFormat: (tick: number) => whole(Math.abs(tick)),
        tickSize: 0,
        label: null,
        fill: colours.inkSoft,
      }),
      axisX(yearScale(years).ticks, { tickFormat: String, tickSize: 4, label: null, color: colours.inkSoft }),
      bands.map(({ colour, spans }) =>
        rectY(spans, {
          x1: ({ year }: Span) => year - halfBar,
          x2: ({ year }: Span) => year + halfBar,
          y1: 'y1',
          y2: 'y2',
          fill: colour,
          stroke: colours.paper,
          strokeWidth: 0.5,
        }),
      ),
      ruleY([0], { stroke: colours.ink, strokeWidth: 1.25 }),
      lineY(nets, { x: 'year', y: 'heads', stroke: colours.paper, strokeWidth: 5 }),
      lineY(nets, { x: 'year', y: 'heads', stroke: colours.ink, strokeWidth: 2.25 }),
      dot(nets.slice(-1), { x: 'year', y: 'heads', r: 3.5, fill: colours.ink, stroke: colours.paper }),
      ends.map(({ at, label, colour }, index) => [
        link([at], {
          x1: last + halfBar,
          x2: last + 0.5 + 10 * pixel,
          y1: at,
          y2: places[index] ?? at,
          stroke: colour,
          strokeWidth: 1.5,
        }),
        text([label], { x: last + 0.5 + 14 * pixel, y: places[index] ?? at, textAnchor: 'start' }),
      ]),
      text([`↑ ${words.inflow} (${words.unit})`], { ...heading, frameAnchor: 'top-left', dy: -20 }),
      text([`↓ ${words.outflow}`], { ...heading, frameAnchor: 'bottom-left', dy: 40 }),
    ],
  };
}
