import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/error.ts';
import { streamOf } from '#lib/model/draws/random.ts';
import { ar1Path } from '#lib/model/draws/shocks.ts';

const paths = 20_000;
const years = 12;
const stream = streamOf('exits');

function pathsWith(correlation: number): Float64Array[] {
  return Array.from({ length: paths }, (_, index) => ar1Path({ seed: 3, stream, index, years, correlation }));
}

/** The mean over paths of the product of two years. */
function product(drawn: readonly Float64Array[], one: number, other: number): number {
  return drawn.reduce((sum, path) => sum + (path[one] as number) * (path[other] as number), 0) / paths;
}

describe('yearly shocks', () => {
  test.each([0, 0.3, 0.8, 0.999, -0.6])(
    'with correlation %d each year is standard normal and years go together',
    (correlation) => {
      const drawn = pathsWith(correlation);
      // Five standard errors of a mean of products of standard normals (each has a variance of at most 2).
      const most = 5 * Math.sqrt(2 / paths);
      for (let year = 0; year < years; year++) {
        const mean = drawn.reduce((sum, path) => sum + (path[year] as number), 0) / paths;
        expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(paths));
        expect(Math.abs(product(drawn, year, year) - 1)).toBeLessThan(most);
        for (let lag = 1; lag <= year; lag++) {
          expect(Math.abs(product(drawn, year, year - lag) - correlation ** lag)).toBeLessThan(most);
        }
      }
    },
  );

  test('without correlation the fresh numbers are the path', () => {
    const path = ar1Path({ seed: 1, stream, index: 4, years, correlation: 0 });
    const mixed = ar1Path({ seed: 1, stream, index: 4, years, correlation: 0.6 });
    expect(mixed[0]).toBe(path[0]);
    for (let year = 1; year < years; year++) {
      expect(mixed[year]).toBeCloseTo(0.6 * (mixed[year - 1] as number) + 0.8 * (path[year] as number), 14);
    }
  });

  test('a correlation next to 1 hardly moves', () => {
    const path = ar1Path({ seed: 1, stream, index: 4, years: 30, correlation: 1 - 1e-12 });
    for (const x of path) expect(Math.abs(x - (path[0] as number))).toBeLessThan(1e-4);
  });

  test('a path depends on its arguments alone, and a short one starts a long one', () => {
    const long = ar1Path({ seed: 1, stream, index: 2, years: 40, correlation: 0.5 });
    ar1Path({ seed: 1, stream, index: 3, years: 4, correlation: 0.5 });
    expect(ar1Path({ seed: 1, stream, index: 2, years: 10, correlation: 0.5 })).toEqual(long.slice(0, 10));
    expect(ar1Path({ seed: 1, stream, index: 2, years: 0, correlation: 0.5 }).length).toBe(0);
    const others = [
      { seed: 2, stream, index: 2 },
      { seed: 1, stream: stream + 1, index: 2 },
      { seed: 1, stream, index: 3 },
    ];
    for (const other of others) {
      expect(ar1Path({ ...other, years: 1, correlation: 0.5 })[0]).not.toBe(long[0]);
    }
  });

  test.each([1, -1, 1.5, NaN])('refuses a correlation of %d', (correlation) => {
    expect(() => ar1Path({ seed: 1, stream, index: 0, years, correlation })).toThrow(ModelError);
  });

  test.each([-1, 2.5, NaN])('refuses %d years', (refused) => {
    expect(() => ar1Path({ seed: 1, stream, index: 0, years: refused, correlation: 0 })).toThrow(ModelError);
  });

  // The bytes of every stored forecast hang on these.
  test('shocks stay what they were', () => {
    expect([...ar1Path({ seed: 1, stream, index: 1, years: 4, correlation: 0.5 })]).toMatchInlineSnapshot(`
      [
        -0.0030995940127442148,
        -0.2714625172012767,
        0.295102921051326,
        -1.193203263394128,
      ]
    `);
  });
});
