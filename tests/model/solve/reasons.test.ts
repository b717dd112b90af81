import { describe, expect, test } from 'vitest';
import type { Baseline } from '#lib/model/baseline.ts';
import { reasonText } from '#lib/model/solve/reason.ts';
import { firstPossibleYear, prepareSolve, solve, type SolveQuestion } from '#lib/model/solve.ts';
import { plainBaseline, schoolBaseline } from './plain-baseline.ts';

function answerOf(
  baseline: Baseline,
  { from, ...question }: Partial<SolveQuestion> & { year: number; from?: number },
) {
  const solver = prepareSolve(baseline, { draws: 0, seed: 1, from });
  const solution = solve(solver, { for: ['one'], chance: 0.8, places: 'fixed', ...question });
  return { status: solution.status, reason: solution.reason, first: firstPossibleYear(solver, solution) };
}

describe('not possible', () => {
  test.each([
    { what: 'a direct intake', baseline: plainBaseline() },
    { what: 'a school', baseline: schoolBaseline() },
  ])('$what of two years from 2027 stands in the stock in 2030 at the earliest', ({ baseline }) => {
    expect(answerOf(baseline, { year: 2029, from: 2027 })).toEqual({
      status: 'not-possible',
      reason: { code: 'too-late', year: 2029, firstReached: 2030 },
      first: 2030,
    });
    expect(answerOf(baseline, { year: 2030, from: 2027 }).status).toBe('possible');
  });

  test('nobody becomes a graduate', () => {
    const { status, reason, first } = answerOf(schoolBaseline({ toOccupation: 0 }), { year: 2030 });
    expect({ status, reason, first }).toEqual({
      status: 'not-possible',
      reason: { code: 'no-flow' },
      first: undefined,
    });
  });

  test('nobody trains for the group', () => {
    const { status, reason } = answerOf(plainBaseline({ intakes: [] }), { year: 2030 });
    expect({ status, reason }).toEqual({ status: 'not-possible', reason: { code: 'no-intake' } });
  });

  test('the intake that the run ends too early for', () => {
    expect(answerOf(plainBaseline(), { year: 2033, from: 2032 })).toMatchObject({
      status: 'not-possible',
      reason: { code: 'no-flow' },
      first: undefined,
    });
  });

  test('is said in a sentence', () => {
    expect(reasonText({ code: 'too-late', year: 2029, firstReached: 2030 })).toBe(
      'An intake decided now stands in the stock from 1 January 2030 on, which is after 2029.',
    );
  });
});

test.each([
  { question: { for: ['two'] }, message: 'solve: no group, school or intake “two” in the baseline' },
  { question: { for: [] }, message: 'solve: for whom? expected ids of groups, schools or intakes' },
  { question: { year: 2040 }, message: 'year 2040: expected 2024 to 2034' },
  { question: { chance: 0 }, message: 'chance 0: expected more than 0, at most 1' },
  { question: { from: 2023 }, message: 'from 2023: expected a year from 2024 to 2033' },
])('refuses $question', ({ question, message }) => {
  expect(() => answerOf(plainBaseline(), { year: 2030, ...question })).toThrow(message);
});
