import { lstat, open, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';

/** What a pipeline does to the world outside, passed in so that a test can stand in for it. */
export interface Effects {
  now: () => Date;
  readFile: (path: string) => Promise<Uint8Array>;
  /** The size of a file in bytes, and the first of them; null for a link, a device or what else is no plain file. */
  readHead: (path: string, bytes: number) => Promise<{ size: number; head: Uint8Array } | null>;
  /** Everything in a folder and below that is no folder, by path and sorted; a path that is none stands for itself. */
  listFiles: (path: string) => Promise<string[]>;
}

async function listFiles(path: string): Promise<string[]> {
  const refuse = (error: Error): never => {
    throw new UserError(`cannot read ${path}: ${error.message}`);
  };
  const found = await stat(path).catch(refuse);
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(refuse);
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function readHead(path: string, bytes: number): Promise<{ size: number; head: Uint8Array } | null> {
  // Asked before it is opened: opening a pipe would wait for whoever writes to it.
  if (!(await lstat(path)).isFile()) return null;
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(bytes, size)), 0);
    return { size, head: buffer.subarray(0, bytesRead) };
  } finally {
    await handle.close();
  }
}

/** The effects of a real run. */
export const realEffects: Effects = { now: () => new Date(), readFile, readHead, listFiles };
