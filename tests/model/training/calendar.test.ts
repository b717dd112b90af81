import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlaceRow, PlacementModel } from '#lib/model/baseline/training.ts';
import {
  needByStart,
  needOf,
  openShares,
  usualCalendar,
  type Calendar,
} from '#lib/model/training/calendar.ts';
import { ModelError } from '#lib/model/error.ts';
import { sum } from '../small-baseline.ts';

const calendar: Calendar = {
  periods: [
    { id: 'a', weeks: 10 },
    { id: 'b', weeks: 20 },
  ],
  daysPerWeek: 4,
};
const model = (blocks: PlacementModel['blocks']): PlacementModel => ({ id: 'm', track: 'BOL', blocks });
const block = { programmeYear: 1, period: 'a', weeks: 10, daysPerWeek: 4 };

describe('what a student needs', () => {
  // Half of the weeks at half of the days is a quarter; whole days for all weeks is one place.
  test('is weeks × days, of those that a place has', () => {
    const blocks = [
      { programmeYear: 1, period: 'a', weeks: 5, daysPerWeek: 2 },
      { programmeYear: 2, period: 'b', weeks: 20, daysPerWeek: 4 },
    ];
    expect(needOf(model(blocks), calendar, 3)).toEqual([
      [0.25, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  test('blocks in one period add up', () => {
    const half = { ...block, weeks: 5, daysPerWeek: 2 };
    expect(needOf(model([half, half]), calendar, 1)).toEqual([[0.5, 0]]);
  });

  test.each([
    [{ ...block, period: 'c' }, 'training.placementModels.m: unknown period c'],
    [{ ...block, programmeYear: 3 }, 'training.placementModels.m: programme year 3, expected 1 to 2'],
    [{ ...block, weeks: 11 }, 'training.placementModels.m: 11 weeks in period a, which has 10'],
  ])('%j is refused', (row, message) => {
    expect(() => needOf(model([row]), calendar, 2)).toThrow(new ModelError(message));
  });

  test('the usual calendar has four periods of ten weeks', () => {
    expect(usualCalendar.periods.map(({ weeks }) => weeks)).toEqual([10, 10, 10, 10]);
  });
});

describe('starts in several periods', () => {
  // Two years of two periods, with needs 1, 2 and 3, 4. Whoever started in the second period is in its first year's
  // first period then, and comes into the second year in that period: on 1 October it still has 2 to go.
  test('by hand', () => {
    const need = [
      [1, 2],
      [3, 4],
    ];
    expect(needByStart(need, [1, 0])).toEqual(need);
    expect(needByStart(need, [0, 1])).toEqual([
      [2, 3],
      [4, 0],
    ]);
    expect(needByStart(need, [0.5, 0.5])).toEqual([
      [1.5, 2.5],
      [3.5, 2],
    ]);
  });

  const needs = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([years, periods]) =>
      fc.tuple(
        fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: periods, maxLength: periods }), {
          minLength: years,
          maxLength: years,
        }),
        fc.integer({ min: 0, max: periods - 1 }),
      ),
    );

  test('nobody needs anything again that was before the first 1 October, and the rest moves up in order', () => {
    fc.assert(
      fc.property(needs, ([need, start]) => {
        const periods = need[0]?.length as number;
        const starts = Array.from({ length: periods }, (_, p) => Number(p === start));
        const path = need.flat();
        // Those who started in a later period had the periods until 1 October behind them.
        const passed = start === 0 ? 0 : periods - start;
        const expected = [...path.slice(passed), ...Array<number>(passed).fill(0)];
        expect(needByStart(need, starts).flat()).toEqual(expected);
      }),
    );
  });

  test('an intake that is spread needs the mean of its parts', () => {
    fc.assert(
      fc.property(needs, ([need]) => {
        const periods = need[0]?.length as number;
        const parts = Array.from({ length: periods }, (_, p) =>
          needByStart(
            need,
            Array.from({ length: periods }, (__, q) => Number(p === q)),
          ).flat(),
        );
        const spread = needByStart(need, Array<number>(periods).fill(1 / periods)).flat();
        spread.forEach((value, i) => {
          expect(value).toBeCloseTo(sum(parts.map((part) => part[i] as number)) / periods, 9);
        });
      }),
    );
  });
});

describe('what is open', () => {
  const open = (row: Partial<PlaceRow>, years = 4) => [
    ...openShares({ group: 'north', places: 1, ...row }, calendar, { startYear: 2024, years }),
  ];

  test('is everything, all the time, if nothing else is said', () => {
    expect(open({}, 2)).toEqual([1, 1, 1, 1]);
  });

  test('is a share of each period', () => {
    expect(open({ periods: [0.5, 0] }, 2)).toEqual([0.5, 0, 0.5, 0]);
  });

  // A place of two of the four days is half a place; more days than a whole place takes is no more than one.
  test('counts the days of the week', () => {
    expect(open({ daysPerWeek: 2 }, 1)).toEqual([0.5, 0.5]);
    expect(open({ daysPerWeek: 5 }, 1)).toEqual([1, 1]);
  });

  // The school year of 2024 began in October 2023.
  test('follows a rhythm from the year in which it opens, before and after it', () => {
    const byYear = (row: Partial<PlaceRow>) =>
      open({ ...row, periods: [1, 0] }, 5).filter((_, i) => i % 2 === 0);
    expect(byYear({ everyYears: 2, openIn: 2023 })).toEqual([1, 0, 1, 0, 1]);
    expect(byYear({ everyYears: 2, openIn: 2030 })).toEqual([0, 1, 0, 1, 0]);
    expect(byYear({ everyYears: 3, openIn: 2025 })).toEqual([0, 0, 1, 0, 0]);
    expect(byYear({ everyYears: 1, openIn: 2025 })).toEqual([1, 1, 1, 1, 1]);
  });

  test('is spread evenly where the rhythm has no first year', () => {
    expect(open({ everyYears: 4 }, 1)).toEqual([0.25, 0.25]);
  });

  test('over a whole rhythm is the same on average, whenever it begins', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1950, max: 2100 }),
        (everyYears, openIn) => {
          const years = 12 * everyYears;
          expect(sum(open({ everyYears, openIn }, years))).toBe(sum(open({}, 12)));
        },
      ),
    );
  });

  test('has as many periods as the calendar', () => {
    expect(() => open({ periods: [1] })).toThrow(
      new ModelError('training.places of group north: 1 periods, expected 2'),
    );
  });
});
