import { describe, expect, test } from 'vitest';
import type { DemandRow } from '#lib/model/baseline/demand.ts';
import type { StockRow } from '#lib/model/baseline/stock.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { prepare } from '#lib/model/prepare.ts';
import { smallBaseline, smallTraining, sum } from './small-baseline.ts';

const small = smallBaseline();
const [northStock, southStock] = small.stock as [StockRow, StockRow];
const [northDemand, southDemand] = small.demand as [DemandRow, DemandRow];
const one = { values: 1 };
const trained = (changes: Partial<Training>): Partial<Baseline> => ({
  training: { ...smallTraining, ...changes },
});
const track = smallTraining.tracks[0] as Training['tracks'][number];
const classRow = smallTraining.classes[0] as Training['classes'][number];
const place = smallTraining.routing.places[0] as Training['routing']['places'][number];

describe('a malformed baseline is refused with the field, the group and the value', () => {
  test.each<[message: string, changes: Partial<Baseline>]>([
    ['horizonYear 2024: expected after 2024', { horizonYear: 2024 }],
    ['ages 24 to 20: no ages', { ages: { from: 24, to: 20 } }],
    ['groups: north stands there twice', { groups: [...small.groups, { id: 'north', name: 'Again' }] }],
    ['stock of group south: 0 rows, expected one', { stock: [northStock] }],
    ['stock of group north: 2 rows, expected one', { stock: [northStock, northStock, southStock] }],
    ['stock: unknown group nord', { stock: [...small.stock, { ...northStock, group: 'nord' }] }],
    [
      'stock of group north: 2 values, expected 5',
      { stock: [{ ...northStock, heads: { values: [1, 2] } }, southStock] },
    ],
    [
      'stock of group north: value 2 is -2, expected at least 0',
      { stock: [{ ...northStock, heads: { values: [1, -2, 0, 0, 0] } }, southStock] },
    ],
    [
      'stock of group north: no assumption “hours”',
      { stock: [{ ...northStock, heads: { values: 1, times: ['hours'] } }, southStock] },
    ],
    ['fte of group south: 0 rows, expected one', { fte: [{ groups: ['north'], ftePerHead: one }] }],
    [
      'fte of group north: 2 rows, expected one',
      { fte: [...(small.fte ?? []), { groups: '*', ftePerHead: one }] },
    ],
    [
      'fte of group north: value 1 is -1, expected at least 0',
      { fte: [{ groups: '*', ftePerHead: { values: -1 } }] },
    ],
    ['fte: unknown group nord', { fte: [{ groups: ['nord'], ftePerHead: one }] }],
    ['exits of group south: no rate', { exits: [{ groups: ['north'], flow: 'deaths', exitHazard: one }] }],
    [
      'exits: unknown group nord',
      { exits: [...small.exits, { groups: ['nord'], flow: 'deaths', exitHazard: one }] },
    ],
    [
      'exits.deaths: 2 values, expected 5',
      { exits: [{ groups: '*', flow: 'deaths', exitHazard: { values: [1, 2] } }] },
    ],
    [
      'pension of group north: 2 rows, expected one',
      {
        pension: [['north'], '*' as const].map((groups) => ({
          groups,
          schedule: [{ year: 2020, ageMonths: 800 }],
          offsetMonths: one,
          spreadMonths: one,
        })),
      },
    ],
    [
      'pension schedule: no years',
      { pension: [{ groups: '*', schedule: [], offsetMonths: one, spreadMonths: one }] },
    ],
    [
      'entrants: unknown group nord',
      { entrants: [{ group: 'nord', flow: 'returners', headsPerYear: one, ages: [1, 0, 0, 0, 0] }] },
    ],
    [
      'entrants.returners.ages of group north: expected shares that sum to 1, got 0.5',
      { entrants: [{ group: 'north', flow: 'returners', headsPerYear: one, ages: [0.5, 0, 0, 0, 0] }] },
    ],
    [
      'entrants.returners of group north: 2 values, expected 3',
      {
        entrants: [
          { group: 'north', flow: 'returners', headsPerYear: { values: [1, 1] }, ages: [1, 0, 0, 0, 0] },
        ],
      },
    ],
    [
      'entrants.returners of group north: value 1 is -1, expected at least 0',
      {
        entrants: [
          { group: 'north', flow: 'returners', headsPerYear: { values: -1 }, ages: [1, 0, 0, 0, 0] },
        ],
      },
    ],
    ['moves of group north: 2 values, expected 5', { moves: [{ group: 'north', headsPerYear: [1, 1] }] }],
    ['moves: unknown group nord', { moves: [{ group: 'nord', headsPerYear: [0, 0, 0, 0, 0] }] }],
    [
      'moves at age 21, year 2024: sum to 1 over the groups, expected 0 (or external)',
      { moves: [{ group: 'north', headsPerYear: [0, 1, 0, 0, 0] }] },
    ],
    [
      'moves of group north: value 3 is NaN, expected a number',
      { moves: [{ group: 'north', headsPerYear: [0, 0, NaN, 0, 0] }] },
    ],
    ['demand: unknown group nord', { demand: [...(small.demand ?? []), { ...northDemand, group: 'nord' }] }],
    [
      'demand.volumeIndex of north: 3 values, expected 4',
      { demand: [{ ...northDemand, volumeIndex: [1, 1, 1] }, southDemand] },
    ],
    [
      'demand.fte of south: value 1 is -1, expected at least 0',
      { demand: [northDemand, { ...southDemand, fte: -1 }] },
    ],
    [
      'demand.growth of south: no assumption “grow”',
      { demand: [northDemand, { ...southDemand, growth: [{ values: 1, times: ['grow'] }] }] },
    ],
    [
      'inhabitants of group north: 2 values, expected 4',
      { groups: [{ id: 'north', name: 'North', inhabitants: [1, 1] }, ...small.groups.slice(1)] },
    ],
    ['training: unknown school other', trained({ classes: [{ ...classRow, school: 'other' }] })],
    ['training: unknown track BBL', trained({ classes: [{ ...classRow, track: 'BBL' }] })],
    [
      'training.classes.school.BOL.students: value 1 is -1, expected at least 0',
      trained({ classes: [{ ...classRow, students: { values: -1 } }] }),
    ],
    [
      'training.tracks.BOL.dropoutShape: 2 values, expected 3',
      trained({ tracks: [{ ...track, durationYears: 3 }] }),
    ],
    [
      'training.tracks.BOL.dropoutShape: expected shares that sum to 1, got 0.75',
      trained({ tracks: [{ ...track, dropoutShape: [0.5, 0.25] }] }),
    ],
    [
      'training.tracks.BOL.entryAges: 1 values, expected 5',
      trained({ tracks: [{ ...track, entryAges: [1] }] }),
    ],
    ['training.intakeIndex: 2 values, expected 3', trained({ intakeIndex: { values: [1, 1] } })],
    [
      'training.tracks.BOL.completion: no assumption “done”',
      trained({ completion: { values: 1, times: ['done'] } }),
    ],
    [
      'training.routing.places: unknown group nord',
      trained({ routing: { ...smallTraining.routing, places: [{ ...place, group: 'nord' }] } }),
    ],
    [
      'training.routing.places of group north: -1 inhabitants',
      trained({ routing: { ...smallTraining.routing, places: [{ ...place, inhabitants: -1 }] } }),
    ],
    ['groups: north stands there twice', { groups: [...small.groups, ...small.groups] }],
    [
      'stock of group south: age 25 lies outside the ages of the run',
      { stock: [northStock, { group: 'south', bands: [{ from: 20, to: 26, heads: 7 }] }] },
    ],
    [
      'exitCounts: unknown group nord',
      { exitCounts: [{ group: 'nord', flow: 'deaths', exits: 1, personYears: 9 }] },
    ],
    [
      'exits.deaths: 2 lists, expected 3',
      { exits: [{ groups: '*', flow: 'deaths', exitHazard: [[1], [1]] }] },
    ],
    ['fte of group north: 3 lists, expected 4', { fte: [{ groups: '*', ftePerHead: [[1], [1], [1]] }] }],
    [
      'entrants.returners.ages of group north: missing, expected a share for each of the 5 ages',
      { entrants: [{ group: 'north', flow: 'returners', headsPerYear: 1 }] },
    ],
    [
      'entrants.returners of group north: list 2, value 3 is -1, expected at least 0',
      { entrants: [{ group: 'north', flow: 'returners', headsByAge: [[1], [0, 0, -1, 0, 0], [1]] }] },
    ],
    ['entrantExposure: value 1 is -1, expected at least 0', { entrantExposure: -1 }],
    ['noise.exits.sd: value 1 is -1, expected at least 0', { noise: { exits: { sd: -1, correlation: 0 } } }],
    [
      'moves at age 21, year 2025: sum to 1 over the groups, expected 0 (or external)',
      { moves: [{ group: 'north', headsPerYear: [[0], [0, 1, 0, 0, 0], [0]] }] },
    ],
    [
      'moves of group north: expected figures without assumptions',
      { moves: [{ group: 'north', headsPerYear: { values: 0, times: ['growth'] } }] },
    ],
    [
      'training.classes: school school, track BOL stands there twice',
      trained({ classes: [classRow, classRow] }),
    ],
    ['training.tracks: BOL stands there twice', trained({ tracks: [track, track] })],
    ['training: unknown track BBL', trained({ switches: [{ from: 'BBL', to: 'BOL', share: 0.1 }] })],
    ['training: unknown track BBL', trained({ placementModels: [{ id: 'a', track: 'BBL', blocks: [] }] })],
    ['training: unknown placement model a', trained({ schools: [{ id: 'school', placementModels: ['a'] }] })],
    [
      'training.schools.school: two placement models for track BOL',
      trained({
        schools: [{ id: 'school', placementModels: ['a', 'b'] }],
        placementModels: ['a', 'b'].map((id) => ({ id, track: 'BOL', blocks: [] })),
      }),
    ],
    [
      'training.schools.school.teachesAt: expected shares that sum to 1, got 0.5',
      trained({ schools: [{ id: 'school', teachesAt: [{ lon: 5, lat: 52, share: 0.5 }] }] }),
    ],
    [
      'training.places: no row for group south; unknown places are an assumption, not none',
      trained({ places: [{ group: 'north', places: 1 }] }),
    ],
    [
      'training.places: unknown group west',
      trained({ places: ['north', 'south', 'west'].map((group) => ({ group, places: 1 })) }),
    ],
    [
      'training.places of group north: value 1 is -1, expected at least 0',
      trained({ places: ['north', 'south'].map((group) => ({ group, places: -1 })) }),
    ],
    [
      'training.tracks.BOL.starts: 2 values, expected 4',
      trained({ tracks: [{ ...track, starts: [0.5, 0.5] }] }),
    ],
    [
      'training.classes.school.BOL.students: 3 values, expected 2',
      trained({ classes: [{ ...classRow, students: [1, 2, 3] }] }),
    ],
    [
      'training.classes.school.BOL.intake: 2 values, expected 3',
      trained({ classes: [{ ...classRow, intake: [1, 2] }] }),
    ],
    [
      'training.intakeForecast.byYear: 2 lists, expected 4: the opening and every intake',
      trained({ intakeForecast: { probabilities: [0.5], byYear: [[1], [1]], correlation: 0 } }),
    ],
    [
      'training.intakeForecast.probabilities: 0.5, 0.2, expected rising between 0 and 1',
      trained({
        intakeForecast: { probabilities: [0.5, 0.2], byYear: [1, 2, 3, 4].map(() => [1, 1]), correlation: 0 },
      }),
    ],
    [
      'training.intakeForecast.byYear[3]: expected 2 quantiles that do not fall',
      trained({
        intakeForecast: {
          probabilities: [0.2, 0.5],
          byYear: [2, 2, 2, 0].map((high) => [1, high]),
          correlation: 0,
        },
      }),
    ],
  ])('%s', (message, changes) => {
    expect(() => prepare(smallBaseline(changes))).toThrow(new ModelError(message));
  });
});

describe('what is prepared', () => {
  test('groups with the same risks share one table of exits', () => {
    const classes = (exits: Baseline['exits']) => {
      const { groups, exitClasses } = prepare(smallBaseline({ exits }));
      return [groups.map(({ exitClass }) => exitClass), exitClasses.length];
    };
    const deaths = { flow: 'deaths' as const, exitHazard: { values: 0.1 } };
    expect(classes([{ groups: '*', ...deaths }])).toEqual([[0, 0], 1]);
    expect(
      classes([
        { groups: '*', ...deaths },
        { groups: ['south'], ...deaths },
      ]),
    ).toEqual([[0, 1], 2]);
  });

  test('what is not asked for is left out: no ages, no FTE, no demand, no training', () => {
    const { ages, groups, demand, training } = prepare({
      format: 'praktijkbalans-baseline/1',
      title: 'Bare',
      startYear: 2024,
      horizonYear: 2025,
      groups: [{ id: 'all' }],
      stock: [{ group: 'all', heads: 5 }],
      exits: [{ groups: '*', flow: 'deaths', exitHazard: 0 }],
    });
    const [all] = groups;
    expect([ages, demand, training]).toEqual([1, [], undefined]);
    expect([all?.name, all?.inhabitants[0]]).toEqual(['all', NaN]);
    expect([[...(all?.stock.values ?? [])], [...(all?.ftePerHead.values ?? [])]]).toEqual([[5], [1]]);
  });

  // 15 heads of 20 to 22 and 4 of 23 to 24; nobody is left out.
  test('bands become single ages and keep their totals', () => {
    const bands = [
      { from: 23, to: 24, heads: 4 },
      { from: 20, to: 22, heads: 15 },
    ];
    const { groups } = prepare(smallBaseline({ stock: [northStock, { group: 'south', bands }] }));
    const heads = groups[1]?.stock.values ?? new Float64Array();
    expect(heads).toHaveLength(5);
    expect(sum(heads.subarray(0, 3))).toBeCloseTo(15, 9);
    expect(sum(heads.subarray(3))).toBeCloseTo(4, 9);
  });

  test('groups that counted their own exits deviate by what they counted, and have a table of their own', () => {
    const counts = [
      { group: 'north', flow: 'earlyExits' as const, exits: 900, personYears: 1000 },
      { group: 'south', flow: 'earlyExits' as const, exits: 100, personYears: 1000 },
    ];
    const exits = [{ groups: '*' as const, flow: 'earlyExits' as const, exitHazard: 0.5 }];
    const { groups, exitClasses, shrinkage } = prepare(smallBaseline({ exits, exitCounts: counts }));
    expect(groups.map(({ exitClass }) => exitClass)).toEqual([0, 1]);
    const ratios = shrinkage[0]?.groups.map(({ ratio }) => ratio) ?? [];
    expect(exitClasses.map(({ risks }) => risks[0]?.ratio)).toEqual(ratios);
    expect(ratios[0]).toBeGreaterThan(1.7);
    expect(ratios[1]).toBeLessThan(0.3);
  });

  test('schools that arrange everything alike are one kind; any difference parts them', () => {
    const kindsWith = (second: object, school: object = {}) =>
      prepare(
        smallBaseline(
          trained({
            schools: [{ id: 'school' }, { id: 'other', ...school }],
            classes: [classRow, { ...classRow, school: 'other', ...second }],
            placementModels: ['a', 'b'].map((id) => ({ id, track: 'BOL', blocks: [] })),
          }),
        ),
      ).training?.kinds.length;
    expect(kindsWith({})).toBe(1);
    expect(kindsWith({ students: 5 })).toBe(1);
    expect(kindsWith({ intakeIndex: [1, 2, 3] })).toBe(2);
    expect(kindsWith({ intake: 5 })).toBe(2);
    expect(kindsWith({}, { placementModels: ['a'] })).toBe(1);
    expect(kindsWith({}, { placementModels: ['b'] })).toBe(2);
  });

  // Switches are listed against the direction in which students go: BOL to BBL to a third track.
  test('a track that only switches reach has a kind as well', () => {
    const tracks = ['BOL', 'BBL', 'third'].map((id) => ({ ...track, id }));
    const switches = [
      { from: 'BBL', to: 'third', share: 0.5 },
      { from: 'BOL', to: 'BBL', share: 0.5 },
    ];
    const kinds = prepare(smallBaseline(trained({ tracks, switches }))).training?.kinds ?? [];
    expect(kinds.map((kind) => [kind.track, kind.switches.map(({ to }) => kinds[to]?.track)])).toEqual([
      [0, [1]],
      [1, [2]],
      [2, []],
    ]);
  });

  test('moves of several rows add up; external ones need not cancel', () => {
    const { groups } = prepare(
      smallBaseline({
        moves: [
          { group: 'north', headsPerYear: [1, 0, 0, 0, 0] },
          { group: 'south', headsPerYear: [-1, 0, 0, 0, 0] },
          { group: 'north', headsPerYear: [2, 0, 0, 0, 0], external: true },
        ],
      }),
    );
    expect(groups.map(({ moves }) => moves[0])).toEqual([3, -1]);
  });

  test('a baseline survives JSON', () => {
    expect(prepare(JSON.parse(JSON.stringify(small)) as Baseline)).toEqual(prepare(small));
  });
});
