import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Baseline } from '#lib/model/baseline.ts';
import { closedShare } from '#lib/model/solve/check.ts';
import { settle } from '#lib/model/solve/settle.ts';
import { leastBetween, leastFor, mostFor } from '#lib/model/solve/requirement.ts';
import { prepareSolve, solve, type SolveQuestion } from '#lib/model/solve.ts';
import { assumption } from '../small-baseline.ts';
import { schoolBaseline } from './plain-baseline.ts';

const noPeople = { assumptions: true, years: true, people: false };

/** A school whose graduates go to two groups, with everything that matters uncertain, places too. */
function uncertain({ fte, places, exits = 0.1 }: { fte: number; places: number; exits?: number }): Baseline {
  const range = (low: number, central: number, high: number) =>
    assumption({ low, central, high, min: 0, max: 10, scale: 'log' });
  return schoolBaseline(
    {
      completion: { values: 0.5, times: ['finishing'] },
      routing: {
        decayKm: 20,
        places: [
          { group: 'one', inhabitants: 1000, lon: 5, lat: 52 },
          { group: 'two', inhabitants: 500, lon: 5.1, lat: 52 },
        ],
      },
      placementModels: [
        { id: 'usual', track: 'BOL', blocks: [{ programmeYear: 1, period: '2', weeks: 10, daysPerWeek: 4 }] },
      ],
      places: [
        { group: 'one', places: { values: places, times: ['open'] } },
        { group: 'two', places: { values: places, times: ['open'] } },
      ],
    },
    {
      groups: [{ id: 'one' }, { id: 'two' }],
      stock: [
        { group: 'one', heads: 100 },
        { group: 'two', heads: 50 },
      ],
      exits: [{ groups: '*', flow: 'earlyExits', exitProbability: exits }],
      assumptions: { finishing: range(0.8, 1, 1.25), open: range(0.7, 1, 1.4), asked: range(0.9, 1, 1.1) },
      noise: { demand: { sd: 0.01, correlation: 0.5 } },
      demand: [
        { group: 'one', fte: { values: fte, times: ['asked'] } },
        { group: 'two', fte: { values: fte / 2, times: ['asked'] } },
      ],
    },
  );
}

const question: SolveQuestion = { for: ['one'], year: 2032, chance: 0.8, places: 'fixed' };
const cases = fc.record({
  fte: fc.double({ min: 60, max: 160, noNaN: true }),
  places: fc.double({ min: 10, max: 200, noNaN: true }),
});
const few = { numRuns: 20 };

function solverOf(baseline: Baseline, draws = 60) {
  return prepareSolve(baseline, { draws, seed: 3, from: 2025, sources: noPeople });
}

describe('an answer', () => {
  test('is never smaller for a higher chance, and what is not possible stays so', () => {
    fc.assert(
      fc.property(cases, (how) => {
        const solver = solverOf(uncertain(how));
        let before = 0;
        for (const chance of [0.1, 0.3, 0.5, 0.7, 0.9, 1]) {
          const { size = Infinity } = solve(solver, { ...question, chance });
          expect(size).toBeGreaterThanOrEqual(before);
          before = size;
        }
      }),
      few,
    );
  });

  test('is never smaller for an earlier year, where nobody leaves and demand stands still', () => {
    fc.assert(
      fc.property(cases, ({ fte }) => {
        const solver = solverOf({ ...uncertain({ fte, places: 1e6, exits: 0 }), noise: {} });
        let before = Infinity;
        for (let year = 2028; year <= 2034; year++) {
          const { size = Infinity } = solve(solver, { ...question, year });
          expect(size).toBeLessThanOrEqual(before * (1 + 1e-12));
          before = size;
        }
      }),
      few,
    );
  });

  test('holds in real runs with all limits', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom('fixed' as const, 'free' as const), (how, places) => {
        const solver = solverOf(uncertain(how));
        const solution = solve(solver, { ...question, places });
        const { runs, raised } = settle(solver, solution);
        expect(raised).toBe(0);
        if (solution.size === undefined) return;
        if (solution.status === 'possible' || places === 'free') {
          expect(closedShare(runs as NonNullable<typeof runs>, 1)).toBeGreaterThanOrEqual(0.8);
          const placed = runs?.placed.filter(Boolean).length ?? 0;
          expect(placed).toBeGreaterThanOrEqual(0.8 * 60);
        }
      }),
      few,
    );
  });

  test('is the quantile of what the draws require where nothing limits', () => {
    const solver = solverOf(uncertain({ fte: 120, places: 1e6 }));
    const { size = NaN, required } = solve(solver, question);
    expect(size).toBe(required.toSorted()[47]);
  });

  test('needs no fewer places for a higher chance', () => {
    const solver = solverOf(uncertain({ fte: 130, places: 20 }), 200);
    const totals = [0.5, 0.8, 0.95, 1].map(
      (chance) => solve(solver, { ...question, chance, places: 'free' }).extra?.total ?? NaN,
    );
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
    expect(totals[0]).toBeGreaterThan(0);
  });

  test('is raised until people who come and go in whole heads do not spoil it', () => {
    const baseline = uncertain({ fte: 120, places: 1e6 });
    const solver = prepareSolve(baseline, { draws: 200, seed: 3, from: 2025 });
    const first = solve(solver, question);
    const { solution, runs } = settle(solver, first);
    expect(solution.status).toBe('possible');
    expect(closedShare(runs as NonNullable<typeof runs>, 1)).toBeGreaterThanOrEqual(0.8);
    expect(solution.size).toBeGreaterThanOrEqual(first.size as number);
  });

  test('for several groups closes the gap of each', () => {
    const solver = solverOf(uncertain({ fte: 120, places: 1e6 }));
    const sizes = [['one'], ['two'], ['one', 'two']].map((ids) => solve(solver, { ...question, for: ids }));
    const [one, two, both] = sizes.map(({ required }) => required);
    both?.forEach((size, run) => expect(size).toBe(Math.max(one?.[run] as number, two?.[run] as number)));
    expect(sizes[2]?.target.scope).toEqual([0, 1]);
  });
});

describe('quantiles of a sample', () => {
  const sample = Float64Array.from([4, 1, 3, 2, Infinity]);

  test.each([
    [0.2, 1, Infinity],
    [0.4, 2, 4],
    [0.5, 3, 3],
    [0.8, 4, 2],
    [1, Infinity, 1],
  ])('with a chance of %d', (chance, least, most) => {
    expect([leastFor(sample, chance), mostFor(sample, chance)]).toEqual([least, most]);
  });

  test('between what is required and what has room', () => {
    const required = Float64Array.from([-1, 1, 2, 3]);
    const room = Float64Array.from([1.5, 5, 2, 2]);
    const at = (chance: number) => leastBetween(required, room, { chance, slack: () => 0 });
    expect(at(0.25)).toEqual({ size: 0, attained: 0.25 });
    expect(at(0.5)).toEqual({ size: 1, attained: 0.5 });
    // At 2 the first has no room any more, and the last never has.
    expect(at(0.75)).toEqual({ size: undefined, attained: 0.5 });
  });
});
