import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import {
  access,
  constants,
  mkdir,
  open,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import { noteSwitch } from '#lib/server/editions/history.ts';
import { spaceError } from '#lib/server/editions/space.ts';
import { takeTurn } from '#lib/server/editions/turn.ts';
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
function currentFile(root: string): string {
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

/** How much of a file is held at once while its fingerprint is taken. */
const chunkBytes = 2 ** 20;

/** SHA-256 and size of a file, however large. */
export async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Gives a finished edition its name and, unless it is held, puts it into use. Everything is on the disk and checked
 * before it is named, so that a crash at any moment leaves the edition before it in use and whole.
 *
 * @param wanted the manifest; its id gets a number where another edition has it
 * @param hold names the edition, and leaves the one in use as it is
 * @returns the manifest as it was written
 */
export async function publishEdition(
  root: string,
  workId: string,
  wanted: Manifest,
  { hold = false }: { hold?: boolean | undefined } = {},
): Promise<Manifest> {
  const work = editionPaths(root, workId);
  await sync(work.database);
  for (;;) {
    const made = { ...wanted, id: freeId(root, wanted.id) };
    await writeFile(work.manifest, `${JSON.stringify(made, null, 2)}\n`);
    await sync(work.manifest);
    await checked(work, made.id);
    await sync(work.folder);
    try {
      await rename(work.folder, editionPaths(root, made.id).folder);
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) continue;
      throw error;
    }
    await sync(root);
    if (!hold) await switchTo(root, made.id);
    return made;
  }
}

/** Puts an edition into use, and notes which one was before it. @throws UserError when there is no room for that */
export async function switchTo(root: string, id: string): Promise<void> {
  const endTurn = await takeTurn(root, 'switch');
  const next = `${currentFile(root)}${unfinished}`;
  try {
    const from = await currentId(root);
    if (from === id) return;
    if (from !== undefined) await noteSwitch(root, { at: new Date().toISOString(), from, to: id });
    await writeFile(next, `${id}\n`);
    await sync(next);
    await rename(next, currentFile(root));
    await sync(root);
  } catch (error) {
    await rm(next, { force: true });
    throw spaceError(root, error);
  } finally {
    await endTurn();
  }
}

/** Removes what builds that were broken off left behind. Only for whose turn it is to build: nobody else is at work. */
export async function removeUnfinished(root: string): Promise<string[]> {
  const left = (await readdir(root)).filter((name) => new RegExp(`\\.\\d+\\${unfinished}$`).test(name));
  await Promise.all(left.map((name) => rm(join(root, name), { recursive: true, force: true })));
  return left;
}

async function checked(paths: ReturnType<typeof editionPaths>, id: string): Promise<Manifest> {
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
  if (made.id !== id) throw damaged(`${manifestName} is of edition ${made.id}`);
  const found = await stat(paths.database).catch(() => undefined);
  if (!found) throw damaged(`${databaseName} is missing`);
  // What a log beside a database says would count as well, and nobody has its fingerprint.
  if (existsSync(`${paths.database}.wal`)) throw damaged(`a log stands beside ${databaseName}`);
  const same =
    found.size === made.database.bytes && (await fingerprint(paths.database)).sha256 === made.database.sha256;
  if (!same) throw damaged(`${databaseName} is not the file that was built`);
  return made;
}

/**
 * The manifest of an edition, after checking that its files are there and as they were when it was made.
 *
 * @throws UserError that names the edition and what is wrong with it
 */
export async function checkedManifest(root: string, id: string): Promise<Manifest> {
  return checked(editionPaths(root, id), id);
}

/**
 * The manifest of the edition in use, or undefined where none was ever built.
 *
 * @throws UserError when that edition is damaged
 */
export async function currentManifest(root: string): Promise<Manifest | undefined> {
  const id = await currentId(root);
  return id === undefined ? undefined : checkedManifest(root, id);
}
