import { describe, expect, test } from 'vitest';
import type { QuantityKey } from '#lib/domain/quantities.ts';
import { measure } from '#lib/model/measures.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import { simulate } from '#lib/model/simulate.ts';
import { realBaseline } from './real-baseline.ts';
import { arraysOf } from './run-of.ts';

const hundred = simulate(realBaseline, { draws: 100, seed: 1 });
const { prepared, central } = hundred;
const nation = prepared.groups.map((_, g) => g);

describe('simulate', () => {
  test('the same seed gives the same bytes, another one other draws', () => {
    const again = simulate(realBaseline, { draws: 10, seed: 1 });
    expect(again).toEqual(simulate(realBaseline, { draws: 10, seed: 1 }));
    const other = simulate(realBaseline, { draws: 10, seed: 2 });
    expect(other.central).toEqual(again.central);
    expect(other.draws.heads).not.toEqual(again.draws.heads);
  });

  test('a draw is the same among 10 and among 100', () => {
    const ten = simulate(realBaseline, { draws: 10, seed: 1 });
    const all = new Map(arraysOf(hundred.draws));
    expect(all.size).toBe(18);
    for (const [name, few] of arraysOf(ten.draws)) {
      const many = all.get(name) as Float64Array;
      expect(few.length, name).toBe(many.length / 10);
      expect(
        few.some((value, i) => !Object.is(value, many[i])),
        name,
      ).toBe(false);
    }
  });

  test('draws differ from each other and from the central run', () => {
    const gaps = measure('gap_fte', { prepared, outcome: hundred.draws, groups: nation, year: 10 });
    const [middle] = measure('gap_fte', { prepared, outcome: central, groups: nation, year: 10 });
    expect(new Set([...gaps, middle]).size).toBe(101);
  });

  test('progress is told after every draw', () => {
    const done: number[] = [];
    simulate(realBaseline, { draws: 3, seed: 1, onDraw: (count) => done.push(count) });
    expect(done).toEqual([1, 2, 3]);
  });

  test('all numbers are finite, and people and FTE are never fewer than none', () => {
    for (const [name, values] of [...arraysOf(hundred.draws), ...arraysOf(central)]) {
      expect(
        values.findIndex((value) => !(value >= 0 && value < Infinity)),
        name,
      ).toBe(-1);
    }
  });
});

// The central run is not the median of the draws: assumptions are skew, and places that are short cost more students
// in a draw with little room than they gain in one with much. It lies near.
test.each<[QuantityKey, number, number]>([
  ['supply_heads', 0, 0.02],
  ['supply_fte', 10, 0.08],
  ['supply_fte', 20, 0.13],
  ['demand_fte', 10, 0.05],
  ['retirements', 5, 0.15],
  ['graduates', 5, 0.13],
])('the median of %s in year %i is near the central run', (key, year, tolerance) => {
  const [median] = quantilesOf(
    measure(key, { prepared, outcome: hundred.draws, groups: nation, year }),
    [0.5],
  );
  const [middle] = measure(key, { prepared, outcome: central, groups: nation, year });
  expect(Math.abs((median as number) / (middle as number) - 1)).toBeLessThan(tolerance);
});

test('the gap of the start is the unfilled share of demand', () => {
  const [share] = measure('gap_share', { prepared, outcome: central, groups: nation, year: 0 });
  expect(share).toBeCloseTo(realBaseline.assumptions?.['unfilledShare']?.central as number, 9);
});
