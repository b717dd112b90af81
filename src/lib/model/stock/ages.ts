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
 * Fritsch and Carlson 1980, SIAM Journal on Numerical Analysis 17(2), with the filter of Hyman 1983, SIAM Journal on
 * Scientific and Statistical Computing 4(4).
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
      const above = hermite(knots, cumulative, slopes, i, age + 1);
      ages.push(Math.max(0, above - below));
      below = above;
    }
    return ages;
  });
}

/** Slopes at the knots: the mean of the secants on either side, at most three times the lesser one. */
function monotoneSlopes(x: readonly number[], y: readonly number[]): number[] {
  const secants = y.slice(1).map((above, i) => {
    const width = (x[i + 1] ?? NaN) - (x[i] ?? NaN);
    return (above - (y[i] ?? NaN)) / width;
  });
  return y.map((_, i) => {
    const left = secants[i - 1] ?? secants[i] ?? NaN;
    const right = secants[i] ?? left;
    return Math.min((left + right) / 2, 3 * left, 3 * right);
  });
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
