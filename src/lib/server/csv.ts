import { stringify } from 'csv-stringify/sync';
import type { Locale } from '#lib/domain/locale.ts';

type Cell = string | number | boolean | null;

/** How a spreadsheet in each language expects a CSV file. */
const habits: Record<Locale, { delimiter: string; decimal: string }> = {
  nl: { delimiter: ';', decimal: ',' },
  en: { delimiter: ',', decimal: '.' },
};

/**
 * Rows as CSV that a spreadsheet in the reader's language opens as it is: with a mark for UTF-8, the separator and
 * the decimal sign of that language. A text that a spreadsheet would run as a formula is made harmless; an unknown
 * value is an empty cell, never a zero.
 */
export function toCsv(rows: readonly Record<string, Cell>[], locale: Locale): string {
  const { delimiter, decimal } = habits[locale];
  return stringify([...rows], {
    bom: true,
    header: true,
    columns: Object.keys(rows[0] ?? {}),
    delimiter,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: {
      number: (value) => ({ value: String(value).replace('.', decimal), escape_formulas: false }),
      boolean: (value) => (value ? 'true' : 'false'),
    },
  });
}

/** A CSV file for download. */
export function csvResponse(name: string, rows: readonly Record<string, Cell>[], locale: Locale): Response {
  return new Response(toCsv(rows, locale), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
    },
  });
}
