import type { AnnualSeries } from '#lib/model/series/annual.ts';
import { centralPath } from '#lib/model/series/combination.ts';
import type { OneStep } from '#lib/model/series/scale.ts';

/** A forecast made inside a series from its first `known` values, beside what came. */
export interface Origin {
  known: number;
  /** One value per year ahead, as far as the series goes. */
  path: Float64Array;
}

/** Values before which no forecast is judged: two show a change, a third shows whether it lasts. */
const firstOrigin = 3;
/** Origins that are looked at, the latest; more tell little about today. */
const latestOrigins = 40;

/**
 * Forecasts from every earlier year of a series (rolling origins: Tashman 2000, International Journal of
 * Forecasting 16), each from what was known then and nothing else. An origin is a counted year: a filled one would
 * carry the value after it.
 *
 * @param furthest years ahead
 */
export function originsOf(series: AnnualSeries, furthest: number): Origin[] {
  const { values, counted, nonNegative } = series;
  const origins: Origin[] = [];
  for (let known = Math.max(firstOrigin, values.length - latestOrigins); known < values.length; known++) {
    if (counted[known - 1] === 0) continue;
    const horizon = Math.min(furthest, values.length - known);
    origins.push({ known, path: centralPath(values.subarray(0, known), { horizon, nonNegative }) });
  }
  return origins;
}

/** The errors one year ahead, of the origins whose next year counts. */
export function oneStepsOf({ values, counted }: AnnualSeries, origins: readonly Origin[]): OneStep[] {
  return origins
    .filter(({ known }) => counted[known] === 1)
    .map(({ known, path }) => ({ known, expected: path[0] as number, observed: values[known] as number }));
}
