import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { UserError } from '#lib/domain/errors.ts';
import { openDatabase, queryRows } from '#lib/server/database.ts';
import type { Manifest } from '#lib/server/manifest.ts';

/** An open edition. It never changes, so an answer once given is kept. */
export interface Edition {
  manifest: Manifest;
  /** Rows of a query; values take the place of $1, $2, … */
  rows<R>(sql: string, values?: DuckDBValue[]): Promise<R[]>;
}

/** An edition with the file behind it. */
export interface Opened extends Edition {
  /** Opens the file. @throws UserError when it is no database, or not the one of this manifest */
  check: () => Promise<void>;
  /** Keeps the file open until the edition is left. */
  keep: () => void;
  /** Closes the file once nobody has asked for anything for a while; who asks later still gets an answer. */
  leave: () => void;
  /** Closes the file at once. */
  close: () => Promise<void>;
}

/** How long an edition that was left stays open after the last question, in milliseconds. */
const farewell = 60_000;

/** Tables without which no page can answer; the others are those that the manifest names. */
const needed = ['regions', 'forecast'];

interface Handles {
  connection: DuckDBConnection;
  instance: DuckDBInstance;
}

function closeHandles({ connection, instance }: Handles): void {
  connection.closeSync();
  instance.closeSync();
}

async function openHandles(database: string, { id, rowCounts }: Manifest): Promise<Handles> {
  const refused = (why: string) => new UserError(`edition ${id} cannot be opened: ${why} (${database})`);
  const instance = await openDatabase(database, 'read').catch((error: Error) => {
    throw refused(error.message.split('\n')[0] ?? '');
  });
  const handles = { instance, connection: await instance.connect() };
  const found = await queryRows<{ name: string }>(
    handles.connection,
    'SELECT table_name AS name FROM duckdb_tables()',
  );
  const missing = [...new Set([...needed, ...Object.keys(rowCounts)])].filter(
    (table) => !found.some(({ name }) => name === table),
  );
  if (missing.length === 0) return handles;
  closeHandles(handles);
  throw refused(`it has no table ${missing.join(', ')}`);
}

/**
 * An edition whose file is opened when it is asked something, and closed by hand: DuckDB waits, without end and on the
 * main thread, for an instance of the same file that was left to the garbage collector.
 */
export function openable(database: string, manifest: Manifest): Opened {
  const answers = new Map<string, Promise<unknown[]>>();
  let handles: Promise<Handles> | undefined;
  let asking = 0;
  let kept = true;
  let timer: NodeJS.Timeout | undefined;

  async function close(): Promise<void> {
    clearTimeout(timer);
    const closing = handles;
    handles = undefined;
    answers.clear();
    const opened = await closing?.catch(() => undefined);
    if (opened) closeHandles(opened);
  }

  function closeInTime(): void {
    clearTimeout(timer);
    if (!kept && asking === 0) timer = setTimeout(() => void close(), farewell).unref();
  }

  async function using<T>(work: (connection: DuckDBConnection) => Promise<T> | T): Promise<T> {
    asking++;
    clearTimeout(timer);
    try {
      const opening = (handles ??= openHandles(database, manifest));
      // What failed is tried again.
      opening.catch(() => {
        if (handles === opening) handles = undefined;
      });
      return await work((await opening).connection);
    } finally {
      asking--;
      closeInTime();
    }
  }

  return {
    manifest,
    rows: <R>(sql: string, values: DuckDBValue[] = []) => {
      const key = JSON.stringify([sql, values]);
      const known = answers.get(key) ?? using((connection) => queryRows(connection, sql, values));
      answers.set(key, known);
      // What failed is asked again.
      known.catch(() => answers.delete(key));
      return known as Promise<R[]>;
    },
    check: () => using(() => undefined),
    keep: () => {
      kept = true;
      clearTimeout(timer);
    },
    leave: () => {
      kept = false;
      closeInTime();
    },
    close,
  };
}
