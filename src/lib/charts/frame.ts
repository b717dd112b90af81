import { ticks, tickStep } from 'd3';
import type { PlotOptions } from '@observablehq/plot';
import { colours, fontSize } from './theme.ts';

/** The outer size and the margins of a chart, in pixels. */
export interface Frame {
  width: number;
  height: number;
  marginTop: number;
  marginRight: number;
  marginBottom: number;
  marginLeft: number;
}

/** The options that all charts share: size, type and a class that the page can style. */
export function frameOptions(frame: Frame): PlotOptions {
  return {
    ...frame,
    className: 'chart',
    style: { fontFamily: 'inherit', fontSize: `${fontSize}px`, color: colours.ink, overflow: 'visible' },
  };
}

/** Rows as they came, or an error that names the chart: the page has its own words for having no data. */
export function requireRows<T>(chart: string, rows: readonly T[]): readonly [T, ...T[]] {
  if (rows.length === 0) throw new Error(`${chart} chart without rows`);
  return rows as readonly [T, ...T[]];
}

/** About how wide the longest line of some texts is, in pixels. */
export function textWidth(texts: readonly string[]): number {
  const longest = Math.max(0, ...texts.flatMap((text) => text.split('\n')).map((line) => line.length));
  return Math.ceil(longest * fontSize * 0.58);
}

/** First and last year with the ticks between them. A single year gets room on both sides. */
export function yearScale(years: readonly number[]): { domain: [number, number]; ticks: number[] } {
  const first = Math.min(...years);
  const last = Math.max(...years);
  if (first === last) return { domain: [first - 1, last + 1], ticks: [first] };
  return { domain: [first, last], ticks: ticks(first, last, 5).filter(Number.isInteger) };
}

/** A scale of amounts with ticks at whole numbers, and whether it leaves out zero. */
interface AmountScale {
  domain: [number, number];
  ticks: number[];
  broken: boolean;
}

/** A scale that starts at zero, unless the data would then take less than a third of the height. */
export function amountScale(low: number, high: number): AmountScale {
  const broken = low > 0 && low < high && high - low < high / 3;
  const from = broken ? low : Math.min(0, low);
  const to = Math.max(high, broken ? high : 0);
  if (from === to) return { domain: [0, 1], ticks: [0], broken: false };
  const step = tickStep(from, to, 5);
  const start = broken ? Math.floor(from / step) * step : from;
  return { domain: [start, to], ticks: ticks(start, to, 5).filter(Number.isInteger), broken };
}

/** How much of an axis one pixel is, in the unit of the axis. */
export function perPixel([from, to]: readonly [number, number], frame: Frame): number {
  return (to - from) / (frame.height - frame.marginTop - frame.marginBottom);
}
