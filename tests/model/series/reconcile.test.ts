import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconcile, type Parts, type UnitForecast } from '#lib/model/series/reconcile.ts';

const unit = (id: string, value: number, variance: number): UnitForecast => ({ id, value, variance });
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

test('what already adds up stays as it is', () => {
  const found = reconcile([unit('NL', 30, 4), unit('A', 10, 1), unit('B', 20, 9)], { NL: ['A', 'B'] });
  expect(Object.fromEntries(found)).toEqual({ NL: 30, A: 10, B: 20 });
});

test('a gap is divided by variance', () => {
  // The parts say 30 with variance 1 + 3, the nation 42 with variance 8: together (30·8 + 42·4) / 12 = 34.
  const found = reconcile([unit('NL', 42, 8), unit('A', 10, 1), unit('B', 20, 3)], { NL: ['A', 'B'] });
  expect(found.get('NL')).toBeCloseTo(34, 12);
  expect(found.get('A')).toBeCloseTo(11, 12);
  expect(found.get('B')).toBeCloseTo(23, 12);
});

test('a parent without a forecast is the sum of its parts, and a certain one stays', () => {
  const parts = { NL: ['A', 'B'] };
  const open = reconcile([unit('NL', NaN, Infinity), unit('A', 10, 1), unit('B', 20, 3)], parts);
  expect(open.get('NL')).toBe(30);
  const certain = reconcile([unit('NL', 20, 0), unit('A', 10, 0), unit('B', 20, 0)], parts);
  expect(Object.fromEntries(certain)).toEqual({ NL: 20, A: 5, B: 15 });
});

test('what would fall below zero is zero, and the others carry the rest', () => {
  const found = reconcile([unit('NL', 6, 0), unit('A', 1, 9), unit('B', 20, 3), unit('C', 3, 0)], {
    NL: ['A', 'B', 'C'],
  });
  expect(Object.fromEntries(found)).toEqual({ NL: 6, A: 0, B: 3, C: 3 });
});

test.each<{ parts: Parts; message: string }>([
  { parts: { NL: ['X'] }, message: 'parts of NL: no forecast of X' },
  { parts: { NL: ['A'], B: ['A'] }, message: 'parts: A stands under NL and under B' },
  { parts: { A: ['B'], B: ['A'] }, message: 'parts: A contains itself' },
])('refuses: $message', ({ parts, message }) => {
  expect(() => reconcile([unit('NL', 1, 1), unit('A', 1, 1), unit('B', 1, 1)], parts)).toThrow(message);
});

test.each([
  { value: NaN, variance: 1, message: 'forecast of A: NaN, expected a number' },
  { value: 1, variance: -1, message: 'variance of A: -1, expected a number from 0 on' },
  { value: 1, variance: Infinity, message: 'variance of A: Infinity, expected a number from 0 on' },
])('refuses: $message', ({ value, variance, message }) => {
  expect(() => reconcile([unit('A', value, variance)], {})).toThrow(message);
});

const forest = fc.record({
  nation: fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 50 })),
  regions: fc.array(
    fc.record({
      own: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 50 })),
      schools: fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 50 })), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

test('schools, regions and the nation add up, and none is below zero', () => {
  fc.assert(
    fc.property(forest, ({ nation, regions }) => {
      const units = [unit('NL', ...nation)];
      const parts: Record<string, string[]> = { NL: regions.map((_, r) => `R${r}`) };
      regions.forEach(({ own, schools }, r) => {
        units.push(unit(`R${r}`, ...own), ...schools.map((school, s) => unit(`R${r}S${s}`, ...school)));
        parts[`R${r}`] = schools.map((_, s) => `R${r}S${s}`);
      });
      const values = reconcile(units, parts);
      expect(values.size).toBe(units.length);
      for (const value of values.values()) expect(value).toBeGreaterThanOrEqual(0);
      for (const [parent, below] of Object.entries(parts)) {
        const sum = sumOf(below.map((id) => values.get(id) ?? NaN));
        expect(sum).toBeCloseTo(values.get(parent) ?? NaN, 6);
      }
    }),
  );
});

test('no coherent values nearby fit the forecasts better', () => {
  const units = [unit('NL', 90, 5), unit('R', 50, 3), unit('S', 30, 7), unit('a', 25, 1), unit('b', 15, 4)];
  const found = reconcile(units, { NL: ['R', 'S'], R: ['a', 'b'] });
  const loss = (a: number, b: number, s: number) => {
    const values = [a + b + s, a + b, s, a, b];
    return sumOf(units.map(({ value, variance }, i) => (value - (values[i] as number)) ** 2 / variance));
  };
  const best = ['a', 'b', 'S'].map((id) => found.get(id) ?? NaN) as [number, number, number];
  fc.assert(
    fc.property(fc.tuple(...best.map(() => fc.double({ min: -5, max: 5, noNaN: true }))), (moved) => {
      const near = best.map((value, i) => value + (moved[i] as number)) as [number, number, number];
      expect(loss(...near)).toBeGreaterThanOrEqual(loss(...best) - 1e-9);
    }),
  );
});
