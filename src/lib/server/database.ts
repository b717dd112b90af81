import {
  DuckDBDateValue,
  DuckDBInstance,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Column } from '#lib/domain/column.ts';
import type { Row, Table } from '#lib/domain/table.ts';

/** No extension is ever fetched, and a query cannot reach files beside the database. */
const closed = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  enable_external_access: 'false',
};

/** Opens a database file. Two opens of one file in one process share an instance, so that no rows are lost. */
export async function openDatabase(path: string, access: 'read' | 'write'): Promise<DuckDBInstance> {
  return DuckDBInstance.fromCache(path, {
    ...closed,
    access_mode: access === 'read' ? 'READ_ONLY' : 'READ_WRITE',
  });
}

/** A name as SQL writes it, whatever stands in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The SQL that makes a table as it is declared. */
export function createStatement({ name, key, columns }: Table): string {
  const lines = Object.entries(columns).map(
    ([column, { sql, nullable }]) => `${quoted(column)} ${sql}${nullable ? '' : ' NOT NULL'}`,
  );
  // A key with an optional column cannot be a primary key in SQL; the row check has compared it already.
  const complete = key.every((column) => columns[column]?.nullable === false);
  if (complete) lines.push(`PRIMARY KEY (${key.map(quoted).join(', ')})`);
  return `CREATE TABLE ${quoted(name)} (${lines.join(', ')})`;
}

function append(appender: DuckDBAppender, { sql }: Column, value: unknown): void {
  if (value === null || value === undefined) return appender.appendNull();
  switch (sql) {
    case 'VARCHAR':
      return appender.appendVarchar(value as string);
    case 'INTEGER':
      return appender.appendInteger(value as number);
    case 'DOUBLE':
      return appender.appendDouble(value as number);
    case 'BOOLEAN':
      return appender.appendBoolean(value as boolean);
    case 'DATE': {
      const [year = 0, month = 0, day = 0] = (value as string).split('-').map(Number);
      return appender.appendDate(DuckDBDateValue.fromParts({ year, month, day }));
    }
  }
}

/** Makes a table and fills it. Call it within a transaction: an appender alone commits in between. */
export async function writeTable<T extends Table>(
  connection: DuckDBConnection,
  table: T,
  rows: readonly Row<T>[],
): Promise<void> {
  await connection.run(createStatement(table));
  const columns = Object.entries(table.columns);
  const appender = await connection.createAppender(table.name);
  for (const row of rows) {
    for (const [name, column] of columns) append(appender, column, (row as Record<string, unknown>)[name]);
    appender.endRow();
  }
  appender.closeSync();
}

/** The rows of a query as plain objects; dates come as ISO texts. Cast BIGINT and DECIMAL in the SQL. */
export async function queryRows<R>(
  connection: DuckDBConnection,
  sql: string,
  values: DuckDBValue[] = [],
): Promise<R[]> {
  const reader = await connection.runAndReadAll(sql, values);
  return reader
    .getRowObjectsJS()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          value instanceof Date ? value.toISOString().slice(0, 10) : value,
        ]),
      ),
    ) as R[];
}
