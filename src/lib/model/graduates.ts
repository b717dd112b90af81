import { amountIn, sizeFactorOf } from '#lib/model/amounts.ts';
import { ModelError } from '#lib/model/error.ts';
import type { PreparedTraining } from '#lib/model/prepare.ts';
import { routingMatrix } from '#lib/model/routing.ts';
import { steadyIntake, steadyProfile, studentPath, yearOutcomes } from '#lib/model/students.ts';

/**
 * Graduates who enter the stock of each group, by track: groups of tracks of heads per year of the run. Diplomas of
 * the summer of year t are in year t and stand in the stock on 1 January of t + 1.
 */
export type Graduates = Float64Array[][];

/**
 * Students to graduates to entrants in a draw. Classes of a track share their outcomes, so one student of a track
 * is followed and scaled by the students whose graduates go to each group.
 */
export function graduatesIn(
  training: PreparedTraining,
  { draw, groups, years }: { draw: Float64Array; groups: number; years: number },
): Graduates {
  const completion = amountIn(training.completion, draw);
  const repeating = amountIn(training.repeating, draw);
  const toOccupation = amountIn(training.toOccupation, draw);
  if (!(toOccupation >= 0 && toOccupation <= 1))
    throw new ModelError(`toOccupation ${toOccupation}: not a share`);
  const matrix = routingMatrix(training.catchment, amountIn(training.decayKm, draw), groups);
  const index = sizeFactorOf(training.intakeIndex, draw, 'training.intakeIndex');
  const students = training.tracks.map(() => new Float64Array(groups));
  for (const { school, track, students: amount } of training.classes) {
    const total = (amount.values[0] as number) * sizeFactorOf(amount, draw, 'training.classes.students');
    const row = matrix[school] as Float64Array;
    const sums = students[track] as Float64Array;
    for (let group = 0; group < groups; group++) {
      sums[group] = (sums[group] as number) + total * (row[group] as number);
    }
  }
  const perStudent = training.tracks.map(({ dropoutShape }) => {
    const outcomes = yearOutcomes(completion, repeating, dropoutShape);
    const intake = steadyIntake(1, outcomes);
    return studentPath(
      steadyProfile(outcomes),
      Array.from(training.intakeIndex.values, (value) => value * index * intake),
      outcomes,
    ).diplomas;
  });
  return Array.from({ length: groups }, (_, group) =>
    students.map((byGroup, track) =>
      Float64Array.from(
        { length: years },
        (_, year) =>
          (byGroup[group] as number) * ((perStudent[track] as number[])[year] as number) * toOccupation,
      ),
    ),
  );
}
