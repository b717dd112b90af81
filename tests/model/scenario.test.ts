import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuantityKey } from '#lib/domain/quantities.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { measure } from '#lib/model/measures.ts';
import { parseBaseline, parseScenario } from '#lib/model/parse.ts';
import { applyScenario, type Scenario } from '#lib/model/scenario.ts';
import { simulate, type Simulation } from '#lib/model/simulate.ts';

/** Two groups, two schools, two tracks, three years; a school year of one period. */
const town = parseBaseline({
  format: 'praktijkbalans-baseline/1',
  title: 'Town',
  startYear: 2030,
  horizonYear: 2034,
  ages: { from: 20, to: 22 },
  groups: [{ id: 'north' }, { id: 'south' }],
  assumptions: {
    leaving: { low: 0.08, central: 0.1, high: 0.12, min: 0.01, max: 0.5, scale: 'logit' },
    counted: { low: 0.9, central: 1, high: 1.1, min: 0.5, max: 2, scale: 'log' },
  },
  stock: [
    { group: 'north', heads: [100, 100, 100] },
    { group: 'south', heads: [50, 60, 70] },
  ],
  exits: [
    { groups: '*', flow: 'earlyExits', exitProbability: { values: 1, times: ['leaving'] } },
    { groups: ['north'], flow: 'deaths', exitHazard: [0, 0, 0.1] },
    { groups: ['south'], flow: 'deaths', exitHazard: [[0.1], [0.1], [0.2], [0.2]] },
  ],
  entrants: [
    { group: 'north', flow: 'returners', headsPerYear: 10, ages: [0, 0.5, 0.5] },
    {
      group: 'south',
      flow: 'returners',
      headsByAge: [
        [0, 0, 4],
        [0, 0, 4],
        [0, 2, 2],
        [0, 2, 2],
      ],
    },
  ],
  intakes: [
    {
      id: 'course',
      group: 'south',
      durationYears: 1,
      heads: [{ year: 2029, heads: 20 }],
      completion: 0.5,
      toStock: 1,
      ages: [1, 0, 0],
    },
  ],
  training: {
    tracks: [
      { id: 'day', durationYears: 1, dropoutShape: [1], entryAges: [1, 0, 0] },
      { id: 'work', durationYears: 2, dropoutShape: [0.5, 0.5], entryAges: [0, 1, 0] },
    ],
    schools: [{ id: 'hill' }, { id: 'dale', placementModels: ['usual'] }],
    classes: [
      { school: 'hill', track: 'day', students: { values: 30, times: ['counted'] } },
      { school: 'hill', track: 'work', students: 40, intake: [20, 20, 30, 30] },
      { school: 'dale', track: 'day', students: 10, intakeIndex: [1, 1, 2, 2] },
    ],
    completion: 1,
    repeating: 0,
    toOccupation: 0.5,
    routing: {
      decayKm: 20,
      places: [
        { group: 'north', inhabitants: 3, lon: 5, lat: 52 },
        { group: 'south', inhabitants: 1, lon: 5, lat: 52 },
      ],
    },
    calendar: { periods: [{ id: 'year', weeks: 40 }], daysPerWeek: 4 },
    placementModels: ['usual', 'short'].map((id, i) => ({
      id,
      track: 'day',
      blocks: [{ programmeYear: 1, period: 'year', weeks: 40 / (i + 1), daysPerWeek: 4 }],
    })),
    places: [
      { group: 'north', places: 24 },
      { group: 'south', places: [8, 8, 10, 10] },
    ],
  },
  demand: [
    { group: 'north', unfilledShare: 0.1, volumeIndex: [1, 1, 1.1, 1.1, 1.2] },
    { id: 'south side', group: 'south', fte: [180, 190, 200, 210, 220] },
  ],
});

function under(changes: Omit<Scenario, 'format'>, baseline: Baseline = town): Baseline {
  return applyScenario(baseline, parseScenario({ format: 'praktijkbalans-scenario/1', ...changes }));
}

function run(baseline: Baseline): Simulation {
  return simulate(baseline, { draws: 3, seed: 1 });
}

/** A quantity by year in the central run, of all groups or one. */
function path(baseline: Baseline, key: QuantityKey, groups: number[] = [0, 1]): number[] {
  const { prepared, central } = simulate(baseline, { draws: 0, seed: 1 });
  const years = Array.from({ length: prepared.years }, (_, year) => year);
  return years.map((year) =>
    Number(measure(key, { prepared, outcome: central, groups, year })[0]?.toFixed(9)),
  );
}

function expectNear(left: Baseline, right: Baseline): void {
  const [one, other] = [run(left), run(right)];
  for (const kind of ['central', 'draws'] as const) {
    for (const [name, values] of Object.entries(one[kind]) as [keyof Simulation['draws'], Float64Array][]) {
      if (typeof values === 'number') continue;
      const others = [other[kind][name]].flat() as Float64Array[];
      [values].flat().forEach((list: Float64Array, i) =>
        list.forEach((value, at) => {
          const found = others[i]?.[at] ?? NaN;
          if (Math.abs(value - found) > 1e-9 * Math.max(1, Math.abs(value))) expect(found, name).toBe(value);
        }),
      );
    }
  }
}

const levers = {
  intake: fc.record({ tracks: fc.constant(['day']), from: fc.integer({ min: 2030, max: 2033 }) }),
  year: fc.integer({ min: 2030, max: 2033 }),
  factor: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
};

describe('any scenario', () => {
  test('that says nothing changes nothing', () => {
    expect(under({})).toEqual(town);
    expect(under({ intake: [], places: [], exits: [], assumptions: {} })).toEqual(town);
  });

  test('with factors of 1 gives the same run', () => {
    fc.assert(
      fc.property(levers.year, (from) => {
        const same = under({
          intake: [{ schools: '*', intakes: '*', from, factor: 1, phase: [0, 0.5, 1] }],
          places: from < 2033 ? [{ groups: '*', from, factor: 1, extra: 0 }] : [],
          entrants: [{ groups: '*', flow: 'returners', from, factor: 1 }],
          exits: [{ groups: ['north'], flow: 'earlyExits', from, factor: 1 }],
          demand: [{ groups: '*', from, factor: 1 }],
        });
        expectNear(same, town);
      }),
      { numRuns: 8 },
    );
  });

  test('gives the same run in whatever order its levers stand', () => {
    const scenario: Omit<Scenario, 'format'> = {
      assumptions: { leaving: 0.12, counted: { low: 1, central: 1.1, high: 1.2 } },
      intake: [
        { schools: ['hill'], from: 2031, factor: 1.2, phase: [0.5, 1] },
        { tracks: ['day'], from: 2032, heads: 50 },
        { schools: ['hill'], tracks: ['day'], from: 2031, heads: 40 },
        { intakes: ['course'], from: 2031, heads: 25 },
        { intakes: '*', from: 2030, factor: 2 },
      ],
      places: [
        { groups: ['north'], from: 2030, extra: 3 },
        { groups: '*', from: 2031, factor: 1.5 },
        { groups: ['south'], from: 2029, factor: 0.5 },
      ],
      placementModels: [{ schools: ['hill'], model: 'short' }],
      entrants: [
        { groups: ['south'], flow: 'returners', from: 2032, extra: 6 },
        { groups: '*', flow: 'returners', from: 2031, factor: 3 },
      ],
      exits: [
        { groups: ['south'], flow: 'deaths', from: 2031, factor: 0.5 },
        { groups: '*', flow: 'earlyExits', from: 2032, factor: 0.8 },
        { groups: ['north'], flow: 'earlyExits', from: 2031, factor: 1.1 },
      ],
      demand: [
        { groups: ['north'], from: 2031, growth: 0.01 },
        { ids: ['south side'], from: 2032, factor: 1.1 },
        { groups: '*', from: 2031, factor: 0.9 },
      ],
    };
    const before = JSON.stringify(town);
    const reversed = Object.fromEntries(
      Object.entries(scenario)
        .reverse()
        .map(([key, value]) => [key, Array.isArray(value) ? [...value].reverse() : value]),
    );
    expectNear(under(reversed), under(scenario));
    expect(JSON.stringify(town)).toBe(before);
    expect(parseBaseline(JSON.parse(JSON.stringify(under(scenario))))).toEqual(under(scenario));
  });

  test('twice a factor is its square', () => {
    fc.assert(
      fc.property(levers.factor, levers.year, (factor, from) => {
        const exits = { groups: ['south'], flow: 'earlyExits' as const, from };
        const demand = { groups: '*' as const, from };
        expectNear(
          under({
            exits: [
              { ...exits, factor },
              { ...exits, factor },
            ],
            demand: [
              { ...demand, factor },
              { ...demand, factor },
            ],
          }),
          under({
            exits: [{ ...exits, factor: factor ** 2 }],
            demand: [{ ...demand, factor: factor ** 2 }],
          }),
        );
      }),
      { numRuns: 10 },
    );
  });
});

describe('assumptions', () => {
  test('a number fixes one in every draw', () => {
    const { assumptions } = under({
      assumptions: { leaving: 0.2, counted: { low: 1, central: 1, high: 1.5 } },
    });
    expect(assumptions?.['leaving']).toMatchObject({ low: 0.2, central: 0.2, high: 0.2, scale: 'logit' });
    expect(assumptions?.['counted']).toMatchObject({ low: 1, central: 1, high: 1.5, max: 2 });
  });
});

// Students stand on 1 October before the year: the intake of October 2030 is among those of 2031.
describe('intake', () => {
  test('of the baseline', () => {
    // 30 and 10, of which dale doubles from October 2032; work takes in 20, 20, then 30 from October 2032.
    expect(path(town, 'students')).toEqual([80, 80, 80, 100]);
  });

  test.each<[string, NonNullable<Scenario['intake']>, number[]]>([
    ['a factor', [{ schools: ['hill'], tracks: ['day'], from: 2031, factor: 2 }], [80, 80, 110, 130]],
    [
      'by phases',
      [{ schools: ['hill'], tracks: ['day'], from: 2030, factor: 2, phase: [0, 0.5, 1] }],
      [80, 80, 95, 130],
    ],
    ['on top of an index', [{ schools: ['dale'], from: 2031, factor: 3 }], [80, 80, 100, 140]],
    [
      'heads in place of what is implied',
      [{ schools: ['hill'], tracks: ['day'], from: 2031, heads: 50 }],
      [80, 80, 100, 120],
    ],
    [
      'heads from the start',
      [{ schools: ['hill'], tracks: ['day'], from: 2030, heads: 50 }],
      [80, 100, 100, 120],
    ],
    ['heads by phases', [{ schools: ['dale'], from: 2031, heads: 50, phase: [0.5, 1] }], [80, 80, 100, 130]],
    ['heads in place of an intake', [{ tracks: ['work'], from: 2031, heads: 10 }], [80, 80, 70, 70]],
    [
      'heads after heads',
      [
        { schools: ['dale'], from: 2032, heads: 80 },
        { schools: ['dale'], from: 2031, heads: 50 },
      ],
      [80, 80, 120, 160],
    ],
    [
      'heads after a factor',
      [
        { schools: ['dale'], from: 2032, heads: 80 },
        { schools: ['dale'], from: 2031, factor: 5 },
      ],
      [80, 80, 120, 160],
    ],
  ])('%s', (_, intake, students) => {
    const changed = under({ intake });
    const { training } = changed;
    const open = training && { ...changed, training: { ...training, places: undefined } };
    expect(path(open ?? changed, 'students')).toEqual(students);
  });

  test('heads in place of what an assumption makes of a class hold in every draw', () => {
    const { prepared, draws } = run(
      under({ intake: [{ schools: ['hill'], tracks: ['day'], from: 2030, heads: 50, phase: [0.5, 1] }] }),
    );
    const of = (year: number) => [...measure('students', { prepared, outcome: draws, groups: [0, 1], year })];
    expect(new Set(of(1)).size).toBe(3);
  });

  test('a fixed number comes on top of the part of the own intake that is kept', () => {
    const changed = under({
      intake: [
        { tracks: ['day'], from: 2031, heads: 10 },
        { tracks: ['day'], from: 2030, factor: 2 },
      ],
    });
    const rows = changed.training?.classes.filter(({ track }) => track === 'day') ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect((row.extraIntake as number[]).slice(-1)).toEqual([10]);
      expect((row.extraIntake as number[]).slice(0, 1)).toEqual([0]);
      expect(JSON.stringify(row.intakeIndex)).toContain('0]');
    }
  });

  test('courses: the last number holds on, and a phase adds years', () => {
    const years = (intake: NonNullable<Scenario['intake']>) =>
      under({ intake }).intakes?.[0]?.heads.map(({ year, heads }) => [year, heads]);
    expect(years([{ intakes: '*', from: 2031, factor: 2, phase: [0, 0.5, 1] }])).toEqual([
      [2029, 20],
      [2030, 20],
      [2031, 20],
      [2032, 30],
      [2033, 40],
    ]);
    expect(years([{ intakes: ['course'], from: 2031, heads: 5 }])).toEqual([
      [2029, 20],
      [2030, 20],
      [2031, 5],
    ]);
  });
});

describe('places', () => {
  // The school year of place_capacity 2030 began in October 2029.
  test.each<[string, NonNullable<Scenario['places']>, number[], number[]]>([
    ['none', [], [24, 24, 24, 24], [8, 8, 10, 10]],
    ['a factor', [{ groups: '*', from: 2030, factor: 2 }], [24, 48, 48, 48], [8, 16, 20, 20]],
    ['extra', [{ groups: ['south'], from: 2031, extra: 5 }], [24, 24, 24, 24], [8, 8, 15, 15]],
    [
      'part of the year',
      [{ groups: ['south'], from: 2029, extra: 5, periods: [0.4] }],
      [24, 24, 24, 24],
      [10, 10, 12, 12],
    ],
    ['both', [{ groups: ['south'], from: 2031, factor: 2, extra: 5 }], [24, 24, 24, 24], [8, 8, 25, 25]],
  ])('%s', (_, places, north, south) => {
    expect(path(under({ places }), 'place_capacity', [0])).toEqual(north);
    expect(path(under({ places }), 'place_capacity', [1])).toEqual(south);
  });

  test('a placement model halves what a school claims', () => {
    expect(path(town, 'place_claims', [1])[0]).toBe(10);
    expect(path(under({ placementModels: [{ schools: '*', model: 'short' }] }), 'place_claims', [1])[0]).toBe(
      5,
    );
    const one = under({ placementModels: [{ schools: ['hill'], model: 'short' }] });
    expect(path(one, 'place_claims', [1])[0]).toBe(6.25);
    expect(one.training?.schools[1]).toEqual(town.training?.schools[1]);
  });

  test('those without a place wait', () => {
    expect(path(town, 'waiting_for_place')).toEqual([0, 0, 0, 0]);
    const lacking = path(town, 'left_without_place')[0];
    expect(lacking).toBeGreaterThan(1);
    expect(path(under({ waiting: 1 }), 'waiting_for_place')[0]).toBe(lacking);
  });
});

describe('entrants, exits and demand', () => {
  test.each<[string, NonNullable<Scenario['entrants']>, number[]]>([
    ['as they are', [], [14, 14, 14, 14]],
    ['a factor', [{ groups: '*', flow: 'returners', from: 2031, factor: 2 }], [14, 28, 28, 28]],
    ['extra', [{ groups: '*', flow: 'returners', from: 2032, extra: 3 }], [14, 14, 20, 20]],
    ['both', [{ groups: ['south'], flow: 'returners', from: 2032, factor: 2, extra: 3 }], [14, 14, 21, 21]],
  ])('entrants: %s', (_, entrants, returners) => {
    expect(path(under({ entrants }), 'returners')).toEqual(returners);
  });

  test('extra entrants take the ages of their group, or their own', () => {
    const rows = (lever: object) =>
      under({ entrants: [{ groups: '*', flow: 'returners', from: 2032, extra: 4, ...lever }] })
        .entrants?.slice(2)
        .map((row) => ('ages' in row ? row.ages : undefined));
    expect(rows({})).toEqual([
      [0, 0.5, 0.5],
      [0, 0.5, 0.5],
    ]);
    expect(rows({ from: 2030 })).toEqual([
      [0, 0.5, 0.5],
      [0, 0, 1],
    ]);
    expect(rows({ ages: [1, 0, 0] })).toEqual([
      [1, 0, 0],
      [1, 0, 0],
    ]);
  });

  test('exits of one group, from a year on', () => {
    const half = under({ exits: [{ groups: ['south'], flow: 'deaths', from: 2031, factor: 0.5 }] });
    expect(half.exits.slice(0, 2)).toEqual(town.exits.slice(0, 2));
    expect(half.exits[2]).toMatchObject({
      groups: ['south'],
      exitHazard: { values: [[0.1], [0.05], [0.1], [0.1]] },
    });
  });

  test('a row for more groups than the lever is for becomes two', () => {
    const twice = under({ exits: [{ groups: ['south'], flow: 'earlyExits', from: 2032, factor: 2 }] });
    expect(twice.exits.slice(0, 2)).toEqual([
      { groups: ['north'], flow: 'earlyExits', exitProbability: { values: 1, times: ['leaving'] } },
      {
        groups: ['south'],
        flow: 'earlyExits',
        exitProbability: { values: [[1], [1], [2], [2]], times: ['leaving'] },
      },
    ]);
    expect(path(twice, 'early_exits', [0])).toEqual(path(town, 'early_exits', [0]));
  });

  test('demand by index, and as a whole list', () => {
    const changes: Omit<Scenario, 'format'> = {
      demand: [{ groups: '*', from: 2031, factor: 0.5, growth: 0.1 }],
    };
    const relative = [0, 1].map((g) => {
      const before = path(town, 'demand_fte', [g]);
      return path(under(changes), 'demand_fte', [g]).map((fte, year) => fte / (before[year] ?? NaN));
    });
    for (const ratios of relative)
      [1, 0.5, 0.55, 0.605].forEach((ratio, year) => expect(ratios[year]).toBeCloseTo(ratio, 9));
  });
});

test.each<[Omit<Scenario, 'format'>, string]>([
  [{ assumptions: { leavng: 0.1 } }, 'assumptions: no “leavng” in the baseline'],
  [{ assumptions: { toString: 0.1 } }, 'assumptions: no “toString” in the baseline'],
  [
    { assumptions: { leaving: 0.9 } },
    'assumptions.leaving: expected 0.01 ≤ low ≤ central ≤ high ≤ 0.5, got 0.9, 0.9, 0.9',
  ],
  [{ intake: [{ from: 2031, factor: 1 }] }, 'intake[0]: expected schools, tracks or intakes'],
  [
    { intake: [{ schools: ['moor'], from: 2031, factor: 1 }] },
    'intake[0].schools: no “moor” in the baseline',
  ],
  [
    { intake: [{ tracks: ['night'], from: 2031, factor: 1 }] },
    'intake[0].tracks: no “night” in the baseline',
  ],
  [{ intake: [{ intakes: ['x'], from: 2031, factor: 1 }] }, 'intake[0].intakes: no “x” in the baseline'],
  [
    { intake: [{ schools: ['dale'], tracks: ['work'], from: 2031, factor: 1 }] },
    'intake[0]: school dale has no class in work',
  ],
  [
    { intake: [{ schools: '*', from: 2034, factor: 1 }] },
    'intake[0].from: year 2034 is outside the run, expected 2030 to 2033',
  ],
  [
    { intake: [{ intakes: '*', from: 2029, factor: 1 }] },
    'intake[0].from: year 2029 is outside the run, expected 2030 to 2033',
  ],
  [{ places: [{ groups: ['east'], from: 2031, factor: 1 }] }, 'places[0].groups: no “east” in the baseline'],
  [{ places: [{ groups: '*', from: 2031 }] }, 'places[0]: expected factor or extra'],
  [
    { places: [{ groups: '*', from: 2031, factor: 1, periods: [1] }] },
    'places[0].periods: expected extra beside it',
  ],
  [
    { places: [{ groups: '*', from: 2033, factor: 1 }] },
    'places[0].from: year 2033 is outside the run, expected 2029 to 2032',
  ],
  [
    { placementModels: [{ schools: '*', model: 'long' }] },
    'placementModels[0].model: no “long” in the baseline',
  ],
  [
    {
      placementModels: [
        { schools: ['hill'], model: 'short' },
        { schools: '*', model: 'usual' },
      ],
    },
    'placementModels[1]: school hill was given a model in day already',
  ],
  [{ entrants: [{ groups: '*', flow: 'returners', from: 2031 }] }, 'entrants[0]: expected factor or extra'],
  [
    { entrants: [{ groups: ['north'], flow: 'careerChangers', from: 2031, factor: 2 }] },
    'entrants[0]: the baseline has no careerChangers of group north',
  ],
  [
    { entrants: [{ groups: ['north'], flow: 'careerChangers', from: 2031, extra: 2 }] },
    'entrants[0]: group north has no careerChangers to take the ages from, expected ages',
  ],
  [
    { exits: [{ groups: '*', flow: 'toTriage', from: 2031, factor: 2 }] },
    'exits[0]: the baseline has no toTriage of group north',
  ],
  [
    { demand: [{ ids: ['north side'], from: 2031, factor: 2 }] },
    'demand[0].ids: no “north side” in the baseline',
  ],
  [{ demand: [{ groups: '*', from: 2031 }] }, 'demand[0]: expected factor or growth'],
  [
    { demand: [{ groups: '*', from: 2034, growth: 0.1 }] },
    'demand[0]: nothing can grow from 2034 on, the last year of the run',
  ],
])('a lever that touches nothing is refused: %j', (scenario, message) => {
  expect(() => under(scenario)).toThrow(new ModelError(message));
});

test('a baseline without what a lever is for', () => {
  const bare: Baseline = { ...town, training: undefined, demand: undefined, intakes: undefined };
  const shared: Baseline = { ...town, demand: [{ groups: '*', fte: 100 }] };
  const retiring: Baseline = {
    ...town,
    pension: [{ groups: '*', schedule: [{ year: 2030, ageMonths: 800 }], offsetMonths: 0, spreadMonths: 9 }],
  };
  const cases: [Baseline, Omit<Scenario, 'format'>, string][] = [
    [bare, { intake: [{ schools: '*', from: 2031, factor: 1 }] }, 'has no training'],
    [bare, { intake: [{ intakes: '*', from: 2031, factor: 1 }] }, 'intake[0].intakes: the baseline has none'],
    [bare, { places: [{ groups: '*', from: 2031, factor: 1 }] }, 'places: the baseline has no training'],
    [bare, { waiting: 0.5 }, 'waiting: the baseline has no training'],
    [bare, { demand: [{ groups: '*', from: 2031, factor: 1 }] }, 'demand[0]: the baseline has no demand'],
    [shared, { demand: [{ groups: ['north'], from: 2031, factor: 1 }] }, 'demand is shared with group south'],
    [
      retiring,
      { exits: [{ groups: '*', flow: 'retirements', from: 2031, factor: 1 }] },
      'exits[0]: retirements follow the pension of the baseline; change its assumptions',
    ],
  ];
  for (const [baseline, scenario, message] of cases) expect(() => under(scenario, baseline)).toThrow(message);
});
