import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import { oneLine } from '#lib/domain/finding.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import { sourceList } from '#lib/server/manifest.ts';
import { withBoundaries } from '#pipelines/boundaries/boundaries.ts';
import { referenceFolder, sourcesFile } from '#pipelines/paths.ts';
import { inputFile } from '#pipelines/sources/input-file.ts';
import { readFile as readSource } from '#pipelines/sources/recognise.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { loaded, type EditionWork } from '#pipelines/work.ts';

/** Files that a folder may hold: a larger one was hardly meant. */
const mostFiles = 500;

/** Reads the list of sources and the reference data. */
export async function readOwnData(work: EditionWork): Promise<void> {
  work.sources = sourceList.parse(JSON.parse(await readFile(sourcesFile, 'utf8')));
  work.readings = await readReference(referenceFolder, work.effects);
}

/** The name under which a file is shown; a second one of the same name says so. */
function nameOf(work: EditionWork, path: string, file: string): string {
  const name = oneLine(relative(path, file) || basename(file));
  const taken = new Set([...work.inputs.map((known) => known.name), ...work.unread.map(({ file }) => file)]);
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  return free;
}

async function readOne(work: EditionWork, path: string, name: string, kept: boolean): Promise<void> {
  try {
    const input = await inputFile(path, name, work.effects);
    const readings = await readSource(input, {
      municipalities: loaded(work, geography.municipalities),
      mergers: loaded(work, geography.municipalityMergers),
      regions: loaded(work, geography.regions),
      populationYear: work.populationYear,
    });
    const sha256 = readings[0]?.sha256 ?? '';
    const same = work.inputs.find((other) => other.sha256 === sha256);
    if (same) {
      if (!kept) work.unread.push(new RefusedFile(name, { code: 'same-file', value: same.name }).finding);
      return;
    }
    work.readings.push(...readings);
    work.inputs.push({ name, path, kept, sha256 });
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    work.unread.push(error.finding);
  }
}

/**
 * Reads the files of publishers and regions, whatever they are called: first those that are handed over now, then those
 * of an earlier edition, unless one of the same name was handed over now. A file that is there twice is read once.
 */
export async function readRawFiles(work: EditionWork, report: (detail: string) => void): Promise<void> {
  for (const path of work.raw) {
    const files = await work.effects.listFiles(path);
    if (files.length > mostFiles) {
      throw new UserError(`${path}: a folder with ${files.length} files; give one with at most ${mostFiles}`);
    }
    for (const file of files) {
      report(oneLine(file));
      await readOne(work, file, nameOf(work, path, file), false);
    }
  }
  const given = new Set([...work.inputs.map(({ name }) => name), ...work.unread.map(({ file }) => file)]);
  for (const { name, path } of (await work.kept?.()) ?? []) {
    if (given.has(name)) continue;
    report(name);
    await readOne(work, path, name, true);
  }
  work.readings = await withBoundaries(work.readings, work.effects);
}
