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
  switchedAt: number;
  checkedAt: number;
}

/** How long an edition is served before asking whether there is a newer one, in milliseconds. */
const patience = 1000;

// Vite evaluates modules anew while developing; the open editions must outlive that.
const opened = ((
  globalThis as { praktijkbalansEditions?: Map<string, Promise<Opened>> }
).praktijkbalansEditions ??= new Map());

async function open(root: string, switchedAt: number): Promise<Opened> {
  const id = await currentId(root);
  if (id === undefined) throw new UserError(`no edition in ${root}: run "npm run -s cli -- build"`);
  const manifest = await checkedManifest(root, id);
  const instance: DuckDBInstance = await openDatabase(editionPaths(root, id).database, 'read');
  const connection: DuckDBConnection = await instance.connect();
  const answers = new Map<string, Promise<unknown[]>>();
  return {
    manifest,
    switchedAt,
    checkedAt: Date.now(),
    rows: <R>(sql: string, values: DuckDBValue[] = []) => {
      const key = JSON.stringify([sql, values]);
      const known = answers.get(key) ?? queryRows(connection, sql, values);
      answers.set(key, known);
      return known as Promise<R[]>;
    },
  };
}

async function switchTime(root: string): Promise<number> {
  try {
    return (await stat(currentFile(root))).mtimeMs;
  } catch {
    return 0;
  }
}

/**
 * The edition in use in a folder. A newer one is taken up within a second; one that cannot be opened is passed over
 * as long as there is an older one to serve.
 *
 * @throws UserError when there is no edition, or only a damaged one
 */
export async function editionIn(root: string): Promise<Edition> {
  const serving = opened.get(root);
  if (serving) {
    const edition = await serving.catch(() => undefined);
    if (edition && Date.now() - edition.checkedAt < patience) return edition;
    const switchedAt = await switchTime(root);
    if (edition) edition.checkedAt = Date.now();
    if (edition && switchedAt === edition.switchedAt) return edition;
    const next = open(root, switchedAt);
    if (!edition) {
      opened.set(root, next);
      return next;
    }
    return next.then(
      (newer) => {
        opened.set(root, Promise.resolve(newer));
        return newer;
      },
      () => {
        edition.switchedAt = switchedAt;
        return edition;
      },
    );
  }
  const first = switchTime(root).then((switchedAt) => open(root, switchedAt));
  opened.set(root, first);
  return first;
}
