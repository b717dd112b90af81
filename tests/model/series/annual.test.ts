import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annualSeries, scoredValues, type AnnualPoint } from '#lib/model/series/annual.ts';

const point = (year: number, value: number | null): AnnualPoint => ({ year, value });

test('missing years are filled, and only the inner ones; neither they nor marked years are counted', () => {
  const points = [point(2014, null), point(2018, 40), point(2015, 10), point(2016, 20), point(2019, null)];
  const series = annualSeries('A', points, [2016]);
  expect(series.firstYear).toBe(2015);
  expect([...series.values]).toEqual([10, 20, 30, 40]);
  expect([...series.counted]).toEqual([1, 0, 0, 1]);
  expect([...scoredValues(series)]).toEqual([10, NaN, NaN, 40]);
  expect(series.nonNegative).toBe(true);
});

test.each([
  { points: [], message: 'series A: no value at all, expected at least one' },
  { points: [point(2015, null)], message: 'series A: no value at all, expected at least one' },
  { points: [point(2015.5, 1)], message: 'series A: year 2015.5, expected a whole number' },
  { points: [point(2015, NaN)], message: 'series A: value NaN in 2015, expected a number' },
  { points: [point(2015, 1), point(2015, 2)], message: 'series A: 2015 stands there twice' },
  {
    points: [point(2015, 1), point(20155, 2)],
    message: 'series A: 2015 to 20155, expected a span of at most 500',
  },
])('refuses: $message', ({ points, message }) => {
  expect(() => annualSeries('A', points)).toThrow(message);
});

test('the order of the points does not matter', () => {
  const years = fc.uniqueArray(fc.integer({ min: 1990, max: 2030 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(years, fc.infiniteStream(fc.nat(1000)), (years, values) => {
      const points = years.map((year) => point(year, values.next().value));
      const sorted = points.toSorted((a, b) => a.year - b.year);
      expect(annualSeries('A', points)).toEqual(annualSeries('A', sorted));
    }),
  );
});
