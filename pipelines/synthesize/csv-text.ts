import type { Row, Table } from '#lib/domain/table.ts';

const marks = /[",\r\n]/;

function cellText(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return marks.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV with commas, under the names of the columns of their table. An absent value is an empty cell. */
export function csvText<T extends Table>(table: T, rows: readonly Row<T>[]): string {
  const columns = Object.keys(table.columns);
  const lines = rows.map((row) =>
    columns.map((column) => cellText((row as Record<string, unknown>)[column])).join(','),
  );
  return [columns.join(','), ...lines, ''].join('\n');
}
