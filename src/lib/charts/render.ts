import { plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { clean } from './clean.ts';
import { optionsFor } from './kinds.ts';
import type { ChartInputs, ChartKind } from './kinds.ts';

const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>');

/** Draws a chart on the server. The same input gives the same SVG text. */
export function renderChart<K extends ChartKind>(kind: K, input: ChartInputs[K], width: number): string {
  return clean(plot({ ...optionsFor(kind, input, width), document })).outerHTML;
}
