import { ModelError } from '#lib/model/error.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { phaseIn } from '#lib/model/scenario/by-year.ts';

/** A change of the intake in time: from which October on, and how much of it holds in each year. */
export interface Change {
  from: number;
  phase: readonly number[];
  /** How much of the change holds in the October of each year of the run. */
  held: Float64Array;
  /** Calendar year of the first intake that is really another. */
  begins: number;
  /** Position of the first school year that it reaches (the one that begins in `begins`); years when there is none. */
  affected: number;
}

/**
 * Places a change in the years of a run.
 *
 * @throws ModelError for a year outside the run, or a phase without any change
 */
export function changeFrom(
  { startYear, years }: Prepared,
  { from, phase }: { from: number; phase: readonly number[] },
): Change {
  if (!(Number.isInteger(from) && from >= startYear && from < startYear + years))
    throw new ModelError(`from ${from}: expected a year from ${startYear} to ${startYear + years - 1}`);
  const wrong = phase.find((share) => !(share >= 0 && share <= 1));
  if (wrong !== undefined) throw new ModelError(`phase: ${wrong}, expected shares from 0 to 1`);
  const late = phase.findIndex((share) => share > 0);
  if (late < 0) throw new ModelError(`phase ${phase.join(', ')}: no change in any year`);
  const held = Float64Array.from({ length: years }, (_, t) => heldIn({ from, phase }, startYear + t));
  const begins = from + late;
  return { from, phase, held, begins, affected: Math.min(years, begins - startYear + 1) };
}

/** How much of a change holds for the intake of a calendar year. */
export function heldIn({ from, phase }: { from: number; phase: readonly number[] }, year: number): number {
  return year < from ? 0 : phaseIn(phase, year - from);
}
