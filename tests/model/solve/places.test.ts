import { describe, expect, test } from 'vitest';
import type { Training } from '#lib/model/baseline/training.ts';
import { fewestPlaces } from '#lib/model/solve/extra.ts';
import { adviceOf } from '#lib/model/solve/advice.ts';
import { settle } from '#lib/model/solve/settle.ts';
import { prepareSolve, solve, type SolveQuestion } from '#lib/model/solve.ts';
import { schoolBaseline } from './plain-baseline.ts';

/*
40 first-years and 20 second-years. First-years take a whole place in period B, second-years half a place in A and B:
A 10, B 40 + 10 = 50. At x times the intake from October 2026 on the claims are
  school year 2026/2027: A 10, B 40x + 10        from 2027/2028 on: A 10x, B 40x + 10x = 50x
and with 60 places in A and B everybody has one up to x = 1.2 (B, from 2027/2028 on).
*/
const placed: Partial<Training> = {
  calendar: {
    periods: [
      { id: 'A', weeks: 10 },
      { id: 'B', weeks: 10 },
    ],
    daysPerWeek: 4,
  },
  placementModels: [
    {
      id: 'usual',
      track: 'BOL',
      blocks: [
        { programmeYear: 1, period: 'B', weeks: 10, daysPerWeek: 4 },
        { programmeYear: 2, period: 'A', weeks: 5, daysPerWeek: 4 },
        { programmeYear: 2, period: 'B', weeks: 5, daysPerWeek: 4 },
      ],
    },
  ],
  places: [{ group: 'one', places: 60 }],
};

/** A demand for which x times the intake from 2026 on is needed in 2031 (see closed-form.test.ts: 0.8672 FTE a head). */
function asking(x: number, training: Partial<Training> = {}) {
  const none = schoolBaseline({ ...placed, ...training }, { demand: [{ group: 'one', fte: 0 }] });
  const solver = prepareSolve(none, { draws: 0, seed: 1, from: 2026 });
  const supply = -(solver.central.gap[7] as number);
  return schoolBaseline(
    { ...placed, ...training },
    { demand: [{ group: 'one', fte: supply + (x - 1) * 40 * 0.8672 }] },
  );
}

function advise(x: number, question: Partial<SolveQuestion> = {}, training: Partial<Training> = {}) {
  const solver = prepareSolve(asking(x, training), { draws: 0, seed: 1, from: 2026 });
  const solution = solve(solver, { for: ['one'], year: 2031, chance: 0.8, places: 'fixed', ...question });
  return adviceOf(solver, settle(solver, solution), {
    title: 'Plain',
    scenario: null,
    sha256: { baseline: '', scenario: null },
  });
}

describe('places that stay as they are', () => {
  test('bind at 1.2 times the intake', () => {
    const { bounds, status, intake } = advise(1.15);
    expect({ status, bounds: bounds.named }).toEqual({
      status: 'possible',
      bounds: {
        largest: { factor: expect.closeTo(1.2, 9), heads: expect.closeTo(48, 9) },
        group: 'one',
        period: 'B',
        schoolYear: 2027,
      },
    });
    expect(intake.factor).toBeCloseTo(1.15, 9);
  });

  test('make a larger one impossible', () => {
    const { status, reason, firstPossibleYear, required, answer, check } = advise(1.3);
    expect({ status, answer, check }).toEqual({ status: 'not-possible', answer: null, check: null });
    expect(reason).toMatchObject({ code: 'places', group: 'one', period: 'B', schoolYear: 2027 });
    expect(reason?.text).toBe(
      'Not every student would have a place: in period B of 2027/2028 places run out in one beyond 1.2 times the intake of now.',
    );
    expect(required.forChance?.heads).toBeCloseTo(52, 9);
    // A year later one intake more stands in the stock.
    expect(firstPossibleYear).toBe(2032);
  });

  test('that lack for those who are there already cannot be helped', () => {
    // In 2026/2027 the 10 places that second-years need in A are for an intake before the change.
    const open = [60, 60, 60, 8, 60, 60, 60, 60, 60, 60];
    const { status, reason } = advise(1.1, {}, { places: [{ group: 'one', places: open }] });
    expect(status).toBe('not-possible');
    expect(reason).toMatchObject({ code: 'places-anyway', group: 'one', period: 'A', schoolYear: 2026 });
  });

  test('are enough in real runs up to the bound', () => {
    const { check, goals } = advise(1.2);
    expect(check).toMatchObject({ closed: 1, placed: 1, raised: 0 });
    expect(goals[0]?.gapFte.needed).toBeCloseTo(0, 9);
  });
});

describe('places that may be added', () => {
  test('are as many as lack', () => {
    // At 1.5 times: A 15, B 75, so 15 more in B, half as many school-year places.
    const { status, extraPlaces, extraPlacesTotal, intake, check, answer } = advise(1.5, { places: 'free' });
    expect(status).toBe('possible');
    expect(intake.needed?.[0]).toBeCloseTo(60, 9);
    expect(extraPlaces).toEqual([
      {
        group: 'one',
        periods: [
          { period: 'A', places: 0 },
          { period: 'B', places: expect.closeTo(15, 9) },
        ],
      },
    ]);
    expect(extraPlacesTotal).toBeCloseTo(7.5, 9);
    expect(check).toMatchObject({ closed: 1, placed: 1 });
    expect(answer?.places).toEqual([
      { groups: ['one'], from: 2026, extra: expect.closeTo(15, 9), periods: [0, 1] },
    ]);
  });

  test('are none where there are enough', () => {
    expect(advise(1.1, { places: 'free' })).toMatchObject({ extraPlaces: [], extraPlacesTotal: 0 });
  });
});

describe('the fewest places for a number of runs', () => {
  const runs = [
    [0, 1],
    [5, 0],
    [2, 2],
    [9, 1],
  ].map((places) => Float64Array.from(places));

  test.each([
    { wanted: 4, expected: [9, 2] },
    // Without the run that lacks 9.
    { wanted: 3, expected: [5, 2] },
    // Without that of 5 too.
    { wanted: 2, expected: [2, 2] },
    { wanted: 1, expected: [0, 1] },
  ])('$wanted of 4', ({ wanted, expected }) => {
    expect([...fewestPlaces(runs, wanted)]).toEqual(expected);
  });
});
