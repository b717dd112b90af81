import type { AnnualSeries } from '#lib/model/series/annual.ts';
import { middleOf } from '#lib/model/series/middle.ts';
import { withoutOutliers } from '#lib/model/series/outliers.ts';

/** What a series usually does in a year, as shares of its level: stands in where it has few years of its own. */
export interface UsualYear {
  /** Mean absolute yearly change. */
  change: number;
  /** Mean absolute error of a forecast one year ahead. */
  error: number;
}

/** A forecast one year ahead that was made inside a series, and what came of it. */
export interface OneStep {
  /** Values that were known when it was made. */
  known: number;
  expected: number;
  observed: number;
}

/** Weight of a change or an error against that of the next year. */
const memory = 0.9;
/** The usual year counts as this part of a year of the series itself. */
const usualYears = 0.3;
/** How many changes against errors: a change is known for every year, an error only from the third on. */
const changeShare = 0.5;
/** Bands of a series of n years are this much wider by n, for what so few years do not show. */
const shortfall = 1;

/** A ratio of levels that both may be zero, in which case nothing was there to compare. */
function levelRatio(level: number, one: number, other: number): number {
  const between = (Math.abs(one) + Math.abs(other)) / 2;
  return between > 0 ? level / between : 0;
}

/** The level that errors are brought to: what is expected next, but not far below what the series has been. */
export function levelOf(values: Float64Array, next: number): number {
  return Math.max(Math.abs(next), middleOf(values.map(Math.abs)) / 10);
}

/**
 * Absolute yearly changes at the present level, the latest most, of the series without its outliers: their weighted
 * sum and the weight. A change grows with the square root of the level. Across a gap of g years it counts as √g
 * changes, as in a random walk.
 */
export function changeAt(level: number, series: AnnualSeries, known: number): { sum: number; years: number } {
  const values = withoutOutliers(series.values.subarray(0, known));
  let before = -1;
  let sum = 0;
  let years = 0;
  for (let t = 0; t < known; t++) {
    if (series.counted[t] === 0) continue;
    if (before >= 0) {
      const from = values[before] as number;
      const to = values[t] as number;
      const weight = memory ** (known - 1 - t);
      sum += weight * Math.abs(to - from) * Math.sqrt(levelRatio(level, from, to) / (t - before));
      years += weight;
    }
    before = t;
  }
  return { sum, years };
}

/** As `changeAt`, of one-step errors; an error grows with the level itself. */
export function errorAt(
  level: number,
  steps: readonly OneStep[],
  known: number,
): { sum: number; years: number } {
  let sum = 0;
  let years = 0;
  for (const step of steps) {
    if (step.known >= known) continue;
    const weight = memory ** (known - 1 - step.known);
    sum += weight * Math.abs(step.observed - step.expected) * levelRatio(level, step.observed, step.expected);
    years += weight;
  }
  return { sum, years };
}

/**
 * How far outcomes lie from the forecast of a series, in its unit: the geometric mean of what it changes in a year
 * and of its own rolling one-step errors, each drawn towards the usual year. Because both are brought to the present
 * level, a series that has grown does not get the bands of its small years.
 *
 * @param next the forecast of the first year ahead
 * @param known values that are used, from the first on
 */
export function bandScale(
  series: AnnualSeries,
  { steps, next, known, usual }: { steps: readonly OneStep[]; next: number; known: number; usual: UsualYear },
): number {
  const level = levelOf(series.values.subarray(0, known), next);
  const changes = changeAt(level, series, known);
  const errors = errorAt(level, steps, known);
  const change = (changes.sum + usualYears * usual.change * level) / (changes.years + usualYears);
  const error = (errors.sum + usualYears * usual.error * level) / (errors.years + usualYears);
  return change ** changeShare * error ** (1 - changeShare) * (1 + shortfall / known);
}
