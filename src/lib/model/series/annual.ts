import { ModelError } from '#lib/model/error.ts';

/** One value of one year. `null` is a missing value, not zero. */
export interface AnnualPoint {
  year: number;
  value: number | null;
}

/** A yearly series without holes: a year between the first and the last that is not known is filled. */
export interface AnnualSeries {
  id: string;
  firstYear: number;
  /** One value per year, in the unit of the series; interpolated where `counted` says that it was not observed. */
  values: Float64Array;
  /** 1 where the year was observed and may be scored; 0 where it was filled or is marked. */
  counted: Uint8Array;
  /** Whether no value is below zero: then no forecast is either. */
  nonNegative: boolean;
}

/** Years that a series may span; more is a mistyped year. */
const longestSpan = 500;

function knownPoints(id: string, points: readonly AnnualPoint[]): { year: number; value: number }[] {
  const known: { year: number; value: number }[] = [];
  for (const { year, value } of points) {
    if (!Number.isInteger(year)) throw new ModelError(`series ${id}: year ${year}, expected a whole number`);
    if (value === null) continue;
    if (!Number.isFinite(value)) {
      throw new ModelError(`series ${id}: value ${value} in ${year}, expected a number`);
    }
    known.push({ year, value });
  }
  known.sort((a, b) => a.year - b.year);
  const twice = known.find(({ year }, i) => known[i + 1]?.year === year);
  if (twice) throw new ModelError(`series ${id}: ${twice.year} stands there twice`);
  return known;
}

/**
 * A series from its points, in any order. Missing years between two known ones lie on the straight line between
 * them, so that a method can be fitted; they are never counted as observations. Missing years at either end are
 * left off: a forecast starts after the last known year.
 *
 * @param marked years that are observed but say little about the course (a numerus fixus): the methods see them,
 * errors and scores do not.
 * @throws ModelError without one known value, and on a year or value that is no number
 */
export function annualSeries(
  id: string,
  points: readonly AnnualPoint[],
  marked: readonly number[] = [],
): AnnualSeries {
  const known = knownPoints(id, points);
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last) throw new ModelError(`series ${id}: no value at all, expected at least one`);
  const span = last.year - first.year + 1;
  if (span > longestSpan) {
    throw new ModelError(
      `series ${id}: ${first.year} to ${last.year}, expected a span of at most ${longestSpan} years`,
    );
  }
  const values = new Float64Array(span);
  const counted = new Uint8Array(span);
  known.forEach(({ year, value }, i) => {
    const at = year - first.year;
    const next = known[i + 1];
    const steps = next ? next.year - year : 1;
    for (let step = 0; step < steps; step++) {
      values[at + step] = value + (((next?.value ?? value) - value) * step) / steps;
    }
    counted[at] = marked.includes(year) ? 0 : 1;
  });
  return { id, firstYear: first.year, values, counted, nonNegative: known.every(({ value }) => value >= 0) };
}

/** The values that scores may look at: NaN for a year that was filled or is marked, which every score leaves out. */
export function scoredValues({ values, counted }: AnnualSeries): Float64Array {
  return values.map((value, t) => (counted[t] === 1 ? value : NaN));
}
