import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Amount } from '#lib/model/baseline/amount.ts';
import type { IntakeRow } from '#lib/model/baseline/stock.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { centralValues } from '#lib/model/draws/slots.ts';
import { driversOf } from '#lib/model/drivers.ts';
import { exitFlows } from '#lib/model/flows.ts';
import { measure } from '#lib/model/measures.ts';
import type { Outcome } from '#lib/model/outcome.ts';
import { prepare } from '#lib/model/prepare.ts';
import { runProgramme, type KindDrivers, type ProgrammeDrivers } from '#lib/model/training/programme.ts';
import { simulate, type Simulation } from '#lib/model/simulate.ts';
import { someBaseline } from './random-baseline.ts';
import { arraysOf, runOf } from './run-of.ts';
import { allAt, leftOut, smallBaseline, sum } from './small-baseline.ts';
import { followed, someKind, someProgramme } from './small-programme.ts';

const periods = ['1', '2', '3', '4'];
const full = { weeks: 10, daysPerWeek: 4 };

/** Two groups that schools, places and tracks couple, with every optional part, in which places are short. */
const training: Training = {
  tracks: [
    {
      id: 'BOL',
      durationYears: 3,
      dropoutShape: [0.5, 0.3, 0.2],
      entryAges: allAt(0, 5),
      starts: [0.8, 0, 0.2, 0],
    },
    { id: 'BBL', durationYears: 2, dropoutShape: [0.5, 0.5], entryAges: allAt(1, 5), completion: 0.6 },
  ],
  schools: [
    { id: 'north', seat: { lon: 6, lat: 53 } },
    { id: 'south', seat: { lon: 6, lat: 51 } },
  ],
  classes: [
    { school: 'north', track: 'BOL', students: 60 },
    { school: 'north', track: 'BBL', students: 20 },
    { school: 'south', track: 'BOL', students: [20, 15, 10] },
  ],
  completion: 0.8,
  repeating: 0.05,
  intakeIndex: 1,
  switches: [{ from: 'BOL', to: 'BBL', share: 0.1 }],
  toOccupation: 0.8,
  routing: {
    decayKm: 30,
    places: [
      { group: 'north', inhabitants: 3000, lon: 6, lat: 53 },
      { group: 'south', inhabitants: 1000, lon: 6, lat: 51 },
    ],
  },
  placementModels: [
    {
      id: 'blocks',
      track: 'BOL',
      blocks: [1, 2, 3].map((programmeYear) => ({
        programmeYear,
        period: periods[programmeYear] as string,
        ...full,
      })),
      inPractice: 0.8,
    },
    {
      id: 'ribbon',
      track: 'BBL',
      blocks: periods.map((period) => ({ programmeYear: 1, period, weeks: 10, daysPerWeek: 1 })),
    },
  ],
  places: [
    { group: 'north', places: 12 },
    { group: 'south', places: 5, everyYears: 2, openIn: 2023 },
  ],
  waiting: 0.3,
};

const intake: IntakeRow = {
  id: 'nursing',
  group: 'north',
  durationYears: 1,
  heads: [{ year: 2022, heads: 6 }],
  completion: 0.7,
  toStock: 0.5,
  ages: allAt(2, 5),
};

const years = 8;
const base: Baseline = {
  ...smallBaseline({
    horizonYear: 2024 + years,
    groups: ['north', 'south'].map((id) => ({ id, inhabitants: Array<number>(years + 1).fill(9000) })),
    stock: ['north', 'south'].map((group) => ({ group, heads: 30 })),
    fte: [{ groups: '*', ftePerHead: 0.6 }],
    exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0.08 }],
    moves: [{ group: 'north', headsPerYear: 0.1, external: true }],
    demand: [{ groups: '*', id: 'all', fte: 250, growth: [0.01] }],
  }),
  ages: { from: 62, to: 66 },
  pension: [{ groups: '*', schedule: [{ year: 2020, ageMonths: 800 }], offsetMonths: -6, spreadMonths: 10 }],
  entrantExposure: 0.5,
  intakes: [intake],
  noise: Object.fromEntries(
    ['exits', 'entrants', 'intake', 'demand'].map((key) => [key, { sd: 0.1, correlation: 0.5 }]),
  ),
  training,
};

const trained = (changes: Partial<Training>): Baseline => ({
  ...base,
  training: { ...training, ...changes },
});
const groupsOf = (row: object) => ['north', 'south'].map((group) => ({ group, ...row }));
const exit = (rate: Record<string, Amount>, flow: (typeof exitFlows)[number] = 'earlyExits'): Baseline => ({
  ...base,
  exits: [...base.exits, { groups: '*', flow, ...rate } as Baseline['exits'][number]],
});
const asked = (row: object): Baseline => ({
  ...base,
  demand: [{ groups: '*', id: 'all', fte: 250, ...row }],
});
const sides = (changes: Partial<IntakeRow>): Baseline => {
  const row = leftOut(intake, 'ages');
  return { ...base, intakes: [{ ...row, activeAfter: [1, 0.5], ftePerHead: 0.5, ...changes }] };
};
const unlimited = (changes: Partial<Training>): Baseline => {
  const rest = leftOut(training, 'places');
  return { ...base, training: { ...rest, ...changes } };
};
const blocksOf = (block: object): Training['placementModels'] => [
  { id: 'm', track: 'BOL', blocks: [{ programmeYear: 2, period: '2', ...full, ...block }] },
];
const forecastOf = (factor: number): Training['intakeForecast'] => ({
  probabilities: [0.1, 0.5, 0.9],
  byYear: Array.from({ length: years + 1 }, () => [0.5 * factor, factor, 2 * factor]),
  correlation: 0.7,
});

/** Every lever with both its ends, and what the shortage does from the first end to the second. */
const levers: Record<string, { ends: [Baseline, Baseline]; gap: 'more' | 'less' | 'same' | 'other' }> =
  (() => {
    const lever = <T>(
      make: (end: T) => Baseline,
      low: T,
      high: T,
      gap: 'more' | 'less' | 'same' | 'other',
    ) => ({
      ends: [make(low), make(high)] as [Baseline, Baseline],
      gap,
    });
    const [first] = training.classes as [Training['classes'][number]];
    const withClass = (changes: object) => unlimited({ classes: [{ ...first, ...changes }] });
    const noiseOf = (key: string) => (sd: number) => ({
      ...base,
      noise: { [key]: { sd, correlation: 0.9 } },
    });
    return {
      'stock, heads': lever(
        (heads) => ({ ...base, stock: groupsOf({ heads }) as Baseline['stock'] }),
        1e-3,
        1e6,
        'less',
      ),
      'FTE per head': lever((ftePerHead) => ({ ...base, fte: [{ groups: '*', ftePerHead }] }), 0, 1, 'less'),
      ...Object.fromEntries(
        exitFlows.flatMap((flow) => [
          [`exit probability, ${flow}`, lever((rate) => exit({ exitProbability: rate }, flow), 0, 1, 'more')],
          [`exit hazard, ${flow}`, lever((rate) => exit({ exitHazard: rate }, flow), 0, 1e6, 'more')],
        ]),
      ),
      'own exits': lever(
        (exits) => ({
          ...base,
          exitCounts: ['north', 'south'].map((group, g) => ({
            group,
            flow: 'earlyExits' as const,
            exits: g === 0 ? exits : 20,
            personYears: 100,
          })),
        }),
        0,
        100,
        'other',
      ),
      'pension, offset': lever(
        (offsetMonths) => ({
          ...base,
          pension: base.pension?.map((row) => ({ ...row, offsetMonths })) ?? [],
        }),
        -1000,
        1000,
        'less',
      ),
      'pension, spread': lever(
        (spreadMonths) => ({
          ...base,
          pension: base.pension?.map((row) => ({ ...row, spreadMonths })) ?? [],
        }),
        1e-3,
        1e4,
        'other',
      ),
      'pension, schedule': lever(
        (ageMonths) => ({
          ...base,
          pension: base.pension?.map((row) => ({ ...row, schedule: [{ year: 2020, ageMonths }] })) ?? [],
        }),
        600,
        1200,
        'less',
      ),
      'exposure of entrants': lever((entrantExposure) => ({ ...base, entrantExposure }), 0, 1, 'more'),
      'entrants, heads per year': lever(
        (headsPerYear) => ({
          ...base,
          entrants: [{ group: 'north', flow: 'returners', headsPerYear, ages: allAt(2, 5) }],
        }),
        0,
        1e6,
        'less',
      ),
      'entrants, by age': lever(
        (headsByAge) => ({ ...base, entrants: [{ group: 'north', flow: 'careerChangers', headsByAge }] }),
        0,
        1e4,
        'less',
      ),
      'moves, external': lever(
        (heads) => ({ ...base, moves: [{ group: 'north', headsPerYear: heads, external: true }] }),
        -0.1,
        1e4,
        'less',
      ),
      'moves, between groups': lever(
        (heads) => ({
          ...base,
          moves: [-heads, heads].map((each, g) => ({
            group: ['north', 'south'][g] as string,
            headsPerYear: Array.from({ length: years }, (_, t) =>
              allAt(2, 5).map((one) => (t === 0 ? one * each : 0)),
            ),
          })),
        }),
        -0.1,
        0.1,
        'same',
      ),
      'intake, heads': lever(
        (heads) => ({ ...base, intakes: [{ ...intake, heads: [{ year: 2020, heads }] }] }),
        0,
        1e6,
        'less',
      ),
      'intake, duration': lever(
        (durationYears) => ({ ...base, intakes: [{ ...intake, durationYears }] }),
        0,
        20,
        'more',
      ),
      'intake, completion': lever(
        (completion) => ({ ...base, intakes: [{ ...intake, completion }] }),
        0,
        1,
        'less',
      ),
      'intake, to stock': lever((toStock) => ({ ...base, intakes: [{ ...intake, toStock }] }), 0, 1, 'less'),
      'intake, active after': lever((share) => sides({ activeAfter: [1, share] }), 0, 1, 'less'),
      'intake, FTE per head': lever((ftePerHead) => sides({ ftePerHead }), 0, 1, 'less'),
      students: lever((students) => withClass({ students }), 0, 1e5, 'less'),
      'students by programme year': lever(
        (students) => withClass({ students: [0, 0, students], intake: 0 }),
        0,
        1e5,
        'less',
      ),
      'new first-years': lever((heads) => withClass({ intake: heads }), 0, 1e5, 'less'),
      'index of the intake of a class': lever((intakeIndex) => withClass({ intakeIndex }), 0, 1e3, 'less'),
      'index of all intakes': lever((intakeIndex) => unlimited({ intakeIndex }), 0, 1e3, 'less'),
      'forecast of the enrolment': lever(
        (factor) => unlimited({ intakeForecast: forecastOf(factor) }),
        0,
        1e3,
        'less',
      ),
      completion: lever((completion) => unlimited({ completion }), 0, 1, 'less'),
      'completion of a track': lever(
        (completion) => unlimited({ tracks: training.tracks.map((track) => ({ ...track, completion })) }),
        0,
        1,
        'less',
      ),
      repeating: lever((repeating) => unlimited({ repeating }), 0, 0.999, 'more'),
      switches: lever((share) => unlimited({ switches: [{ from: 'BOL', to: 'BBL', share }] }), 0, 1, 'other'),
      starts: lever(
        (starts) =>
          trained({
            places: groupsOf({ places: 12, periods: [1, 1, 0.2, 1] }) as Training['places'],
            tracks: training.tracks.map((track) => ({ ...track, starts: allAt(starts, 4) })),
          }),
        0,
        3,
        'other',
      ),
      'drop-out late in the programme': lever(
        (at) =>
          trained({
            tracks: training.tracks.map((track) => ({
              ...track,
              dropoutShape: allAt(at * (track.durationYears - 1), track.durationYears),
            })),
          }),
        0,
        1,
        'other',
      ),
      'share that chooses the occupation': lever((toOccupation) => trained({ toOccupation }), 0, 1, 'less'),
      'reach of a school': lever(
        (decayKm) => unlimited({ routing: { ...training.routing, decayKm } }),
        1,
        1e6,
        'same',
      ),
      places: lever(
        (places) => trained({ places: groupsOf({ places }) as Training['places'], waiting: 0 }),
        0,
        1e9,
        'less',
      ),
      'places, periods': lever(
        (open) =>
          trained({
            places: groupsOf({ places: 9, periods: Array<number>(4).fill(open) }) as Training['places'],
            waiting: 0,
          }),
        0,
        1,
        'less',
      ),
      'places, days per week': lever(
        (daysPerWeek) =>
          trained({ places: groupsOf({ places: 12, daysPerWeek }) as Training['places'], waiting: 0 }),
        0.01,
        7,
        'less',
      ),
      'places, every so many years': lever(
        (everyYears) =>
          trained({ places: groupsOf({ places: 12, everyYears }) as Training['places'], waiting: 0 }),
        1,
        40,
        'more',
      ),
      waiting: lever((waiting) => trained({ waiting }), 0, 1, 'less'),
      'placement model, weeks': lever(
        (weeks) => trained({ placementModels: blocksOf({ weeks }), waiting: 0 }),
        0,
        10,
        'more',
      ),
      'placement model, days': lever(
        (daysPerWeek) => trained({ placementModels: blocksOf({ daysPerWeek }), waiting: 0 }),
        0,
        7,
        'more',
      ),
      'placements in a general practice': lever(
        (inPractice) =>
          trained({
            placementModels: training.placementModels?.map((model) => ({ ...model, inPractice })),
            waiting: 0,
          }),
        0,
        1,
        'more',
      ),
      'demand, FTE': lever((fte) => asked({ fte }), 0, 1e9, 'more'),
      'demand, unfilled share': lever(
        (unfilledShare) => ({ ...base, demand: [{ groups: '*', unfilledShare }] }),
        0,
        0.999,
        'more',
      ),
      'demand, growth': lever((growth) => asked({ growth: [growth] }), -0.999, 10, 'more'),
      'demand, volume': lever(
        (volume) => asked({ volumeIndex: [1, ...Array<number>(years).fill(volume)] }),
        0,
        1e3,
        'more',
      ),
      'demand, further indices': lever(
        (index) => asked({ indexParts: [Array<number>(years + 1).fill(index)] }),
        0,
        1e3,
        'more',
      ),
      ...Object.fromEntries(
        ['exits', 'entrants', 'intake', 'demand'].map((key) => [
          `noise, ${key}`,
          lever(noiseOf(key), 0, 3, 'same'),
        ]),
      ),
    };
  })();

/** Whether all numbers are what people, FTE and places can be. */
function expectPossible(outcome: Outcome, limited: boolean): void {
  for (const [name, values] of arraysOf(outcome)) {
    if (name.startsWith('placeCapacity') && !limited) continue;
    const least = name.startsWith('netMoves') ? -Infinity : -1e-9;
    const wrong = values.findIndex((value) => !(value >= least && value < Infinity));
    if (wrong >= 0) expect.fail(`${name}: ${values[wrong]}`);
  }
}

const gapAtTheEnd = ({ prepared }: Simulation, outcome: Outcome) =>
  measure('gap_fte', { prepared, outcome, groups: [0, 1], year: years });

describe('every lever at both ends', () => {
  test.each(Object.entries(levers))('%s', (_, { ends, gap }) => {
    const runs = ends.map((baseline) => simulate(baseline, { draws: 3, seed: 1 }));
    runs.forEach(({ central, draws }, i) => {
      const limited = ends[i]?.training?.places !== undefined;
      expectPossible(central, limited);
      expectPossible(draws, limited);
    });
    const [low, high] = runs.map((run) => gapAtTheEnd(run, run.central)[0]) as [number, number];
    if (gap === 'more') expect(high).toBeGreaterThan(low + 1e-9);
    if (gap === 'less') expect(high).toBeLessThan(low - 1e-9);
    if (gap === 'same') expect(high).toBeCloseTo(low, 9);
    // What has no direction does something all the same.
    if (gap === 'other') expect(Math.abs(high - low)).toBeGreaterThan(1e-6);
  });

  test('cover every field of a baseline that is a figure', () => {
    const fields = [
      'stock',
      'fte',
      'exits',
      'exitCounts',
      'pension',
      'entrants',
      'entrantExposure',
      'moves',
      'intakes',
      'noise',
      'demand',
    ] as const;
    const changed = (field: (typeof fields)[number]) =>
      Object.values(levers).some(
        ({ ends: [low, high] }) => JSON.stringify(low[field]) !== JSON.stringify(high[field]),
      );
    expect(fields.filter((field) => !changed(field))).toEqual([]);
    const parts = [
      'tracks',
      'classes',
      'completion',
      'repeating',
      'switches',
      'intakeIndex',
      'intakeForecast',
      'toOccupation',
      'routing',
      'placementModels',
      'places',
      'waiting',
    ] as const;
    const trainedBy = (field: (typeof parts)[number]) =>
      Object.values(levers).some(
        ({ ends: [low, high] }) =>
          JSON.stringify(low.training?.[field]) !== JSON.stringify(high.training?.[field]),
      );
    expect(parts.filter((field) => !trainedBy(field))).toEqual([]);
  });

  test.each(['exits', 'entrants', 'intake', 'demand'])('noise of %s makes draws differ more', (key) => {
    const widths = (levers[`noise, ${key}`]?.ends ?? []).map((baseline) => {
      const run = simulate(baseline, {
        draws: 200,
        seed: 1,
        sources: { assumptions: false, years: true, people: false },
      });
      const gaps = [...gapAtTheEnd(run, run.draws)].sort((a, b) => a - b);
      return (gaps[150] as number) - (gaps[50] as number);
    });
    expect(widths[0]).toBeLessThan(1e-9);
    expect(widths[1]).toBeGreaterThan(1);
  });

  test('how far students go moves graduates between groups, and loses none', () => {
    const totals = (levers['reach of a school']?.ends ?? []).map((baseline) => {
      const { central } = simulate({ ...baseline, noise: {} }, { draws: 0, seed: 1 });
      const graduates = central.entrants[0] as Float64Array;
      return [sum(graduates), graduates[0] as number];
    });
    expect(totals[0]?.[0]).toBeCloseTo(totals[1]?.[0] as number, 9);
    expect(totals[0]?.[1]).not.toBeCloseTo(totals[1]?.[1] as number, 1);
  });
});

describe('places at both ends', () => {
  test('without limit they are the model without places, in whole heads to the last one', () => {
    fc.assert(
      fc.property(
        someBaseline({ training: true, moves: false }),
        fc.integer({ min: 0, max: 1000 }),
        (baseline, seed) => {
          const free = leftOut(baseline.training as Training, 'places');
          const places = baseline.groups.map(({ id }) => ({ group: id, places: 1e9 }));
          for (const people of [false, true]) {
            const sources = { assumptions: true, years: true, people };
            const [without, plenty] = [free, { ...free, places }].map(
              (each) => new Map(arraysOf(runOf({ ...baseline, training: each }, sources, seed).outcome)),
            );
            for (const [name, values] of without ?? [])
              if (!name.startsWith('place')) expect(plenty?.get(name), name).toEqual(values);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('with none at all nobody goes up a year, or graduates, who still needs one', () => {
    let free = 0;
    let stopped = 0;
    fc.assert(
      fc.property(someBaseline({ training: true, moves: false }), fc.boolean(), (baseline, people) => {
        const places = baseline.groups.map(({ id }) => ({ group: id, places: 0 }));
        const none = { ...baseline, training: { ...(baseline.training as Training), places } };
        const { drivers, students } = runOf(none, { assumptions: true, years: true, people });
        const { kinds, periods: count, groups } = drivers.programme as ProgrammeDrivers;
        students.forEach((trail, k) => {
          const { need, outcomes } = kinds[k] as KindDrivers;
          trail.students.forEach((heads, cell) => {
            const y = Math.floor(cell / groups) % outcomes.length;
            const needs = need.subarray(y * count, (y + 1) * count).some((part) => part > 0);
            const goOn =
              (trail.promoted[cell] as number) +
              (trail.switched[cell] as number) +
              (trail.diplomas[cell] as number);
            if (needs) expect(goOn).toBe(0);
            free += Number(!needs && goOn > 0);
            stopped += Number(needs && heads > 0);
          });
        });
      }),
      { numRuns: 100 },
    );
    expect(Math.min(free, stopped)).toBeGreaterThan(100);
  });
});

/** Graduates of a run up to the end of each year, all groups and tracks together. */
function cumulated(drivers: ProgrammeDrivers): number[] {
  const { graduates } = runProgramme(drivers);
  let total = 0;
  return Array.from({ length: drivers.years }, (_, t) => {
    for (const byYear of graduates)
      for (let g = 0; g < drivers.groups; g++) total += byYear[t * drivers.groups + g] as number;
    return total;
  });
}

const part = (max: number) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, max) },
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 999 }).map((n) => (n / 1000) * max) },
  );
const parts = (max: number, length: number) => fc.array(part(max), { minLength: length, maxLength: length });

interface Places {
  drivers: ProgrammeDrivers;
  /** Pointwise at least what is open in the drivers. */
  more: Float64Array;
}

/**
 * Programmes of one track with more places beside: students may repeat and drop out as they like in each year; every
 * programme year has placements in the same periods (`pattern`), the later ones as many as `needs` says.
 */
function somePlaces(
  needs: (years: number) => fc.Arbitrary<number[]>,
  waiting: fc.Arbitrary<number>,
): fc.Arbitrary<Places> {
  return fc
    .record({
      groups: fc.integer({ min: 1, max: 2 }),
      years: fc.integer({ min: 2, max: 7 }),
      periods: fc.integer({ min: 1, max: 3 }),
      duration: fc.integer({ min: 1, max: 4 }),
      kinds: fc.integer({ min: 1, max: 2 }),
    })
    .chain(({ groups, years: count, periods: perYear, duration, kinds }) =>
      fc
        .record({
          pattern: parts(1, perYear),
          needs: needs(duration),
          fates: fc.array(fc.tuple(part(0.8), part(1)), { minLength: duration, maxLength: duration }),
          opening: fc.array(parts(20, duration * groups), { minLength: kinds, maxLength: kinds }),
          intake: fc.array(parts(20, count * groups), { minLength: kinds, maxLength: kinds }),
          open: parts(20, count * perYear * groups),
          extra: parts(10, count * perYear * groups),
          where: fc.array(fc.boolean(), {
            minLength: count * perYear * groups,
            maxLength: count * perYear * groups,
          }),
          waiting,
        })
        .map(
          ({ pattern, needs: each, fates, opening, intake: started, open, extra, where, waiting: waits }) => {
            const outcomes = fates.map(([repeating, goesOn]) => {
              const promoted = (1 - repeating) * goesOn;
              return { promoted, repeating, dropout: 1 - repeating - promoted };
            });
            const need = Float64Array.from(each.flatMap((times) => pattern.map((share) => share * times)));
            return {
              drivers: someProgramme(
                opening.map((heads, k) =>
                  someKind({
                    outcomes,
                    need,
                    opening: Float64Array.from(heads),
                    intake: Float64Array.from(started[k] ?? []),
                  }),
                ),
                { groups, years: count, periods: perYear, capacity: Float64Array.from(open), waiting: waits },
              ),
              more: Float64Array.from(open, (places, i) => places + (where[i] ? (extra[i] as number) : 0)),
            };
          },
        ),
    );
}

/** Needs that do not rise from one programme year to the next. */
const falling = (duration: number) => parts(2, duration).map((needs) => [...needs].sort((a, b) => b - a));

/** Fails when more places give fewer graduates up to some year; tells whether they gave more, or fewer in one year. */
function expectNoFewer(
  drivers: ProgrammeDrivers,
  more: Float64Array,
): { gained: boolean; fewerOnce: boolean } {
  const before = cumulated(drivers);
  const after = cumulated({ ...drivers, capacity: more });
  after.forEach((total, t) => {
    const fewest = before[t] as number;
    if (total < fewest - 1e-9 * Math.max(1, fewest)) expect.fail(`year ${t}: ${total} after ${fewest}`);
  });
  const rose = (totals: number[], t: number) => (totals[t] as number) - (totals[t - 1] ?? 0);
  return {
    gained: (after.at(-1) as number) > (before.at(-1) as number) + 1e-6,
    fewerOnce: after.some((_, t) => rose(after, t) < rose(before, t) - 1e-6),
  };
}

/*
More places never mean fewer graduates up to any year where students of one track compete and all are rationed alike,
and where a student takes no more of a place later in the programme than earlier. An extra survivor then pushes out at
most one other, who was further from the diploma or as far. It holds whether students without a place leave or wait.

It can fail otherwise, and the last tests say how: whoever needs more places later than earlier pushes out several;
who needs places in a period in which others do not is rationed apart from them; students of another track may be
likelier, or sooner, to have the diploma than the ones who push them out.
*/
describe('more places, cumulated to any year', () => {
  test.each([
    ['leave', fc.constant(0)],
    ['leave or wait', part(1)],
  ])(
    'never mean fewer graduates while no later year needs more than an earlier one, where students %s',
    (_, waiting) => {
      let gained = 0;
      let fewerOnce = 0;
      fc.assert(
        fc.property(somePlaces(falling, waiting), ({ drivers, more }) => {
          const found = expectNoFewer(drivers, more);
          gained += Number(found.gained);
          fewerOnce += Number(found.fewerOnce);
        }),
        { numRuns: 2500 },
      );
      expect(gained).toBeGreaterThan(1000);
      // In single years there are fewer now and then: only the cumulated number is kept.
      expect(fewerOnce).toBeGreaterThan(0);
    },
  );

  test('never mean fewer in two years or less when all grow by the same factor, whatever the years need', () => {
    let gained = 0;
    const short = (duration: number) => parts(2, duration);
    fc.assert(
      fc.property(somePlaces(short, part(1)), fc.integer({ min: 1, max: 80 }), ({ drivers }, eighths) => {
        fc.pre((drivers.kinds[0]?.outcomes.length ?? 0) <= 2);
        const capacity = drivers.capacity as Float64Array;
        gained += Number(
          expectNoFewer(
            drivers,
            capacity.map((places) => places * (1 + eighths / 8)),
          ).gained,
        );
      }),
      { numRuns: 500 },
    );
    expect(gained).toBeGreaterThan(100);
  });

  test('never mean fewer in a whole baseline of one track', () => {
    const small = (places: number[]): Baseline => {
      const rest = leftOut(
        smallBaseline({
          horizonYear: 2030,
          demand: [],
          groups: [{ id: 'north' }, { id: 'south' }],
        }),
        'moves',
      );
      const blocks = [1, 2].map((programmeYear) => ({ programmeYear, period: '1', ...full }));
      return {
        ...rest,
        training: {
          ...(rest.training as Training),
          intakeIndex: [2, 1, 3, 0, 1, 1],
          placementModels: [{ id: 'm', track: 'BOL', blocks }],
          places: groupsOf({ places }) as Training['places'],
        },
      };
    };
    const graduates = (baseline: Baseline) => {
      const { prepared, central } = simulate(baseline, { draws: 0, seed: 1 });
      let total = 0;
      return Array.from({ length: 6 }, (_, year) => {
        total += measure('graduates', { prepared, outcome: central, groups: [0, 1], year })[0] as number;
        return total;
      });
    };
    fc.assert(
      fc.property(parts(20, 6), parts(5, 6), (open, extra) => {
        const before = graduates(small(open));
        graduates(small(open.map((places, t) => places + (extra[t] as number)))).forEach((total, t) => {
          expect(total).toBeGreaterThanOrEqual((before[t] as number) - 1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });

  /** One group and one period a year: graduates up to each year with and without one place more in the first. */
  const both = (
    kinds: KindDrivers[],
    open: number[],
    changes: Partial<ProgrammeDrivers> = {},
    more = [1],
  ) => {
    const drivers = someProgramme(kinds, {
      capacity: Float64Array.from(open),
      years: open.length,
      ...changes,
    });
    return [open, open.map((places, i) => places + (more[i] ?? 0))].map((capacity) =>
      cumulated({ ...drivers, capacity: Float64Array.from(capacity) }).map((total) =>
        Number(total.toFixed(4)),
      ),
    );
  };
  const oneTrack = (needs: number[], opening: number[], started: number[]) =>
    someKind({
      need: Float64Array.from(needs),
      opening: Float64Array.from(opening),
      intake: Float64Array.from(started),
    });

  // Second-years take four places, first-years one. With one place more in the first year there are 2 second-years
  // instead of 1 beside 4 first-years in the next, for 4 places: ⅓ of 6 students goes on instead of ½ of 5.
  test('can be fewer when a later year needs more: the extra survivor pushes out several', () => {
    expect(both([oneTrack([1, 4], [2, 0], [4, 0, 0])], [1, 4, 16])).toEqual([
      [0, 0.5, 2.5],
      [0, 0.6667, 2],
    ]);
  });

  // The same where all wait: nobody is lost, but in 2026 there are fewer graduates, and only later as many again.
  test('can be fewer for a while where students wait, when a later year needs more', () => {
    expect(both([oneTrack([1, 8], [2, 0], [8, 0, 0, 0])], [1, 8, 100, 100], { waiting: 1 })).toEqual([
      [0, 0.4706, 5.2353, 10],
      [0, 0.6667, 4.6667, 10],
    ]);
  });

  // More places in the first period only: first-years pass who push third-years out of the second period.
  test('can be fewer when programme years need other periods', () => {
    const outcomes = Array.from({ length: 3 }, () => ({ promoted: 1, repeating: 0, dropout: 0 }));
    const kind = someKind({
      outcomes,
      need: Float64Array.of(1, 1, 0, 1, 0, 1),
      opening: Float64Array.of(2, 2, 0),
    });
    expect(both([kind], [1, 4, 2, 2, 9, 9], { years: 3, periods: 2 })).toEqual([
      [0, 1.3333, 2],
      [0, 1, 2],
    ]);
  });

  // Two tracks that need the same: of one nobody completes the last year, and its survivors push out the other.
  test('can be fewer when tracks with other outcomes compete', () => {
    const outcomes = [
      { promoted: 1, repeating: 0, dropout: 0 },
      { promoted: 0, repeating: 0, dropout: 1 },
    ];
    const need = Float64Array.of(1, 1);
    const poor = someKind({ outcomes, need, opening: Float64Array.of(2, 0) });
    const short = someKind({
      outcomes: outcomes.slice(0, 1),
      need: Float64Array.of(1),
      opening: Float64Array.of(0),
      intake: Float64Array.of(2, 0),
    });
    expect(both([poor, short], [1, 2])).toEqual([
      [0, 1.3333],
      [0, 1],
    ]);
  });

  // Twice the places in every year: 1.93 graduates become 1.89. Third-years need fifty times as much as second-years.
  test('can be fewer in three years even when all places double, if needs are very far apart', () => {
    const outcomes = Array.from({ length: 3 }, () => ({ promoted: 1, repeating: 0, dropout: 0 }));
    const kind = someKind({
      outcomes,
      need: Float64Array.of(1, 2, 100),
      opening: new Float64Array(3),
      intake: Float64Array.of(200, 20, 20, 0, 10, 200),
    });
    const open = [5, 5, 20, 20, 1000, 1e5];
    const [before, after] = both([kind], open, {}, open);
    expect([before?.[5], after?.[5]]).toEqual([1.9298, 1.8868]);
  });

  test('are never more than students have: what was rationed adds up', () => {
    const kind = oneTrack([1, 4], [2, 0], [4, 0, 0]);
    const { trails, leftWithoutPlace } = followed(
      someProgramme([kind], { years: 3, capacity: Float64Array.of(1, 4, 16) }),
    );
    expect([...leftWithoutPlace]).toEqual([1, 2.5, 0].map((heads) => expect.closeTo(heads, 9) as number));
    expect(sum(trails[0]?.leftWithoutPlace ?? [])).toBeCloseTo(3.5, 9);
  });
});

test('places of a baseline reach the programme', () => {
  const prepared = prepare(base);
  const { programme } = driversOf(prepared, centralValues(prepared.slots));
  expect(programme?.capacity?.[0]).toBe(12);
});
