import { stringify } from 'csv-stringify/sync';
import type { Row, Table } from '#lib/domain/table.ts';

/** Rows as CSV with commas, under the names of the columns of their table. An absent value is an empty cell. */
export function csvText<T extends Table>(table: T, rows: readonly Row<T>[]): string {
  return stringify([...rows], {
    header: true,
    columns: Object.keys(table.columns),
    cast: { boolean: (value) => String(value) },
  });
}
