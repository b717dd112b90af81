import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import { sourceList } from '#lib/server/manifest.ts';
import { referenceFolder, sourcesFile } from '#pipelines/paths.ts';
import { readFile as readSource } from '#pipelines/sources/recognise.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import type { Finding } from '#pipelines/sources/reading.ts';
import { loaded, type EditionWork } from '#pipelines/work.ts';

/** Reads the list of sources and the reference data. */
export async function readOwnData(work: EditionWork): Promise<void> {
  work.sources = sourceList.parse(JSON.parse(await readFile(sourcesFile, 'utf8')));
  work.readings = await readReference(referenceFolder, work.effects);
}

/** A file that cannot be read at all is a finding too: the edition is built without it, and says so. */
function unreadable(file: string, problem: UserError): Finding {
  return {
    file,
    row: null,
    column: null,
    // The message may quote the file, so it is kept as protected as a value.
    value: problem.message,
    severity: 'warn',
    code: 'unreadable-file',
    expected: null,
  };
}

/** The name under which a file is shown; a second one of the same name says so. */
function nameOf(work: EditionWork, path: string, file: string): string {
  const name = relative(path, file) || basename(file);
  const taken = new Set([...work.readings, ...work.unread].map((known) => known.file));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  return free;
}

/** Reads the files of publishers and regions, whatever they are called. */
export async function readRawFiles(work: EditionWork, report: (detail: string) => void): Promise<void> {
  const municipalities = loaded(work, geography.municipalities);
  for (const path of work.raw) {
    for (const file of await work.effects.listFiles(path)) {
      report(file);
      const name = nameOf(work, path, file);
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
