import { expect, test } from 'vitest';
import { ModelError } from '#lib/model/error.ts';
import { ageProfile, sharesOf } from '#lib/model/stock/profile.ts';

test('a profile knows between which ages it lies', () => {
  expect(ageProfile([0, 0.25, 0, 0.75, 0], 5, 'ages')).toMatchObject({
    shares: Float64Array.of(0, 0.25, 0, 0.75, 0),
    first: 1,
    last: 3,
  });
});

test('where people have no age it may be left out', () => {
  expect(ageProfile(undefined, 1, 'ages')).toMatchObject({ shares: Float64Array.of(1), first: 0, last: 0 });
});

test('shares sum to 1 but for rounding', () => {
  expect([...sharesOf([1 / 3, 1 / 3, 1 / 3], 3, 'parts')]).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

test.each<[number[] | undefined, string]>([
  [undefined, 'ages: missing, expected a share for each of the 2 ages'],
  [[1], 'ages: 1 values, expected 2'],
  [[0.5, 0.4], 'ages: expected shares that sum to 1, got 0.9'],
  [[1.5, -0.5], 'ages: expected shares that sum to 1, got 1'],
  [[1, NaN], 'ages: expected shares that sum to 1, got NaN'],
])('%j is refused', (values, message) => {
  expect(() => ageProfile(values, 2, 'ages')).toThrow(new ModelError(message));
});
