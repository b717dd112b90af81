import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialAt, multinomialInto, poissonAt, wholeInto, wholePart } from '#lib/model/draws/counts.ts';
import { ModelError } from '#lib/model/error.ts';
import { hash2, wordOf } from '#lib/model/draws/random.ts';

const people = fc.integer({ min: 0, max: 400 });
const chance = fc.double({ min: 0, max: 1, noNaN: true });
const uniform = fc.nat(2 ** 31 - 1).map((bits) => (bits + 0.5) / 2 ** 31);

/** The midpoints of a fine grid of uniforms: each stands for the same share. */
function grid(points: number): number[] {
  return Array.from({ length: points }, (_, i) => (i + 0.5) / points);
}

function momentsOf(counts: readonly number[]): { mean: number; sd: number } {
  const mean = counts.reduce((sum, x) => sum + x, 0) / counts.length;
  return { mean, sd: Math.sqrt(counts.reduce((sum, x) => sum + (x - mean) ** 2, 0) / counts.length) };
}

function sharesOf(counts: readonly number[]): number[] {
  const shares = new Array<number>(Math.max(...counts) + 1).fill(0);
  for (const count of counts) shares[count] = (shares[count] as number) + 1 / counts.length;
  return shares;
}

/** The chances of the binomial by convolution: one person more at a time. */
function binomialChances(n: number, p: number): number[] {
  let chances = [1];
  for (let person = 0; person < n; person++) {
    chances = [...chances, 0].map((same, k) => same * (1 - p) + (chances[k - 1] ?? 0) * p);
  }
  return chances;
}

describe('binomial counts', () => {
  test.each([
    { n: 1, p: 0.25 },
    { n: 3, p: 0.5 },
    { n: 10, p: 0.02 },
    { n: 20, p: 0.3 },
    { n: 30, p: 0.95 },
    { n: 100, p: 0.05 },
    { n: 257, p: 0.1 },
    { n: 300, p: 0.45 },
    { n: 300, p: 0.6 },
  ])('$n people with p = $p: each count has its share of the uniforms', ({ n, p }) => {
    const points = 20_000;
    const shares = sharesOf(grid(points).map((u) => binomialAt(n, p, u)));
    // A share of a grid misses its chance by at most one point at each end.
    for (const [k, expected] of binomialChances(n, p).entries()) {
      expect(Math.abs((shares[k] ?? 0) - expected)).toBeLessThanOrEqual(1.001 / points);
    }
  });

  test('100 people with p = 0.05 leave as 5 ± 2.2', () => {
    const { mean, sd } = momentsOf(grid(100_000).map((u) => binomialAt(100, 0.05, u)));
    expect(mean).toBeCloseTo(5, 4);
    expect(sd).toBeCloseTo(2.1794, 3);
  });

  test('counts at random uniforms follow their chances', () => {
    const n = 12;
    const p = 0.17;
    const numbers = 50_000;
    const word = wordOf(4, 5);
    const shares = sharesOf(Array.from({ length: numbers }, (_, i) => binomialAt(n, p, hash2(word, i))));
    const chances = binomialChances(n, p);
    // 0 to 6 and the rest: 7 degrees of freedom, a chance of 1 in 100,000.
    const rest = (values: readonly number[]): number => values.slice(7).reduce((sum, x) => sum + x, 0);
    const found = [...shares.slice(0, 7), rest(shares)];
    const expected = [...chances.slice(0, 7), rest(chances)];
    const chiSquare = found.reduce((sum, share, k) => {
      const e = expected[k] as number;
      return sum + (numbers * (share - e) ** 2) / e;
    }, 0);
    expect(chiSquare).toBeLessThan(36);
  });

  const levels = [1e-9, 0.001, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9];

  // scipy.stats.binom.ppf, SciPy 1.17.1.
  test.each([
    { n: 1000, p: 0.064, counts: [23, 41, 54, 64, 74, 89, 115] },
    { n: 5000, p: 0.2, counts: [834, 913, 964, 1000, 1036, 1088, 1173] },
    { n: 1_000_000, p: 0.3, counts: [297254, 298584, 299413, 300000, 300587, 301417, 302751] },
    { n: 1_000_000, p: 0.0001, counts: [46, 71, 87, 100, 113, 132, 166] },
    { n: 1_000_000, p: 0.97, counts: [968971, 969472, 969781, 970000, 970219, 970526, 971018] },
    {
      n: 100_000_000,
      p: 0.2,
      counts: [19976012, 19987640, 19994874, 20000000, 20005126, 20012362, 20023995],
    },
  ])('quantiles of $n people with p = $p', ({ n, p, counts }) => {
    expect(levels.map((u) => binomialAt(n, p, u))).toEqual(counts);
  });

  test('a million people keep their mean and standard deviation', () => {
    const { mean, sd } = momentsOf(grid(4000).map((u) => binomialAt(1_000_000, 0.3, u)));
    expect(mean).toBeCloseTo(300_000, 0);
    expect(Math.abs(sd / Math.sqrt(210_000) - 1)).toBeLessThan(0.002);
  });

  // From thirty digits (mpmath): the uniform at which k becomes k + 1 is P(X ≤ k).
  test.each([
    { n: 30, p: 0.7, k: 11, below: 0.00016241294001411818 },
    { n: 120, p: 0.31, k: 63, below: 0.9999996836449555 },
    { n: 400, p: 0.2, k: 84, below: 0.7159893372642476 },
    { n: 400, p: 0.3, k: 118, below: 0.4378065071801525 },
    { n: 1_000_000, p: 0.00009, k: 118, below: 0.9980140152266134 },
  ])('$n people with p = $p step from $k at $below', ({ n, p, k, below }) => {
    expect(binomialAt(n, p, below - 2e-14)).toBe(k);
    expect(binomialAt(n, p, below + 2e-14)).toBe(k + 1);
  });

  test('nobody, never and always', () => {
    for (const u of [0, 1e-300, 0.3, 1 - 2 ** -53, 1]) {
      expect(binomialAt(0, 0.4, u)).toBe(0);
      expect(binomialAt(17, 0, u)).toBe(0);
      expect(binomialAt(17, 1, u)).toBe(17);
      expect(binomialAt(1e6, 1, u)).toBe(1e6);
    }
  });

  test('a uniform next to 1 gives a rare count, not all people', () => {
    expect(binomialAt(1_000_000, 1e-6, 1 - 2 ** -53)).toBeLessThan(25);
    expect(binomialAt(1_000_000, 0.3, 1 - 2 ** -53)).toBeLessThan(304_500);
    expect(binomialAt(1_000_000, 0.3, 2 ** -53)).toBeGreaterThan(295_500);
    expect(binomialAt(1_000_000, 0.7, 2 ** -53)).toBeGreaterThan(695_500);
  });

  test('counts lie from 0 to n and rise with the uniform, the chance and the people', () => {
    fc.assert(
      fc.property(people, people, chance, chance, uniform, uniform, (n, m, p, q, u, v) => {
        const count = binomialAt(n, p, u);
        expect(Number.isInteger(count) && count >= 0 && count <= n).toBe(true);
        expect(binomialAt(n, p, Math.max(u, v))).toBeGreaterThanOrEqual(count);
        expect(binomialAt(n, Math.max(p, q), u)).toBeGreaterThanOrEqual(count);
        expect(binomialAt(Math.max(n, m), p, u)).toBeGreaterThanOrEqual(count);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('counts also rise across the change from one way of looking up to the other', () => {
    for (const u of grid(200)) {
      for (const n of [200, 256, 257, 1000, 5000]) {
        const counts = [0.999, 0.999999, 1, 1.000001, 1.001].map((step) =>
          binomialAt(n, Math.min(1, (100 / n) * step), u),
        );
        expect(counts).toEqual([...counts].sort((a, b) => a - b));
      }
    }
  });

  test.each([
    [-1, 0.5, 0.5],
    [1.5, 0.5, 0.5],
    [NaN, 0.5, 0.5],
    [Infinity, 0.5, 0.5],
    [3, -0.1, 0.5],
    [3, 1.1, 0.5],
    [3, NaN, 0.5],
    [3, 0.5, -0.1],
    [3, 0.5, 1.1],
    [3, 0.5, NaN],
  ])('refuses %d people with p = %d at %d', (n, p, u) => {
    expect(() => binomialAt(n, p, u)).toThrow(ModelError);
  });
});

describe('Poisson counts', () => {
  test.each([0.02, 0.5, 3, 30, 99, 101, 400])(
    'mean %d: each count has its share of the uniforms',
    (expectedMean) => {
      const points = 20_000;
      const shares = sharesOf(grid(points).map((u) => poissonAt(expectedMean, u)));
      let logChance = -expectedMean;
      for (const [k, share] of shares.entries()) {
        if (k > 0) logChance += Math.log(expectedMean / k);
        expect(Math.abs(share - Math.exp(logChance))).toBeLessThanOrEqual(1.001 / points);
      }
      const { mean, sd } = momentsOf(grid(points).map((u) => poissonAt(expectedMean, u)));
      expect(Math.abs(mean / expectedMean - 1)).toBeLessThan(0.002);
      expect(Math.abs(sd / Math.sqrt(expectedMean) - 1)).toBeLessThan(0.004);
    },
  );

  // scipy.stats.poisson.ppf, SciPy 1.17.1.
  test.each([
    { mean: 0.3, counts: [0, 0, 0, 0, 1, 3, 8] },
    { mean: 40, counts: [9, 22, 32, 40, 48, 61, 83] },
    { mean: 150, counts: [83, 114, 134, 150, 166, 189, 229] },
    { mean: 1_000_000, counts: [994008, 996911, 998719, 1000000, 1001282, 1003092, 1006004] },
  ])('quantiles at mean $mean', ({ mean, counts }) => {
    expect([1e-9, 0.001, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9].map((u) => poissonAt(mean, u))).toEqual(counts);
  });

  test('mean 150 steps from 160 where thirty digits say', () => {
    expect(poissonAt(150, 0.8053986855071467 - 2e-14)).toBe(160);
    expect(poissonAt(150, 0.8053986855071467 + 2e-14)).toBe(161);
  });

  test('counts rise with the uniform and the mean; a mean of 0 gives none', () => {
    const mean = fc.double({ min: 0, max: 300, noNaN: true });
    fc.assert(
      fc.property(mean, mean, uniform, uniform, (a, b, u, v) => {
        const count = poissonAt(a, u);
        expect(Number.isInteger(count) && count >= 0).toBe(true);
        expect(poissonAt(a, Math.max(u, v))).toBeGreaterThanOrEqual(count);
        expect(poissonAt(Math.max(a, b), u)).toBeGreaterThanOrEqual(count);
      }),
      { numRuns: 2000, seed: 1 },
    );
    for (const u of [0, 0.5, 1]) expect(poissonAt(0, u)).toBe(0);
  });

  test.each([
    [-1, 0.5],
    [NaN, 0.5],
    [Infinity, 0.5],
    [3, -0.1],
    [3, 1.1],
    [3, NaN],
  ])('refuses mean %d at %d', (mean, u) => {
    expect(() => poissonAt(mean, u)).toThrow(ModelError);
  });
});

describe('multinomial counts', () => {
  test('everybody goes somewhere when the probabilities sum to 1', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(people, weights, fc.array(uniform, { minLength: 12, maxLength: 12 }), (n, parts, u) => {
        fc.pre(parts.some((part) => part > 0));
        const all = parts.reduce((sum, part) => sum + part, 0);
        const counts = new Float64Array(parts.length);
        const left = multinomialInto(
          counts,
          n,
          parts.map((part) => part / all),
          u,
        );
        expect(left).toBe(0);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n);
        expect(counts.every((count, i) => count >= 0 && (parts[i] !== 0 || count === 0))).toBe(true);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test('categories have their means, variances and covariances', () => {
    const n = 40;
    const probabilities = [0.1, 0.3, 0, 0.2];
    const runs = 40_000;
    const word = wordOf(8, 1);
    const counts = new Float64Array(4);
    const rows = Array.from({ length: runs }, (_, run) => {
      const left = multinomialInto(
        counts,
        n,
        probabilities,
        [0, 1, 2, 3].map((i) => hash2(word, run * 4 + i)),
      );
      return [...counts, left];
    });
    const chances = [...probabilities, 0.4];
    for (const [i, p] of chances.entries()) {
      const column = rows.map((row) => row[i] as number);
      const { mean, sd } = momentsOf(column);
      expect(Math.abs(mean - n * p)).toBeLessThanOrEqual(5 * Math.sqrt((n * p * (1 - p)) / runs));
      expect(sd ** 2).toBeCloseTo(n * p * (1 - p), 0);
      for (const [j, q] of chances.slice(0, i).entries()) {
        const product =
          rows.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0) / runs -
          mean * momentsOf(rows.map((row) => row[j] as number)).mean;
        expect(Math.abs(product + n * p * q)).toBeLessThan(0.3);
      }
    }
  });

  test('refuses probabilities below 0 and above 1 together', () => {
    expect(() => multinomialInto(new Float64Array(2), 5, [0.5, -0.1], [0.5, 0.5])).toThrow(ModelError);
    expect(() => multinomialInto(new Float64Array(2), 5, [0.5, NaN], [0.5, 0.5])).toThrow(ModelError);
    expect(() => multinomialInto(new Float64Array(2), 5, [0.7, 0.4], [0.5, 0.5])).toThrow(ModelError);
  });
});

describe('rounding to whole numbers', () => {
  test.each([
    [2.3, 0.69, 2],
    [2.3, 0.71, 3],
    [5, 0, 5],
    [5, 1 - 2 ** -53, 5],
    [0, 0.99, 0],
    [-0.3, 0.2, -1],
    [-0.3, 0.4, 0],
  ])('%d at %d becomes %d', (x, u, whole) => {
    expect(wholePart(x, u)).toBe(whole);
  });

  test.each([0.1, 3.75, -2.4, 1234.5678])('the mean of %d stays what it is', (x) => {
    expect(momentsOf(grid(10_000).map((u) => wholePart(x, u))).mean).toBeCloseTo(x, 3);
  });

  const values = fc.array(
    fc.oneof(fc.double({ min: -5, max: 50, noNaN: true }), fc.integer({ min: 0, max: 9 })),
    {
      maxLength: 40,
    },
  );

  test('a row keeps its total within 1 and each entry within 1', () => {
    fc.assert(
      fc.property(values, uniform, (row, u) => {
        const target = new Float64Array(row.length);
        const total = wholeInto(row, u, target);
        const exact = row.reduce((sum, x) => sum + x, 0);
        expect(Math.abs(total - exact)).toBeLessThan(1 + 1e-9);
        expect(target.reduce((sum, x) => sum + x, 0)).toBe(total);
        for (const [i, x] of row.entries()) {
          expect([Math.floor(x), Math.ceil(x)]).toContain((target[i] as number) + 0);
        }
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test('each entry of a row keeps its mean, and the array may be the target itself', () => {
    const row = [0.3, 0.3, 0.3, 2, 1.75, 0, 0.05, 6.4];
    const points = 2000;
    const sums = new Float64Array(row.length);
    for (const u of grid(points)) {
      const target = Float64Array.from(row);
      wholeInto(target, u, target);
      for (const [i, x] of target.entries()) sums[i] = (sums[i] as number) + x / points;
    }
    for (const [i, x] of row.entries()) expect(sums[i]).toBeCloseTo(x, 3);
  });
});

// The bytes of every stored forecast hang on these.
test('counts stay what they were', () => {
  const word = wordOf(1, 1);
  const uniforms = Array.from({ length: 12 }, (_, i) => hash2(word, i));
  expect([
    uniforms.map((u) => binomialAt(25, 0.1, u)),
    uniforms.map((u) => binomialAt(4000, 0.1, u)),
    uniforms.map((u) => poissonAt(3.5, u)),
  ]).toMatchInlineSnapshot(`
    [
      [
        3,
        5,
        1,
        1,
        3,
        0,
        3,
        3,
        0,
        2,
        0,
        3,
      ],
      [
        410,
        427,
        388,
        376,
        403,
        370,
        411,
        403,
        372,
        393,
        357,
        403,
      ],
      [
        4,
        6,
        2,
        1,
        4,
        1,
        5,
        4,
        1,
        3,
        0,
        4,
      ],
    ]
  `);
});
