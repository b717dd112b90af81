import { middle, sumOf } from '#lib/domain/interval.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import { annualSeries } from '#lib/model/series/annual.ts';
import { forecastCollection, valueAtNormal, type BandCalibration } from '#lib/model/series/forecast.ts';
import { normalQuantile } from '#lib/model/draws/normal.ts';
import { onLine } from '#pipelines/line.ts';
import { baseYear, horizonYear } from '#pipelines/period.ts';
import type { Counted, ProgrammeStudents } from '#pipelines/student-counts.ts';

/** Quantiles by which the baseline carries the predictive distribution. */
const probabilities = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

/**
 * Correlation of the place of one year within its band with that of the next. Bands of a forecast widen slowly, so a
 * path that is high in one year is high in the next; how much so is an assumption.
 */
const correlation = 0.95;

/** Students of the funded schools together on 1 October, by year; protected counts at the middle of their bounds. */
export function nationalStudents({
  rows,
  years,
}: Counted<ProgrammeStudents>): { year: number; value: number }[] {
  return years.map((year) => {
    const count = sumOf(rows.filter((row) => row.year === year).map(({ students }) => students));
    return { year, value: middle(count) ?? count.low };
  });
}

/**
 * The count that the classes of a run are taken from: the last one up to the October before the base year.
 *
 * @throws Error when there is none
 */
export function openingCount({ years }: Pick<Counted<ProgrammeStudents>, 'years'>): number {
  const known = years.filter((year) => year < baseYear);
  if (known.length === 0) throw new Error(`students: no count before ${baseYear}`);
  return Math.max(...known);
}

/**
 * The predictive distribution of the enrolment relative to the count that the classes are taken from: for the opening
 * students (October before the base year) and for the intake of every year of the run. The intake follows the number of
 * students. What was counted since has no spread; a year that was skipped lies on the line between its neighbours.
 */
export function intakeForecast(
  counted: Counted<ProgrammeStudents>,
  calibration: BandCalibration,
): NonNullable<Training['intakeForecast']> {
  const known = nationalStudents(counted);
  const last = known[known.length - 1];
  const opening = known.find(({ year }) => year === openingCount(counted));
  if (!last || !opening) throw new Error('enrolment: no counts of students');
  const ahead = Math.max(1, horizonYear - 1 - last.year);
  const [forecast] = forecastCollection([annualSeries('students', known)], { horizon: ahead, calibration });
  if (!forecast) throw new Error('enrolment: no forecast');
  const zs = probabilities.map(normalQuantile);
  return {
    probabilities,
    byYear: Array.from({ length: horizonYear - baseYear + 1 }, (_, i) => {
      const year = baseYear - 1 + i;
      if (year <= last.year) return zs.map(() => onLine(known, year) / opening.value);
      const value = valueAtNormal(forecast, year - last.year);
      return zs.map((z) => value(z) / opening.value);
    }),
    correlation,
  };
}
