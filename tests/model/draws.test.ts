import { describe, expect, test } from 'vitest';
import type { Assumption, Scale } from '#lib/domain/assumptions.ts';
import { drawValues, slotsOf, valueAt } from '#lib/model/draws.ts';
import { ModelError } from '#lib/model/error.ts';
import { assumption } from './small-baseline.ts';

const draws = 4000;
const groups = ['north', 'south'].map((id) => ({ id, name: id }));

/** Values by draw of every slot, by key and group. */
function drawn(assumptions: Record<string, Assumption>, seed = 1): Map<string, number[]> {
  const slots = slotsOf({ assumptions, groups });
  const values = Array.from({ length: draws }, (_, i) => drawValues(slots, i + 1, seed));
  return new Map(
    slots.map(({ key, group }, slot) => [
      group ? `${key}@${group}` : key,
      values.map((row) => row[slot] as number),
    ]),
  );
}

const skew = { low: 0.02, central: 0.044, high: 0.2 };

describe('two-piece normal', () => {
  test.each<[Scale, Partial<Assumption> & { central: number }]>([
    ['identity', { low: -0.01, central: 0.002, high: 0.004, min: -1, max: 1 }],
    ['log', { ...skew, min: 0, max: 100 }],
    ['logit', { ...skew, min: 0, max: 1 }],
  ])('on the %s scale a tenth lies below low, a half below central, a tenth above high', (scale, numbers) => {
    const row = assumption({ scale, ...numbers });
    const values = drawn({ x: row }).get('x') as number[];
    const shareBelow = (limit: number) => values.filter((value) => value < limit).length / draws;
    // Standard errors are 0.005 and 0.008.
    expect(Math.abs(shareBelow(row.low) - 0.1)).toBeLessThan(0.02);
    expect(Math.abs(shareBelow(row.central) - 0.5)).toBeLessThan(0.032);
    expect(Math.abs(shareBelow(row.high) - 0.9)).toBeLessThan(0.02);
    expect(valueAt(row, 0.1)).toBeCloseTo(row.low, 12);
    expect(valueAt(row, 0.5)).toBeCloseTo(row.central, 12);
    expect(valueAt(row, 0.9)).toBeCloseTo(row.high, 12);
  });

  // z of 0.975 is 1.959964, so 1.959964 ÷ 1.281552 = 1.529366 times the distance from central to high, on the scale.
  test.each<[Scale, number]>([
    ['identity', 0.5 + 1.529366 * 0.3],
    ['log', 0.5 * (0.8 / 0.5) ** 1.529366],
    ['logit', 1 / (1 + 4 ** -1.529366)],
  ])('the tail on the %s scale by hand', (scale, expected) => {
    const row = assumption({ scale, low: 0.2, central: 0.5, high: 0.8, max: 5 });
    expect(valueAt(row, 0.975)).toBeCloseTo(expected, 5);
  });

  test('is cut at the bounds', () => {
    const values = drawn({ x: assumption({ low: -1, central: 0, high: 1, min: -1.2, max: 1.1 }) }).get(
      'x',
    ) as number[];
    expect(Math.min(...values)).toBe(-1.2);
    expect(Math.max(...values)).toBe(1.1);
  });

  test.each<[Scale, number]>([
    ['identity', 3],
    ['log', 0],
    ['logit', 0],
    ['logit', 1],
    ['log', 38],
  ])('without a range it is constant (%s, %f)', (scale, central) => {
    const values = drawn({ x: assumption({ scale, central }) }).get('x') as number[];
    expect(new Set(values)).toEqual(new Set([central]));
  });

  test('a range to one side leaves the other side at central', () => {
    const row = assumption({ low: -1, central: 0, high: 0, min: -9 });
    expect(valueAt(row, 0.8)).toBe(0);
    expect(valueAt(row, 0.1)).toBeCloseTo(-1, 12);
  });
});

describe('draws', () => {
  const rows = {
    first: assumption({ low: 0, central: 0.5, high: 1, min: -9, max: 9 }),
    local: assumption({ low: 0, central: 0.5, high: 1, min: -9, max: 9, perGroup: true }),
  };

  test('draw 0 is central', () => {
    expect([...drawValues(slotsOf({ assumptions: rows, groups }), 0, 5)]).toEqual([0.5, 0.5, 0.5]);
  });

  test('the same seed gives the same values, another one others', () => {
    expect(drawn(rows, 3)).toEqual(drawn(rows, 3));
    expect(drawn(rows, 3).get('first')).not.toEqual(drawn(rows, 4).get('first'));
  });

  test('one more assumption, or one more group, changes no other', () => {
    const more = drawn({ ...{ extra: rows.first, other: rows.local }, ...rows });
    for (const [key, values] of drawn(rows)) expect(more.get(key)).toEqual(values);
    const slots = slotsOf({ assumptions: rows, groups: [{ id: 'east', name: 'east' }, ...groups] });
    expect([...drawValues(slots, 1, 1)].slice(2)).toEqual(
      [...drawValues(slotsOf({ assumptions: rows, groups }), 1, 1)].slice(1),
    );
  });

  test('groups are drawn apart', () => {
    const values = drawn(rows);
    const [north, south] = ['local@north', 'local@south'].map((key) => values.get(key) as number[]);
    const both = (north as number[]).filter((value, i) => value > 0.5 && (south?.[i] as number) > 0.5).length;
    expect(Math.abs(both / draws - 0.25)).toBeLessThan(0.03);
  });

  test.each([
    {
      row: assumption({ low: 0.6, central: 0.5, high: 0.7 }),
      message: 'assumption x: expected min ≤ low ≤ central ≤ high ≤ max, got 0, 0.6, 0.5, 0.7, 1',
    },
    {
      row: assumption({ central: 0.5, max: 0.4 }),
      message: 'assumption x: expected min ≤ low ≤ central ≤ high ≤ max, got 0, 0.5, 0.5, 0.5, 0.4',
    },
    {
      row: assumption({ low: 0, central: 0.5, high: 0.6, scale: 'log' }),
      message: 'assumption x: 0 to 0.6 cannot be drawn on the log scale',
    },
    {
      row: assumption({ low: 0.4, central: 0.5, high: 1, scale: 'logit' }),
      message: 'assumption x: 0.4 to 1 cannot be drawn on the logit scale',
    },
  ])('$message', ({ row, message }) => {
    expect(() => slotsOf({ assumptions: { x: row }, groups })).toThrow(new ModelError(message));
  });
});
