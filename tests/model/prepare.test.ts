import { describe, expect, test } from 'vitest';
import type { Baseline, DemandRow, StockRow, Training } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { prepare } from '#lib/model/prepare.ts';
import { smallBaseline, smallTraining } from './small-baseline.ts';

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
    ['fte of group north: 2 rows, expected one', { fte: [...small.fte, { groups: '*', ftePerHead: one }] }],
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
    ['moves of group north: 1 values, expected 5', { moves: [{ group: 'north', headsPerYear: [1] }] }],
    ['moves: unknown group nord', { moves: [{ group: 'nord', headsPerYear: [0, 0, 0, 0, 0] }] }],
    [
      'moves at age 21: sum to 1 over the groups, expected 0',
      { moves: [{ group: 'north', headsPerYear: [0, 1, 0, 0, 0] }] },
    ],
    [
      'moves at age 22: sum to NaN over the groups, expected 0',
      { moves: [{ group: 'north', headsPerYear: [0, 0, NaN, 0, 0] }] },
    ],
    ['demand of group south: 0 rows, expected one', { demand: [northDemand] }],
    ['demand: unknown group nord', { demand: [...small.demand, { ...northDemand, group: 'nord' }] }],
    [
      'demand.volumeIndex of group north: 3 values, expected 4',
      { demand: [{ ...northDemand, volumeIndex: [1, 1, 1] }, southDemand] },
    ],
    [
      'demand.fte of group south: value 1 is -1, expected at least 0',
      { demand: [northDemand, { ...southDemand, fte: -1 }] },
    ],
    [
      'demand.growth of group south: no assumption “grow”',
      { demand: [northDemand, { ...southDemand, growth: [{ values: 1, times: ['grow'] }] }] },
    ],
    [
      'inhabitants of group north: 1 values, expected 4',
      { groups: [{ id: 'north', name: 'North', inhabitants: [1] }, ...small.groups.slice(1)] },
    ],
    ['training.classes: unknown school other', trained({ classes: [{ ...classRow, school: 'other' }] })],
    ['training.classes: unknown track BBL', trained({ classes: [{ ...classRow, track: 'BBL' }] })],
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
    ['training.completion: no assumption “done”', trained({ completion: { values: 1, times: ['done'] } })],
    [
      'training.routing.places: unknown group nord',
      trained({ routing: { ...smallTraining.routing, places: [{ ...place, group: 'nord' }] } }),
    ],
    [
      'training.routing.places of group north: -1 inhabitants',
      trained({ routing: { ...smallTraining.routing, places: [{ ...place, inhabitants: -1 }] } }),
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
