import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import { manifest, type Manifest } from '#lib/server/manifest.ts';

const databaseName = 'edition.duckdb';
const manifestName = 'manifest.json';
const currentName = 'current';
const unfinished = '.tmp';

/** The paths of an edition in the folder that holds them all. */
export function editionPaths(root: string, id: string) {
  const folder = join(root, id);
  return { folder, database: join(folder, databaseName), manifest: join(folder, manifestName) };
}

/** The folder in which an edition is built before it gets its name; the process id says who is at work there. */
export function unfinishedId(id: string): string {
  return `${id}.${process.pid}${unfinished}`;
}

/**
 * Makes sure that editions can be written in a folder, before any work is done.
 *
 * @throws UserError with the folder and the reason
 */
export async function claimFolder(root: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true });
    await access(root, constants.W_OK);
  } catch (error) {
    throw new UserError(`cannot write in ${root}: ${(error as Error).message}`);
  }
}

/** An id that no edition has yet: two builds within a second get different ones. */
function freeId(root: string, id: string): string {
  let free = id;
  for (let number = 2; existsSync(join(root, free)); number++) free = `${id}-${number}`;
  return free;
}

/** The file that names the edition in use. */
export function currentFile(root: string): string {
  return join(root, currentName);
}

/** The id of the edition in use, or undefined where none was ever built. */
export async function currentId(root: string): Promise<string | undefined> {
  try {
    return (await readFile(currentFile(root), 'utf8')).trim() || undefined;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

/** SHA-256 and size of a file. */
export async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  const bytes = await readFile(path);
  return { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Gives a finished edition its name and puts it into use. Everything is on the disk before the name, and the name is
 * checked before the switch, so that a crash at any moment leaves the edition before it in use and whole.
 *
 * @param wanted the manifest; its id gets a number where a build at the same time took it
 * @returns the manifest as it was written
 */
export async function publishEdition(root: string, workId: string, wanted: Manifest): Promise<Manifest> {
  const work = editionPaths(root, workId);
  await sync(work.database);
  for (;;) {
    const made = { ...wanted, id: freeId(root, wanted.id) };
    await writeFile(work.manifest, `${JSON.stringify(made, null, 2)}\n`);
    await sync(work.manifest);
    try {
      await rename(work.folder, editionPaths(root, made.id).folder);
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) continue;
      throw error;
    }
    await sync(root);
    await checkedManifest(root, made.id);
    await switchTo(root, made.id);
    return made;
  }
}

/** Puts an edition into use. */
export async function switchTo(root: string, id: string): Promise<void> {
  const next = `${currentFile(root)}.${process.pid}${unfinished}`;
  await writeFile(next, `${id}\n`);
  await sync(next);
  await rename(next, currentFile(root));
  await sync(root);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what builds that were broken off left behind; builds that are still at work keep theirs. */
export async function removeUnfinished(root: string): Promise<string[]> {
  if (!existsSync(root)) return [];
  const left = (await readdir(root)).filter((name) => {
    const pid = new RegExp(`\\.(\\d+)\\${unfinished}$`).exec(name)?.[1];
    return pid !== undefined && (Number(pid) === process.pid || !isRunning(Number(pid)));
  });
  await Promise.all(left.map((name) => rm(join(root, name), { recursive: true, force: true })));
  return left;
}

/**
 * The manifest of an edition, after checking that its files are there and as they were when it was made.
 *
 * @throws UserError that names the edition and what is wrong with it
 */
export async function checkedManifest(root: string, id: string): Promise<Manifest> {
  const paths = editionPaths(root, id);
  const damaged = (what: string) =>
    new UserError(
      `edition ${id} is damaged: ${what}; make a new one with "npm run -s cli -- build" (folder ${paths.folder})`,
    );
  let text: string;
  try {
    text = await readFile(paths.manifest, 'utf8');
  } catch {
    throw damaged(`${manifestName} is missing`);
  }
  let made: Manifest;
  try {
    made = manifest.parse(JSON.parse(text));
  } catch {
    throw damaged(`${manifestName} cannot be read`);
  }
  if (!existsSync(paths.database)) throw damaged(`${databaseName} is missing`);
  const found = await fingerprint(paths.database);
  if (found.sha256 !== made.database.sha256) throw damaged(`${databaseName} is not the file that was built`);
  return made;
}
