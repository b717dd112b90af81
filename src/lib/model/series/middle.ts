/** The middle of a few numbers: the mean of the two middle ones when their number is even. Reorders `values`. */
export function middleOf(values: Float64Array): number {
  values.sort();
  const half = values.length >> 1;
  const upper = values[half] as number;
  return values.length % 2 === 1 ? upper : (upper + (values[half - 1] as number)) / 2;
}
