import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';

/** What a pipeline does to the world outside, passed in so that a test can stand in for it. */
export interface Effects {
  now: () => Date;
  readFile: (path: string) => Promise<Uint8Array>;
  /** Files in a folder, by path and sorted; a path that is a file stands for itself. */
  listFiles: (path: string) => Promise<string[]>;
}

async function listFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: Error) => {
    throw new UserError(`cannot read ${path}: ${error.message}`);
  });
  if (found.isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The effects of a real run. */
export const realEffects: Effects = { now: () => new Date(), readFile, listFiles };
