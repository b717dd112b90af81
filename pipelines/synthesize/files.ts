import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import * as tables from '#lib/domain/tables/register.ts';
import { csvText } from '#pipelines/synthesize/csv-text.ts';
import type { SyntheticRegister } from '#pipelines/synthesize/register.ts';

/** The CSV texts of a register by file name. Each has a column `origin` that says synthetic in every row. */
function registerFiles(register: SyntheticRegister): Map<string, string> {
  return new Map([
    ['praktijken.csv', csvText(tables.practices, register.practices)],
    ['personeel.csv', csvText(tables.practiceStaff, register.practiceStaff)],
    ['stageplaatsen.csv', csvText(tables.practicePlaces, register.practicePlaces)],
    ['vraag.csv', csvText(tables.placementDemand, register.placementDemand)],
    ['bezoeken.csv', csvText(tables.practiceHistory, register.practiceHistory)],
  ]);
}

/** A region's own file may bear the same name: only a file that says it is synthetic is replaced. */
async function refuseOwnFile(path: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(`cannot write ${path}: ${error.message}`);
  });
  if (found === null) return;
  const [header = '', ...rows] = found.trimEnd().split('\n');
  if (header.endsWith(',origin') && rows.every((row) => row.endsWith(',synthetic'))) return;
  throw new UserError(`${path}: not a synthetic file, so it is not replaced; choose another folder`);
}

/**
 * Writes a register as CSV files, each aside first and then renamed.
 *
 * @returns the names of the files
 * @throws UserError when the folder cannot be written, or holds a file of that name that is not synthetic
 */
export async function writeRegister(folder: string, register: SyntheticRegister): Promise<string[]> {
  const files = [...registerFiles(register)].map(([name, text]) => ({
    name,
    text,
    path: join(folder, name),
    aside: join(folder, `.${name}.${process.pid}.tmp`),
  }));
  for (const { path } of files) await refuseOwnFile(path);
  try {
    await mkdir(folder, { recursive: true });
    for (const { aside, text } of files) await writeFile(aside, text);
    for (const { aside, path } of files) await rename(aside, path);
  } catch (error) {
    await Promise.all(files.map(({ aside }) => rm(aside, { force: true })));
    throw new UserError(`cannot write in ${folder}: ${(error as Error).message}`);
  }
  return files.map(({ name }) => name);
}
