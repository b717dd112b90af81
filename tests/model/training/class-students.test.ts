import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Amount } from '#lib/model/baseline/amount.ts';
import { assumption, smallBaseline, smallTraining, sum } from '../small-baseline.ts';
import { nothing, runOf } from '../run-of.ts';

/** One school, some of whose students stand behind protected counts. */
function baselineOf(students: Amount, masked?: Amount, position = 0.5) {
  const [first] = smallTraining.classes;
  if (!first) throw new Error('no class');
  return smallBaseline({
    assumptions: {
      ...smallBaseline().assumptions,
      position: assumption({
        low: Math.min(0.1, position),
        central: position,
        high: Math.max(0.9, position),
        min: 0,
        max: 1,
      }),
    },
    training: {
      ...smallTraining,
      classes: [{ ...first, students, ...(masked !== undefined && { masked }) }],
    },
  });
}

/** Students of every kind, programme year and group at the start. */
function openingOf(students: Amount, masked?: Amount, position?: number): number[] {
  const { drivers } = runOf(baselineOf(students, masked, position));
  return Array.from(drivers.programme?.kinds[0]?.opening ?? []);
}

const protectedCount = (values: number | number[]): Amount => ({ values, times: ['position'] });

test('a protected count lies where the assumption says: at its lower bound, in the middle, at its upper bound', () => {
  expect(openingOf(20, protectedCount(8), 0)).toEqual(openingOf(20));
  expect(openingOf(20, protectedCount(8), 0.5)).toEqual(openingOf(24));
  expect(openingOf(20, protectedCount(8), 1)).toEqual(openingOf(28));
});

test('also by programme year', () => {
  expect(sum(openingOf([12, 4], protectedCount([0, 3]), 1))).toBeCloseTo(19, 12);
});

test('in every draw the students lie between their bounds', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(20), fc.integer({ min: 1, max: 1000 }), (low, width, seed) => {
      const { drivers } = runOf(
        baselineOf(low, protectedCount(width)),
        { ...nothing, assumptions: true },
        seed,
      );
      const students = sum(drivers.programme?.kinds[0]?.opening ?? []);
      expect(students).toBeGreaterThanOrEqual(low - 1e-9);
      expect(students).toBeLessThanOrEqual(low + width + 1e-9);
    }),
    { numRuns: 40 },
  );
});
