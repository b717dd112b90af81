import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { UserError } from '#lib/domain/errors.ts';
import { checkRows, type BulkCheck, type BulkWanted } from '#lib/server/bulk-check.ts';
import { queryRows } from '#lib/server/database.ts';
import { literal, quoted } from '#lib/server/row-check.ts';

/** A CSV file as it is to be read: every value as a text, and nothing guessed. */
export interface BulkFile {
  path: string;
  header: readonly string[];
  separator: string;
}

/** A line that is no row: it has more or fewer values than the header, or cannot be read. */
export interface RejectedLine {
  /** Its number among the lines of the file, from 1 for the header; a value over several lines counts as one. */
  record: number;
  text: string;
  ragged: boolean;
  /** Why the whole file cannot be trusted, where that follows: a quotation mark takes the rows behind it along. */
  stop: 'quote-not-closed' | 'too-long-line' | null;
}

/** The lines of a file that are no rows. */
export interface Rejected {
  rejected: RejectedLine[];
  /** Whether there are more of them than were noted. */
  moreRejected: boolean;
}

/** A large file as a table to ask, for as long as it is open. */
export interface BulkDatabase {
  /** The rows as a relation to select from: texts by the names of the header, in the order of the file. */
  all: string;
  /** Checks every row against the declaration of a table; what is found are texts by the names of the header. */
  check: (wanted: BulkWanted) => Promise<BulkCheck & Rejected>;
  run: (sql: string) => Promise<void>;
  rows: <R>(sql: string) => Promise<R[]>;
}

/** Lines that are set aside before a file is given up. */
export const mostRejected = 1000;

/** Leaves room for the rest of the process within a gigabyte. */
const memory = '500MB';
const threads = '2';

function relation({ path, header, separator }: BulkFile, rejects: string): string {
  const columns = header.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${literal(path)}, columns = {${columns}}, auto_detect = false, header = true,
    delim = ${literal(separator)}, quote = '"', escape = '"', ${rejects})`;
}

async function check(
  connection: DuckDBConnection,
  file: BulkFile,
  wanted: BulkWanted,
): ReturnType<BulkDatabase['check']> {
  // A line counts once for every value that it lacks.
  const limit = (mostRejected + 1) * file.header.length;
  // A line is set aside for what stands in any of its columns, also those that are not used: otherwise DuckDB 1.5.5
  // sets aside other lines in every query, and fails on bytes that are no text behind a column that it passes over.
  const texts = Object.values(wanted.found).join(' ');
  const unused = file.header.map(quoted).filter((name) => !texts.includes(name));
  const whole = unused.length === 0 ? 'true' : `hash(${unused.join(', ')}) IS NOT NULL`;
  const rows = {
    all: `(FROM ${relation(file, 'ignore_errors = true')} WHERE ${whole})`,
    once: `(FROM ${relation(file, `store_rejects = true, rejects_limit = ${limit}`)} WHERE ${whole})`,
  };
  const checked = await checkRows(connection, rows, wanted);
  const rejected = await queryRows<RejectedLine>(
    connection,
    `SELECT line::DOUBLE AS record, min(left(trim(csv_line), 200)) AS text,
       bool_and(error_type IN ('MISSING COLUMNS', 'TOO MANY COLUMNS')) AS ragged,
       CASE WHEN bool_or(error_type = 'UNQUOTED VALUE') THEN 'quote-not-closed'
         WHEN bool_or(error_type = 'LINE SIZE OVER MAXIMUM') THEN 'too-long-line' END AS stop
     FROM reject_errors GROUP BY line ORDER BY line`,
  );
  const [{ n } = { n: 0 }] = await queryRows<{ n: number }>(
    connection,
    'SELECT count(*)::DOUBLE AS n FROM reject_errors',
  );
  return { ...checked, rejected, moreRejected: n >= limit };
}

/**
 * Opens a large CSV file in a database that can reach that file and nothing else, and closes it afterwards, whatever
 * happens.
 *
 * @param folder where what does not fit in memory goes; the caller removes it
 * @throws UserError when the file is no table of texts
 */
export async function withBulkFile<R>(
  { file, folder }: { file: BulkFile; folder: string },
  use: (database: BulkDatabase) => Promise<R>,
): Promise<R> {
  const instance = await DuckDBInstance.fromCache(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: memory,
    threads,
    temp_directory: folder,
  });
  try {
    const connection = await instance.connect();
    try {
      await connection.run(`SET allowed_paths = [${literal(file.path)}]`);
      await connection.run('SET enable_external_access = false');
      await connection.run('SET lock_configuration = true');
      return await use({
        all: relation(file, 'ignore_errors = true'),
        check: (wanted) => check(connection, file, wanted),
        run: async (sql) => void (await connection.run(sql)),
        rows: (sql) => queryRows(connection, sql),
      });
    } finally {
      connection.closeSync();
    }
  } catch (error) {
    if (error instanceof Error && /^Invalid Input Error: .*(CSV|unicode)/.test(error.message)) {
      throw new UserError(error.message.split('\n', 1)[0]);
    }
    throw error;
  } finally {
    instance.closeSync();
  }
}
