import { describe, expect, test } from 'vitest';
import type { DemandRow } from '#lib/model/baseline/demand.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { measure } from '#lib/model/measures.ts';
import { simulate } from '#lib/model/simulate.ts';
import { assumption, smallBaseline } from '../small-baseline.ts';

/** Demand of north by year; its supply at the start is 25 FTE. */
function demandOf(row: Omit<DemandRow, 'group'>, assumptions: Baseline['assumptions'] = {}): number[] {
  const [, south] = smallBaseline().demand as [DemandRow, DemandRow];
  const baseline = smallBaseline({ assumptions, demand: [{ group: 'north', ...row }, south] });
  const { prepared, central } = simulate(baseline, { draws: 0, seed: 1 });
  return [0, 1, 2, 3].map(
    (year) => measure('demand_fte', { prepared, outcome: central, groups: [0], year })[0] as number,
  );
}

const flat = [1, 1, 1, 1];
const close = (values: number[]) => values.map((value) => expect.closeTo(value, 9) as number);

describe('demand', () => {
  test.each<{ name: string; row: Omit<DemandRow, 'group'>; expected: number[] }>([
    {
      name: 'is the supply when nothing is unfilled',
      row: { unfilledShare: 0 },
      expected: [25, 25, 25, 25],
    },
    {
      name: 'is supply ÷ (1 − unfilled share)',
      row: { unfilledShare: { values: 0.5 }, volumeIndex: flat, growth: [] },
      expected: [50, 50, 50, 50],
    },
    {
      name: 'follows the volume',
      row: { unfilledShare: 0, volumeIndex: [1, 1.1, 0.9, 2] },
      expected: [25, 27.5, 22.5, 50],
    },
    {
      name: 'grows by the sum of the terms, year upon year',
      row: { unfilledShare: 0, volumeIndex: flat, growth: [0.3, { values: -0.1 }] },
      expected: [25, 30, 36, 43.2],
    },
    {
      name: 'may be given in FTE, which no supply changes',
      row: { fte: 100, volumeIndex: [1, 1, 1, 1.5], growth: [{ values: 0.1 }] },
      expected: [100, 110, 121, 199.65],
    },
    { name: 'may be nothing', row: { fte: 0 }, expected: [0, 0, 0, 0] },
    {
      name: 'is multiplied by every further index',
      row: {
        fte: 10,
        volumeIndex: [1, 2, 1, 1],
        indexParts: [
          [1, 1.5, 1, 1],
          [1, 0.5, 3, 1],
        ],
      },
      expected: [10, 15, 30, 10],
    },
    { name: 'may be given in FTE for every year', row: { fte: [7, 8, 9, 4] }, expected: [7, 8, 9, 4] },
  ])('$name', ({ row, expected }) => {
    expect(demandOf(row)).toEqual(close(expected));
  });

  test('takes its share and its growth from assumptions', () => {
    const row = {
      unfilledShare: { values: 1, times: ['unfilled', 'local'] },
      volumeIndex: flat,
      growth: [{ values: 1, times: ['growth'] }],
    };
    const assumptions = {
      unfilled: assumption({ central: 0.1 }),
      local: assumption({ central: 2, max: 3, perGroup: true }),
      growth: assumption({ central: 0.1 }),
    };
    expect(demandOf(row, assumptions)).toEqual(close([31.25, 34.375, 37.8125, 41.59375]));
  });

  test.each([
    {
      row: { unfilledShare: { values: 1 }, volumeIndex: flat, growth: [] },
      message: 'unfilledShare of group north: 1, expected a share below 1',
    },
    {
      row: { unfilledShare: { values: -0.1 }, volumeIndex: flat, growth: [] },
      message: 'unfilledShare of group north: -0.1, expected a share below 1',
    },
    {
      row: { unfilledShare: 0, growth: [-1] },
      message: 'growth of group north: -1, expected more than -1',
    },
    { row: { volumeIndex: flat }, message: 'demand of north: neither fte nor unfilledShare' },
    {
      row: { fte: 1, unfilledShare: 0.1 },
      message: 'demand of north: both fte and unfilledShare, expected one of them',
    },
    {
      row: { fte: [1, 1, 1, 1], growth: [0.1] },
      message: 'demand of north: fte by year is the whole demand, expected no index or growth beside it',
    },
    { row: { fte: [1, 1] }, message: 'demand.fte of north: 2 values, expected 4' },
  ])('$message', ({ row, message }) => {
    expect(() => demandOf(row)).toThrow(new ModelError(message));
  });
});

describe('demand of several groups together', () => {
  const both = (row: Omit<DemandRow, 'groups'>) => smallBaseline({ demand: [{ groups: '*', ...row }] });

  // Supply at the start is 25 FTE in north and 10 in south.
  test('starts from their supply together', () => {
    const { prepared, central } = simulate(both({ id: 'all', unfilledShare: 0.5 }), { draws: 0, seed: 1 });
    const [set] = prepared.demand;
    expect([set?.id, set?.groups]).toEqual(['all', [0, 1]]);
    expect(central.demandFte[0]).toBeCloseTo(70, 9);
  });

  test('is that of the groups together, and unknown for one of them', () => {
    const { prepared, central } = simulate(both({ fte: 100 }), { draws: 0, seed: 1 });
    const of = (groups: number[]) =>
      measure('demand_fte', { prepared, outcome: central, groups, year: 2 })[0] as number;
    expect([of([0, 1]), of([0]), of([1])]).toEqual([100, NaN, NaN]);
  });

  // 100 FTE of 35 FTE and 70 heads of supply.
  test('in heads it is expressed in those of their stock together', () => {
    const { prepared, central } = simulate(both({ fte: 100 }), { draws: 0, seed: 1 });
    const [heads] = measure('demand_heads', { prepared, outcome: central, groups: [0, 1], year: 0 });
    expect(heads).toBeCloseTo(200, 9);
  });

  test.each<{ demand: DemandRow[]; message: string }>([
    {
      demand: [
        { group: 'north', fte: 1 },
        { groups: '*', fte: 1 },
      ],
      message: 'demand of group north: 2 rows, expected one',
    },
    { demand: [{ fte: 1 }], message: 'demand: a row without group or groups' },
    { demand: [{ groups: ['west'], fte: 1 }], message: 'demand: unknown group west' },
  ])('$message', ({ demand, message }) => {
    expect(() => simulate(smallBaseline({ demand }), { draws: 0, seed: 1 })).toThrow(new ModelError(message));
  });
});

test('an assumption that makes demand negative is refused', () => {
  const assumptions = { low: assumption({ central: -1 }) };
  for (const fte of [10, [1, 2, 3, 4]]) {
    expect(() => demandOf({ fte: { values: fte, times: ['low'] } }, assumptions)).toThrow(
      'fte of group north: scaled by -1',
    );
  }
});
