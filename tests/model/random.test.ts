import { describe, expect, test } from 'vitest';
import { streamOf, uniformAt } from '#lib/model/random.ts';

const numbers = 20_000;
const names = ['completion', 'completion@RA0101', 'completion@RA0102', 'earlyExit', 'reachKm', 'a', 'b', ''];
const series = names.map((name) =>
  Float64Array.from({ length: numbers }, (_, i) => uniformAt(7, streamOf(name), i)),
);

function correlation(x: Float64Array, y: Float64Array): number {
  let xy = 0;
  for (let i = 0; i < x.length; i++) xy += ((x[i] as number) - 0.5) * ((y[i] as number) - 0.5);
  return (xy / x.length) * 12;
}

describe('counter-based numbers', () => {
  test.each(names.map((name, i) => [name, series[i] as Float64Array] as const))(
    'stream “%s” is uniform between 0 and 1',
    (_, values) => {
      const bins = new Array<number>(20).fill(0);
      for (const value of values) {
        if (!(value > 0 && value < 1)) expect.fail(`${value} is not between 0 and 1`);
        const bin = Math.floor(value * 20);
        bins[bin] = (bins[bin] as number) + 1;
      }
      const expected = numbers / 20;
      const chiSquare = bins.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
      // 19 degrees of freedom: a chance of 1 in 100,000.
      expect(chiSquare).toBeLessThan(58);
    },
  );

  test('streams do not go together, nor does one with itself a step later', () => {
    for (const [i, x] of series.entries()) {
      expect(Math.abs(correlation(x.subarray(1), x.subarray(0, -1)))).toBeLessThan(0.035);
      for (const y of series.slice(i + 1)) expect(Math.abs(correlation(x, y))).toBeLessThan(0.035);
    }
  });

  test('seeds that are neighbours do not go together', () => {
    const other = Float64Array.from({ length: numbers }, (_, i) => uniformAt(8, streamOf('a'), i));
    expect(Math.abs(correlation(series[names.indexOf('a')] as Float64Array, other))).toBeLessThan(0.035);
  });

  test('a number depends on its three arguments and not on the order of the calls', () => {
    const forwards = [0, 1, 2].map((i) => uniformAt(1, 2, i));
    const backwards = [2, 1, 0].map((i) => uniformAt(1, 2, i)).reverse();
    expect(backwards).toEqual(forwards);
    expect(new Set([...forwards, uniformAt(1, 3, 0), uniformAt(2, 2, 0)]).size).toBe(5);
  });

  // The bytes of every stored forecast hang on these.
  test('numbers stay what they were', () => {
    expect([streamOf('completion'), uniformAt(1, streamOf('completion'), 1)]).toMatchInlineSnapshot(`
      [
        824591486,
        0.08423102045450753,
      ]
    `);
  });
});
