import type { Training } from '#lib/model/baseline/training.ts';
import { annualSeries } from '#lib/model/series/annual.ts';
import { forecastCollection, valueAtNormal, type BandCalibration } from '#lib/model/series/forecast.ts';
import { normalQuantile } from '#lib/model/draws/normal.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import { baseYear, horizonYear, lastStudentCount } from '#pipelines/period.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';

/** Quantiles by which the baseline carries the predictive distribution. */
const probabilities = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

/**
 * Correlation of the place of one year within its band with that of the next. Bands of a forecast widen slowly, so a
 * path that is high in one year is high in the next; how much so is an assumption.
 */
const correlation = 0.95;

/** Students of the funded schools together on 1 October, by year. */
export function nationalStudents(readings: readonly ReferenceReading[]): { year: number; value: number }[] {
  const totals = new Map<number, number>();
  for (const { year, students } of rowsOf(readings, trainingTables.studentCounts))
    totals.set(year, (totals.get(year) ?? 0) + students);
  return [...totals].map(([year, value]) => ({ year, value })).sort((a, b) => a.year - b.year);
}

/**
 * The predictive distribution of the enrolment relative to the last count: for the opening students (October before
 * the base year) and for the intake of every year of the run. The intake follows the number of students.
 */
export function intakeForecast(
  readings: readonly ReferenceReading[],
  calibration: BandCalibration,
): NonNullable<Training['intakeForecast']> {
  const series = annualSeries('students', nationalStudents(readings));
  const years = horizonYear - baseYear + 1;
  const ahead = baseYear - 1 - lastStudentCount;
  const [forecast] = forecastCollection([series], { horizon: ahead + years - 1, calibration });
  const last = series.values[series.values.length - 1];
  if (!forecast || last === undefined) throw new Error('enrolment: no counts of students');
  const zs = probabilities.map(normalQuantile);
  return {
    probabilities,
    byYear: Array.from({ length: years }, (_, i) => {
      const value = valueAtNormal(forecast, ahead + i);
      return zs.map((z) => value(z) / last);
    }),
    correlation,
  };
}
