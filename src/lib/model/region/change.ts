import { ModelError } from '#lib/model/error.ts';
import type { Prepared } from '#lib/model/prepare.ts';

/** What is done differently in one region, as sliders say it: what is left out stays as it is. */
export interface RegionChange {
  /**
   * On the new first-years of October of each year of the run, at every school and in every track; a fixed number
   * that a scenario gave a class (`extraIntake`) is part of them.
   */
  intakeFactor?: ArrayLike<number>;
  /** Places beside those that there are, by school year of the run and period. */
  extraPlaces?: ArrayLike<number>;
  /** Yearly growth of the demand from the start on, on top of what there is. */
  growth?: number;
}

/** A change as numbers for every year, whether it changes something or not. */
export interface ChangeByYear {
  intakeFactor: Float64Array;
  /** By year and period. */
  extraPlaces: Float64Array;
  /** By state. */
  demandIndex: Float64Array;
}

/** Room for the changes of a region. */
export function emptyChange({ years, training }: Prepared): ChangeByYear {
  return {
    intakeFactor: new Float64Array(years),
    extraPlaces: new Float64Array(years * (training?.periods.length ?? 0)),
    demandIndex: new Float64Array(years + 1),
  };
}

/** Writes a list over another one, or what leaves everything as it is where there is no list. */
function fillList(
  into: Float64Array,
  list: ArrayLike<number> | undefined,
  { none, what }: { none: number; what: string },
): void {
  if (!list) {
    into.fill(none);
    return;
  }
  if (list.length !== into.length)
    throw new ModelError(`${what}: ${list.length} values, expected ${into.length}`);
  for (let i = 0; i < into.length; i++) {
    const value = list[i] as number;
    if (!(value >= 0 && value < Infinity)) throw new ModelError(`${what}: ${value}, expected at least 0`);
    into[i] = value;
  }
}

/**
 * Turns what sliders say into numbers for every year.
 *
 * @throws ModelError for what cannot be, and for a change of something that the baseline does not have
 */
export function fillChange(
  into: ChangeByYear,
  { intakeFactor, extraPlaces, growth = 0 }: RegionChange,
  { training }: Prepared,
): void {
  if (intakeFactor && !training) throw new ModelError('intakeFactor: the baseline has no training');
  if (extraPlaces && !training?.places)
    throw new ModelError('extraPlaces: the baseline has no places, so that nothing limits its training');
  if (!(growth >= -1 && growth < Infinity)) throw new ModelError(`growth ${growth}: expected at least -1`);
  fillList(into.intakeFactor, intakeFactor, { none: 1, what: 'intakeFactor' });
  fillList(into.extraPlaces, extraPlaces, { none: 0, what: 'extraPlaces' });
  for (let t = 0, index = 1; t < into.demandIndex.length; t++, index *= 1 + growth)
    into.demandIndex[t] = index;
}
