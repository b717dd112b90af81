import type { Baseline } from '#lib/model/baseline.ts';
import type { Training } from '#lib/model/baseline/training.ts';

/**
 * One group without ages: 100 people of 0.8 FTE, of whom none leaves, and a demand of 100 FTE. An intake of 10 a year,
 * trained for two years; half of them finish, 0.9 of these enter, and 1, 0.9, 0.8, … of them are still active.
 */
export function plainBaseline(changes: Partial<Baseline> = {}): Baseline {
  return {
    format: 'praktijkbalans-baseline/1',
    title: 'Plain',
    startYear: 2024,
    horizonYear: 2034,
    groups: [{ id: 'one' }],
    stock: [{ group: 'one', heads: 100 }],
    fte: [{ groups: '*', ftePerHead: 0.8 }],
    exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0 }],
    intakes: [
      {
        id: 'course',
        group: 'one',
        durationYears: 2,
        heads: [{ year: 2020, heads: 10 }],
        completion: 0.5,
        toStock: 0.9,
        activeAfter: [1, 0.9, 0.8, 0.7, 0.6, 0.5],
        ftePerHead: 0.75,
      },
    ],
    demand: [{ group: 'one', fte: 150 }],
    ...changes,
  };
}

/** A school of two years with an intake of 40 a year, of whom half go on and all of these finish; nobody repeats. */
const plainTraining: Training = {
  tracks: [{ id: 'BOL', durationYears: 2, dropoutShape: [1, 0] }],
  schools: [{ id: 'school' }],
  classes: [{ school: 'school', track: 'BOL', students: [40, 20], intake: 40 }],
  completion: 0.5,
  repeating: 0,
  toOccupation: 0.8,
  routing: { decayKm: 20, places: [{ group: 'one', inhabitants: 1000, lon: 5, lat: 52 }] },
};

/** The same group fed by that school: 16 graduates a year, of whom a tenth leaves in each year after. */
export function schoolBaseline(training: Partial<Training> = {}, changes: Partial<Baseline> = {}): Baseline {
  return plainBaseline({
    exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0.1 }],
    intakes: [],
    training: { ...plainTraining, ...training },
    ...changes,
  });
}
