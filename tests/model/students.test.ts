import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/error.ts';
import { steadyIntake, steadyProfile, studentPath, yearOutcomes } from '#lib/model/students.ts';
import { sum } from './small-baseline.ts';

const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const repeating = fc.double({ min: 0, max: 0.6, noNaN: true });
const shape = fc
  .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map((part) => part / sum(parts)));
const heads = fc.double({ min: 0, max: 1000, noNaN: true });

describe('programme years', () => {
  test('students = promoted + repeating + dropouts, and the next year follows from them', () => {
    fc.assert(
      fc.property(
        share,
        repeating,
        shape,
        fc.array(heads, { minLength: 1, maxLength: 8 }),
        fc.array(heads, { minLength: 5, maxLength: 5 }),
        (completion, again, parts, intake, start) => {
          const opening = start.slice(0, parts.length);
          const path = studentPath(opening, intake, yearOutcomes(completion, again, parts));
          expect(path.students).toHaveLength(intake.length + 1);
          expect(path.students[0]).toEqual(opening);
          intake.forEach((firstYears, t) => {
            const at = (rows: number[][], y: number) => rows[t]?.[y] as number;
            parts.forEach((_, y) => {
              const accounted = at(path.promoted, y) + at(path.repeating, y) + at(path.dropouts, y);
              expect(accounted).toBeCloseTo(at(path.students, y), 9);
              expect(at(path.dropouts, y)).toBeGreaterThanOrEqual(-1e-9);
              const arriving = y === 0 ? firstYears : at(path.promoted, y - 1);
              expect(path.students[t + 1]?.[y]).toBeCloseTo(at(path.repeating, y) + arriving, 9);
            });
            expect(path.diplomas[t]).toBe(at(path.promoted, parts.length - 1));
          });
        },
      ),
    );
  });

  test('in the end a share `completion` of an intake has its diploma, however often it repeats', () => {
    fc.assert(
      fc.property(share, repeating, shape, (completion, again, parts) => {
        const intake = [100, ...Array<number>(200).fill(0)];
        const { diplomas } = studentPath(
          parts.map(() => 0),
          intake,
          yearOutcomes(completion, again, parts),
        );
        expect(sum(diplomas)).toBeCloseTo(100 * completion, 6);
      }),
    );
  });

  test('drop-out falls in the programme years as the shape says', () => {
    const [first, second] = yearOutcomes(0.25, 0, [0.5, 0.5]);
    expect(first).toEqual({ promoted: 0.5, repeating: 0, dropout: 0.5 });
    expect(second).toEqual({ promoted: 0.5, repeating: 0, dropout: 0.5 });
    expect(yearOutcomes(0.6, 0, [1, 0]).map(({ dropout }) => dropout)).toEqual([0.4, 0]);
  });

  test.each([
    [1.1, 0, 'completion 1.1: not a share'],
    [-0.1, 0, 'completion -0.1: not a share'],
    [0.8, 1, 'repeating 1: not a share below 1'],
    [0.8, -0.1, 'repeating -0.1: not a share below 1'],
    [NaN, 0, 'completion NaN: not a share'],
  ])('completion %f, repeating %f', (completion, again, message) => {
    expect(() => yearOutcomes(completion, again, [1])).toThrow(new ModelError(message));
  });
});

describe('a steady programme', () => {
  const outcomesThatDiffer = fc
    .array(fc.tuple(share, repeating), { minLength: 1, maxLength: 5 })
    .map((years) =>
      years.map(([goesOn, again]) => {
        const promoted = (1 - again) * goesOn;
        return { promoted, repeating: again, dropout: 1 - again - promoted };
      }),
    );

  test('stays as it is under its own intake', () => {
    fc.assert(
      fc.property(outcomesThatDiffer, fc.double({ min: 1, max: 1000, noNaN: true }), (outcomes, students) => {
        const opening = steadyProfile(outcomes).map((part) => part * students);
        expect(sum(opening)).toBeCloseTo(students, 9);
        const intake = Array<number>(4).fill(steadyIntake(students, outcomes));
        for (const now of studentPath(opening, intake, outcomes).students) {
          now.forEach((count, y) => {
            expect(count).toBeCloseTo(opening[y] as number, 8);
          });
        }
      }),
    );
  });

  // Half goes on after the first year, all after the second: 1 and ½ of 1½.
  test('by hand', () => {
    const outcomes = yearOutcomes(0.5, 0, [1, 0]);
    expect(steadyProfile(outcomes)).toEqual([2 / 3, 1 / 3]);
    expect(steadyIntake(30, outcomes)).toBeCloseTo(20, 12);
  });

  test('without programme years there is no intake', () => {
    expect(steadyIntake(30, [])).toBe(0);
  });
});

// An intake on 1 October of run year 0 (2024) has its first diplomas, after three years, in the summer of run year 3
// (2027), and stands in the stock on 1 January 2028 = 2024 + 4.
test.each([1, 2, 3, 4])('diplomas come %i years after the intake', (duration) => {
  const outcomes = yearOutcomes(1, 0, [1, ...Array<number>(duration - 1).fill(0)]);
  const { diplomas } = studentPath(
    outcomes.map(() => 0),
    [100, 0, 0, 0, 0, 0],
    outcomes,
  );
  expect(diplomas.findIndex((count) => count > 0)).toBe(duration);
  expect(diplomas[duration]).toBe(100);
});
