import { ModelError } from '#lib/model/error.ts';
import { standardErrors, type Rolled } from '#lib/model/series/rolled.ts';
import type { UsualYear } from '#lib/model/series/scale.ts';
import type { BandShape } from '#lib/model/series/shape.ts';
import { weightedQuantiles, type Weighted } from '#lib/model/series/weighted.ts';

/** Quantiles that bound the central 50, 80 and 95 %. */
const probabilities = [0.025, 0.1, 0.25, 0.75, 0.9, 0.975];
/** A factor lies at least this far from the point forecast. */
const leastFactor = 0.05;

/** Growth where there is one year ahead only: errors of a random walk grow with the square root of time. */
const randomWalk = 0.5;

/** Which of the probabilities lie on one side of the median, from the middle outwards. */
const sides = [
  [2, 1, 0],
  [3, 4, 5],
] as const;

/** Least squares through logarithms: a size as a power of the years ahead, never falling. */
function powerOf(sizes: readonly number[]): { start: number; growth: number } {
  const xs = sizes.map((_, i) => Math.log(i + 1));
  const meanX = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const meanY = sizes.reduce((sum, size) => sum + Math.log(size), 0) / xs.length;
  const squares = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const products = sizes.reduce((sum, size, i) => sum + ((xs[i] ?? 0) - meanX) * (Math.log(size) - meanY), 0);
  const growth = squares > 0 ? Math.max(0, products / squares) : randomWalk;
  return { start: Math.exp(meanY - growth * meanX), growth };
}

/** Pools the errors of collections, each collection as heavy as the others and each series within it as well. */
function pool(
  collections: readonly (readonly Rolled[])[],
  about: { usual: UsualYear; furthest: number },
): Weighted[][] {
  const pooled: Weighted[][] = Array.from({ length: about.furthest }, () => []);
  for (const collection of collections) {
    const errors = collection.map((series) => standardErrors(series, about));
    pooled.forEach((row, i) => {
      const series = errors.filter((rows) => (rows[i]?.length ?? 0) > 0);
      for (const rows of series) {
        for (const { value, weight } of rows[i] ?? []) row.push({ value, weight: weight / series.length });
      }
    });
  }
  return pooled;
}

/**
 * The shape of bands from what forecasts missed inside series, at rolling origins. A factor is the quantile of the
 * errors at its own years ahead, drawn halfway to a power of the years ahead, for a quantile of few series is
 * uneven; then it is made to widen with the years ahead and with the level.
 *
 * @param furthest years ahead; every collection needs errors there
 * @throws ModelError when there are no errors at some number of years ahead
 */
export function fitShape(
  collections: readonly (readonly Rolled[])[],
  { usual, furthest }: { usual: UsualYear; furthest: number },
): BandShape {
  const sizes = pool(collections, { usual, furthest }).map((errors, i) => {
    if (errors.length === 0)
      throw new ModelError(`no forecast error at ${i + 1} years ahead to calibrate on`);
    const quantiles = weightedQuantiles(errors, probabilities);
    return quantiles.map((q, p) => Math.max(leastFactor, (probabilities[p] ?? 0) < 0.5 ? -q : q));
  });
  const powers = probabilities.map((_, p) => powerOf(sizes.map((row) => row[p] as number)));
  const factors = sizes.map((row, i) =>
    row.map((size, p) => {
      const { start, growth } = powers[p] as { start: number; growth: number };
      return Math.sqrt(size * start * (i + 1) ** growth);
    }),
  );
  widen(factors);
  const growthOf = (side: readonly number[]) =>
    side.reduce((sum, p) => sum + (powers[p]?.growth ?? 0), 0) / side.length;
  return {
    probabilities,
    factors: factors.map((row) => row.map((size, p) => ((probabilities[p] ?? 0) < 0.5 ? -size : size))),
    growth: { below: growthOf(sides[0]), above: growthOf(sides[1]) },
  };
}

/** Lets no size be under that of a year earlier, or under that of a narrower band. */
function widen(sizes: number[][]): void {
  sizes.forEach((row, i) => {
    for (const side of sides) {
      let least = 0;
      for (const p of side) {
        least = Math.max(least, row[p] as number, sizes[i - 1]?.[p] ?? 0);
        row[p] = least;
      }
    }
  });
}
