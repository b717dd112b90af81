import * as forecastTables from '#lib/domain/tables/forecast.ts';
import { matchedCentral, matchToHistory } from '#lib/model/match.ts';
import { prepare } from '#lib/model/prepare.ts';
import { buildBaseline } from '#pipelines/baseline.ts';
import { inTurn } from '#pipelines/editions/turn.ts';
import { compareFiles } from '#pipelines/compare/compare.ts';
import { requireReady } from '#pipelines/compare/verdict.ts';
import { keepInputs } from '#pipelines/kept-files.ts';
import { intakeForecast } from '#pipelines/enrolment.ts';
import { beforeRows, matchRows, summarize } from '#pipelines/forecast.ts';
import { history } from '#pipelines/history.ts';
import { readOwnData, readRawFiles } from '#pipelines/load.ts';
import { horizonYear, stockAges } from '#pipelines/period.ts';
import { placeRows } from '#pipelines/placements.ts';
import { projectPopulation } from '#pipelines/population.ts';
import { publish, writeDatabase } from '#pipelines/publish.ts';
import { fillRegister, loadedRegister } from '#pipelines/register.ts';
import { readBands } from '#pipelines/series.ts';
import { programmeStudents } from '#pipelines/student-counts.ts';
import type { Step } from '#pipelines/steps.ts';
import { startingStocks } from '#pipelines/stock.ts';
import { registerReadings } from '#pipelines/synthesize/readings.ts';
import { simulateOnCores } from '#pipelines/threads.ts';
import { findingsOf, put, type EditionWork } from '#pipelines/work.ts';

/** Draws that are tried against history for each one that is chosen. */
const candidatesPerDraw = 4;

function deriveStock(work: EditionWork): void {
  requireReady(findingsOf(work), work.accept ?? []);
  work.stocks = startingStocks(work.readings, loadedRegister(work.readings));
  put(
    work,
    forecastTables.startingStock,
    work.stocks.map(({ row }) => row),
  );
  work.readings.push(...registerReadings(fillRegister(work.readings, work.seed)));
}

async function prepareForecast(work: EditionWork): Promise<void> {
  const { readings, stocks } = work;
  const population = projectPopulation(readings, horizonYear);
  put(work, forecastTables.populationProjection, population);
  const patients = new Map(stocks.map(({ row }) => [row.region_code, row.registered_patients]));
  work.baseline = buildBaseline({
    readings,
    population,
    stocks,
    places: placeRows(readings, loadedRegister(readings), (region) => patients.get(region) ?? NaN),
    enrolment: intakeForecast(programmeStudents(readings), await readBands(work.effects)),
  });
}

async function matchPast(work: EditionWork): Promise<void> {
  const { baseline, draws, seed } = work;
  if (!baseline) throw new Error('no baseline to match');
  work.matching = matchToHistory(history(work.readings, baseline), {
    candidates: draws * candidatesPerDraw,
    draws,
    seed,
  });
  put(work, forecastTables.assumptionMatch, matchRows(work.matching));
  const before = await simulateOnCores(baseline, { draws, seed });
  put(work, forecastTables.forecastBefore, beforeRows(before));
}

async function forecast(work: EditionWork, report: (detail: string) => void): Promise<void> {
  const { baseline, matching, draws, seed } = work;
  if (!baseline || !matching) throw new Error('no baseline to forecast from');
  work.simulation = await simulateOnCores(baseline, {
    draws,
    seed,
    chosen: matching.chosen,
    central: matchedCentral(prepare(baseline), matching),
    onDraw: (done) => {
      if (done % 100 === 0) report(`${done} of ${draws} draws`);
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

/** The steps that tell what files hold, and build nothing. */
export const readingSteps: readonly Step<EditionWork>[] = [
  { name: 'reference', title: 'Read the reference data', run: readOwnData },
  { name: 'raw', title: 'Read the files of publishers and regions', run: readRawFiles },
  { name: 'compare', title: 'Compare the files with each other', run: compareFiles },
];

/** The steps of a build, in order: each needs what the ones before it left in the work. */
export const editionSteps: readonly Step<EditionWork>[] = inTurn([
  ...readingSteps,
  { name: 'register', title: 'Derive the starting stock and fill the register', run: deriveStock },
  { name: 'baseline', title: 'Put the baseline together', run: prepareForecast },
  { name: 'history', title: 'Match the assumptions to history', run: matchPast },
  { name: 'forecast', title: 'Forecast 28 regions', run: forecast },
  { name: 'summary', title: 'Summarize the draws', run: summarizeForecast },
  { name: 'keep', title: 'Keep the files', run: (work) => keepInputs(work.root, work.inputs) },
  { name: 'database', title: 'Write the database', run: writeDatabase },
  { name: 'publish', title: 'Check the edition and put it into use', run: publish },
]);
