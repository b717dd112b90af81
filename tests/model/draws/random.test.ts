import { describe, expect, test } from 'vitest';
import { bitsAt, hash2, partOf, streamOf, uniformAt, wordOf } from '#lib/model/draws/random.ts';

const numbers = 20_000;
const names = ['completion', 'completion@RA0101', 'completion@RA0102', 'earlyExit', 'reachKm', 'a', 'b', ''];
const series = names.map((name) =>
  Float64Array.from({ length: numbers }, (_, i) => uniformAt(7, streamOf(name), i)),
);

/** Keys of the fast numbers: of neighbouring seeds and streams, and words that are themselves neighbours. */
const words = [wordOf(7, 0), wordOf(7, 1), wordOf(8, 0), wordOf(7, streamOf('a')), 0, 1, 2, 0x80000000];

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

describe('fast numbers', () => {
  const fast = words.map((word) => Float64Array.from({ length: numbers }, (_, i) => hash2(word, i)));

  test.each(words.map((word, i) => [word, fast[i] as Float64Array] as const))(
    'word %i: numbers, their lower digits and pairs of neighbours are uniform',
    (_, values) => {
      const digits = [
        (i: number) => (values[i] as number) * 64,
        (i: number) => ((values[i] as number) * 65536) % 64,
        (i: number) => ((values[i] as number) * 67108864) % 64,
        (i: number) =>
          Math.floor((values[i] as number) * 8) * 8 +
          Math.floor((values[i + 1] ?? (values[0] as number)) * 8),
      ];
      for (const digitOf of digits) {
        const bins = new Array<number>(64).fill(0);
        for (let i = 0; i < numbers; i++) {
          const bin = Math.floor(digitOf(i));
          bins[bin] = (bins[bin] as number) + 1;
        }
        const expected = numbers / 64;
        const chiSquare = bins.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
        // 63 degrees of freedom: a chance of 1 in 100,000.
        expect(chiSquare).toBeLessThan(121);
        expect(chiSquare).toBeGreaterThan(26);
      }
    },
  );

  test('streams do not go together, nor does one with itself a few steps later', () => {
    for (const [i, x] of fast.entries()) {
      for (const lag of [1, 2, 3, 64, 1024]) {
        expect(Math.abs(correlation(x.subarray(lag), x.subarray(0, -lag)))).toBeLessThan(0.035);
      }
      for (const y of fast.slice(i + 1)) {
        expect(Math.abs(correlation(x, y))).toBeLessThan(0.035);
        expect(Math.abs(correlation(x.subarray(1), y.subarray(0, -1)))).toBeLessThan(0.035);
      }
    }
  });

  test('each bit of the word and of the counter changes each bit of the number half of the time', () => {
    const tries = 4000;
    const seen = new Int32Array(64 * 32);
    for (let i = 0; i < tries; i++) {
      const word = wordOf(i, 1);
      const counter = i * 7;
      const bits = bitsAt(word, counter);
      for (let flip = 0; flip < 64; flip++) {
        const other =
          flip < 32
            ? bitsAt((word ^ (1 << flip)) >>> 0, counter)
            : bitsAt(word, counter ^ (1 << (flip - 32)));
        for (let bit = 0; bit < 32; bit++) {
          const at = flip * 32 + bit;
          seen[at] = (seen[at] as number) + (((bits ^ other) >>> bit) & 1);
        }
      }
    }
    // Five and a half standard errors, and the bias of the mixing function.
    for (const changes of seen) expect(Math.abs(changes / tries - 0.5)).toBeLessThan(0.045 + 0.02);
  });

  test('the numbers of a word never repeat, and lie strictly between 0 and 1', () => {
    expect(new Set(fast[0]).size).toBe(numbers);
    for (const x of fast.flatMap((values) => [...values])) {
      if (!(x > 0 && x < 1)) expect.fail(`${x} is not between 0 and 1`);
    }
  });

  test('streams are not each other’s numbers some steps on', () => {
    // Words that are whole steps of the counter apart, where a word that is added once would give the same stream.
    const steps = [0, 1, 2, 100].map((step) => (7 + Math.imul(step, 0x9e3779b1)) >>> 0);
    const all = new Set(
      [...words, ...steps].flatMap((word) => Array.from({ length: numbers }, (_, i) => bitsAt(word, i))),
    );
    // Of n numbers in 2^32 places n² / 2^33 meet: 7 of 240,000.
    expect(all.size).toBeGreaterThan((words.length + steps.length) * numbers - 25);
  });

  test('parts of a stream differ from it and from each other', () => {
    const stream = streamOf('a');
    const parts = Array.from({ length: 1000 }, (_, part) => partOf(stream, part));
    expect(new Set([stream, ...parts]).size).toBe(1001);
  });

  // The bytes of every stored forecast hang on these.
  test('fast numbers stay what they were', () => {
    expect([wordOf(1, streamOf('completion')), bitsAt(wordOf(1, 2), 3), hash2(wordOf(1, 2), 3), partOf(1, 2)])
      .toMatchInlineSnapshot(`
      [
        3337526062,
        1296927009,
        0.3019643503939733,
        3092696288,
      ]
    `);
  });
});
