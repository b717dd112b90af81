import type { Baseline } from '#lib/model/baseline.ts';
import type { BandCalibration } from '#lib/model/series/forecast.ts';
import { buildBaseline } from '#pipelines/baseline.ts';
import { intakeForecast } from '#pipelines/enrolment.ts';
import { horizonYear } from '#pipelines/period.ts';
import { placeRows } from '#pipelines/placements.ts';
import { projectPopulation } from '#pipelines/population.ts';
import type { ReferenceReading } from '#pipelines/sources/reference.ts';
import { programmeStudents } from '#pipelines/student-counts.ts';
import { startingStocks } from '#pipelines/stock.ts';

/** The baseline of the 28 regions as an edition has it while no region has loaded anything. */
export function referenceBaseline(
  readings: readonly ReferenceReading[],
  calibration: BandCalibration,
): Baseline {
  return buildBaseline({
    readings,
    population: projectPopulation(readings, horizonYear),
    stocks: startingStocks(readings, { practices: [], staff: [] }),
    places: placeRows(readings, { practices: [], places: [] }, () => NaN),
    enrolment: intakeForecast(programmeStudents(readings), calibration),
  });
}
