import { describe, expect, test } from 'vitest';
import type { IntakeRow } from '#lib/model/baseline/stock.ts';
import { centralValues, slotsOf } from '#lib/model/draws/slots.ts';
import { ModelError } from '#lib/model/error.ts';
import { enteringHeads, prepareIntake } from '#lib/model/stock/intakes.ts';
import { simulate } from '#lib/model/simulate.ts';
import { allAt, assumption, leftOut, smallBaseline } from '../small-baseline.ts';

const slots = slotsOf({
  assumptions: { done: assumption({ central: 0.5, max: 4 }) },
  groups: [{ id: 'north' }],
});
const frame = { slots, startYear: 2024, years: 4, ages: 5, groupIds: ['north'] };
const row: IntakeRow = {
  id: 'nursing',
  group: 'north',
  durationYears: 3,
  heads: [10, 20, 40].map((heads, i) => ({ year: 2022 + i, heads })),
  completion: { values: 1, times: ['done'] },
  toStock: 0.8,
  ages: allAt(1, 5),
};

describe('an intake', () => {
  // Those who started in 2021, 2022, 2023 and 2024 finish in 2024 to 2027; before 2022 nobody started.
  test('finishes after its duration; before the first row there is none, and the last one holds', () => {
    const intake = prepareIntake(row, frame);
    expect([...intake.heads]).toEqual([0, 10, 20, 40]);
    expect([...prepareIntake({ ...row, durationYears: 0 }, frame).heads]).toEqual([40, 40, 40, 40]);
    expect([...enteringHeads(intake, centralValues(slots))]).toEqual([0, 4, 8, 16]);
  });

  test('of October s stands in the stock on 1 January of s + duration + 1', () => {
    const heads = [
      { year: 2022, heads: 10 },
      { year: 2023, heads: 0 },
    ];
    const rest = leftOut(
      smallBaseline({
        intakes: [{ ...row, heads, completion: 1, toStock: 1 }],
        stock: ['north', 'south'].map((group) => ({ group, heads: 0 })),
        entrants: [],
        moves: [],
      }),
      'training',
    );
    const { ages, central } = simulate(rest, { draws: 0, seed: 1 });
    expect(ages[0]?.map((byAge) => [...byAge])).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      // 2022 + 3 + 1.
      [0, 10, 0, 0, 0],
      [0, 0, expect.closeTo(9, 9), 0, 0],
    ]);
    expect([...(central.entrants[0]?.subarray(0, 3) ?? [])]).toEqual([0, 10, 0]);
  });

  test.each<[Partial<IntakeRow>, string]>([
    [
      {
        heads: [
          { year: 2022, heads: 1 },
          { year: 2024, heads: 1 },
        ],
      },
      'intakes.nursing.heads[1]: year 2024, expected 2023',
    ],
    [{ activeAfter: [0.5, 0.6] }, 'intakes.nursing.activeAfter[1]: 0.6, more than the year before'],
    [{ ages: [0.5, 0, 0, 0, 0] }, 'intakes.nursing.ages: expected shares that sum to 1, got 0.5'],
    [{ toStock: -0.1 }, 'intakes.nursing.toStock: value 1 is -0.1, expected at least 0'],
  ])('%j is refused', (changes, message) => {
    expect(() => prepareIntake({ ...row, ...changes }, frame)).toThrow(new ModelError(message));
  });

  test('without a list of ages it needs a group without ages', () => {
    const ageless = leftOut(row, 'ages');
    expect(() => prepareIntake(ageless, frame)).toThrow(
      'intakes.nursing.ages: missing, expected a share for each of the 5 ages',
    );
    expect(prepareIntake(ageless, { ...frame, ages: 1 }).ages?.shares[0]).toBe(1);
    expect(prepareIntake({ ...ageless, activeAfter: [1] }, frame).ages).toBeUndefined();
  });

  test.each(['completion', 'toStock'])(
    'a %s above 1 is refused, also when an assumption makes it so',
    (field) => {
      const intake = prepareIntake({ ...row, toStock: 1, [field]: { values: 3, times: ['done'] } }, frame);
      expect(() => enteringHeads(intake, centralValues(slots))).toThrow(
        new ModelError(`intakes.nursing.${field}: 1.5, expected a share from 0 to 1`),
      );
    },
  );
});

// Many thousands of heads in whole-number arithmetic: the formula of Van Greuningen 2012 by hand. 100 enter in 2024,
// of whom 90, 60 and 60 % are active 0, 1, 2 years later, 0.5 FTE each, beside a stock of nobody.
test('graduates with a given share still active stand beside the stock by age', () => {
  const rest = leftOut(
    smallBaseline({
      stock: ['north', 'south'].map((group) => ({ group, heads: 0 })),
      entrants: [],
      moves: [],
      intakes: [
        {
          id: 'nursing',
          group: 'north',
          durationYears: 0,
          heads: [
            { year: 2024, heads: 100 },
            { year: 2025, heads: 0 },
          ],
          completion: 1,
          toStock: 1,
          activeAfter: [0.9, 0.6],
          ftePerHead: 0.5,
        },
      ],
    }),
    'training',
  );
  const { central } = simulate(rest, { draws: 0, seed: 1 });
  const north = (values: Float64Array | undefined, count: number) =>
    [...(values?.subarray(0, count) ?? [])].map((value) => expect.closeTo(value, 9) as number);
  expect([0, 90, 60, 60]).toEqual(north(central.heads, 4));
  expect([0, 45, 30, 30]).toEqual(north(central.fte, 4));
  expect([100, 0, 0]).toEqual(north(central.entrants[0], 3));
  expect([10, 30, 0]).toEqual(north(central.exits[2], 3));
  expect([5, 15, 0]).toEqual(north(central.exitFte, 3));
});

describe('FTE of graduates beside the stock', () => {
  const with100 = (stock: number, ftePerHead?: number) => {
    const rest = leftOut(
      smallBaseline({
        stock: ['north', 'south'].map((group) => ({ group, heads: stock })),
        fte: [{ groups: '*', ftePerHead: [0.2, 0.2, 0.2, 0.2, 0.7] }],
        entrants: [],
        moves: [],
        intakes: [
          {
            id: 'nursing',
            group: 'north',
            durationYears: 0,
            heads: [{ year: 2024, heads: 100 }],
            completion: 1,
            toStock: 1,
            activeAfter: [1],
            ...(ftePerHead !== undefined && { ftePerHead }),
          },
        ],
      }),
      'training',
    );
    return rest;
  };
  const gained = (stock: number, ftePerHead?: number) => {
    const { central } = simulate(with100(stock, ftePerHead), { draws: 0, seed: 1 });
    const bare = simulate({ ...with100(stock), intakes: [] }, { draws: 0, seed: 1 }).central;
    return (central.fte[1] as number) - (bare.fte[1] as number);
  };

  test('is theirs, or the mean of the stock at the start', () => {
    expect(gained(10, 0.9)).toBeCloseTo(90, 9);
    expect(gained(10, 0)).toBeCloseTo(0, 9);
    expect(gained(10)).toBeCloseTo(30, 9);
  });

  // (4 × 0.2 + 0.7) ÷ 5 FTE per head.
  test('of a stock of nobody is the mean over the ages', () => {
    expect(gained(0)).toBeCloseTo(30, 9);
  });

  test('below zero is refused', () => {
    const assumptions = { low: assumption({ central: -1 }), growth: assumption({ central: 0 }) };
    const baseline = with100(10);
    const intakes = baseline.intakes?.map((each) => ({ ...each, ftePerHead: { values: 1, times: ['low'] } }));
    expect(() => simulate({ ...baseline, assumptions, intakes }, { draws: 0, seed: 1 })).toThrow(
      new ModelError('intakes.nursing.ftePerHead: scaled by -1'),
    );
  });
});
