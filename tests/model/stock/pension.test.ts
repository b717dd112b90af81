import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as profession from '#lib/domain/tables/profession.ts';
import { ModelError } from '#lib/model/error.ts';
import {
  leavingByMonth,
  pensionAgeMonths,
  pensionMonth,
  pensionPatterns,
  pensionPositions,
  retirementHazards,
} from '#lib/model/stock/pension.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { readings } from '../real-baseline.ts';

const schedule = rowsOf(readings, profession.aowSchedule).map(({ year, age_months }) => ({
  year,
  ageMonths: age_months,
}));

const monthOf = (year: number, month: number) => year * 12 + month - 1;
const yearsAndMonths = (months: number) => `${Math.floor(months / 12)} y ${months % 12} m`;

describe('the Dutch schedule', () => {
  test.each([
    [2021, '66 y 4 m'],
    [2022, '66 y 7 m'],
    [2023, '66 y 10 m'],
    [2024, '67 y 0 m'],
    [2027, '67 y 0 m'],
    [2028, '67 y 3 m'],
    [2032, '67 y 3 m'],
    [2035, '67 y 9 m'],
    [2050, '68 y 9 m'],
    [2070, '68 y 9 m'],
    [2010, '66 y 4 m'],
  ])('in %i it is %s', (year, age) => {
    expect(yearsAndMonths(pensionAgeMonths(schedule, year))).toBe(age);
  });

  // Born in the middle of the month; the limits are those of the Social Insurance Bank: from September 1955,
  // June 1956, March 1957 and January 1961 on the age is 66 y 7 m, 66 y 10 m, 67 y and 67 y 3 m.
  test.each<{ born: [year: number, month: number]; reaches: [year: number, month: number] }>([
    { born: [1955, 9], reaches: [2022, 4] },
    { born: [1956, 5], reaches: [2022, 12] },
    { born: [1956, 6], reaches: [2023, 4] },
    { born: [1957, 2], reaches: [2023, 12] },
    { born: [1957, 3], reaches: [2024, 3] },
    { born: [1957, 7], reaches: [2024, 7] },
    { born: [1960, 12], reaches: [2027, 12] },
    { born: [1961, 1], reaches: [2028, 4] },
    { born: [1961, 9], reaches: [2028, 12] },
    { born: [1961, 10], reaches: [2029, 1] },
  ])('born in $born, it comes in $reaches', ({ born, reaches }) => {
    const month = pensionMonth(schedule, monthOf(...born) + 0.5);
    expect(Math.floor(month)).toBe(monthOf(...reaches));
  });

  test('nobody reaches it while it rises by more months than have passed', () => {
    const reached = Array.from({ length: 60 }, (_, i) =>
      Math.floor(pensionMonth(schedule, monthOf(1958, 1) + i + 0.5)),
    );
    expect(reached).not.toContain(monthOf(2028, 1));
    expect(reached).not.toContain(monthOf(2028, 3));
    expect(reached).toContain(monthOf(2028, 4));
  });

  test('when the age falls, those who are above it reach it on 1 January', () => {
    const falling = [
      { year: 2024, ageMonths: 67 * 12 },
      { year: 2025, ageMonths: 66 * 12 },
    ];
    expect(pensionMonth(falling, monthOf(1958, 6) + 0.5)).toBe(monthOf(2025, 1));
    expect(Math.floor(pensionMonth(falling, monthOf(1959, 6) + 0.5))).toBe(monthOf(2025, 6));
  });
});

describe('leaving by month', () => {
  test('is a share, and rises with the months', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -500, max: 500, noNaN: true }),
        fc.double({ min: 1e-3, max: 500, noNaN: true }),
        (offset, spread) => {
          let before = 0;
          for (const share of leavingByMonth(offset, spread)) {
            if (!(share >= before && share <= 1)) expect.fail(`${share} after ${before}`);
            before = share;
          }
        },
      ),
    );
  });

  // With offset 0 and spread 12, at work are 1 ÷ (1 + exp(½ ÷ 12)) at month 0 and 1 ÷ (1 + exp(12½ ÷ 12)) at month 12:
  // 0.489585 and 0.260829.
  test('by hand', () => {
    expect(leavingByMonth(0, 12)[360]).toBeCloseTo(1 - 0.260829 / 0.489585, 5);
    expect(leavingByMonth(24, 12)[384]).toBeCloseTo(1 - 0.260829 / 0.489585, 5);
  });

  test.each([0, -1, NaN])('a spread of %f is refused', (spread) => {
    expect(() => leavingByMonth(0, spread)).toThrow(`pension spreadMonths ${spread}: expected more than 0`);
  });
});

describe('hazards by year and age', () => {
  const ages = { from: 55, to: 74 };
  const hazards = (of: typeof schedule, offset = -6, spread = 10) =>
    retirementHazards(
      pensionPatterns(pensionPositions({ schedule: of, startYear: 2024, years: 20, ages })),
      leavingByMonth(offset, spread),
    );

  // On 1 January 2024 those of 66 were born in 1957. Born mid-January 1957 they reached 66 y 10 m mid-November 2023,
  // a month and a half ago; born in March to December they are 67 in 2024, 2½ to 11½ months from now.
  test('positions count whole months since the pension age for twelve birth months', () => {
    const positions = pensionPositions({ schedule, startYear: 2024, years: 1, ages: { from: 66, to: 66 } });
    expect([...positions].map((at) => at - 360)).toEqual([1, 0, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12]);
  });

  test('are the mean of the birth months', () => {
    const leaving = Float64Array.from([0, 1]);
    const positions = Uint16Array.from([...Array<number>(9).fill(0), 1, 1, 1]);
    expect(retirementHazards(pensionPatterns(positions), leaving)[0]).toBeCloseTo(-Math.log(0.75), 12);
    expect(
      1 - Math.exp(-(retirementHazards(pensionPatterns(new Uint16Array(12).fill(1)), leaving)[0] as number)),
    ).toBe(1);
  });

  test('patterns give every cell the positions that it has', () => {
    const positions = pensionPositions({ schedule, startYear: 2024, years: 20, ages });
    const patterns = pensionPatterns(positions);
    expect(patterns.positions.length).toBeLessThan(positions.length / 2);
    patterns.cells.forEach((pattern, cell) => {
      expect(patterns.positions.subarray(pattern * 12, pattern * 12 + 12)).toEqual(
        positions.subarray(cell * 12, cell * 12 + 12),
      );
    });
  });

  test('are the same for cells with the same positions, which are kept once', () => {
    const positions = pensionPositions({ schedule, startYear: 2024, years: 20, ages });
    const patterns = pensionPatterns(positions);
    expect(patterns.cells).toHaveLength(20 * 20);
    expect(patterns.positions.length).toBeLessThan(positions.length / 2);
    patterns.cells.forEach((pattern, cell) => {
      expect([...patterns.positions.subarray(pattern * 12, pattern * 12 + 12)]).toEqual([
        ...positions.subarray(cell * 12, cell * 12 + 12),
      ]);
    });
  });

  test('rise with age', () => {
    const table = hazards(schedule);
    for (let year = 0; year < 20; year++) {
      for (let age = 1; age < 20; age++) {
        expect(table[year * 20 + age]).toBeGreaterThanOrEqual(table[year * 20 + age - 1] as number);
      }
    }
  });

  test('a rise of the pension age, from any year on, puts retirement off and never brings it forward', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2024, max: 2035 }), fc.integer({ min: 1, max: 36 }), (from, months) => {
        const later = schedule.map(({ year, ageMonths }) => ({
          year,
          ageMonths: ageMonths + (year >= from ? months : 0),
        }));
        const before = hazards(schedule);
        const after = hazards(later);
        after.forEach((hazard, cell) => {
          if (hazard > (before[cell] as number))
            expect.fail(`cell ${cell}: ${before[cell]} became ${hazard}`);
        });
        // Somebody of 66 in the year of the rise still has to reach it.
        const cell = (from - 2024) * 20 + (66 - ages.from);
        expect(after[cell]).toBeLessThan(before[cell] as number);
      }),
      { numRuns: 30 },
    );
  });

  test('nothing is infinite where all leave at once', () => {
    for (const hazard of hazards(schedule, 0, 0.01)) expect(hazard).toBeLessThan(1e3);
  });
});

test.each([
  { rows: [], message: 'pension schedule: no years' },
  {
    rows: [
      { year: 2025, ageMonths: 804 },
      { year: 2024, ageMonths: 804 },
    ],
    message: 'pension schedule: year 2024 after 2025',
  },
  {
    rows: [{ year: 2024, ageMonths: 67 }],
    message: 'pension schedule, year 2024: 67 months, expected 600 or more',
  },
])('$message', ({ rows, message }) => {
  const attempt = () =>
    pensionPositions({ schedule: rows, startYear: 2024, years: 1, ages: { from: 60, to: 61 } });
  expect(attempt).toThrow(new ModelError(message));
});
