import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { UserError } from '#lib/domain/errors.ts';
import { queryRows, quoted } from '#lib/server/database.ts';

/** Databases that are open beside each other, each under its own name in SQL. */
export interface Attached {
  rows<R>(sql: string, values?: DuckDBValue[]): Promise<R[]>;
  /** The columns of a table with their SQL types, empty where there is no such table. */
  columns(database: string, table: string): ReadonlyMap<string, string>;
  /** The tables of a database. */
  tables(database: string): readonly string[];
}

/** A text as a literal in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function catalogue(
  connection: DuckDBConnection,
): Promise<Map<string, Map<string, Map<string, string>>>> {
  const rows = await queryRows<{ database: string; table: string; column: string; type: string }>(
    connection,
    `SELECT database_name AS database, table_name AS "table", column_name AS "column", data_type AS type
     FROM duckdb_columns() WHERE NOT internal ORDER BY ALL`,
  );
  const found = new Map<string, Map<string, Map<string, string>>>();
  for (const { database, table, column, type } of rows) {
    const tables = found.get(database) ?? new Map<string, Map<string, string>>();
    found.set(
      database,
      tables.set(table, (tables.get(table) ?? new Map<string, string>()).set(column, type)),
    );
  }
  return found;
}

/**
 * Opens databases beside each other, read-only, in an instance of its own. A query reaches no other file, except below
 * the one folder that may be written.
 *
 * @param databases path by name
 * @throws UserError for a file that is no database
 */
export async function withAttached<T>(
  databases: Record<string, string>,
  work: (attached: Attached) => Promise<T>,
  { writable }: { writable?: string } = {},
): Promise<T> {
  const instance = await DuckDBInstance.fromCache(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    for (const [name, path] of Object.entries(databases)) {
      await connection.run(`ATTACH ${literal(path)} AS ${quoted(name)} (READ_ONLY)`).catch((error: Error) => {
        throw new UserError(`${path} cannot be opened: ${error.message.split('\n')[0]}`);
      });
    }
    if (writable !== undefined)
      await connection.run(`SET allowed_directories = [${literal(`${writable}/`)}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    const known = await catalogue(connection);
    return await work({
      rows: (sql, values) => queryRows(connection, sql, values),
      columns: (database, table) => known.get(database)?.get(table) ?? new Map(),
      tables: (database) => [...(known.get(database)?.keys() ?? [])],
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
