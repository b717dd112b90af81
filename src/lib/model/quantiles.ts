/**
 * Sample quantiles by linear interpolation of order statistics (type 7 of Hyndman and Fan 1996). Sorts `sample`
 * in place.
 */
export function quantilesOf(sample: Float64Array, probabilities: readonly number[]): number[] {
  sample.sort();
  return probabilities.map((p) => {
    const at = p * (sample.length - 1);
    const below = Math.floor(at);
    const low = sample[below] ?? NaN;
    const high = sample[Math.min(below + 1, sample.length - 1)] ?? NaN;
    return low + (at - below) * (high - low);
  });
}
