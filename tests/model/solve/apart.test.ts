import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Baseline } from '#lib/model/baseline.ts';
import { adviceOf } from '#lib/model/solve/advice.ts';
import { settle } from '#lib/model/solve/settle.ts';
import { prepareSolve, solve, type SolveQuestion, type SolveSetup } from '#lib/model/solve.ts';
import { plainBaseline, schoolBaseline } from './plain-baseline.ts';

/*
Two schools with 40 first-years each, who take a whole place in period B. Near sends all of its students to one; wide
has no seat and sends half of them to two. At x times the intake of near and y times that of wide the claims in B are
  one: 40x + 20y        two: 20y
and in 2031 one has 0.8672 × (40 (x − 1) + 20 (y − 1)) FTE more than without a change (see closed-form.test.ts).
*/
const fteOfHead = 0.8672;

function regions({ places = [1000, 20], fte = 0 }: { places?: number[]; fte?: number } = {}): Baseline {
  return schoolBaseline(
    {
      schools: [{ id: 'near', seat: { lon: 5, lat: 52 } }, { id: 'wide' }],
      classes: ['near', 'wide'].map((school) => ({ school, track: 'BOL', students: [40, 20], intake: 40 })),
      routing: {
        decayKm: 1,
        places: [
          { group: 'one', inhabitants: 1000, lon: 5, lat: 52 },
          { group: 'two', inhabitants: 1000, lon: 5, lat: 53 },
        ],
      },
      calendar: { periods: ['A', 'B'].map((id) => ({ id, weeks: 10 })), daysPerWeek: 4 },
      placementModels: [
        { id: 'usual', track: 'BOL', blocks: [{ programmeYear: 1, period: 'B', weeks: 10, daysPerWeek: 4 }] },
      ],
      places: ['one', 'two'].map((group, i) => ({ group, places: places[i] as number })),
    },
    {
      groups: [{ id: 'one' }, { id: 'two' }],
      stock: ['one', 'two'].map((group) => ({ group, heads: 100 })),
      demand: [{ group: 'one', fte }],
    },
  );
}

const central: SolveSetup = { draws: 0, seed: 1, from: 2026 };
const question: SolveQuestion = {
  for: ['one'],
  year: 2031,
  chance: 0.8,
  places: 'free',
  placesIn: 'all',
};

/** A demand that asks for the FTE in one of some first-years more, or fewer, a year. */
function asking(heads: number, places?: number[]): Baseline {
  const supply = -(prepareSolve(regions({ places }), central).central.gap[7] as number);
  return regions({ places, fte: supply + heads * fteOfHead });
}

function advise(baseline: Baseline, schools: 'together' | 'apart', setup: Partial<SolveSetup> = {}) {
  const solver = prepareSolve(baseline, { ...central, ...setup });
  const settled = settle(solver, solve(solver, { ...question, schools }));
  return adviceOf(solver, settled, { title: '', scenario: null, sha256: { baseline: '', scenario: null } });
}

describe('schools that scale apart', () => {
  test('spare the region that is full', () => {
    // 12 first-years more in one. Together 60 (s − 1) = 12, so s = 1.2, and 20 × 0.2 = 4 students lack a place in two.
    const baseline = asking(12);
    const together = advise(baseline, 'together');
    expect(together.intake.factor).toBeCloseTo(1.2, 9);
    expect(together.extraPlacesTotal).toBeCloseTo(2, 9);
    expect(together.intakeBySchool?.map(({ heads }) => heads)).toEqual([
      expect.closeTo(48, 9),
      expect.closeTo(48, 9),
    ]);
    // Apart none has to be added with y ≤ 1, and no school gives up what it has: y = 1, 40 (x − 1) = 12, so x = 1.3.
    const { scaling, extraPlaces, extraPlacesTotal, intake, intakeBySchool, check, goals, answer } = advise(
      baseline,
      'apart',
    );
    expect({ scaling, extraPlaces, extraPlacesTotal }).toEqual({
      scaling: 'apart',
      extraPlaces: [],
      extraPlacesTotal: 0,
    });
    expect(intakeBySchool).toEqual([
      { id: 'near', now: 40, heads: expect.closeTo(52, 6), factor: expect.closeTo(1.3, 7) },
      { id: 'wide', now: 40, heads: expect.closeTo(40, 6), factor: expect.closeTo(1, 7) },
    ]);
    expect(intake.factor).toBeCloseTo(92 / 80, 7);
    expect(answer?.intake).toEqual([
      { schools: ['near'], from: 2026, factor: expect.closeTo(1.3, 7) },
      { schools: ['wide'], from: 2026, factor: expect.closeTo(1, 7) },
    ]);
    expect(check).toMatchObject({ closed: 1, placed: 1, raised: 0 });
    expect(goals[0]?.gapFte.needed).toBeCloseTo(0, 9);
  });

  test('go no further than three times the intake of now', () => {
    // 100 more in one: near gives 40 × 2 = 80 of them at most, so that 20 (y − 1) = 20, and 20 places lack in two.
    const apart = advise(asking(100), 'apart');
    expect(apart.intakeBySchool?.map(({ factor }) => factor)).toEqual([
      expect.closeTo(3, 7),
      expect.closeTo(2, 7),
    ]);
    expect(apart.extraPlaces).toEqual([
      {
        group: 'two',
        periods: [
          { period: 'A', places: 0 },
          { period: 'B', places: expect.closeTo(20, 6) },
        ],
      },
    ]);
    expect(apart.check).toMatchObject({ closed: 1, placed: 1 });
    // Together s = 1 + 100 ÷ 60, and 33.3 places lack in two.
    expect(advise(asking(100), 'together').extraPlacesTotal).toBeCloseTo(50 / 3, 9);
    // 130 more is beyond what both give at three times: then they scale together.
    const beyond = advise(asking(130), 'apart').intakeBySchool;
    expect(beyond?.map(({ factor }) => factor)).toEqual([
      expect.closeTo(1 + 130 / 60, 9),
      expect.closeTo(1 + 130 / 60, 9),
    ]);
  });

  test('use the places that are left when the other region is the full one', () => {
    // One has 60 places, as many as are claimed. Every first-year there takes one, so both ways add 12: then two is
    // spared, with y = 1.
    const apart = advise(asking(12, [60, 20]), 'apart');
    expect(apart.extraPlacesTotal).toBeCloseTo(6, 6);
    expect(apart.extraPlaces?.map(({ group }) => group)).toEqual(['one']);
    expect(advise(asking(12, [60, 20]), 'together').extraPlacesTotal).toBeCloseTo(8, 9);
  });

  test('are phased in each by its own change', () => {
    const { intake, intakeBySchool, goals, check } = advise(asking(12), 'apart', { phase: [0.5, 1] });
    const [near, wide] = intakeBySchool ?? [];
    expect(wide?.heads).toBeCloseTo(40, 5);
    expect(intake.needed?.[0]).toBeCloseTo(40 + 0.5 * ((near?.heads ?? NaN) - 40) + 40, 5);
    expect(intake.needed?.[1]).toBeCloseTo((near?.heads ?? NaN) + 40, 5);
    expect(goals[0]?.gapFte.needed).toBeCloseTo(0, 9);
    expect(check).toMatchObject({ closed: 1, placed: 1, raised: 0 });
  });

  test('report what they do to other regions', () => {
    // Wide goes on as it is, so two keeps its 20 first-years a year, and has places for all either way.
    const { effects } = advise(asking(12), 'apart');
    expect(effects).toHaveLength(1);
    expect(effects[0]?.group).toBe('two');
    expect(effects[0]?.gapChangeFte.central).toBeCloseTo(0, 6);
    expect(effects[0]?.chanceOfLackingPlaces).toEqual({ now: 0, needed: 0 });
  });

  test('share an intake with a direct one, which asks for no places', () => {
    const baseline = { ...asking(12), intakes: plainBaseline().intakes };
    const { extraPlacesTotal, intakeBySchool, goals, answer } = advise(baseline, 'apart');
    expect(extraPlacesTotal).toBe(0);
    expect(intakeBySchool?.map(({ id }) => id)).toEqual(['near', 'wide', 'course']);
    expect(goals[0]?.gapFte.needed).toBeCloseTo(0, 9);
    expect(answer?.intake?.every(({ from }) => from === 2026)).toBe(true);
  });

  test('need no more extra places than together', () => {
    const cases = fc.record({
      heads: fc.double({ min: -70, max: 150, noNaN: true }),
      places: fc.tuple(
        fc.double({ min: 0, max: 150, noNaN: true }),
        fc.double({ min: 0, max: 60, noNaN: true }),
      ),
    });
    fc.assert(
      fc.property(cases, ({ heads, places }) => {
        const baseline = asking(heads, places);
        const [together, apart] = [advise(baseline, 'together'), advise(baseline, 'apart')];
        expect(apart.status).toBe(together.status);
        expect(apart.extraPlacesTotal).toBeLessThanOrEqual((together.extraPlacesTotal ?? NaN) + 1e-6);
        expect(apart.check).toMatchObject({ closed: 1, placed: 1, raised: 0 });
        const total = apart.intakeBySchool?.reduce((sum, one) => sum + one.heads, 0);
        expect(apart.intake.needed?.[0]).toBeCloseTo(total ?? NaN, 6);
      }),
      { numRuns: 30 },
    );
  });

  test('are refused where no places may be added', () => {
    const solver = prepareSolve(asking(12), central);
    expect(() => solve(solver, { ...question, places: 'fixed', schools: 'apart' })).toThrow(/places free/);
  });
});
