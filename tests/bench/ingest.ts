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
import { shown, span } from './timing.ts';

const runs = 5;
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
  const least = (way: Way, what: 'ms' | 'cpuMs') => Math.min(...found[way].map((measured) => measured[what]));
  const peak = (way: Way) => String(Math.round(Math.max(...found[way].map(({ peakMb }) => peakMb))));
  const ratio = (way: Way, what: 'ms' | 'cpuMs') => (least('program', what) / least(way, what)).toFixed(2);
  const { rows = NaN, refused = NaN } = found.program[0] ?? {};
  const others = (['duckdb', 'roomy'] as const).flatMap((way) => [
    shown(least(way, 'ms')),
    ratio(way, 'ms'),
    ratio(way, 'cpuMs'),
    peak(way),
  ]);
  const all = span(found.program.map(({ ms }) => ms));
  return [
    basename(file),
    String(Math.round((await stat(file)).size / 1e6)),
    String(rows),
    String(refused),
    shown(least('program', 'ms')),
    peak('program'),
    ...others,
    `program ${all} ms in ${runs} runs`,
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
        title: `ingest: the least of ${runs} runs, each in a process of its own and in turn, beside DuckDB making a table of what it guesses; × is the program's time over DuckDB's, of the clock and of the processor; ${lines - 2} practices`,
        columns: [
          'file',
          'MB',
          'rows',
          'refused',
          'program ms',
          'peak MB',
          'DuckDB in 500 MB: ms',
          '×',
          '× cpu',
          'peak MB',
          'in 4 GB: ms',
          '×',
          '× cpu',
          'peak MB',
          '',
        ],
        rows,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}
