import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fitShape } from '#lib/model/series/calibration.ts';
import type { BandCalibration } from '#lib/model/series/forecast.ts';
import { laterCoverage } from '#lib/model/series/later-coverage.ts';
import { rolledOf } from '#lib/model/series/rolled.ts';
import { usualYearOf } from '#lib/model/series/usual.ts';
import { realEffects, type Effects } from '#pipelines/effects.ts';
import { bandsFile, readSeries } from '#pipelines/series.ts';
import { sha256 } from '#pipelines/sources/reading.ts';

/** Years ahead that the bands are calibrated for; beyond them they are extrapolated. */
const furthest = 6;
/** Ends of the training parts that are checked. */
const ends = 8;

/** The shipped calibration with where it comes from. */
export interface CalibrationFile extends BandCalibration {
  about: string;
  inputs: { file: string; sha256: string; series: number; origins: number }[];
  /** Share of outcomes in the 80 % band at later ends than were calibrated on, by file and years ahead. */
  laterCoverage80: number[][];
}

const about =
  'Bands of the series forecaster, made by pipelines/calibrate-series.ts from rolling origins inside the training ' +
  'parts of the M1 and tourism collections, and from nothing else. factors: one row per year ahead, one per ' +
  'probability, in scales of a series.';

/** Six significant digits: below what the sample can tell, above what the rounding of a machine can change. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}

/** Calibrates the bands on files of training series, each file a collection that counts as much as another. */
export async function calibrateSeries(
  files: readonly string[],
  effects: Pick<Effects, 'readFile'>,
): Promise<CalibrationFile> {
  const read = await Promise.all(
    files.map(async (path) => {
      const bytes = await effects.readFile(path);
      const file = basename(path);
      return {
        file,
        sha256: sha256(bytes),
        rolled: readSeries(bytes, file).map((one) => rolledOf(one, furthest)),
      };
    }),
  );
  const collections = read.map(({ rolled }) => rolled);
  const usual = usualYearOf(collections);
  return {
    about,
    inputs: read.map(({ file, sha256, rolled }) => ({
      file,
      sha256,
      series: rolled.length,
      origins: rolled.reduce((sum, { origins }) => sum + origins.length, 0),
    })),
    laterCoverage80: laterCoverage(collections, { furthest, ends }),
    usual,
    shape: fitShape(collections, { usual, furthest }),
  };
}

/** The text of the file, with numbers that are the same on every machine. */
export function calibrationText(calibration: CalibrationFile): string {
  const text = JSON.stringify(calibration, rounded, 2);
  return `${text.replace(/\[\s+(-?[\d.e+-]+(?:,\s+-?[\d.e+-]+)*)\s+\]/g, (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await mkdir(dirname(bandsFile), { recursive: true });
  await writeFile(bandsFile, calibrationText(await calibrateSeries(process.argv.slice(2), realEffects)));
}
