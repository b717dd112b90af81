import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/error.ts';
import { runProgramme } from '#lib/model/training/programme.ts';
import { steadyIntake, steadyProfile, yearOutcomes } from '#lib/model/training/students.ts';
import { sum } from '../small-baseline.ts';
import { followed, someKind, someProgramme } from '../small-programme.ts';

const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const repeating = fc.double({ min: 0, max: 0.6, noNaN: true });
const shape = fc
  .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map((part) => part / sum(parts)));

describe('programme years', () => {
  test('in the end a share `completion` of an intake has its diploma, however often it repeats', () => {
    fc.assert(
      fc.property(share, repeating, shape, (completion, again, parts) => {
        const outcomes = yearOutcomes(completion, again, parts);
        const intake = Float64Array.of(100, ...Array<number>(199).fill(0));
        const kind = someKind({ outcomes, opening: new Float64Array(parts.length), intake });
        const { graduates } = runProgramme(someProgramme([kind], { years: 200 }));
        expect(sum(graduates[0] as Float64Array)).toBeCloseTo(100 * completion, 6);
      }),
    );
  });

  test('drop-out falls in the programme years as the shape says', () => {
    const [first, second] = yearOutcomes(0.25, 0, [0.5, 0.5]);
    expect(first).toEqual({ promoted: 0.5, repeating: 0, dropout: 0.5 });
    expect(second).toEqual({ promoted: 0.5, repeating: 0, dropout: 0.5 });
    expect(yearOutcomes(0.6, 0, [1, 0]).map(({ dropout }) => dropout)).toEqual([0.4, 0]);
  });

  test('nobody may complete', () => {
    expect(yearOutcomes(0, 0.25, [1, 0])).toEqual([
      { promoted: 0, repeating: 0.25, dropout: 0.75 },
      { promoted: 0.75, repeating: 0.25, dropout: 0 },
    ]);
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
        const opening = Float64Array.from(steadyProfile(outcomes), (part) => part * students);
        expect(sum(opening)).toBeCloseTo(students, 9);
        const intake = new Float64Array(4).fill(steadyIntake(students, outcomes));
        const { trails } = followed(someProgramme([someKind({ outcomes, opening, intake })]));
        trails[0]?.students.forEach((count, cell) => {
          expect(count).toBeCloseTo(opening[cell % outcomes.length] as number, 8);
        });
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
  const intake = Float64Array.of(100, 0, 0, 0, 0, 0);
  const kind = someKind({ outcomes, opening: new Float64Array(duration), intake });
  const { graduates } = runProgramme(someProgramme([kind], { years: 6 }));
  expect(graduates[0]?.findIndex((count) => count > 0)).toBe(duration);
  expect(graduates[0]?.[duration]).toBe(100);
});
