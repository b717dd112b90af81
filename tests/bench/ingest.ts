import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { realEffects } from '#pipelines/effects.ts';
import { projectFolder, referenceFolder } from '#pipelines/paths.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import { startingStocks } from '#pipelines/stock.ts';
import { writeRegister } from '#pipelines/synthesize/files.ts';
import { synthesizeRegister } from '#pipelines/synthesize/register.ts';
import { writePopulation } from './ingest-file.ts';
import type { Measured } from './ingest-one.ts';
import type { ResultTable } from './table.ts';
import { median, shown, span } from './timing.ts';

const runs = 3;
const bigRows = 10_000_000;
const one = fileURLToPath(new URL('ingest-one.ts', import.meta.url));
const duo = join(projectFolder, '../shared/data/duo/03-deelnemers-mbo-2015-2019.csv');

/** How a file is read: by the program, or by DuckDB into a table, with the same memory and with plenty. */
const ways = ['program', 'duckdb', 'roomy'] as const;
type Way = (typeof ways)[number];

/** Reads a file once, in a process of its own, so that none warms up another and its memory is known. */
async function measure(way: Way, file: string): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', one, way, file], {
    cwd: projectFolder,
  });
  return JSON.parse(stdout) as Measured;
}

async function rowOf(file: string): Promise<string[]> {
  const found: Record<Way, Measured[]> = { program: [], duckdb: [], roomy: [] };
  // In turn, so that a busy moment of the machine does not fall on one of them alone.
  for (let run = 0; run < runs; run++) for (const way of ways) found[way].push(await measure(way, file));
  const of = (way: Way, what: 'ms' | 'peakMb') => found[way].map((measured) => measured[what]);
  const ratio = (way: Way) => (median(of('program', 'ms')) / median(of(way, 'ms'))).toFixed(2);
  const { rows = NaN, refused = NaN } = found.program[0] ?? {};
  return [
    basename(file),
    String(Math.round((await stat(file)).size / 1e6)),
    String(rows),
    String(refused),
    shown(median(of('program', 'ms'))),
    span(of('program', 'ms')),
    String(Math.round(Math.max(...of('program', 'peakMb')))),
    shown(median(of('duckdb', 'ms'))),
    ratio('duckdb'),
    shown(median(of('roomy', 'ms'))),
    ratio('roomy'),
    `${Math.round(Math.max(...of('duckdb', 'peakMb')))} and ${Math.round(Math.max(...of('roomy', 'peakMb')))} MB`,
  ];
}

/** A register of all practices in the country, as files. */
async function writeNation(folder: string): Promise<string[]> {
  const readings = await readReference(referenceFolder, realEffects);
  const stocks = startingStocks(readings, { practices: [], staff: [] });
  const names = await writeRegister(folder, synthesizeRegister({ readings, stocks, seed: 1 }));
  const files = names.filter((name) => /praktijken|personeel|stageplaatsen/.test(name));
  return files.map((name) => join(folder, name));
}

/**
 * How long it takes to read files with every check on, beside DuckDB's own `read_csv` of the same file: a register of
 * the whole country, DUO's file of all programmes where it is, and a table of the CBS of ten million rows.
 */
export async function benchIngest(): Promise<ResultTable[]> {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-bench-'));
  try {
    const files = [...(await writeNation(folder)), ...(existsSync(duo) ? [duo] : [])];
    const big = join(folder, '03759ned.csv');
    await writePopulation(big, bigRows);
    const rows: string[][] = [];
    for (const file of [...files, big]) rows.push(await rowOf(file));
    const lines = (await readFile(files[0] ?? '', 'utf8')).split('\n').length;
    return [
      {
        title: `ingest: ${runs} runs of each in a process of its own, in turn; DuckDB makes a table of texts and numbers as it guesses them, with 500 MB and 2 threads as the program has, and with 4 GB; the register has ${lines - 2} practices`,
        columns: [
          'file',
          'MB',
          'rows',
          'refused',
          'program ms',
          'min–max ms',
          'peak MB',
          'DuckDB ms',
          '×',
          'DuckDB 4 GB ms',
          '×',
          'peak of DuckDB',
        ],
        rows,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}
