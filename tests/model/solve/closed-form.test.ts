import { describe, expect, test } from 'vitest';
import type { Baseline } from '#lib/model/baseline.ts';
import { measure } from '#lib/model/measures.ts';
import { applyScenario } from '#lib/model/scenario.ts';
import { simulate } from '#lib/model/simulate.ts';
import { headsAt, intakePath } from '#lib/model/solve/intake.ts';
import { settle } from '#lib/model/solve/settle.ts';
import { scenarioAt } from '#lib/model/solve/scenario.ts';
import { prepareSolve, solve, type SolveQuestion, type SolveSetup } from '#lib/model/solve.ts';
import { plainBaseline, schoolBaseline } from './plain-baseline.ts';

function answerOf(
  baseline: Baseline,
  question: Partial<SolveQuestion> & { year: number },
  setup: Partial<SolveSetup> = {},
) {
  const solver = prepareSolve(baseline, { draws: 0, seed: 1, ...setup });
  const solution = solve(solver, { for: ['one'], chance: 0.8, places: 'fixed', ...question });
  const { lever } = solution.target;
  const path = intakePath(solver.frame, solver.central, { lever, state: solution.state });
  const { size } = solution;
  const needed = size === undefined ? undefined : headsAt(path, { size, lever, change: solver.frame.change });
  return { solver, solution, path, needed };
}

/** The central gap of the first group, in FTE, in a run of its own. */
function gapIn(baseline: Baseline, year: number): number {
  const { prepared, central } = simulate(baseline, { draws: 0, seed: 1 });
  const at = year - baseline.startYear;
  return measure('gap_fte', { prepared, outcome: central, groups: [0], year: at })[0] as number;
}

function under(baseline: Baseline, { solver, solution }: ReturnType<typeof answerOf>): Baseline {
  const { size = NaN, extra, target } = solution;
  const scenario = scenarioAt(solver.frame, { lever: target.lever, size, extra });
  return scenario ? applyScenario(baseline, scenario) : baseline;
}

describe('a direct intake', () => {
  /*
  From 2026, closed in 2032: intakes of s = 2026 … 2032 − 2 − 1 = 2029 stand there, 2032 − s − 3 years after entering.
  Σ completion × to stock × active × FTE = 0.5 × 0.9 × (0.7 + 0.8 + 0.9 + 1) × 0.75 = 0.45 × 3.4 × 0.75 = 1.1475.
  Without a change: 80 FTE, and of the intakes of 2022 to 2029 (10 a year; earlier ones entered before the start)
  10 × 0.45 × 0.75 × (0.5 + 0.5 + 0.5 + 0.6 + 0.7 + 0.8 + 0.9 + 1) = 18.5625; so the gap is 150 − 98.5625 = 51.4375 FTE
  and the intake 10 + 51.4375 ÷ 1.1475 = 54.8257.
  */
  test.each([
    { from: 2026, year: 2032, active: [0.7, 0.8, 0.9, 1] },
    { from: 2024, year: 2032, active: [0.5, 0.6, 0.7, 0.8, 0.9, 1] },
    { from: 2026, year: 2029, active: [1] },
    { from: 2025, year: 2034, active: [0.5, 0.5, 0.6, 0.7, 0.8, 0.9, 1].slice(0, 7) },
  ])('agrees with the formula: from $from, closed in $year', ({ from, year, active }) => {
    const baseline = plainBaseline();
    const sum = active.reduce((total, share) => total + 0.5 * 0.9 * share * 0.75, 0);
    const answer = answerOf(baseline, { year }, { from });
    const expected = 10 + gapIn(baseline, year) / sum;
    expect(answer.needed?.[0]).toBeCloseTo(expected, 9);
    expect(Math.abs((answer.needed?.[0] ?? NaN) - expected)).toBeLessThan(1e-9);
    expect(Math.abs(gapIn(under(baseline, answer), year))).toBeLessThan(1e-9);
  });

  test('agrees with what was worked out by hand', () => {
    expect(gapIn(plainBaseline(), 2032)).toBeCloseTo(51.4375, 9);
    expect(answerOf(plainBaseline(), { year: 2032 }, { from: 2026 }).needed?.[0]).toBeCloseTo(
      10 + 51.4375 / 1.1475,
      9,
    );
  });

  test('phased in', () => {
    // φ 0, ½, 1, 1 on the intakes of 2026 to 2029: 0.45 × 0.75 × (½ × 0.8 + 0.9 + 1).
    const baseline = plainBaseline();
    const answer = answerOf(baseline, { year: 2032 }, { from: 2026, phase: [0, 0.5, 1] });
    const extra = gapIn(baseline, 2032) / (0.45 * 0.75 * 2.3);
    expect(answer.path.years).toEqual([2026, 2027, 2028, 2029, 2030, 2031]);
    const expected = [0, 0.5, 1, 1, 1, 1].map((held) => 10 + held * extra);
    answer.needed?.forEach((heads, i) => expect(heads).toBeCloseTo(expected[i] as number, 9));
    expect(Math.abs(gapIn(under(baseline, answer), 2032))).toBeLessThan(1e-9);
  });

  test('that takes in nobody is counted in heads', () => {
    const [row] = plainBaseline().intakes ?? [];
    const baseline = plainBaseline({ intakes: row ? [{ ...row, heads: [{ year: 2020, heads: 0 }] }] : [] });
    const answer = answerOf(baseline, { year: 2032 }, { from: 2026 });
    expect(answer.solution.target.lever.start).toBe(0);
    expect(answer.needed?.[0]).toBeCloseTo(70 / 1.1475, 9);
    expect(Math.abs(gapIn(under(baseline, answer), 2032))).toBeLessThan(1e-9);
  });

  test('that follows the exits of its group', () => {
    const [row] = plainBaseline().intakes ?? [];
    const rest = { ...(row as NonNullable<typeof row>) };
    delete rest.activeAfter;
    delete rest.ftePerHead;
    const baseline = plainBaseline({
      exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0.1 }],
      entrantExposure: 0.5,
      intakes: [rest],
    });
    const answer = answerOf(baseline, { year: 2030 }, { from: 2025 });
    const sum = [0, 1, 2].reduce((total, s) => total + 0.45 * 0.95 * 0.9 ** s * 0.8, 0);
    expect(answer.needed?.[0]).toBeCloseTo(10 + gapIn(baseline, 2030) / sum, 9);
    expect(Math.abs(gapIn(under(baseline, answer), 2030))).toBeLessThan(1e-9);
  });

  test('groups that share a demand scale together', () => {
    const [row] = plainBaseline().intakes ?? [];
    const other = row ? { ...row, id: 'other', group: 'two', heads: [{ year: 2020, heads: 5 }] } : [];
    const baseline = plainBaseline({
      groups: [{ id: 'one' }, { id: 'two' }],
      stock: [
        { group: 'one', heads: 100 },
        { group: 'two', heads: 20 },
      ],
      intakes: [row, other].flat().filter((each) => each !== undefined),
      demand: [{ id: 'both', groups: '*', fte: 150 }],
    });
    const { solution } = answerOf(baseline, { year: 2032, for: ['two'] }, { from: 2026 });
    const before = simulate(baseline, { draws: 0, seed: 1 });
    const gap = measure('gap_fte', {
      prepared: before.prepared,
      outcome: before.central,
      groups: [0, 1],
      year: 8,
    })[0];
    expect(solution.size).toBeCloseTo(1 + (gap as number) / (1.5 * 11.475), 9);
  });
});

describe('a school', () => {
  /*
  From 2026, closed in 2031: intakes of 2026 to 2028 graduate in 2028 to 2030 (who starts in October of s and takes two
  years graduates in s + 2) and stand there on 1 January after; 0.5 × 0.8 of them, less a tenth a year.
  Σ = 0.4 × 0.8 FTE × (0.9² + 0.9 + 1) = 0.32 × 2.71 = 0.8672.
  */
  test('of two years agrees with the formula', () => {
    const baseline = schoolBaseline();
    const answer = answerOf(baseline, { year: 2031 }, { from: 2026 });
    const expected = 40 + gapIn(baseline, 2031) / 0.8672;
    expect(Math.abs((answer.needed?.[0] ?? NaN) - expected)).toBeLessThan(1e-9);
    expect(Math.abs(gapIn(under(baseline, answer), 2031))).toBeLessThan(1e-9);
  });

  test('asked about itself gives the same as its only region', () => {
    const baseline = schoolBaseline();
    const region = answerOf(baseline, { year: 2031 }, { from: 2026 });
    const school = answerOf(baseline, { year: 2031, for: ['school'] }, { from: 2026 });
    expect(school.solution.size).toBe(region.solution.size);
  });

  test('with a surplus takes in fewer', () => {
    // A demand under which 30 a year are enough.
    const baseline = schoolBaseline({}, { demand: [{ group: 'one', fte: 0 }] });
    const supply = -gapIn(baseline, 2031);
    const smaller = schoolBaseline({}, { demand: [{ group: 'one', fte: supply - 10 * 0.8672 }] });
    const answer = answerOf(smaller, { year: 2031 }, { from: 2026 });
    expect(answer.solution.status).toBe('possible');
    expect(answer.needed?.[0]).toBeCloseTo(30, 9);
  });

  test('is not needed where the gap is closed without it', () => {
    const answer = answerOf(
      schoolBaseline({}, { demand: [{ group: 'one', fte: 10 }] }),
      { year: 2031 },
      { from: 2026 },
    );
    expect(answer.solution.status).toBe('already-closed');
    expect(answer.solution.reason).toEqual({ code: 'closed-without-intake' });
    expect(answer.solution.size).toBe(0);
    expect(settle(answer.solver, answer.solution).runs?.central[0]).toBeLessThan(0);
  });
});
