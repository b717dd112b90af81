import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';

// Type 7: position p × (n − 1) among the sorted values, in between by a straight line.
test.each([
  { sample: [4, 1, 3, 2], probabilities: [0, 0.25, 0.5, 0.9, 1], quantiles: [1, 1.75, 2.5, 3.7, 4] },
  { sample: [10, 30, 20], probabilities: [0.1, 0.5, 0.75], quantiles: [12, 20, 25] },
  { sample: [-5, 100, -50], probabilities: [0.5], quantiles: [-5] },
  { sample: [7], probabilities: [0.1, 0.9], quantiles: [7, 7] },
  { sample: [2, 2, 1, 2, 2], probabilities: [0, 0.1, 0.5], quantiles: [1, 1.4, 2] },
  { sample: [NaN, 3, 1, 2], probabilities: [0, 1 / 3, 1], quantiles: [1, 2, NaN] },
])('quantiles $probabilities of $sample', ({ sample, probabilities, quantiles }) => {
  expect(quantilesOf(Float64Array.from(sample), probabilities)).toEqual(
    quantiles.map((value) => (Number.isNaN(value) ? NaN : (expect.closeTo(value, 12) as number))),
  );
});

test('no sample, no number', () => {
  expect(quantilesOf(new Float64Array(0), [0.5])).toEqual([NaN]);
});

test('quantiles at the positions of the values are the sorted values', () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 65 }), fc.array(fc.nat(64)), (sample, places) => {
      const top = sample.length - 1;
      const wanted = places.map((place) => place % sample.length);
      const sorted = [...sample].sort((a, b) => a - b);
      const found = quantilesOf(
        Float64Array.from(sample),
        wanted.map((place) => place / top),
      );
      expect(found).toEqual(wanted.map((place) => expect.closeTo(sorted[place] as number, 6)));
    }),
  );
});
