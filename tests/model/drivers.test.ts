import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FullAmount } from '#lib/model/baseline/amount.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { centralValues } from '#lib/model/draws/slots.ts';
import { driversOf } from '#lib/model/drivers.ts';
import { ModelError } from '#lib/model/error.ts';
import { prepare } from '#lib/model/prepare.ts';
import type { ProgrammeDrivers } from '#lib/model/training/programme.ts';
import { simulate } from '#lib/model/simulate.ts';
import { calmYears, type YearPaths } from '#lib/model/draws/years.ts';
import { realBaseline } from './real-baseline.ts';
import { allAt, assumption, leftOut, smallBaseline, smallTraining, sum } from './small-baseline.ts';

const bare: Partial<Baseline> = {
  groups: [{ id: 'north' }, { id: 'south' }],
  exits: [{ groups: '*', flow: 'earlyExits', exitHazard: 0.1 }],
  moves: [],
  entrants: [],
  demand: [],
};

/** Graduates who enter, by year, in each of the two small groups. */
function entering(training: Training, horizonYear = 2027): number[][] {
  const years = horizonYear - 2024;
  const { central } = simulate(smallBaseline({ ...bare, horizonYear, training }), { draws: 0, seed: 1 });
  return [0, 1].map((g) => [...(central.entrants[0] as Float64Array).subarray(g * years, (g + 1) * years)]);
}

function driversFor(changes: Partial<Baseline>, paths: Partial<YearPaths> = {}) {
  const prepared = prepare(smallBaseline({ ...bare, ...changes }));
  return driversOf(prepared, centralValues(prepared.slots), { ...calmYears, ...paths });
}

/** The programme of the small baseline with some changes; ¾ of its students are of north. */
function programmeFor(changes: Partial<Training>, paths: Partial<YearPaths> = {}): ProgrammeDrivers {
  return driversFor({ training: { ...smallTraining, ...changes } }, paths).programme as ProgrammeDrivers;
}

const seats = [{ lon: 6, lat: 53 }, { lon: 6.1, lat: 51.1 }, undefined];
const classRow = smallTraining.classes[0] as Training['classes'][number];

describe('graduates', () => {
  test('all who obtain a diploma and choose the occupation enter somewhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 500, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (students, completion, repeating, toOccupation) => {
          const groups = entering({
            ...smallTraining,
            schools: seats.map((seat, i) => ({ id: `${i}`, ...(seat && { seat }) })),
            classes: students.map((values, i) => ({
              school: `${i}`,
              track: 'BOL',
              students: values,
            })),
            completion: { values: completion },
            repeating: { values: repeating },
            intakeIndex: { values: 1 },
            toOccupation: { values: toOccupation },
          });
          // In a steady programme the diplomas of a year are completion × the intake. Of the students, 1 part in the
          // first year and `completion` in the second, the repeaters among them included.
          const intake = ((1 - repeating) * sum(students)) / (1 + completion);
          for (const year of [0, 1, 2]) {
            const all = sum(groups.map((byYear) => byYear[year] as number));
            expect(all).toBeCloseTo(toOccupation * completion * intake, 8);
          }
        },
      ),
    );
  });

  test('classes of two tracks add up, each at its own pace', () => {
    const fast = { id: 'BBL', durationYears: 1, dropoutShape: [1], entryAges: allAt(3, 5) };
    const both = entering({
      ...smallTraining,
      tracks: [...smallTraining.tracks, fast],
      classes: [
        ...smallTraining.classes,
        { school: 'school', track: 'BBL', students: { values: 20 }, status: 'measured' },
      ],
    });
    // The long track has 10, 10 and 20 diplomas; the short one half of its students of that year: 10, 20 and 10.
    expect(both[0]).toEqual([20, 30, 30].map((diplomas) => expect.closeTo(diplomas * 0.8 * 0.75, 9)));
    expect(both[1]).toEqual([20, 30, 30].map((diplomas) => expect.closeTo(diplomas * 0.8 * 0.25, 9)));
  });

  // Only the intake of autumn 2025 (s) is doubled, in a programme of three years: the stock of 1 January 2029 = s + 4
  // is the first to differ, by way of the entrants of 2028.
  test('an intake in autumn s of three years first stands in the stock on 1 January of s + 4', () => {
    const training = (index: number): Training => ({
      ...smallTraining,
      tracks: [{ id: 'BOL', durationYears: 3, dropoutShape: [0.5, 0.3, 0.2], entryAges: allAt(0, 5) }],
      intakeIndex: { values: [1, index, 1, 1, 1, 1] },
    });
    const stocks = [1, 2].map((index) => {
      const baseline = smallBaseline({ ...bare, horizonYear: 2030, training: training(index) });
      const { central } = simulate(baseline, { draws: 0, seed: 1 });
      return [...central.heads.subarray(0, 7)];
    });
    const changed = stocks[0]?.map((heads, i) => heads !== stocks[1]?.[i]) ?? [];
    expect(2024 + changed.indexOf(true)).toBe(2025 + 4);
  });

  test.each<{ changes: Partial<Training>; message: string }>([
    {
      changes: { toOccupation: 1.2 },
      message: 'training.toOccupation: 1.2, expected a share from 0 to 1',
    },
    {
      changes: { completion: 1.2 },
      message: 'training.tracks.BOL.completion: 1.2, expected a share from 0 to 1',
    },
    {
      changes: { places: ['north', 'south'].map((group) => ({ group, places: 1 })), waiting: 1.1 },
      message: 'training.waiting: 1.1, expected a share from 0 to 1',
    },
    { changes: { repeating: { values: 1 } }, message: 'repeating 1: not a share below 1' },
    {
      changes: { routing: { ...smallTraining.routing, decayKm: { values: 0 } } },
      message: 'decayKm 0: expected more than 0',
    },
  ])('$message', ({ changes, message }) => {
    expect(() => entering({ ...smallTraining, ...changes })).toThrow(new ModelError(message));
  });

  test('an assumption scales every intake and none of the opening students', () => {
    const assumptions = { growth: assumption({ central: 0 }), level: assumption({ central: 3, max: 5 }) };
    const intakeIndex = { values: [2, 1, 1], times: ['level'] };
    const { central } = simulate(
      smallBaseline({ assumptions, training: { ...smallTraining, intakeIndex } }),
      { draws: 0, seed: 1 },
    );
    // Diplomas 10 and 10 are of students who had started; the intake of 2024 is 3 × 40 and half of it goes on.
    expect([...(central.entrants[0] as Float64Array).subarray(0, 3)]).toEqual(
      [10, 10, 60].map((diplomas) => expect.closeTo(diplomas * 0.8 * 0.75, 9) as number),
    );
  });

  test('an assumption that makes an intake negative is refused', () => {
    const baseline = smallBaseline({
      assumptions: { growth: assumption({ central: 0 }), level: assumption({ central: -1 }) },
      training: { ...smallTraining, intakeIndex: { values: [1, 1, 1], times: ['level'] } },
    });
    expect(() => simulate(baseline, { draws: 0, seed: 1 })).toThrow('training.intakeIndex: scaled by -1');
  });
});

describe('students of a kind', () => {
  const kindOf = (changes: Partial<Training>, paths: Partial<YearPaths> = {}) => {
    const [kind] = programmeFor(changes, paths).kinds;
    const near = (values: Float64Array | undefined) => [...(values ?? [])].map((n) => Number(n.toFixed(9)));
    return { opening: near(kind?.opening), intake: near(kind?.intake) };
  };

  // 20 and 10 of 30 are in the first and the second year; the intake that keeps it so is 20, twice that in 2024.
  test('follow from their total: by programme year and group, with the intake that it implies', () => {
    expect(kindOf({})).toEqual({ opening: [15, 5, 7.5, 2.5], intake: [30, 10, 15, 5, 15, 5] });
  });

  test('may be given by programme year; the intake still follows from their total', () => {
    const classes = [{ ...classRow, students: [4, 26] }];
    expect(kindOf({ classes })).toEqual({ opening: [3, 1, 19.5, 6.5], intake: [30, 10, 15, 5, 15, 5] });
  });

  test('have the intake that is given, in place of the one that the index makes', () => {
    expect(kindOf({ classes: [{ ...classRow, intake: 8 }] }).intake).toEqual([6, 2, 6, 2, 6, 2]);
    expect(kindOf({ classes: [{ ...classRow, intake: [4, 0, 8] }] }).intake).toEqual([3, 1, 0, 0, 6, 2]);
  });

  test('have an index of their own besides', () => {
    const own = { ...classRow, intakeIndex: [0.5, 1, 0] };
    expect(kindOf({ classes: [own] }).intake).toEqual([15, 5, 15, 5, 0, 0]);
    expect(kindOf({ classes: [{ ...own, intake: 8 }] }).intake).toEqual([3, 1, 6, 2, 0, 0]);
  });

  // A forecast is relative to the counts; it says nothing of an intake that somebody has given.
  test('follow the enrolment and the shocks of the years', () => {
    const paths = { opening: 2, enrolment: Float64Array.of(1, 3, 1), intake: Float64Array.of(1, 1, 0.5) };
    expect(kindOf({}, paths)).toEqual({ opening: [30, 10, 15, 5], intake: [30, 10, 45, 15, 7.5, 2.5] });
    expect(kindOf({ classes: [{ ...classRow, intake: 8 }] }, paths).intake).toEqual([6, 2, 6, 2, 3, 1]);
  });

  test('of two schools that arrange everything alike add up', () => {
    const schools = [{ id: 'school' }, { id: 'other' }];
    const both = programmeFor({ schools, classes: [classRow, { ...classRow, school: 'other' }] });
    const [one] = programmeFor({}).kinds;
    expect(both.kinds).toHaveLength(1);
    expect(both.kinds[0]?.opening).toEqual(one?.opening.map((heads) => 2 * heads));
    expect(both.kinds[0]?.intake).toEqual(one?.intake.map((heads) => 2 * heads));
  });

  test.each<[Partial<Training>, string]>([
    [{ classes: [{ ...classRow, students: { values: 1, times: ['low'] } }] }, 'training.classes.students'],
    [{ classes: [{ ...classRow, intake: { values: 1, times: ['low'] } }] }, 'training.classes.intake'],
    [
      { classes: [{ ...classRow, intakeIndex: { values: 1, times: ['low'] } }] },
      'training.classes.intakeIndex',
    ],
    [{ intakeIndex: { values: 1, times: ['low'] } }, 'training.intakeIndex'],
    [
      { places: ['north', 'south'].map((group) => ({ group, places: { values: 1, times: ['low'] } })) },
      'training.places',
    ],
  ])('%j is refused when an assumption makes it negative', (changes, what) => {
    const assumptions = { growth: assumption({ central: 0 }), low: assumption({ central: -1 }) };
    const training = { ...smallTraining, ...changes };
    expect(() => driversFor({ assumptions, training })).toThrow(new ModelError(`${what}: scaled by -1`));
  });

  test('that switch are no more than those who are promoted', () => {
    const tracks = ['BOL', 'BBL', 'third'].map((id) => ({
      ...smallTraining.tracks[0],
      id,
      durationYears: 2,
      dropoutShape: [1, 0],
    }));
    const switches = [0.75, 0.5].map((share, i) => ({
      from: 'BOL',
      to: ['BBL', 'third'][i] as string,
      share,
    }));
    expect(() => programmeFor({ tracks, switches })).toThrow(
      new ModelError('training.switches from BOL: 1.25 together, expected at most 1'),
    );
    expect(() => programmeFor({ tracks, switches: switches.slice(0, 1) })).not.toThrow();
    expect(() => programmeFor({ tracks, switches: [{ from: 'BOL', to: 'BBL', share: 1.01 }] })).toThrow(
      new ModelError('training.switches.share: 1.01, expected a share from 0 to 1'),
    );
  });
});

describe('places of a draw', () => {
  // Four periods, by year and then by group.
  test('are those of all rows of a group, when they are open', () => {
    const places = [
      { group: 'north', places: [1, 2, 3] },
      { group: 'north', places: 10, everyYears: 2, openIn: 2023 },
      { group: 'south', places: 4, periods: [1, 0, 0, 0.5] },
    ];
    const { capacity, periods } = programmeFor({ places });
    expect(periods).toBe(4);
    expect([...(capacity ?? [])]).toEqual([
      ...[11, 4, 11, 0, 11, 0, 11, 2],
      ...[2, 4, 2, 0, 2, 0, 2, 2],
      ...[13, 4, 13, 0, 13, 0, 13, 2],
    ]);
  });

  test('are not limited without rows', () => {
    expect(programmeFor({}).capacity).toBeUndefined();
  });

  test('are needed for the part of the placements that is in a general practice', () => {
    const blocks = [{ programmeYear: 1, period: '1', weeks: 10, daysPerWeek: 4 }];
    const needs = (inPractice: number) => [
      ...(programmeFor({ placementModels: [{ id: 'm', track: 'BOL', blocks, inPractice }] }).kinds[0]?.need ??
        []),
    ];
    expect(needs(0.25)).toEqual([0.25, 0, 0, 0, 0, 0, 0, 0]);
    expect(needs(0)).toEqual([]);
  });
});

describe('entrants of a draw', () => {
  const ages = allAt(2, 5);
  const entrants = [
    { group: 'north', flow: 'returners' as const, headsPerYear: [1, 2, 3], ages },
    { group: 'south', flow: 'careerChangers' as const, headsByAge: [1, 0, 0, 0, 2] },
  ];

  test('are as many as the rows say, times what the years are like, by year or by age', () => {
    const { streams, agedStreams } = driversFor({ entrants }, { entrants: Float64Array.of(1, 0.5, 2) });
    expect([...(streams[0]?.[0]?.headsPerYear ?? [])]).toEqual([1, 1, 6]);
    expect([...(agedStreams[1]?.[0]?.heads ?? [])]).toEqual([1, 0, 0, 0, 2, 0.5, 0, 0, 0, 1, 2, 0, 0, 0, 4]);
  });

  test.each([0, 1])('are refused when an assumption makes them negative (row %i)', (at) => {
    const low = { values: 1, times: ['low'] };
    const rows = [
      { group: 'north', flow: 'returners' as const, headsPerYear: low, ages },
      { group: 'north', flow: 'returners' as const, headsByAge: low },
    ];
    const assumptions = { low: assumption({ central: -1 }) };
    expect(() => driversFor({ assumptions, entrants: rows.slice(at, at + 1) })).toThrow(
      new ModelError('returners of group north: scaled by -1'),
    );
  });
});

test('an exposure above 1 is refused', () => {
  expect(() => driversFor({ entrantExposure: 1.5 })).toThrow(
    new ModelError('entrantExposure: 1.5, expected a share from 0 to 1'),
  );
});

test.each(['stock', 'fte'] as const)('a %s that an assumption makes negative is refused', (field) => {
  const low = { values: 1, times: ['low'] };
  const rows = {
    stock: { stock: ['north', 'south'].map((group) => ({ group, heads: low })) },
    fte: { fte: [{ groups: '*' as const, ftePerHead: low }] },
  };
  expect(() => driversFor({ assumptions: { low: assumption({ central: -1 }) }, ...rows[field] })).toThrow(
    new ModelError(`${field} of group north: scaled by -1`),
  );
});

describe('the 28 regions', () => {
  const { central, prepared } = simulate(realBaseline, { draws: 0, seed: 1 });
  const graduates = (g: number) =>
    (central.entrants[0] as Float64Array).subarray(g * prepared.years, (g + 1) * prepared.years);

  test.each(['RA0102', 'RA0207', 'RA0511'])('%s, without a school, has graduates every year', (id) => {
    const perYear = graduates(prepared.groups.findIndex((group) => group.id === id));
    for (const heads of perYear) expect(heads).toBeGreaterThan(5);
  });

  test('together they are the diplomas of all classes × the share that chooses the occupation', () => {
    const training = realBaseline.training as Training;
    const unlimited = leftOut(training, 'places');
    const { prepared: free, central: all } = simulate(
      { ...realBaseline, training: unlimited },
      { draws: 0, seed: 1 },
    );
    const value = (key: string) => realBaseline.assumptions?.[key]?.central as number;
    const opening =
      training.intakeForecast?.byYear[0]?.[training.intakeForecast.probabilities.indexOf(0.5)] ?? 1;
    const students = sum(
      training.classes.map((row) => {
        const { values, times = [] } =
          typeof row.students === 'number' ? { values: row.students } : (row.students as FullAmount);
        return opening * (values as number) * times.reduce((product, key) => product * value(key), 1);
      }),
    );
    // Constant intake; programme years hold 1, c^0.5 and c^0.8 parts of those who start.
    const c = value('completion');
    const diplomas = (students * (1 - value('repeating')) * c) / (1 + c ** 0.5 + c ** 0.8);
    const perYear = sum(free.groups.map((__, g) => all.entrants[0]?.[g * free.years] as number));
    expect(perYear).toBeCloseTo(diplomas * value('toGeneralPractice'), 6);
  });
});
