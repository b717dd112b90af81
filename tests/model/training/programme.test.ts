import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { driversOf } from '#lib/model/drivers.ts';
import { prepare } from '#lib/model/prepare.ts';
import {
  emptyKindTrails,
  runProgramme,
  type KindTrail,
  type ProgrammeDrivers,
} from '#lib/model/training/programme.ts';
import { allSources } from '#lib/model/simulate.ts';
import { yearOutcomes } from '#lib/model/training/students.ts';
import { wholeOf } from '#lib/model/draws/whole.ts';
import { centralValues } from '#lib/model/draws/slots.ts';
import { someBaseline } from '../random-baseline.ts';
import { nothing, runOf } from '../run-of.ts';
import { sum } from '../small-baseline.ts';
import { followed, someKind, someProgramme } from '../small-programme.ts';

/** The programme of a random baseline with what became of its students, in whole heads or not. */
const someRun = fc
  .tuple(someBaseline({ training: true, moves: false }), fc.boolean(), fc.integer({ min: 0, max: 1e6 }))
  .map(([baseline, people, seed]) => {
    const { drivers, students, outcome } = runOf(baseline, people ? allSources : nothing, seed);
    return { people, drivers: drivers.programme as ProgrammeDrivers, trails: students, outcome };
  });

/** Equal to the last digit in whole heads, and to 1e-9 otherwise. */
function same(found: number, expected: number, people: boolean, what: string): void {
  const close = people ? found === expected : Math.abs(found - expected) <= 1e-9 * Math.max(1, expected);
  if (!close) expect.fail(`${what}: ${found}, expected ${expected}`);
}

const fates = [
  'promoted',
  'repeating',
  'waiting',
  'dropouts',
  'switched',
  'leftWithoutPlace',
  'diplomas',
] as const satisfies (keyof KindTrail)[];

describe('law 2: every student is accounted for', () => {
  test('in every kind, programme year, group and year', () => {
    let lacking = 0;
    fc.assert(
      fc.property(someRun, ({ people, trails }) => {
        for (const trail of trails) {
          trail.students.forEach((students, cell) => {
            const parts = fates.map((fate) => trail[fate][cell] as number);
            same(sum(parts), students, people, `cell ${cell}`);
            for (const part of parts) expect(part).toBeGreaterThanOrEqual(-1e-12);
            lacking += Number((trail.leftWithoutPlace[cell] as number) > 0);
          });
        }
      }),
      { numRuns: 200 },
    );
    expect(lacking).toBeGreaterThan(100);
  });

  test('the students of a year follow from those of the year before', () => {
    let switched = 0;
    fc.assert(
      fc.property(someRun, ({ people, drivers: { kinds, groups, years }, trails }) => {
        const cell = (k: number, t: number, y: number, g: number) =>
          (t * (kinds[k]?.outcomes.length ?? 0) + y) * groups + g;
        for (let t = 0; t + 1 < years; t++) {
          for (let g = 0; g < groups; g++) {
            kinds.forEach(({ outcomes, intake }, k) => {
              const trail = trails[k] as KindTrail;
              outcomes.forEach((_, y) => {
                const here = cell(k, t, y, g);
                const stay = (trail.repeating[here] as number) + (trail.waiting[here] as number);
                const up = y === 0 ? 0 : (trail.promoted[cell(k, t, y - 1, g)] as number);
                const known = stay + up + (y === 0 && !people ? (intake[t * groups + g] as number) : 0);
                const now = trail.students[cell(k, t + 1, y, g)] as number;
                const others = kinds.some(({ switches }) => switches.some(({ to }) => to === k));
                // Who switches comes on top; new first-years are drawn.
                if (others || (people && y === 0)) expect(now).toBeGreaterThanOrEqual(known - 1e-9);
                else same(now, known, people, `kind ${k}, year ${t + 1}, programme year ${y}`);
              });
            });
            const total = (values: (trail: KindTrail) => Float64Array, at: number) =>
              sum(
                trails.flatMap((trail, k) =>
                  (kinds[k]?.outcomes ?? []).map((_, y) => values(trail)[cell(k, at, y, g)] as number),
                ),
              );
            const intake = sum(kinds.map((kind) => kind.intake[t * groups + g] as number));
            const kept = (['promoted', 'repeating', 'waiting', 'switched'] as const).map((fate) =>
              total((trail) => trail[fate], t),
            );
            switched += kept[3] as number;
            const next = total(({ students }) => students, t + 1);
            // All who go on and nobody else, besides the new first-years.
            if (people) expect(next).toBeGreaterThanOrEqual(sum(kept));
            else same(next, sum(kept) + intake, false, `group ${g}, year ${t + 1}`);
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(switched).toBeGreaterThan(100);
  });

  test('totals by group are the sums over the kinds', () => {
    fc.assert(
      fc.property(someRun, ({ people, drivers, trails, outcome }) => {
        const { kinds, groups, years, toOccupation } = drivers;
        for (let g = 0; g < groups; g++) {
          for (let t = 0; t < years; t++) {
            const total = (fate: keyof KindTrail) =>
              sum(
                trails.map((trail, k) =>
                  sum(
                    (kinds[k]?.outcomes ?? []).map(
                      (_, y, all) => trail[fate][(t * all.length + y) * groups + g] as number,
                    ),
                  ),
                ),
              );
            same(outcome.students[g * (years + 1) + t] as number, total('students'), people, 'students');
            same(outcome.waiting[g * years + t] as number, total('waiting'), people, 'waiting');
            same(
              outcome.leftWithoutPlace[g * years + t] as number,
              total('leftWithoutPlace'),
              people,
              'left',
            );
            const diplomas = total('diplomas');
            const entering = sum(runProgrammeAt(drivers, t, g));
            if (!people) same(entering, diplomas * toOccupation, false, 'entering');
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** Graduates who enter a group in a year, by track. */
function runProgrammeAt(drivers: ProgrammeDrivers, t: number, g: number): number[] {
  return runProgramme(drivers).graduates.map((byYear) => byYear[t * drivers.groups + g] as number);
}

describe('places', () => {
  /** Places that are taken in every period by those who have one. */
  function taken(
    { kinds, groups, periods }: ProgrammeDrivers,
    trails: KindTrail[],
    t: number,
    p: number,
    g: number,
  ) {
    return sum(
      kinds.flatMap(({ need, outcomes }, k) =>
        outcomes.map((_, y) => {
          const cell = (t * outcomes.length + y) * groups + g;
          const { students, waiting, leftWithoutPlace } = trails[k] as KindTrail;
          const placed =
            (students[cell] as number) - (waiting[cell] as number) - (leftWithoutPlace[cell] as number);
          return (need[y * periods + p] ?? 0) * placed;
        }),
      ),
    );
  }

  test('never take more students than are open, in any period', () => {
    let full = 0;
    fc.assert(
      fc.property(someRun, ({ people, drivers, trails }) => {
        const { kinds, capacity, periods, groups, years } = drivers;
        if (!capacity) return;
        for (let t = 0; t < years; t++) {
          for (let p = 0; p < periods; p++) {
            for (let g = 0; g < groups; g++) {
              const open = capacity[(t * periods + p) * groups + g] as number;
              // Whole students are rounded up or down: by less than one in each programme year of each kind.
              const slack = people
                ? sum(
                    kinds.map(({ need, outcomes }) =>
                      sum(outcomes.map((_, y) => need[y * periods + p] ?? 0)),
                    ),
                  )
                : 0;
              const used = taken(drivers, trails, t, p, g);
              expect(used).toBeLessThanOrEqual(open + slack + 1e-9 * Math.max(1, open));
              full += Number(open > 0 && Math.abs(used - open) < 1e-9 * open);
            }
          }
        }
      }),
      { numRuns: 200 },
    );
    // Places that are short are all used.
    expect(full).toBeGreaterThan(20);
  });

  test('are rationed in proportion, by the tightest period that a programme year needs', () => {
    // Claims are 4 × ½ + 8 × 1 = 10 in the first period and 4 × 1 in the second.
    const kind = someKind({ need: Float64Array.of(0.5, 1, 1, 0), opening: Float64Array.of(4, 8) });
    const limited = (capacity: number[]) => {
      const drivers = someProgramme([kind], { years: 1, periods: 2, capacity: Float64Array.from(capacity) });
      return [...(followed(drivers).trails[0]?.leftWithoutPlace ?? [])];
    };
    expect(limited([10, 4])).toEqual([0, 0]);
    expect(limited([5, 4])).toEqual([2, 4]);
    expect(limited([5, 1])).toEqual([3, 4]);
    expect(limited([20, 0])).toEqual([4, 0]);
  });

  test('leave alone whoever needs none', () => {
    const needy = someKind({ need: Float64Array.of(1, 1), opening: Float64Array.of(5, 5) });
    const free = someKind({ opening: Float64Array.of(5, 5) });
    const drivers = someProgramme([needy, free], { capacity: new Float64Array(4) });
    const { trails } = followed(drivers);
    expect(trails.map(({ leftWithoutPlace }) => [...leftWithoutPlace.subarray(0, 2)])).toEqual([
      [5, 5],
      [0, 0],
    ]);
  });

  // One place: of 2 students one goes on; the other waits, and is the only one in the year after.
  test('may be waited for in the same programme year', () => {
    const kind = someKind({ need: Float64Array.of(1, 0), opening: Float64Array.of(2, 0) });
    const run = (waiting: number) =>
      followed(someProgramme([kind], { capacity: new Float64Array(4).fill(1), waiting }));
    const { trails, graduates, waiting, leftWithoutPlace } = run(1);
    expect([...(trails[0]?.students ?? [])]).toEqual([2, 0, 1, 1, 0, 1, 0, 0]);
    expect([[...waiting], [...leftWithoutPlace]]).toEqual([
      [1, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect([...(graduates[0] ?? [])]).toEqual([0, 1, 1, 0]);
    const half = run(0.5);
    expect([half.waiting[0], half.leftWithoutPlace[0], sum(half.graduates[0] ?? [])]).toEqual([
      0.5, 0.5, 1.5,
    ]);
    expect(sum(run(0).graduates[0] ?? [])).toBe(1);
  });

  test('are as many as needed where there are no rows: nothing limits the programme', () => {
    fc.assert(
      fc.property(someBaseline({ training: true, moves: false }), (baseline) => {
        const prepared = prepare(baseline);
        const drivers = driversOf(prepared, centralValues(prepared.slots)).programme as ProgrammeDrivers;
        const unlimited = runProgramme({ ...drivers, capacity: undefined });
        const plenty = runProgramme({
          ...drivers,
          capacity: new Float64Array(drivers.years * drivers.periods * drivers.groups).fill(1e9),
        });
        expect(plenty).toEqual(unlimited);
        expect(sum(unlimited.waiting) + sum(unlimited.leftWithoutPlace)).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe('switches', () => {
  // ¼ of those promoted after the first year go on in the second year of the other kind.
  test('lead into the next programme year of the other track, and count as switched', () => {
    const from = someKind({ switches: [{ to: 1, share: 0.25 }], opening: Float64Array.of(8, 0) });
    const into = someKind({ track: 1, opening: Float64Array.of(0, 0) });
    const { trails, graduates } = followed(someProgramme([from, into]));
    expect([trails[0]?.promoted[0], trails[0]?.switched[0]]).toEqual([6, 2]);
    expect(graduates.map((byYear) => byYear[1])).toEqual([6, 2]);
  });

  test('lead into the last programme year of a shorter track', () => {
    const outcomes = yearOutcomes(1, 0, [1, 0, 0]);
    const from = someKind({ outcomes, switches: [{ to: 1, share: 1 }], opening: Float64Array.of(0, 4, 0) });
    const into = someKind({ track: 1, opening: Float64Array.of(0, 0) });
    const { graduates } = followed(someProgramme([from, into]));
    expect(graduates.map((byYear) => [...byYear])).toEqual([
      [0, 0, 0, 0],
      [0, 4, 0, 0],
    ]);
  });
});

describe('in whole heads', () => {
  // In the mean over many runs students do as the shares say: 100 start, ⅘ goes on, a tenth again.
  test('students do on average what they do without chance', () => {
    const outcomes = [
      { promoted: 0.7, repeating: 0.1, dropout: 0.2 },
      { promoted: 0.8, repeating: 0, dropout: 0.2 },
    ];
    const kind = someKind({
      outcomes,
      need: Float64Array.of(1, 1),
      opening: Float64Array.of(10.4, 20.3),
      intake: new Float64Array(4).fill(9.7),
      switches: [{ to: 1, share: 0.3 }],
    });
    const other = someKind({ track: 1, outcomes });
    const drivers = someProgramme([kind, other], {
      capacity: new Float64Array(4).fill(25),
      waiting: 0.4,
      toOccupation: 0.6,
    });
    const expected = followed(drivers);
    const prepared = { streams: prepare(someSmall).streams };
    const runs = 3000;
    const total: Record<string, number> = {};
    for (let run = 0; run < runs; run++) {
      const trails = emptyKindTrails(drivers);
      const { graduates } = runProgramme(drivers, {
        whole: wholeOf(prepared.streams, { seed: 1, run }),
        trails,
      });
      for (const fate of ['students', ...fates] as const) {
        // The first year only: later ones also differ because places are short in some runs and not in others.
        for (const [k, trail] of trails.entries())
          for (const y of [0, 1])
            total[`${fate} ${k} ${y}`] = (total[`${fate} ${k} ${y}`] ?? 0) + (trail[fate][y] as number);
      }
      total['entering'] = (total['entering'] ?? 0) + (graduates[0]?.[0] as number);
    }
    const mean = (key: string) => (total[key] ?? NaN) / runs;
    for (const fate of ['students', ...fates] as const)
      for (const k of [0, 1])
        for (const y of [0, 1])
          expect(
            Math.abs(mean(`${fate} ${k} ${y}`) - (expected.trails[k]?.[fate][y] as number)),
            `${fate} ${k} ${y}`,
          ).toBeLessThan(0.2);
    expect(Math.abs(mean('entering') - (expected.graduates[0]?.[0] as number))).toBeLessThan(0.2);
  });
});

/** A group to draw the people of. */
const someSmall = {
  format: 'praktijkbalans-baseline/1' as const,
  title: 'One group',
  startYear: 2024,
  horizonYear: 2025,
  groups: [{ id: 'all' }],
  stock: [{ group: 'all', heads: 1 }],
  exits: [{ groups: '*' as const, flow: 'deaths' as const, exitHazard: 0 }],
};
