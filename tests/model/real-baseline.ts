import { buildBaseline } from '#pipelines/baseline.ts';
import { realEffects } from '#pipelines/effects.ts';
import { intakeForecast } from '#pipelines/enrolment.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { horizonYear } from '#pipelines/period.ts';
import { placeRows } from '#pipelines/placements.ts';
import { projectPopulation } from '#pipelines/population.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import { readBands } from '#pipelines/series.ts';
import { startingStocks } from '#pipelines/stock.ts';

export const readings = await readReference(referenceFolder, realEffects);

const enrolment = intakeForecast(readings, await readBands(realEffects));

/** The baseline of the 28 regions as an edition has it while no region has loaded anything. */
export const realBaseline = buildBaseline({
  readings,
  population: projectPopulation(readings, horizonYear),
  stocks: startingStocks(readings, { practices: [], staff: [] }),
  places: placeRows(readings, { practices: [], places: [] }, () => NaN),
  enrolment,
});
