import { ModelError } from '#lib/model/error.ts';
import { normalQuantile } from '#lib/model/draws/normal.ts';
import { partOf, uniformAt } from '#lib/model/draws/random.ts';

/**
 * The shocks of successive years: a stationary AR(1) path of standard normal numbers, with variance 1 in every year
 * and correlation ρ^k between years that are k apart (Box and Jenkins 1970, Time series analysis, ch. 3):
 * x_0 = z_0 and x_t = ρ x_{t-1} + √(1 - ρ²) z_t.
 *
 * The z depend on nothing but the seed, the stream, the year and the index: a longer path starts with the shorter
 * one, and scenarios that share these share their shocks, whatever their correlation.
 *
 * @param stream a name as a number (`streamOf`)
 * @param index the draw
 * @param correlation ρ, strictly between -1 and 1
 * @throws ModelError when ρ is not, or when the number of years is not whole
 */
export function ar1Path({
  seed,
  stream,
  index,
  years,
  correlation,
}: {
  seed: number;
  stream: number;
  index: number;
  years: number;
  correlation: number;
}): Float64Array {
  if (!(correlation > -1 && correlation < 1)) {
    throw new ModelError(`correlation of yearly shocks: expected between -1 and 1, got ${correlation}`);
  }
  if (!(Number.isInteger(years) && years >= 0)) {
    throw new ModelError(`years of shocks: expected a whole number from 0, got ${years}`);
  }
  const fresh = Math.sqrt((1 - correlation) * (1 + correlation));
  const path = new Float64Array(years);
  let last = 0;
  for (let year = 0; year < years; year++) {
    const z = normalQuantile(uniformAt(seed, partOf(stream, year), index));
    last = year === 0 ? z : correlation * last + fresh * z;
    path[year] = last;
  }
  return path;
}
