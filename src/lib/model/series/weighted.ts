/** A value that counts for more or less than another. */
export interface Weighted {
  value: number;
  weight: number;
}

/**
 * Quantiles of weighted values: the smallest value that has at least a share `p` of the weight at or below it.
 * Sorts `sample`.
 */
export function weightedQuantiles(sample: Weighted[], ascending: readonly number[]): number[] {
  sample.sort((a, b) => a.value - b.value || a.weight - b.weight);
  const total = sample.reduce((sum, { weight }) => sum + weight, 0);
  const found: number[] = [];
  let below = 0;
  for (const { value, weight } of sample) {
    below += weight;
    while (found.length < ascending.length && below >= (ascending[found.length] as number) * total)
      found.push(value);
  }
  while (found.length < ascending.length) found.push(sample.at(-1)?.value ?? NaN);
  return found;
}
