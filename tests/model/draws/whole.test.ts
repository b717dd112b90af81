import { describe, expect, test } from 'vitest';
import {
  arriving,
  chosen,
  rounded,
  wholeOf,
  wholeStreams,
  wordFor,
  wordsFor,
  type Purpose,
} from '#lib/model/draws/whole.ts';
import { sum } from '../small-baseline.ts';

const of = (ids: string[], run = 0, seed = 1) => wholeOf(wholeStreams(ids), { seed, run });
const purposes: Purpose[] = ['stock', 'exits', 'flows', 'entrants', 'ages', 'opening', 'promoted', 'side'];

describe('random numbers of a run', () => {
  test('belong to a purpose and a group, whatever groups stand beside it', () => {
    const alone = of(['north']);
    const among = of(['west', 'north', 'south']);
    for (const purpose of purposes) expect(wordFor(among, purpose, 1)).toBe(wordFor(alone, purpose, 0));
    const words = purposes.flatMap((purpose) => [0, 1, 2].map((g) => wordFor(among, purpose, g)));
    expect(new Set(words).size).toBe(words.length);
    for (const purpose of purposes)
      expect([...wordsFor(among, purpose)]).toEqual([0, 1, 2].map((g) => wordFor(among, purpose, g)));
  });

  test('differ between runs and seeds, and are the same again', () => {
    expect(of(['north'])).toEqual(of(['north']));
    expect(of(['north']).words).not.toEqual(of(['north'], 1).words);
    expect(of(['north']).words).not.toEqual(of(['north'], 0, 2).words);
    expect(of(['north']).moves).not.toBe(of(['north'], 1).moves);
  });

  // The share that is left by one number has the variance n p (1 − p); two purposes are independent of each other.
  test('of two purposes, two groups or two runs are not correlated', () => {
    const counter = 3;
    const runs = 4000;
    const draws = (purpose: Purpose, g: number, shift = 0) =>
      Array.from({ length: runs }, (_, run) =>
        chosen(wordFor(of(['north', 'south'], run + shift), purpose, g), counter, 100, 0.3),
      );
    const base = draws('exits', 0);
    const mean = sum(base) / runs;
    const spread = (a: number[], b: number[]) =>
      sum(a.map((x, i) => (x - mean) * ((b[i] as number) - mean))) / runs;
    expect(Math.abs(mean - 30)).toBeLessThan(0.4);
    expect(Math.abs(spread(base, base) / 21 - 1)).toBeLessThan(0.1);
    for (const other of [draws('exposed', 0), draws('exits', 1), draws('exits', 0, 1)])
      expect(Math.abs(spread(base, other) / 21)).toBeLessThan(0.07);
  });
});

test('nobody is chosen of nobody, or with no chance, and everybody for certain', () => {
  expect([chosen(1, 1, 0, 0.5), chosen(1, 1, 9, 0), chosen(1, 1, 9, 1), arriving(1, 1, 0)]).toEqual([
    0, 0, 9, 0,
  ]);
});

test('arrivals and rounding have the mean that is asked for', () => {
  const counters = Array.from({ length: 5000 }, (_, i) => i);
  const mean = (values: number[]) => sum(values) / values.length;
  // Standard errors are 0.022 and 0.006.
  expect(Math.abs(mean(counters.map((i) => arriving(7, i, 2.5))) - 2.5)).toBeLessThan(0.1);
  const parts = counters.map((i) => rounded(9, i, 2.3));
  expect(Math.abs(mean(parts) - 2.3)).toBeLessThan(0.03);
  expect(new Set(parts)).toEqual(new Set([2, 3]));
});
