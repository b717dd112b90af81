import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centralPath } from '#lib/model/series/combination.ts';
import { drift, lateDrift } from '#lib/model/series/drift.ts';
import { withoutOutliers } from '#lib/model/series/outliers.ts';
import { onRoots } from '#lib/model/series/root.ts';
import { smoothedLevel } from '#lib/model/series/smoothing.ts';
import { slopeOf, smoothedTrend, theta } from '#lib/model/series/trend.ts';

const numbers = (...values: number[]) => Float64Array.from(values);
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9) as number);

test.each([
  { name: 'drift', method: drift, values: [2, 9, 8], path: [11, 14] },
  { name: 'drift of one value', method: drift, values: [5], path: [5, 5] },
  // Changes of 1, then 3: (3 + 0.8 · 1) / 1.8.
  { name: 'late drift', method: lateDrift, values: [2, 3, 6], path: [6 + 3.8 / 1.8, 6 + 7.6 / 1.8] },
  { name: 'late drift of one value', method: lateDrift, values: [5], path: [5, 5] },
  // On a straight line smoothing with α = 1 is best; the level is the last value, the drift half of the slope.
  { name: 'Theta on a line', method: theta, values: [1, 3, 5, 7], path: [8, 9] },
  { name: 'smoothed trend on a line', method: smoothedTrend, values: [1, 3, 5, 7], path: [9, 11] },
  { name: 'Theta of one value', method: theta, values: [5], path: [5, 5] },
])('$name', ({ method, values, path }) => {
  expect([...method(numbers(...values), 2)]).toEqual(close(path));
});

test('smoothing weighs the latest value as the past errors ask', () => {
  // A level that stays: the first of equals, the smallest weight. A line: all weight on the latest.
  expect(smoothedLevel(numbers(4, 4, 4))).toEqual({ level: 4, alpha: 0.1 });
  expect(smoothedLevel(numbers(1, 2, 3))).toEqual({ level: 3, alpha: 1 });
  expect(slopeOf(numbers(1, 5, 3))).toBe(1);
});

test('a trend on the root scale bends upwards', () => {
  expect([...onRoots(numbers(1, 4, 9), (roots) => drift(roots, 2))]).toEqual(close([16, 25]));
  expect([...onRoots(numbers(-9, -4), (roots) => drift(roots, 3))]).toEqual(close([-1, 0, 1]));
});

test.each([
  { what: 'a spike', values: [10, 11, 12, 900, 14, 15, 16], index: 3, near: 13 },
  { what: 'a lost year', values: [400, 410, 405, 0, 420, 415], index: 3, near: 412 },
])('$what becomes the mean of its neighbours', ({ values, index, near }) => {
  const clean = withoutOutliers(numbers(...values));
  expect(Math.abs((clean[index] as number) - near)).toBeLessThan(1);
  expect([...clean].filter((_, t) => t !== index)).toEqual(close(values.filter((_, t) => t !== index)));
});

test('a break to a new level stays, also in the last year', () => {
  const broken = numbers(100, 103, 99, 101, 160, 158, 161);
  expect(withoutOutliers(broken)).toBe(broken);
  const late = numbers(100, 103, 99, 101, 104, 130);
  expect(withoutOutliers(late)).toBe(late);
});

test('no trend gives no trend, and a line goes on', () => {
  expect([...centralPath(numbers(0, 0, 0, 0, 0, 0), { horizon: 2, nonNegative: true })]).toEqual([0, 0]);
  expect([...centralPath(numbers(7, 7, 7, 7, 7), { horizon: 2, nonNegative: true })]).toEqual(close([7, 7]));
  const [next = NaN] = centralPath(numbers(50, 52, 54, 56, 58, 60), { horizon: 1, nonNegative: true });
  expect(next).toBeGreaterThan(61);
  expect(next).toBeLessThan(62.5);
});

test('one value, however far off and wherever it stands, moves the path by a bounded amount', () => {
  const history = [120, 124, 119, 130, 128, 135, 133, 140, 138, 145];
  fc.assert(
    fc.property(fc.nat(9), fc.double({ min: 0, max: 1e12, noNaN: true }), (place, value) => {
      const path = centralPath(Float64Array.from(history.with(place, value)), {
        horizon: 6,
        nonNegative: true,
      });
      for (const year of path) {
        expect(year).toBeGreaterThan(0);
        expect(year).toBeLessThan(1000);
      }
    }),
  );
});
