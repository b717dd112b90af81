import { stat } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { UserError } from '#lib/domain/errors.ts';
import { openDatabase, queryRows } from '#lib/server/database.ts';
import { checkedManifest, currentFile, currentId, editionPaths } from '#lib/server/editions.ts';
import type { Manifest } from '#lib/server/manifest.ts';

/** An open edition. It never changes, so an answer once given is kept. */
export interface Edition {
  manifest: Manifest;
  /** Rows of a query; values take the place of $1, $2, … */
  rows<R>(sql: string, values?: DuckDBValue[]): Promise<R[]>;
}

interface Opened extends Edition {
  close: () => void;
}

/** What is served from a folder, and since when it is known to be the newest. */
interface Serving {
  edition: Promise<Opened>;
  /** When `current` was last written, as far as was looked at. */
  switchedAt: number;
  checkedAt: number;
}

/** How long an edition is served before asking whether there is a newer one, in milliseconds. */
const patience = 1000;

/** How long an edition that was replaced stays open for the requests that still use it, in milliseconds. */
const farewell = 60_000;

interface Registry {
  byFolder: Map<string, Serving>;
  byFile: Map<string, Promise<Opened>>;
}

// Vite evaluates modules anew while developing; the open editions must outlive that.
const { byFolder, byFile } = ((globalThis as { praktijkbalansEditions?: Registry }).praktijkbalansEditions ??=
  {
    byFolder: new Map(),
    byFile: new Map(),
  });

async function openFile(root: string, manifest: Manifest): Promise<Opened> {
  const instance: DuckDBInstance = await openDatabase(editionPaths(root, manifest.id).database, 'read');
  const connection: DuckDBConnection = await instance.connect();
  const answers = new Map<string, Promise<unknown[]>>();
  return {
    manifest,
    rows: <R>(sql: string, values: DuckDBValue[] = []) => {
      const key = JSON.stringify([sql, values]);
      const known = answers.get(key) ?? queryRows(connection, sql, values);
      answers.set(key, known);
      // What failed is asked again.
      known.catch(() => answers.delete(key));
      return known as Promise<R[]>;
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * Opens the edition in use in a folder. Each file is opened once and closed by hand: DuckDB waits, without end and
 * on the main thread, for an instance of the same file that was left to the garbage collector.
 */
async function openCurrent(root: string): Promise<Opened> {
  const id = await currentId(root);
  if (id === undefined) throw new UserError(`no edition in ${root}: run "npm run -s cli -- build"`);
  const manifest = await checkedManifest(root, id);
  const { database } = editionPaths(root, id);
  const known = byFile.get(database);
  if (known) return known;
  const opening = openFile(root, manifest);
  byFile.set(database, opening);
  opening.catch(() => byFile.delete(database));
  return opening;
}

function closeLater(root: string, old: Opened): void {
  const { database } = editionPaths(root, old.manifest.id);
  setTimeout(async () => {
    if ((await byFolder.get(root)?.edition) === old) return;
    byFile.delete(database);
    old.close();
  }, farewell).unref();
}

async function switchTime(root: string): Promise<number> {
  try {
    return (await stat(currentFile(root))).mtimeMs;
  } catch {
    return 0;
  }
}

function serve(root: string, edition: Promise<Opened>, switchedAt: number): Promise<Opened> {
  byFolder.set(root, { edition, switchedAt, checkedAt: Date.now() });
  return edition;
}

/**
 * The edition in use in a folder. A newer one is taken up within a second; one that cannot be opened is passed over
 * as long as there is an older one to serve.
 *
 * @throws UserError when there is no edition, or only a damaged one
 */
export async function editionIn(root: string): Promise<Edition> {
  const serving = byFolder.get(root);
  const old = await serving?.edition.catch(() => undefined);
  if (!serving || !old) {
    const switchedAt = await switchTime(root);
    return serve(root, openCurrent(root), switchedAt);
  }
  if (Date.now() - serving.checkedAt < patience) return old;
  serving.checkedAt = Date.now();
  const switchedAt = await switchTime(root);
  if (switchedAt === serving.switchedAt) return old;
  serving.switchedAt = switchedAt;
  try {
    const newer = await openCurrent(root);
    if (newer === old) return old;
    closeLater(root, old);
    return await serve(root, Promise.resolve(newer), switchedAt);
  } catch (error) {
    console.error(
      `still serving edition ${old.manifest.id}: ${error instanceof Error ? error.message : String(error)}`,
    );
    return old;
  }
}

/** Closes what is open in a folder at once, for a process that is about to remove it. */
export async function closeEditions(root: string): Promise<void> {
  byFolder.delete(root);
  for (const [database, opening] of byFile) {
    if (!database.startsWith(root)) continue;
    byFile.delete(database);
    (await opening.catch(() => undefined))?.close();
  }
}
