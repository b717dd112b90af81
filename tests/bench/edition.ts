import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionSteps } from '#pipelines/edition.ts';
import { newEdition } from '#pipelines/work.ts';
import { realEffects } from '#pipelines/effects.ts';
import { projectFolder } from '#pipelines/paths.ts';
import { forecastDefaults } from '#pipelines/settings.ts';
import type { ResultTable } from './table.ts';
import { median, shown, span, timeOf } from './timing.ts';

const builds = 3;

/** Folders with the publishers' own files, beside the project: they are too large to be part of it. */
const publisherFolders = ['duo', 'cbs'].map((folder) => join(projectFolder, '../shared/data', folder));

/** How long each step took in one build, in milliseconds and in the order of the steps. */
async function timeBuild(raw: string[]): Promise<number[]> {
  const root = await mkdtemp(join(tmpdir(), 'praktijkbalans-bench-'));
  try {
    const work = newEdition({ root, raw, ...forecastDefaults }, realEffects);
    const durations: number[] = [];
    for (const { run } of editionSteps) durations.push(await timeOf(() => run(work, () => undefined)));
    return durations;
  } finally {
    await rm(root, { recursive: true });
  }
}

async function buildTable(raw: string[], what: string): Promise<ResultTable> {
  const timed: number[][] = [];
  for (let build = 0; build < builds; build++) timed.push(await timeBuild(raw));
  const row = (name: string, ms: number[], title: string) => [
    name,
    shown(ms[0] ?? NaN),
    shown(median(ms)),
    span(ms),
    title,
  ];
  return {
    title: `edition: ${builds} builds, each into a new folder, ${forecastDefaults.draws} draws, ${what}`,
    columns: ['step', 'first ms', 'median ms', 'min–max ms', 'includes'],
    rows: [
      ...editionSteps.map(({ name, title }, s) =>
        row(
          name,
          timed.map((durations) => durations[s] ?? NaN),
          title,
        ),
      ),
      row(
        'total',
        timed.map((durations) => durations.reduce((sum, ms) => sum + ms, 0)),
        'All steps',
      ),
    ],
  };
}

/** Wall time of every step of a build: with the reference data alone and, where they are, the publishers' files. */
export async function benchEdition(): Promise<ResultTable[]> {
  const found = publisherFolders.filter((folder) => existsSync(folder));
  const tables = [await buildTable([], 'reference data only')];
  if (found.length > 0) tables.push(await buildTable(found, `with the files in ${found.join(' and ')}`));
  return tables;
}
