import { ModelError } from '#lib/model/error.ts';

/** What becomes of a student with a place in one programme year: the three shares sum to 1. */
export interface YearOutcome {
  /** Goes up a year, or obtains the diploma in the last one. */
  promoted: number;
  repeating: number;
  dropout: number;
}

/**
 * Outcomes by programme year such that a share `completion` of an intake obtains the diploma in the end, however
 * often it repeats: of those who do not repeat in year y, completion^shape[y] goes on.
 *
 * @param dropoutShape share of all drop-out by programme year; sums to 1
 */
export function yearOutcomes(
  completion: number,
  repeating: number,
  dropoutShape: ArrayLike<number>,
): YearOutcome[] {
  if (!(completion >= 0 && completion <= 1)) throw new ModelError(`completion ${completion}: not a share`);
  if (!(repeating >= 0 && repeating < 1)) throw new ModelError(`repeating ${repeating}: not a share below 1`);
  return Array.from(dropoutShape, (shape) => {
    const promoted = (1 - repeating) * completion ** shape;
    return { promoted, repeating, dropout: 1 - repeating - promoted };
  });
}

/**
 * How a total without programme years is divided over them: the profile of a programme whose intake is constant
 * under these outcomes. Estimated, and marked so where it shows.
 */
export function steadyProfile(outcomes: readonly YearOutcome[]): number[] {
  let arriving = 1;
  const profile = outcomes.map(({ promoted, repeating }) => {
    const students = arriving / (1 - repeating);
    arriving = students * promoted;
    return students;
  });
  const total = profile.reduce((sum, share) => sum + share, 0);
  return profile.map((share) => share / total);
}

/** The yearly intake that keeps a steady programme with this many students going. */
export function steadyIntake(students: number, outcomes: readonly YearOutcome[]): number {
  const first = outcomes[0];
  return first ? students * (steadyProfile(outcomes)[0] ?? NaN) * (1 - first.repeating) : 0;
}
