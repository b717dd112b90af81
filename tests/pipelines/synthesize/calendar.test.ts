import { expect, test } from 'vitest';
import { dayAfterBase, workdayIn } from '#pipelines/synthesize/calendar.ts';

test.each([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2028])('workdays of %i', (year) => {
  const days = Array.from({ length: 1000 }, (_, i) => workdayIn(year, i / 1000));
  expect(days[0]?.slice(0, 8)).toBe(`${year}-01-`);
  expect(days.at(-1)?.slice(0, 8)).toBe(`${year}-12-`);
  expect(days).toEqual(days.toSorted());
  const weekdays = new Set(days.map((day) => new Date(day).getUTCDay()));
  expect([...weekdays].sort()).toEqual([1, 2, 3, 4, 5]);
});

test.each([
  [0, '2024-01-01'],
  [1.5, '2025-07-01'],
  [3.999, '2027-12-31'],
])('%f years after the base date is %s', (years, day) => {
  expect(dayAfterBase(years)).toBe(day);
});
