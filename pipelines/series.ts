import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '#lib/domain/errors.ts';
import { annualSeries, type AnnualPoint, type AnnualSeries } from '#lib/model/series/annual.ts';
import {
  bandOf,
  firstExtrapolated,
  forecastCollection,
  type BandCalibration,
  type SeriesForecast,
} from '#lib/model/series/forecast.ts';
import { realEffects, type Effects } from '#pipelines/effects.ts';
import { projectFolder } from '#pipelines/paths.ts';
import { csvTable } from '#pipelines/sources/csv-table.ts';
import { decodeText } from '#pipelines/sources/csv.ts';
import { sha256 } from '#pipelines/sources/reading.ts';

/** Where the shape of the bands stands, from the project folder. */
export const bandsFile = join(projectFolder, 'data/calibration/series-bands.json');

/** Problems that are named before a file is refused. */
const shownProblems = 20;
const furthestHorizon = 100;
const required = ['id', 'year', 'value'] as const;

/** Where the columns of a series file stand under their own names, whatever their capitals. */
function columnsOf(file: string, header: readonly string[]): Record<(typeof required)[number], string> {
  const nameOf = (column: string) => header.find((name) => name.toLowerCase() === column);
  const missing = required.filter((column) => nameOf(column) === undefined);
  if (missing.length > 0) {
    throw new UserError(
      `${file}, line 1: no column ${missing.join(', ')}, expected id, year and value, found ${header.join(', ')}`,
    );
  }
  return { id: nameOf('id') ?? '', year: nameOf('year') ?? '', value: nameOf('value') ?? '' };
}

/**
 * Reads the series of a CSV file with the columns `id`, `year` and `value`, in any order and among others; ids stay
 * in the order of the file. A blank value is missing, not zero.
 *
 * @throws UserError that names up to 20 faults by line, column and value
 */
export function readSeries(bytes: Uint8Array, file: string): AnnualSeries[] {
  const { header, records } = csvTable(bytes, file);
  const columns = columnsOf(file, header);
  const problems: string[] = [];
  const points = new Map<string, Map<number, AnnualPoint>>();
  for (const { line, cells } of records) {
    const cell = (column: (typeof required)[number]) => (cells[columns[column]] ?? '').trim();
    const refuse = (column: (typeof required)[number], expected: string) =>
      problems.push(
        `${file}, line ${line}, column ${columns[column]}: "${cell(column)}", expected ${expected}`,
      );
    const [id, year, value] = [cell('id'), Number(cell('year')), Number(cell('value'))];
    const known = points.get(id) ?? new Map<number, AnnualPoint>();
    if (id === '') refuse('id', 'a name');
    if (cell('year') === '' || !Number.isInteger(year)) refuse('year', 'a whole number');
    else if (known.has(year)) refuse('year', `each year of series ${id} once`);
    if (!Number.isFinite(value)) refuse('value', 'a number with a decimal point, or nothing');
    known.set(year, { year, value: cell('value') === '' ? null : value });
    points.set(id, known);
  }
  if (records.length === 0) problems.push(`${file}, line 2: no rows, expected a series`);
  for (const [id, known] of points) {
    if ([...known.values()].every(({ value }) => value === null)) {
      problems.push(`${file}, series ${id}: no value at all, expected at least one`);
    }
  }
  if (problems.length > 0) {
    const more = problems.length - shownProblems;
    const shown = problems.slice(0, shownProblems);
    throw new UserError([...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
  }
  return [...points].map(([id, known]) => annualSeries(id, [...known.values()]));
}

/** The calibration that is shipped with the project. */
export async function readBands(effects: Pick<Effects, 'readFile'>): Promise<BandCalibration> {
  return JSON.parse(decodeText(await effects.readFile(bandsFile))) as BandCalibration;
}

/** The rows of a forecast as CSV, with `lo` and `hi` columns for every level in the order given. */
function forecastCsv(forecasts: readonly SeriesForecast[], levels: readonly number[]): string {
  const header = ['id', 'year', 'h', 'mean', ...levels.flatMap((level) => [`lo${level}`, `hi${level}`])];
  const rows = forecasts.flatMap((forecast) =>
    Array.from(forecast.path, (mean, i) => [
      forecast.id,
      forecast.lastYear + i + 1,
      i + 1,
      mean,
      ...levels.flatMap((level) => {
        const { low, high } = bandOf(forecast, i + 1, level / 100);
        return [low, high];
      }),
    ]),
  );
  return stringify([header, ...rows]);
}

/** What was asked of the forecast of a file. */
export interface SeriesRequest {
  /** The file with the series, and the one to write. */
  in: string;
  out: string;
  /** Years ahead, from 1 on. */
  horizon: number;
  /** Bands in percent, such as 50, 80 and 95. */
  levels: readonly number[];
}

/** What was made, for the command line. */
export interface SeriesSummary {
  series: number;
  rows: number;
  /** SHA-256 of the file that was read. */
  inputHash: string;
  /** The first number of years ahead whose bands are extrapolated, where the horizon goes that far. */
  extrapolatedFrom: number | null;
}

function checkLevels(levels: readonly number[]): void {
  if (levels.length === 0) throw new UserError('levels: none, expected one or more percentages');
  for (const level of levels) {
    if (!(level > 0 && level < 100))
      throw new UserError(`levels: ${level}, expected more than 0 and less than 100`);
  }
  const twice = levels.find((level, i) => levels.indexOf(level) < i);
  if (twice !== undefined) throw new UserError(`levels: ${twice} stands there twice`);
}

/**
 * Forecasts the series of a CSV file into another one, which appears whole or not at all. The same file gives the
 * same forecast, whatever the order of its rows.
 *
 * @throws UserError when the file or what is asked is wrong; then nothing is written
 */
export async function forecastSeriesFile(
  { in: from, out, horizon, levels }: SeriesRequest,
  effects: Pick<Effects, 'readFile'> = realEffects,
): Promise<SeriesSummary> {
  if (!(Number.isInteger(horizon) && horizon >= 1 && horizon <= furthestHorizon)) {
    throw new UserError(`horizon: ${horizon}, expected a whole number of years from 1 to ${furthestHorizon}`);
  }
  checkLevels(levels);
  const bytes = await effects.readFile(from).catch((error: Error) => {
    throw new UserError(`cannot read ${from}: ${error.message}`);
  });
  const collection = readSeries(bytes, basename(from));
  const forecasts = forecastCollection(collection, { horizon, calibration: await readBands(effects) });
  await writeWhole(out, forecastCsv(forecasts, levels));
  const [first] = forecasts;
  const beyond = first ? firstExtrapolated(first) : Infinity;
  return {
    series: forecasts.length,
    rows: forecasts.length * horizon,
    inputHash: sha256(bytes),
    extrapolatedFrom: beyond <= horizon ? beyond : null,
  };
}

async function writeWhole(path: string, text: string): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(aside, text);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw new UserError(`cannot write ${path}: ${(error as Error).message}`);
  }
}
