import { expect, test } from 'vitest';
import { quantilesOf } from '#lib/model/quantiles.ts';

// Type 7: position p × (n − 1) among the sorted values, in between by a straight line.
test.each([
  { sample: [4, 1, 3, 2], probabilities: [0, 0.25, 0.5, 0.9, 1], quantiles: [1, 1.75, 2.5, 3.7, 4] },
  { sample: [10, 30, 20], probabilities: [0.1, 0.5, 0.75], quantiles: [12, 20, 25] },
  { sample: [-5, 100, -50], probabilities: [0.5], quantiles: [-5] },
  { sample: [7], probabilities: [0.1, 0.9], quantiles: [7, 7] },
])('quantiles $probabilities of $sample', ({ sample, probabilities, quantiles }) => {
  quantilesOf(Float64Array.from(sample), probabilities).forEach((value, i) => {
    expect(value).toBeCloseTo(quantiles[i] as number, 12);
  });
});

test('no sample, no number', () => {
  expect(quantilesOf(new Float64Array(0), [0.5])).toEqual([NaN]);
});
