import { expect, test } from 'vitest';
import { normalQuantile } from '#lib/model/draws/normal.ts';
import { factorFunction, factorsAt, type BandShape } from '#lib/model/series/shape.ts';
import { weightedQuantiles } from '#lib/model/series/weighted.ts';

const shape: BandShape = {
  probabilities: [0.1, 0.25, 0.75, 0.9],
  factors: [
    [-2, -1, 1, 3],
    [-3, -1, 2, 4],
  ],
  growth: { below: 0.5, above: 1 },
};

test('beyond the calibrated years the factors grow by their powers', () => {
  expect(factorsAt(shape, 1)).toEqual([-2, -1, 1, 3]);
  expect(factorsAt(shape, 2)).toEqual([-3, -1, 2, 4]);
  expect(factorsAt(shape, 8)).toEqual([-6, -2, 8, 16]);
});

test('between the calibrated probabilities a factor runs straight in the normal value', () => {
  const factor = factorFunction(shape, 1);
  const [z75, z90] = [normalQuantile(0.75), normalQuantile(0.9)];
  expect(factor(0)).toBe(0);
  expect(factor(z75)).toBeCloseTo(1, 12);
  expect(factor(-z90)).toBeCloseTo(-2, 12);
  expect(factor((z75 + z90) / 2)).toBeCloseTo(2, 12);
  expect(factor(z90 + (z90 - z75))).toBeCloseTo(5, 12);
});

test('a weighted quantile is the first value with enough weight at or below it', () => {
  const sample = [
    { value: 9, weight: 1 },
    { value: 1, weight: 2 },
    { value: 4, weight: 1 },
  ];
  expect(weightedQuantiles(sample, [0.1, 0.5, 0.51, 0.75, 1])).toEqual([1, 1, 4, 4, 9]);
});
