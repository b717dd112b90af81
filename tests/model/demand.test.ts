import { describe, expect, test } from 'vitest';
import type { Baseline, DemandRow } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { measure } from '#lib/model/measures.ts';
import { simulate } from '#lib/model/simulate.ts';
import { assumption, smallBaseline } from './small-baseline.ts';

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
      row: { volumeIndex: flat, growth: [] },
      expected: [25, 25, 25, 25],
    },
    {
      name: 'is supply ÷ (1 − unfilled share)',
      row: { unfilledShare: { values: 0.5 }, volumeIndex: flat, growth: [] },
      expected: [50, 50, 50, 50],
    },
    {
      name: 'follows the volume',
      row: { volumeIndex: [1, 1.1, 0.9, 2], growth: [] },
      expected: [25, 27.5, 22.5, 50],
    },
    {
      name: 'grows by the sum of the terms, year upon year',
      row: { volumeIndex: flat, growth: [{ values: 0.3 }, { values: -0.1 }] },
      expected: [25, 30, 36, 43.2],
    },
    {
      name: 'may be given in FTE, which no supply changes',
      row: { fte: 100, volumeIndex: [1, 1, 1, 1.5], growth: [{ values: 0.1 }] },
      expected: [100, 110, 121, 199.65],
    },
    { name: 'may be nothing', row: { fte: 0, volumeIndex: flat, growth: [] }, expected: [0, 0, 0, 0] },
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
      row: { volumeIndex: flat, growth: [{ values: -1 }] },
      message: 'growth of group north: -1, expected more than -1',
    },
  ])('$message', ({ row, message }) => {
    expect(() => demandOf(row)).toThrow(new ModelError(message));
  });
});
