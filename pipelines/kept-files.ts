import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '#lib/domain/errors.ts';
import { claimFolder } from '#lib/server/editions.ts';
import type { Manifest } from '#lib/server/manifest.ts';

/** A file that somebody handed over once, kept under the fingerprint of what stands in it. */
export interface KeptFile {
  name: string;
  sha256: string;
  path: string;
}

function folderOf(root: string): string {
  return join(root, 'files');
}

/**
 * The files that an edition was built from, as far as they are still here.
 *
 * @param without names of files to leave out
 * @throws UserError for a name that the edition does not have
 */
export function keptFiles(
  root: string,
  edition: Pick<Manifest, 'inputs'> | undefined,
  without: readonly string[] = [],
): KeptFile[] {
  const inputs = edition?.inputs ?? [];
  const stray = without.find((name) => !inputs.some((input) => input.name === name));
  if (stray !== undefined) {
    const names = inputs.map(({ name }) => name).join(', ') || 'none';
    throw new UserError(`--without ${stray}: no file of the edition in use; those are: ${names}`);
  }
  return inputs
    .filter(({ name }) => !without.includes(name))
    .map(({ name, sha256 }) => ({ name, sha256, path: join(folderOf(root), sha256) }))
    .filter(({ path }) => existsSync(path));
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Keeps a file; one that is here already is left as it is. */
async function keepFile(root: string, { name, sha256, path }: KeptFile): Promise<void> {
  const kept = join(folderOf(root), sha256);
  if (existsSync(kept)) return;
  const aside = `${kept}.${process.pid}.tmp`;
  try {
    await copyFile(path, aside, constants.COPYFILE_FICLONE);
    if ((await hashOf(aside)) !== sha256) {
      throw new UserError(`${name}: the file changed after it was read; build again`);
    }
    await chmod(aside, 0o600);
    await rename(aside, kept);
  } finally {
    await rm(aside, { force: true });
  }
}

/**
 * Keeps the files that an edition is built from beside the editions, so that a later one can be built from them again.
 * Only the user of this machine can read them.
 */
export async function keepInputs(root: string, inputs: readonly KeptFile[]): Promise<void> {
  if (inputs.length === 0) return;
  await claimFolder(folderOf(root));
  // One build is at work at a time: what is unfinished here was left by one that was broken off.
  const left = (await readdir(folderOf(root))).filter((name) => name.endsWith('.tmp'));
  await Promise.all(left.map((name) => rm(join(folderOf(root), name), { force: true })));
  for (const input of inputs) await keepFile(root, input);
}

/** Removes the files that none of the editions that are left was built from. */
export async function removeUnused(
  root: string,
  left: readonly Pick<Manifest, 'inputs'>[],
): Promise<string[]> {
  const used = new Set(left.flatMap(({ inputs }) => inputs.map(({ sha256 }) => sha256)));
  const found = existsSync(folderOf(root)) ? await readdir(folderOf(root)) : [];
  const unused = found.filter((name) => !used.has(name) && !name.endsWith('.tmp'));
  await Promise.all(unused.map((name) => rm(join(folderOf(root), name), { force: true })));
  return unused;
}
