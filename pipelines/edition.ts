import { mkdir, readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import { tables } from '#lib/domain/tables.ts';
import * as editionTables from '#lib/domain/tables/edition.ts';
import * as forecastTables from '#lib/domain/tables/forecast.ts';
import * as reference from '#lib/domain/tables/reference.ts';
import * as registerTables from '#lib/domain/tables/register.ts';
import { modelVersion, type Baseline } from '#lib/model/baseline.ts';
import { simulate, type Simulation } from '#lib/model/simulate.ts';
import { openDatabase, writeTable } from '#lib/server/database.ts';
import {
  checkedManifest,
  editionPaths,
  fingerprint,
  publishEdition,
  removeUnfinished,
  unfinishedId,
} from '#lib/server/editions.ts';
import { sourceList, type Manifest, type SourceList } from '#lib/server/manifest.ts';
import { buildBaseline } from '#pipelines/baseline.ts';
import { checkEdition } from '#pipelines/checks.ts';
import type { Effects } from '#pipelines/effects.ts';
import { summarize } from '#pipelines/forecast.ts';
import { referenceFolder, sourcesFile } from '#pipelines/paths.ts';
import { baseYear, horizonYear, stockAges } from '#pipelines/period.ts';
import { projectPopulation } from '#pipelines/population.ts';
import { fillRegister, loadedRegister, refuseOrphans } from '#pipelines/register.ts';
import { readFile as readSource } from '#pipelines/sources/recognise.ts';
import { readReference, rowsOf } from '#pipelines/sources/reference.ts';
import type { Finding, Reading } from '#pipelines/sources/reading.ts';
import type { Step } from '#pipelines/steps.ts';
import { startingStocks, type RegionalStock } from '#pipelines/stock.ts';
import { registerReadings } from '#pipelines/synthesize/readings.ts';

/** What an edition is built from, and where it goes. */
export interface EditionOptions {
  /** The folder that holds all editions. */
  root: string;
  /** Files and folders with the publishers' and the region's own files. */
  raw: string[];
  /** The year of a population file that does not say it. */
  populationYear?: number | undefined;
  draws: number;
  seed: number;
}

/** The work of a build, filled step by step. */
export interface EditionWork extends EditionOptions {
  effects: Effects;
  id: string;
  createdAt: Date;
  sources: SourceList;
  /** Files that were read, whatever table they fill. */
  readings: Reading<Table>[];
  /** Files that could not be read at all. */
  unread: Finding[];
  /** Rows that were worked out, by table. */
  derived: Map<Table, Row<Table>[]>;
  stocks: RegionalStock[];
  baseline?: Baseline;
  simulation?: Simulation;
  manifest?: Manifest;
}

/** A build that has not begun. */
export function newEdition(options: EditionOptions, effects: Effects): EditionWork {
  const createdAt = effects.now();
  const stamp = createdAt.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return {
    ...options,
    effects,
    id: stamp,
    createdAt,
    sources: {},
    readings: [],
    unread: [],
    derived: new Map(),
    stocks: [],
  };
}

function put<T extends Table>(work: EditionWork, table: T, rows: Row<T>[]): void {
  work.derived.set(table, rows);
}

/** Rows of a table from all files together. */
function loaded<T extends Table>(work: EditionWork, table: T): Row<T>[] {
  return rowsOf(work.readings, table);
}

async function readOwnData(work: EditionWork): Promise<void> {
  work.sources = sourceList.parse(JSON.parse(await readFile(sourcesFile, 'utf8')));
  work.readings = await readReference(referenceFolder, work.effects);
}

/** A file that cannot be read at all is a finding too: the edition is built without it, and says so. */
function unreadable(file: string, problem: UserError): Finding {
  return {
    file,
    row: null,
    column: null,
    value: null,
    severity: 'warn',
    code: 'unreadable-file',
    expected: problem.message,
  };
}

async function readRawFiles(work: EditionWork, report: (detail: string) => void): Promise<void> {
  const municipalities = loaded(work, reference.municipalities);
  for (const path of work.raw) {
    for (const file of await work.effects.listFiles(path)) {
      report(file);
      const name = relative(path, file) || basename(file);
      try {
        const bytes = await work.effects.readFile(file);
        work.readings.push(readSource(bytes, name, { municipalities, populationYear: work.populationYear }));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        work.unread.push(unreadable(name, error));
      }
    }
  }
}

function deriveStock(work: EditionWork): void {
  work.readings = refuseOrphans(work.readings);
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

/** Everything that was found wrong in the files. */
export function findingsOf(work: EditionWork): Finding[] {
  return [...work.unread, ...work.readings.flatMap(({ findings }) => findings)];
}

function noteReadings(work: EditionWork): void {
  put(work, editionTables.findings, findingsOf(work));
  put(
    work,
    editionTables.filesRead,
    work.readings.map(({ file, table, sourceKey, sha256, rows, rowsRead, rowsRefused, origin }) => ({
      file,
      table_name: table.name,
      source_key: sourceKey,
      sha256,
      rows_read: rowsRead,
      rows_loaded: rows.length,
      rows_refused: rowsRefused,
      origin,
    })),
  );
}

async function writeDatabase(work: EditionWork): Promise<void> {
  noteReadings(work);
  const paths = editionPaths(work.root, unfinishedId(work.id));
  try {
    await mkdir(paths.folder, { recursive: true });
  } catch (error) {
    throw new UserError(`cannot write in ${work.root}: ${(error as Error).message}`);
  }
  const instance = await openDatabase(paths.database, 'write');
  const connection = await instance.connect();
  await connection.run('BEGIN TRANSACTION');
  for (const table of tables) {
    await writeTable(connection, table, work.derived.get(table) ?? loaded(work, table));
  }
  await connection.run('COMMIT');
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
}

async function publish(work: EditionWork): Promise<void> {
  const workId = unfinishedId(work.id);
  const { database } = editionPaths(work.root, workId);
  const rowCounts = await checkEdition(database, work);
  const origins = new Set(loaded(work, registerTables.practices).map(({ origin }) => origin));
  const registerOrigin = origins.has('synthetic') ? 'synthetic' : 'loaded';
  work.manifest = {
    format: 'praktijkbalans-edition/1',
    id: work.id,
    createdAt: work.createdAt.toISOString(),
    modelVersion,
    seed: work.seed,
    draws: work.draws,
    baseYear,
    horizonYear,
    registerOrigin,
    sources: work.sources,
    files: work.readings.map(({ file, table, sourceKey, sha256, rows, rowsRead, rowsRefused, origin }) => ({
      file,
      table: table.name,
      source: sourceKey,
      sha256,
      rowsRead,
      rowsLoaded: rows.length,
      rowsRefused,
      origin,
    })),
    rowCounts,
    refusals: work.readings.reduce((sum, { rowsRefused }) => sum + rowsRefused, 0),
    database: await fingerprint(database),
  };
  await publishEdition(work.root, workId, work.manifest);
  await checkedManifest(work.root, work.id);
  await removeUnfinished(work.root);
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
