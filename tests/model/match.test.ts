import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { matchedCentral, matchToHistory, resample, type History } from '#lib/model/match.ts';
import { measure } from '#lib/model/measures.ts';
import { prepare } from '#lib/model/prepare.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import { simulate } from '#lib/model/simulate.ts';

/** 100 people without age, of whom an unknown share leaves every year; who knows how many were asked for. */
const baseline: Baseline = {
  format: 'praktijkbalans-baseline/1',
  title: 'People who leave',
  startYear: 2020,
  horizonYear: 2025,
  groups: [{ id: 'all' }],
  assumptions: {
    leaving: { low: 0.05, central: 0.1, high: 0.2, min: 0, max: 1, scale: 'logit' },
    idle: { low: 1, central: 2, high: 3, min: 0, max: 9, scale: 'log' },
    size: { low: 90, central: 100, high: 110, min: 1, max: 500, scale: 'log' },
    fixed: { low: 1, central: 1, high: 1, min: 0, max: 1, scale: 'identity' },
  },
  stock: [{ group: 'all', heads: { values: 1, times: ['size'] } }],
  exits: [{ groups: '*', flow: 'earlyExits', exitProbability: { values: 1, times: ['leaving', 'fixed'] } }],
};

/** After two years half of them were left, give or take 2 %: √½ stays in a year, 29.3 % leaves. */
const history: History = {
  baseline,
  observations: [
    { quantity: 'supply_heads', year: 2022, value: { values: 0.5, times: ['size'] }, relativeSd: 0.02 },
  ],
};
const wanted = { candidates: 4000, draws: 500, seed: 1 };
const rowOf = (matching: ReturnType<typeof matchToHistory>, name: string) =>
  matching.assumptions.find(({ key }) => key === name) ?? { key: '', before: [0, 0, 0], after: [0, 0, 0] };

describe('matching to history', () => {
  const matching = matchToHistory(history, wanted);

  test('before it, assumptions are as they were given', () => {
    const { before } = rowOf(matching, 'leaving');
    [0.05, 0.1, 0.2].forEach((value, i) => expect(before[i]).toBeCloseTo(value, 3));
  });

  test('moves what history speaks of to what explains it, and narrows it', () => {
    const { before, after } = rowOf(matching, 'leaving');
    // Larger values are rarer to begin with, so the middle lies a little below.
    expect(after[1]).toBeGreaterThan(0.28);
    expect(after[1]).toBeLessThan(1 - Math.sqrt(0.5) + 0.005);
    expect(after[2] - after[0]).toBeLessThan((before[2] - before[0]) / 3);
  });

  test('leaves what history says nothing of where it was', () => {
    const { before, after } = rowOf(matching, 'idle');
    before.forEach((value, i) => expect(Math.abs((after[i] as number) / value - 1)).toBeLessThan(0.25));
    expect(matching.assumptions.map(({ key }) => key)).not.toContain('fixed');
  });

  test('says how many draws are worth something', () => {
    expect(matching.effectiveDraws).toBeGreaterThan(10);
    expect(matching.effectiveDraws).toBeLessThan(wanted.candidates / 10);
    expect(matching.chosen).toHaveLength(wanted.draws);
  });

  test('the forecast takes the chosen draws: the band narrows around what they say', () => {
    const prepared = prepare(baseline);
    const sources = { assumptions: true, years: false, people: false };
    const band = (chosen?: Int32Array) => {
      const { draws } = simulate(baseline, { draws: 500, seed: 1, sources, ...(chosen && { chosen }) });
      const left = measure('supply_heads', { prepared, outcome: draws, groups: [0], year: 2 });
      return quantilesOf(left, [0.1, 0.9]) as [number, number];
    };
    const [low, high] = band(matching.chosen);
    const [lowest, highest] = band();
    expect(high - low).toBeLessThan((highest - lowest) * 0.7);
    expect(high).toBeLessThan(60);
  });

  test('the central path follows, but what the opening stock follows from stays', () => {
    const prepared = prepare(baseline);
    const central = matchedCentral(prepared, matching);
    const at = (name: string) => central[prepared.slots.findIndex(({ key }) => key === name)];
    expect(at('leaving')).toBe(rowOf(matching, 'leaving').after[1]);
    expect(at('size')).toBe(100);
    expect(at('fixed')).toBe(1);
  });

  test('the same seed gives the same choice', () => {
    expect(matchToHistory(history, wanted)).toEqual(matching);
    expect(matchToHistory(history, { ...wanted, seed: 2 }).chosen).not.toEqual(matching.chosen);
  });

  test('without an observation nothing is preferred', () => {
    const { effectiveDraws } = matchToHistory({ baseline, observations: [] }, wanted);
    expect(effectiveDraws).toBeCloseTo(wanted.candidates, 6);
  });

  test('an observation without a margin, or of another time, is refused', () => {
    const [first] = history.observations;
    const other = (changes: object) => ({ baseline, observations: [{ ...first, ...changes }] }) as History;
    expect(() => matchToHistory(other({ relativeSd: 0 }), wanted)).toThrow(
      /supply_heads in 2022: relativeSd 0/,
    );
    expect(() => matchToHistory(other({ year: 2035 }), wanted)).toThrow(ModelError);
  });
});

test('resampling takes each draw as often as its weight says, give or take one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (weights, draws, uniform) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        fc.pre(total > 1e-6);
        const chosen = resample(Float64Array.from(weights), draws, uniform);
        weights.forEach((weight, i) => {
          const times = chosen.filter((each) => each === i).length;
          expect(Math.abs(times - (weight / total) * draws)).toBeLessThan(1 + 1e-6);
        });
      },
    ),
  );
});
