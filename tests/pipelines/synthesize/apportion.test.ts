import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion } from '#pipelines/synthesize/apportion.ts';

describe('apportion', () => {
  test.each([
    ['proportions that fit', 10, [1, 4], {}, [2, 8]],
    ['the largest remainder goes first', 10, [1, 1, 1.2], {}, [3, 3, 4]],
    ['of equal remainders the first', 1, [1, 1, 1], {}, [1, 0, 0]],
    ['a least part', 10, [1, 100], { least: 1 }, [1, 9]],
    ['a most for each', 10, [100, 1, 1], { most: [4, 10, 10] }, [4, 3, 3]],
    ['both bounds at once', 10, [0, 100, 5], { least: [3, 0, 0], most: [9, 5, 9] }, [3, 5, 2]],
    ['nothing to divide', 0, [1, 2], {}, [0, 0]],
  ])('%s', (_, total, weights, bounds, parts) => {
    expect(apportion(total, weights, bounds)).toEqual(parts);
  });

  test.each([
    ['too much for the bounds', 5, [1, 1], { most: 2 }],
    ['too little for the bounds', 1, [1, 1], { least: 1 }],
    ['weights that are all zero', 1, [0, 0], {}],
    ['no parts', 1, [], {}],
  ])('%s is refused', (_, total, weights, bounds) => {
    expect(() => apportion(total, weights, bounds)).toThrow(`cannot divide ${total} over`);
  });

  test('parts add up, stay within their bounds, and within one of their share where nothing binds', () => {
    const part = fc.record({
      weight: fc.double({ min: 0.01, max: 1000, noNaN: true }),
      least: fc.integer({ min: 0, max: 20 }),
      room: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, at) => {
          const weights = list.map(({ weight }) => weight);
          const least = list.map((p) => p.least);
          const most = list.map((p) => p.least + p.room);
          const low = least.reduce((a, b) => a + b, 0);
          const total = low + Math.round(at * list.reduce((a, p) => a + p.room, 0));
          const parts = apportion(total, weights, { least, most });
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
          parts.forEach((size, i) => {
            expect(size).toBeGreaterThanOrEqual(least[i] ?? NaN);
            expect(size).toBeLessThanOrEqual(most[i] ?? NaN);
          });
          const all = weights.reduce((a, b) => a + b, 0);
          apportion(total, weights).forEach((size, i) => {
            expect(Math.abs(size - (total * (weights[i] ?? NaN)) / all)).toBeLessThan(1 + 1e-6);
          });
        },
      ),
    );
  });
});
