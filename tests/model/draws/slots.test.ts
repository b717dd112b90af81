import { describe, expect, test } from 'vitest';
import type { Assumption, Scale } from '#lib/domain/assumptions.ts';
import { centralValues, drawValues, slotsOf, valueAt } from '#lib/model/draws/slots.ts';
import { ModelError } from '#lib/model/error.ts';
import { assumption } from '../small-baseline.ts';

const draws = 4000;
const groups = ['north', 'south'].map((id) => ({ id }));

/** Values by draw of every slot, by key and group. */
function drawn(assumptions: Record<string, Assumption>, seed = 1): Map<string, number[]> {
  const slots = slotsOf({ assumptions, groups });
  const values = Array.from({ length: draws }, (_, i) => drawValues(slots, i, seed));
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

  test('the central path has every assumption at its central value', () => {
    expect([...centralValues(slotsOf({ assumptions: rows, groups }))]).toEqual([0.5, 0.5, 0.5]);
  });

  // Owen 1995: 2^m points of a scrambled net have one in each of 2^m equal parts of every dimension.
  test('the first 16 draws have one value in each sixteenth of the range of every assumption', () => {
    const slots = slotsOf({ assumptions: rows, groups });
    const values = Array.from({ length: 16 }, (_, i) => drawValues(slots, i, 7));
    const limits = Array.from({ length: 15 }, (_, i) => valueAt(rows.first, (i + 1) / 16));
    slots.forEach((_, slot) => {
      const parts = values.map((row) => limits.filter((limit) => limit < (row[slot] as number)).length);
      expect(parts.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (__, i) => i));
    });
  });

  test('the same seed gives the same values, another one others', () => {
    expect(drawn(rows, 3)).toEqual(drawn(rows, 3));
    expect(drawn(rows, 3).get('first')).not.toEqual(drawn(rows, 4).get('first'));
  });

  // The order of the slots decides which dimension of the Sobol points a value takes.
  test('what is added at the end changes nothing before it', () => {
    const shared = { first: rows.first, second: rows.first };
    const more = drawn({ ...shared, third: rows.first });
    for (const [key, values] of drawn(shared)) expect(more.get(key)).toEqual(values);
    const two = slotsOf({ assumptions: rows, groups });
    const three = slotsOf({ assumptions: rows, groups: [...groups, { id: 'east' }] });
    expect([...drawValues(three, 1, 1)].slice(0, two.length)).toEqual([...drawValues(two, 1, 1)]);
  });

  test('a draw does not depend on those before it', () => {
    const slots = slotsOf({ assumptions: rows, groups });
    const ninth = drawValues(slots, 9, 1);
    for (let i = 0; i < 20; i++) drawValues(slots, i, 2);
    expect(drawValues(slots, 9, 1)).toEqual(ninth);
    expect(drawValues(slots, 8, 1)).not.toEqual(ninth);
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
