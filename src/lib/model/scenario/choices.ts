import type { Baseline } from '#lib/model/baseline.ts';
import type { GroupChoice } from '#lib/model/baseline/amount.ts';
import { ModelError } from '#lib/model/error.ts';

/** The ids that are chosen out of those that there are. @throws ModelError for one that there is not */
export function chosenIds(choice: GroupChoice, known: readonly string[], path: string): string[] {
  if (choice === '*') return [...known];
  const stray = choice.find((id) => !known.includes(id));
  if (stray === undefined) return choice;
  throw new ModelError(`${path}: no “${stray}” in the baseline`);
}

/** The groups that a lever or a row is for. @throws ModelError for one that the baseline does not have */
export function chosenGroups({ groups }: Baseline, choice: GroupChoice, path: string): string[] {
  return chosenIds(
    choice,
    groups.map(({ id }) => id),
    path,
  );
}

/** The position of a year in a list that begins in `first`. @throws ModelError when it is not in the list */
export function yearIn(
  year: number,
  { first, count }: { first: number; count: number },
  path: string,
): number {
  if (year >= first && year < first + count) return year - first;
  throw new ModelError(`${path}: year ${year} is outside the run, expected ${first} to ${first + count - 1}`);
}

/** Years of flows of a run. */
export function yearsOf({ startYear, horizonYear }: Baseline): number {
  return horizonYear - startYear;
}

/** Number of single ages, or one where people have no age. */
export function agesOf({ ages }: Baseline): number {
  return ages ? ages.to - ages.from + 1 : 1;
}
