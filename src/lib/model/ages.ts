import { ModelError } from '#lib/model/error.ts';

/** A count for the ages `from` up to and including `to`. */
export interface AgeBand {
  from: number;
  to: number;
  count: number;
}

/**
 * Turns age bands into single ages by a monotone cubic spline through the cumulative count, so that band totals
 * are kept exactly and no age is negative.
 *
 * Fritsch and Carlson 1980, SIAM Journal on Numerical Analysis 17(2).
 *
 * @param bands adjoining bands in order of age
 * @returns one count for every age from the first band's `from` to the last band's `to`
 */
export function singleAges(bands: readonly AgeBand[]): number[] {
  const first = bands[0];
  if (!first) return [];
  const knots = [first.from];
  const cumulative = [0];
  for (const { from, to, count } of bands) {
    const start = knots[knots.length - 1] ?? NaN;
    if (from !== start) throw new ModelError(`age band ${from}–${to}: expected it to start at ${start}`);
    if (!(to >= from && to < Infinity) || !(count >= 0 && count < Infinity))
      throw new ModelError(`age band ${from}–${to}: count ${count}`);
    knots.push(to + 1);
    cumulative.push((cumulative[cumulative.length - 1] ?? NaN) + count);
  }
  const slopes = monotoneSlopes(knots, cumulative);
  return bands.flatMap(({ from, to }, i) => {
    const ages: number[] = [];
    let below = cumulative[i] ?? NaN;
    for (let age = from; age <= to; age++) {
      const above = age === to ? (cumulative[i + 1] ?? NaN) : hermite(knots, cumulative, slopes, i, age + 1);
      ages.push(Math.max(0, above - below));
      below = above;
    }
    return ages;
  });
}

function monotoneSlopes(x: readonly number[], y: readonly number[]): number[] {
  const n = x.length - 1;
  const secants = Array.from({ length: n }, (_, i) => {
    const width = (x[i + 1] ?? NaN) - (x[i] ?? NaN);
    return ((y[i + 1] ?? NaN) - (y[i] ?? NaN)) / width;
  });
  const slopes = Array.from({ length: n + 1 }, (_, i) => {
    const left = secants[i - 1];
    const right = secants[i];
    if (left === undefined) return right ?? 0;
    if (right === undefined) return left;
    return left === 0 || right === 0 ? 0 : (left + right) / 2;
  });
  for (let i = 0; i < n; i++) {
    const secant = secants[i] ?? 0;
    if (secant === 0) {
      slopes[i] = slopes[i + 1] = 0;
      continue;
    }
    const alpha = (slopes[i] ?? 0) / secant;
    const beta = (slopes[i + 1] ?? 0) / secant;
    const radius = Math.hypot(alpha, beta);
    if (radius > 3) {
      slopes[i] = (3 / radius) * alpha * secant;
      slopes[i + 1] = (3 / radius) * beta * secant;
    }
  }
  return slopes;
}

function hermite(
  x: readonly number[],
  y: readonly number[],
  slopes: readonly number[],
  i: number,
  at: number,
): number {
  const [x0 = NaN, x1 = NaN, y0 = NaN, y1 = NaN] = [x[i], x[i + 1], y[i], y[i + 1]];
  const width = x1 - x0;
  const t = (at - x0) / width;
  const s = 1 - t;
  return (
    y0 * (1 + 2 * t) * s * s +
    (slopes[i] ?? NaN) * width * t * s * s +
    y1 * t * t * (3 - 2 * t) +
    (slopes[i + 1] ?? NaN) * width * t * t * (t - 1)
  );
}
