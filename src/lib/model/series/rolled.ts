import type { AnnualSeries } from '#lib/model/series/annual.ts';
import { oneStepsOf, originsOf, type Origin } from '#lib/model/series/origins.ts';
import { bandScale, type OneStep, type UsualYear } from '#lib/model/series/scale.ts';
import type { Weighted } from '#lib/model/series/weighted.ts';

/** Values that an origin needs to be calibrated on: then one error of its own goes into its scale. */
export const fewestKnown = 4;
/** Weight of an error against one that came to light a year later: the latest origins are most like the next. */
export const originMemory = 0.9;

/** A series with the forecasts that were made inside it. */
export interface Rolled {
  series: AnnualSeries;
  origins: Origin[];
  steps: OneStep[];
}

/** Rolls the origin through a series, with forecasts as far as `furthest` years ahead. */
export function rolledOf(series: AnnualSeries, furthest: number): Rolled {
  const origins = originsOf(series, furthest);
  return { series, origins, steps: oneStepsOf(series, origins) };
}

/**
 * Errors in scales of the series: one row per year ahead, in which the series has weight 1, so that a long series
 * counts no more than a short one.
 */
export function standardErrors(
  { series, origins, steps }: Rolled,
  { usual, furthest }: { usual: UsualYear; furthest: number },
): Weighted[][] {
  const { values, counted } = series;
  const errors: Weighted[][] = Array.from({ length: furthest }, () => []);
  for (const { known, path } of origins) {
    if (known < fewestKnown) continue;
    const scale = bandScale(series, { steps, next: path[0] as number, known, usual });
    if (!(scale > 0)) continue;
    errors.forEach((row, i) => {
      const at = known + i;
      if (counted[at] !== 1) return;
      const value = ((values[at] as number) - (path[i] as number)) / scale;
      row.push({ value, weight: originMemory ** (values.length - 1 - at) });
    });
  }
  for (const row of errors) {
    const total = row.reduce((sum, { weight }) => sum + weight, 0);
    for (const error of row) error.weight /= total;
  }
  return errors;
}

/** What was known of a series at an earlier year: its first values, and the forecasts made before their last. */
export function rolledUntil({ series, origins, steps }: Rolled, known: number): Rolled {
  return {
    series: {
      ...series,
      values: series.values.subarray(0, known),
      counted: series.counted.subarray(0, known),
    },
    origins: origins.filter((origin) => origin.known < known),
    steps: steps.filter((step) => step.known < known),
  };
}
