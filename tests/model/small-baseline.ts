import type { Assumption } from '#lib/domain/assumptions.ts';
import type { Amount } from '#lib/model/baseline/amount.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';

/** An assumption of which only the numbers matter. */
export function assumption(numbers: Partial<Assumption> & { central: number }): Assumption {
  const { central } = numbers;
  return {
    label: { nl: 'proef', en: 'trial' },
    unit: 'share',
    low: central,
    high: central,
    min: Math.min(0, central),
    max: Math.max(1, central),
    scale: 'identity',
    status: 'assumed',
    source: { nl: 'verzonnen', en: 'invented' },
    ...numbers,
  };
}

/** All of a number of shares at one position. */
export function allAt(position: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (i === position ? 1 : 0));
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** An object without some of its fields. */
export function leftOut<T extends object, K extends keyof T>(row: T, ...keys: K[]): Omit<T, K> {
  const left = Object.entries(row).filter(([key]) => !keys.includes(key as K));
  return Object.fromEntries(left) as Omit<T, K>;
}

/** One school that works everywhere, with one track of two years. */
export const smallTraining: Training = {
  tracks: [{ id: 'BOL', durationYears: 2, dropoutShape: [1, 0], entryAges: allAt(0, 5) }],
  schools: [{ id: 'school', name: 'School' }],
  classes: [{ school: 'school', track: 'BOL', students: { values: 30 }, status: 'measured' }],
  completion: { values: 0.5 },
  repeating: { values: 0 },
  intakeIndex: { values: [2, 1, 1] },
  toOccupation: { values: 0.8 },
  routing: {
    decayKm: { values: 20 },
    places: [
      { group: 'north', inhabitants: 3000, lon: 6, lat: 53 },
      { group: 'south', inhabitants: 1000, lon: 6, lat: 51 },
    ],
  },
};

/** Two groups, the ages 20 to 24, three years: small enough to follow by hand. */
export function smallBaseline(changes: Partial<Baseline> = {}): Baseline {
  const half: Amount = { values: 0.5 };
  return {
    format: 'praktijkbalans-baseline/1',
    title: 'Small',
    startYear: 2024,
    horizonYear: 2027,
    ages: { from: 20, to: 24 },
    groups: [
      { id: 'north', name: 'North', inhabitants: [3000, 3000, 3000, 3000] },
      { id: 'south', name: 'South', inhabitants: [1000, 1000, 1000, 1000] },
    ],
    assumptions: { growth: assumption({ central: 0.1, unit: 'per-year' }) },
    stock: [
      { group: 'north', status: 'measured', heads: { values: 10 } },
      { group: 'south', status: 'measured', heads: { values: [0, 20, 0, 0, 0] } },
    ],
    fte: [
      { groups: ['north'], ftePerHead: half },
      { groups: ['south'], ftePerHead: { values: [0.5, 0.5, 1, 1, 1] } },
    ],
    exits: [
      { groups: ['north'], flow: 'retirements', exitProbability: { values: allAt(4, 5) } },
      { groups: ['north'], flow: 'earlyExits', exitProbability: { values: [0.1, 0.1, 0.1, 0.1, 0] } },
      { groups: ['south'], flow: 'earlyExits', exitProbability: half },
      { groups: ['south'], flow: 'furtherStudy', exitProbability: half },
    ],
    entrants: [{ group: 'north', flow: 'careerChangers', headsPerYear: { values: 2 }, ages: allAt(2, 5) }],
    moves: [
      { group: 'north', headsPerYear: [0, -1, 0, 0, 0] },
      { group: 'south', headsPerYear: [0, 1, 0, 0, 0] },
    ],
    training: smallTraining,
    demand: [
      {
        group: 'north',
        unfilledShare: { values: 0.2 },
        volumeIndex: [1, 1, 1.1, 1.2],
        growth: [{ values: 1, times: ['growth'] }],
      },
      { group: 'south', fte: 20, volumeIndex: [1, 1, 1, 1], growth: [] },
    ],
    ...changes,
  };
}
