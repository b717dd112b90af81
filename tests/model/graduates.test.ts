import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Training } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { simulate } from '#lib/model/simulate.ts';
import { realBaseline } from './real-baseline.ts';
import { allAt, assumption, smallBaseline, smallTraining, sum } from './small-baseline.ts';

/** Graduates who enter, by year, in each of the two small groups. */
function entering(training: Training, horizonYear = 2027): number[][] {
  const years = horizonYear - 2024;
  const { central } = simulate(
    smallBaseline({
      horizonYear,
      groups: [
        { id: 'north', name: 'North' },
        { id: 'south', name: 'South' },
      ],
      exits: [{ groups: '*', flow: 'earlyExits', exitHazard: { values: 0.1 } }],
      moves: [],
      entrants: [],
      training,
      demand: ['north', 'south'].map((group) => ({
        group,
        volumeIndex: Array<number>(years + 1).fill(1),
        growth: [],
      })),
    }),
    { draws: 0, seed: 1 },
  );
  return [0, 1].map((g) => [...(central.entrants[0] as Float64Array).subarray(g * years, (g + 1) * years)]);
}

const seats = [{ lon: 6, lat: 53 }, { lon: 6.1, lat: 51.1 }, undefined];

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
            schools: seats.map((seat, i) => ({ id: `${i}`, name: '', ...(seat && { seat }) })),
            classes: students.map((values, i) => ({
              school: `${i}`,
              track: 'BOL',
              students: { values },
              status: 'measured',
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
      const { central } = simulate(
        smallBaseline({
          horizonYear: 2030,
          groups: [
            { id: 'north', name: 'North' },
            { id: 'south', name: 'South' },
          ],
          exits: [{ groups: '*', flow: 'earlyExits', exitHazard: { values: 0.1 } }],
          moves: [],
          training: training(index),
          demand: ['north', 'south'].map((group) => ({
            group,
            volumeIndex: Array<number>(7).fill(1),
            growth: [],
          })),
        }),
        { draws: 0, seed: 1 },
      );
      return [...central.heads.subarray(0, 7)];
    });
    const changed = stocks[0]?.map((heads, i) => heads !== stocks[1]?.[i]) ?? [];
    expect(2024 + changed.indexOf(true)).toBe(2025 + 4);
  });

  test.each<{ changes: Partial<Training>; message: string }>([
    { changes: { toOccupation: { values: 1.2 } }, message: 'toOccupation 1.2: not a share' },
    { changes: { completion: { values: 1.2 } }, message: 'completion 1.2: not a share' },
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
      {
        draws: 0,
        seed: 1,
      },
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

describe('the 28 regions', () => {
  const { central, prepared } = simulate(realBaseline, { draws: 0, seed: 1 });
  const graduates = (g: number) =>
    (central.entrants[0] as Float64Array).subarray(g * prepared.years, (g + 1) * prepared.years);

  test.each(['RA0102', 'RA0207', 'RA0511'])('%s, without a school, has graduates every year', (id) => {
    const perYear = graduates(prepared.groups.findIndex((group) => group.id === id));
    for (const heads of perYear) expect(heads).toBeGreaterThan(5);
  });

  test('together they are the diplomas of all classes × the share that chooses the occupation', () => {
    const { assumptions, training } = realBaseline;
    const value = (key: string) => assumptions[key]?.central as number;
    const students = sum(
      (training as Training).classes.map(
        ({ students: { values, times = [] } }) =>
          (values as number) * times.reduce((all, key) => all * value(key), 1),
      ),
    );
    // Constant intake; programme years hold 1, c^0.5 and c^0.8 parts of those who start.
    const c = value('completion');
    const diplomas = (students * (1 - value('repeating')) * c) / (1 + c ** 0.5 + c ** 0.8);
    const perYear = sum(prepared.groups.map((_, g) => graduates(g)[0] as number));
    expect(perYear).toBeCloseTo(diplomas * value('toGeneralPractice'), 6);
  });
});
