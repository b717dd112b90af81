import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import * as geography from '#lib/domain/tables/geography.ts';
import { literal } from '#lib/server/row-check.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { inputFile } from '#pipelines/sources/input-file.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { readReference, rowsOf } from '#pipelines/sources/reference.ts';
import { timeOf } from './timing.ts';

/** How one file was read once: milliseconds of the clock and of the processor, the most memory of the process, rows. */
export interface Measured {
  ms: number;
  cpuMs: number;
  peakMb: number;
  rows: number;
  refused: number;
}

type Read = Omit<Measured, 'peakMb'>;

/** How long something takes, by the clock and by the processor. */
async function timesOf(work: () => unknown): Promise<Pick<Measured, 'ms' | 'cpuMs'>> {
  const before = process.cpuUsage();
  const ms = await timeOf(work);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpuMs: (user + system) / 1000 };
}

async function byProgram(path: string): Promise<Read> {
  const reference = await readReference(referenceFolder, realEffects);
  const context = {
    municipalities: rowsOf(reference, geography.municipalities),
    mergers: rowsOf(reference, geography.municipalityMergers),
    regions: rowsOf(reference, geography.regions),
  };
  const count = { rows: 0, refused: 0 };
  const times = await timesOf(async () => {
    const readings = await readFile(await inputFile(path, basename(path), realEffects), context);
    for (const { rowsRead, rowsRefused } of readings) {
      count.rows += rowsRead;
      count.refused += rowsRefused;
    }
  });
  return { ...times, ...count };
}

async function byDuckDb(path: string, memory: string): Promise<Read> {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-bench-'));
  const instance = await DuckDBInstance.fromCache(':memory:', {
    memory_limit: memory,
    threads: '2',
    temp_directory: folder,
  });
  const connection = await instance.connect();
  try {
    const times = await timesOf(() =>
      connection.run(`CREATE TABLE t AS SELECT * FROM read_csv(${literal(path)})`),
    );
    const rows = await connection.runAndReadAll('SELECT count(*)::DOUBLE FROM t');
    return { ...times, rows: Number(rows.getRows()[0]?.[0]), refused: 0 };
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}

const [way = '', path = ''] = process.argv.slice(2);
const measured =
  way === 'program' ? await byProgram(path) : await byDuckDb(path, way === 'roomy' ? '4GB' : '500MB');
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ...measured, peakMb } satisfies Measured));
