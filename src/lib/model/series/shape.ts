import { straightAt } from '#lib/model/draws/straight.ts';
import { normalQuantile } from '#lib/model/draws/normal.ts';

/**
 * How bands open with the years ahead, for every series alike: the distance of a quantile from the point forecast,
 * in scales of the series.
 */
export interface BandShape {
  /** Ascending, none of them 0.5: the point forecast is the median. */
  probabilities: readonly number[];
  /** One row per year ahead, one factor per probability; below zero for probabilities under 0.5. */
  factors: readonly (readonly number[])[];
  /** Beyond the last row a factor grows as this power of the years ahead, under and over the median. */
  growth: { below: number; above: number };
}

/** A factor for each of the probabilities at a number of years ahead, from 1 on. */
export function factorsAt({ probabilities, factors, growth }: BandShape, yearsAhead: number): number[] {
  const row = factors[Math.min(yearsAhead, factors.length) - 1] ?? [];
  const beyond = Math.max(1, yearsAhead / factors.length);
  return row.map(
    (factor, p) => factor * beyond ** ((probabilities[p] ?? 0) < 0.5 ? growth.below : growth.above),
  );
}

/** Standard normal values between which a factor runs straight, with the median in its place. */
function knotsOf({ probabilities }: BandShape): number[] {
  const knots = probabilities.map(normalQuantile);
  knots.splice(probabilities.filter((p) => p < 0.5).length, 0, 0);
  return knots;
}

/** A function from a standard normal value to a factor: straight between the calibrated ones and beyond them. */
export function factorFunction(shape: BandShape, yearsAhead: number): (z: number) => number {
  const knots = knotsOf(shape);
  const factors = factorsAt(shape, yearsAhead);
  factors.splice(knots.indexOf(0), 0, 0);
  return (z) => straightAt(knots, factors, z);
}
