import * as forecastTables from '#lib/domain/tables/forecast.ts';
import { simulate } from '#lib/model/simulate.ts';
import { buildBaseline } from '#pipelines/baseline.ts';
import { summarize } from '#pipelines/forecast.ts';
import { readOwnData, readRawFiles } from '#pipelines/load.ts';
import { horizonYear, stockAges } from '#pipelines/period.ts';
import { projectPopulation } from '#pipelines/population.ts';
import { publish, writeDatabase } from '#pipelines/publish.ts';
import { fillRegister, loadedRegister } from '#pipelines/register.ts';
import { noteUnscalable, refuseOrphans, refuseRepeats } from '#pipelines/refusals.ts';
import type { Step } from '#pipelines/steps.ts';
import { startingStocks } from '#pipelines/stock.ts';
import { registerReadings } from '#pipelines/synthesize/readings.ts';
import { put, type EditionWork } from '#pipelines/work.ts';

function deriveStock(work: EditionWork): void {
  work.readings = noteUnscalable(refuseOrphans(refuseRepeats(work.readings)));
  work.stocks = startingStocks(work.readings, loadedRegister(work.readings));
  put(
    work,
    forecastTables.startingStock,
    work.stocks.map(({ row }) => row),
  );
  work.readings.push(...registerReadings(fillRegister(work.readings, work.seed)));
}

function forecast(work: EditionWork, report: (detail: string) => void): void {
  const population = projectPopulation(work.readings, horizonYear);
  put(work, forecastTables.populationProjection, population);
  work.baseline = buildBaseline({ readings: work.readings, population, stocks: work.stocks });
  work.simulation = simulate(work.baseline, {
    draws: work.draws,
    seed: work.seed,
    onDraw: (done) => {
      if (done % 100 === 0) report(`${done} of ${work.draws} draws`);
    },
  });
}

function summarizeForecast(work: EditionWork): void {
  if (!work.simulation) throw new Error('no simulation to summarize');
  const rows = summarize(work.simulation, stockAges.from);
  put(work, forecastTables.forecast, rows.forecast);
  put(work, forecastTables.forecastChance, rows.chances);
  put(work, forecastTables.forecastRank, rows.ranks);
  put(work, forecastTables.forecastAges, rows.ages);
}

/** The steps of a build, in order: each needs what the ones before it left in the work. */
export const editionSteps: readonly Step<EditionWork>[] = [
  { name: 'reference', title: 'Read the reference data', run: readOwnData },
  { name: 'raw', title: 'Read the files of publishers and regions', run: readRawFiles },
  { name: 'register', title: 'Derive the starting stock and fill the register', run: deriveStock },
  { name: 'forecast', title: 'Forecast 28 regions', run: forecast },
  { name: 'summary', title: 'Summarize the draws', run: summarizeForecast },
  { name: 'database', title: 'Write the database', run: writeDatabase },
  { name: 'publish', title: 'Check the edition and put it into use', run: publish },
];
