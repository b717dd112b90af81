import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/error.ts';
import { streamOf, uniformAt } from '#lib/model/draws/random.ts';
import { sobolRows } from '#lib/model/draws/sobol-directions.ts';
import { sobolAt, sobolColumn, sobolDimensions } from '#lib/model/draws/sobol.ts';

/** How often x can be multiplied by itself modulo a polynomial before it is 1 again. */
function orderOfX(polynomial: number, degree: number): number {
  let power = 1;
  for (let order = 1; ; order++) {
    power <<= 1;
    if (power >>> degree) power ^= polynomial;
    if (power === 1) return order;
    if (power === 0) return 0;
  }
}

/** The smallest t for which 2^m points are a (t, m, 2)-net: every box of area 2^(t-m) holds 2^t of them. */
function netQuality(x: Float64Array, y: Float64Array, m: number): number {
  for (let t = 0; ; t++) {
    const even = Array.from({ length: m - t + 1 }, (_, wide) => {
      const high = m - t - wide;
      const boxes = new Int32Array(2 ** (m - t));
      for (let i = 0; i < x.length; i++) {
        const box =
          Math.floor((x[i] as number) * 2 ** wide) * 2 ** high + Math.floor((y[i] as number) * 2 ** high);
        boxes[box] = (boxes[box] as number) + 1;
      }
      return boxes.every((count) => count === 2 ** t);
    });
    if (even.every(Boolean)) return t;
  }
}

function correlation(x: Float64Array, y: Float64Array): number {
  let xy = 0;
  for (let i = 0; i < x.length; i++) xy += ((x[i] as number) - 0.5) * ((y[i] as number) - 0.5);
  return (xy / x.length) * 12;
}

function columns(dimensions: number, points: number, seed = 1): Float64Array[] {
  return Array.from({ length: dimensions }, (_, dimension) => sobolColumn({ seed, dimension, points }));
}

describe('the table', () => {
  test('has a primitive polynomial of its own for every dimension, lowest degrees first', () => {
    expect(sobolRows.length).toBe(255);
    for (const { polynomial, numbers } of sobolRows) {
      const degree = numbers.length;
      expect(polynomial >>> degree).toBe(1);
      expect(orderOfX(polynomial, degree)).toBe(2 ** degree - 1);
    }
    expect(new Set(sobolRows.map(({ polynomial }) => polynomial)).size).toBe(255);
    const degrees = sobolRows.map(({ numbers }) => numbers.length);
    expect(degrees).toEqual([...degrees].sort((a, b) => a - b));
  });

  test('has odd direction numbers, the i-th below 2^i', () => {
    for (const { numbers } of sobolRows) {
      for (const [i, m] of numbers.entries()) {
        expect(m % 2).toBe(1);
        expect(m).toBeLessThan(2 ** (i + 1));
      }
    }
  });

  // new-joe-kuo-6.21201, its rows for d = 2, 3, 8, 100 and 256.
  test.each([
    { d: 2, s: 1, a: 0, m: [1] },
    { d: 3, s: 2, a: 1, m: [1, 3] },
    { d: 8, s: 5, a: 2, m: [1, 1, 5, 5, 17] },
    { d: 100, s: 9, a: 244, m: [1, 1, 5, 5, 11, 5, 45, 117, 217] },
    { d: 256, s: 11, a: 560, m: [1, 1, 1, 5, 19, 3, 53, 133, 97, 863, 983] },
  ])('row $d is as published', ({ d, s, a, m }) => {
    expect(sobolRows[d - 2]).toEqual({ polynomial: 2 ** s + 2 * a + 1, numbers: m });
  });
});

describe('scrambled points', () => {
  test.each([1, 16, 128, 1024])('%i points take one stratum each, in every dimension', (points) => {
    for (let dimension = 0; dimension < 2 * sobolDimensions; dimension += points > 128 ? 5 : 1) {
      const strata = sobolColumn({ seed: 3, dimension, points }).map((x) => Math.floor(x * points));
      expect(new Set(strata).size, `dimension ${dimension}`).toBe(points);
    }
  });

  test('the first dimensions are nets in pairs', () => {
    const points = columns(6, 1024);
    const found = points.map((x, i) => points.slice(0, i).map((y) => netQuality(x, y, 10)));
    // From the ranks of the generating matrices of Joe and Kuo's numbers.
    expect(found).toEqual([[], [0], [1, 1], [2, 1, 1], [2, 1, 2, 3], [2, 2, 2, 3, 1]]);
  });

  test('a point depends on its arguments alone, and a short run starts a long one', () => {
    for (const dimension of [0, 1, 77, sobolDimensions - 1, sobolDimensions, 1000]) {
      const long = sobolColumn({ seed: 9, dimension, points: 1000 });
      expect(sobolColumn({ seed: 9, dimension, points: 100 })).toEqual(long.slice(0, 100));
      for (const index of [999, 0, 512, 37]) {
        expect(sobolAt({ seed: 9, dimension, index })).toBe(long[index]);
      }
    }
  });

  test('points lie strictly between 0 and 1, also the last ones', () => {
    for (const index of [0, 1, 4294967294, 4294967295]) {
      for (let dimension = 0; dimension < 600; dimension++) {
        const x = sobolAt({ seed: 5, dimension, index });
        if (!(x > 0 && x < 1)) expect.fail(`${x} is not between 0 and 1`);
      }
    }
  });

  test.each([0, 3, 20, 300])('over the seeds a point of dimension %i is uniform', (dimension) => {
    for (const index of [0, 5, 700]) {
      const values = Float64Array.from({ length: 4000 }, (_, seed) =>
        sobolAt({ seed, dimension, index }),
      ).sort();
      const distance = Math.max(...values.map((x, i) => Math.abs(x - (i + 0.5) / values.length)));
      // Kolmogorov-Smirnov, a chance of 1 in 100,000.
      expect(distance).toBeLessThan(2.47 / Math.sqrt(4000));
    }
  });

  test.each([0, 3, 20, 300])('the parts of dimension %i are scrambled apart', (dimension) => {
    for (const parts of [2, 16, 64, 1024]) {
      const within = [0, 1].map((index) =>
        Float64Array.from({ length: 4000 }, (_, seed) => (sobolAt({ seed, dimension, index }) * parts) % 1),
      );
      expect(Math.abs(correlation(within[0] as Float64Array, within[1] as Float64Array))).toBeLessThan(0.08);
    }
  });

  test('the low dimensions do not go together', () => {
    const runs = [
      { dimensions: 32, points: 100, most: 0.5, meanSquare: 0.7 },
      { dimensions: 64, points: 1000, most: 0.12, meanSquare: 0.1 },
      { dimensions: 256, points: 1024, most: 0.42, meanSquare: 0.4 },
    ];
    for (const { dimensions, points, most, meanSquare } of runs) {
      const values = columns(dimensions, points);
      const pairs = values.flatMap((x, i) => values.slice(0, i).map((y) => correlation(x, y)));
      expect(Math.max(...pairs.map(Math.abs))).toBeLessThan(most);
      // In units of the mean square for independent numbers.
      const found = (pairs.reduce((sum, r) => sum + r * r, 0) / pairs.length) * points;
      expect(found).toBeLessThan(meanSquare);
    }
  });

  test('padded dimensions go together with those of other groups by chance only', () => {
    const points = 1024;
    const groups = [0, 1, 2].map((group) =>
      Array.from({ length: 40 }, (_, i) =>
        sobolColumn({ seed: 2, dimension: group * sobolDimensions + i, points }),
      ),
    );
    const pairs = groups.flatMap((group, i) =>
      group.flatMap((x) => groups.slice(0, i).flatMap((other) => other.map((y) => correlation(x, y)))),
    );
    expect(Math.max(...pairs.map(Math.abs))).toBeLessThan(0.25);
    expect((pairs.reduce((sum, r) => sum + r * r, 0) / pairs.length) * points).toBeLessThan(2);
  });

  test.each([
    { what: '20 low dimensions', first: 0, least: 30 },
    { what: 'dimensions of two groups', first: sobolDimensions - 10, least: 4 },
  ])('the mean over $what varies far less than with independent numbers', ({ first, least }) => {
    const points = 1024;
    const seeds = 32;
    const dimensions = 20;
    const spread = (valueAt: (seed: number, dimension: number, index: number) => number): number => {
      const means = Array.from({ length: seeds }, (_, seed) => {
        let sum = 0;
        for (let index = 0; index < points; index++) {
          let product = 1;
          for (let j = 0; j < dimensions; j++) {
            product *= 1 + 0.3 * (Math.exp(valueAt(seed, first + j, index)) - (Math.E - 1));
          }
          sum += product;
        }
        return sum / points;
      });
      const mean = means.reduce((sum, x) => sum + x, 0) / seeds;
      expect(mean).toBeCloseTo(1, 1);
      return means.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (seeds - 1);
    };
    const independent = spread((seed, dimension, index) =>
      uniformAt(seed, streamOf(`dimension ${dimension}`), index),
    );
    const sobol = spread((seed, dimension, index) => sobolAt({ seed, dimension, index }));
    expect(independent / sobol).toBeGreaterThan(least);
  });

  test.each([
    { dimension: -1, index: 0 },
    { dimension: 0.5, index: 0 },
    { dimension: 0, index: -1 },
    { dimension: 0, index: 2 ** 32 },
    { dimension: NaN, index: 0 },
  ])('refuses dimension $dimension, index $index', (at) => {
    expect(() => sobolAt({ seed: 1, ...at })).toThrow(ModelError);
  });

  // The bytes of every stored forecast hang on these.
  test('points stay what they were', () => {
    expect(
      [0, 1, 255, 256].map((dimension) =>
        [0, 1, 1000].map((index) => sobolAt({ seed: 1, dimension, index })),
      ),
    ).toMatchInlineSnapshot(`
      [
        [
          0.3446305616525933,
          0.7722016460029408,
          0.25298807385843247,
        ],
        [
          0.8514311740873381,
          0.3825441828230396,
          0.9223679321585223,
        ],
        [
          0.9866485201055184,
          0.38988191133830696,
          0.6059631243115291,
        ],
        [
          0.8987666257889941,
          0.39829663175623864,
          0.12058664544019848,
        ],
      ]
    `);
  });
});
