import { describe, expect, test } from 'vitest';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { movesOf } from '#lib/model/stock/moves.ts';
import { smallBaseline } from '../small-baseline.ts';

const frame = { slots: [], startYear: 2024, years: 2, ages: 3, groupIds: ['north', 'south'] };
const moved = (moves: Baseline['moves']) =>
  Object.fromEntries([...movesOf(smallBaseline({ moves }), frame)].map(([id, heads]) => [id, [...heads]]));

describe('net moves', () => {
  test('are by year and age; one list holds for every year, one number for every age', () => {
    expect(
      moved([
        { group: 'north', headsPerYear: [1, 2, 3] },
        {
          group: 'south',
          headsPerYear: [
            [-1, -2, -3],
            [-1, -2, -3],
          ],
        },
        { group: 'north', headsPerYear: [[5], [7]], external: true },
      ]),
    ).toEqual({ north: [6, 7, 8, 8, 9, 10], south: [-1, -2, -3, -1, -2, -3] });
  });

  test('of a group without a row are none', () => {
    expect(moved([{ group: 'south', headsPerYear: 0 }])).toEqual({ south: [0, 0, 0, 0, 0, 0] });
    expect(moved(undefined)).toEqual({});
  });

  // A sum that is off by less than a billionth of a head is rounding.
  test('sum to zero but for rounding', () => {
    const third = 1 / 3;
    const rows = (rest: number) => [
      ...[third, third, third].map((headsPerYear) => ({ group: 'north', headsPerYear })),
      { group: 'south', headsPerYear: -1 + rest },
    ];
    expect(() => moved(rows(1e-12))).not.toThrow();
    expect(() => moved(rows(1e-6))).toThrow(ModelError);
  });

  test('that do not are refused with the age and the year', () => {
    expect(() =>
      moved([
        { group: 'north', headsPerYear: [[0], [0, 1, 0]] },
        { group: 'south', headsPerYear: [[0], [0, 0, -1]] },
      ]),
    ).toThrow(
      new ModelError('moves at age 21, year 2025: sum to 1 over the groups, expected 0 (or external)'),
    );
  });
});
