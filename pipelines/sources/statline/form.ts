import { headerNames } from '#pipelines/sources/source-file.ts';
import { isBlank, type SheetRow } from '#pipelines/sources/sheet.ts';

/** A topic of a table: its column, and what is known of it. */
export interface Measure {
  column: string;
  title: string;
  unit: string | null;
}

/** How a table of StatLine was handed out: long with one value a row, wide with codes, or wide with titles. */
export type StatlineForm = 'observations' | 'data set' | 'export';

/** A table of StatLine before its values are read. */
export interface StatlineLayout {
  form: StatlineForm;
  /** The number of the table, where the name of the file or a line above the header says it. */
  id: string | null;
  title: string | null;
  /** Columns that say what a value is about. */
  dimensions: readonly string[];
  /** The topics of a wide table; a long one names them in each row. */
  measures: readonly Measure[];
  /** The header and the rows below it, without remarks. */
  rows: readonly SheetRow[];
}

/** Rows among which the header is sought. */
const headerWithin = 30;

/** Columns of observations that are no dimension. */
const observationColumns = ['Id', 'Measure', 'ValueAttribute', 'Value', 'StringValue'] as const;

const tableId = /(?<![0-9A-Za-z])(\d{4,6}(?:NED|ENG))(?![0-9A-Za-z])/i;
/** A topic of a data set ends with its number: `TotaleBevolking_1`. */
const numbered = /^(.+)_\d+$/;
/** A topic of an export ends with its unit: `Ziekteverzuim (%)`. */
const withUnit = /^(.+) \(([^()]+)\)$/;
const periodNames = ['Perioden', 'Periods'];
const aboutArea = /^regio/i;
/** How a value may look: a number, or the mark of one that is missing. */
const numeric = /^\s*(-?\d+([.,]\d+)?|\.|)\s*$/;

const isPeriod = (name: string) => periodNames.includes(name);

/** The number of the table in a text, as the CBS writes it: lower-case `ned` where it is so. */
function idIn(text: string): string | null {
  return tableId.exec(text)?.[1] ?? null;
}

/** Without remarks at the end: rows with a text in the first cell only, such as `Bron: CBS`. */
function withoutRemarks(rows: readonly SheetRow[]): SheetRow[] {
  const isRemark = (row: SheetRow) => isBlank(row) || row.cells.slice(1).every((cell) => cell.trim() === '');
  return rows.slice(0, rows.findLastIndex((row) => !isRemark(row)) + 1);
}

/** The topics of an export: columns with a unit that hold numbers, or codes and names. */
function exportMeasures(header: readonly string[], rows: readonly SheetRow[]): Measure[] {
  return header.flatMap((column, i) => {
    const [, title, unit] = withUnit.exec(column) ?? [];
    if (title === undefined || unit === undefined) return [];
    // Most of its values tell a topic from a classification such as `Branches (SBI 2008)`; others are refused later.
    const others = rows.filter(({ cells }) => !numeric.test(cells[i] ?? '')).length;
    const isTopic = others * 2 < rows.length || rows.length === 0 || /^(code|naam|name)$/i.test(unit);
    return isTopic ? [{ column, title, unit }] : [];
  });
}

function measuresOf(header: readonly string[], rows: readonly SheetRow[]): [StatlineForm, Measure[]] | null {
  if (['Measure', 'Value', 'ValueAttribute'].every((name) => header.includes(name)))
    return ['observations', []];
  const places = header.some((name) => isPeriod(name) || aboutArea.test(name));
  if (!places) return null;
  if (header[0] === 'ID') {
    const measures = header.flatMap((column) => {
      const title = numbered.exec(column)?.[1];
      return title === undefined ? [] : [{ column, title, unit: null }];
    });
    return measures.length > 0 ? ['data set', measures] : null;
  }
  const measures = exportMeasures(header, rows);
  return measures.length > 0 ? ['export', measures] : null;
}

/**
 * Tells whether a table was handed out by StatLine, and how. Titles may stand above the header, remarks below the last
 * row.
 *
 * @param name of the file, which may hold the number of the table
 */
export function statlineLayout(name: string, rows: readonly SheetRow[]): StatlineLayout | null {
  for (const [at, row] of rows.slice(0, headerWithin).entries()) {
    const header = headerNames(row);
    if (header.length < 2) continue;
    const below = withoutRemarks(rows.slice(at + 1));
    const found = measuresOf(header, below);
    if (!found) continue;
    const [form, measures] = found;
    const above = rows.slice(0, at).flatMap(({ cells }) => cells.map((cell) => cell.trim()).filter(Boolean));
    const topics = new Set(measures.map(({ column }) => column));
    const passed: readonly string[] = form === 'observations' ? observationColumns : ['ID'];
    return {
      form,
      id: idIn(name) ?? idIn(above.join(' ')),
      title: above[0] ?? null,
      dimensions: header.filter((column) => column !== '' && !topics.has(column) && !passed.includes(column)),
      measures,
      rows: [row, ...below],
    };
  }
  return null;
}

/** Whether a table has the layout of the screen: the topic beside its values, and a column for each period. */
export function isScreenLayout(rows: readonly SheetRow[]): boolean {
  const first = rows
    .slice(0, headerWithin)
    .flatMap(({ cells }) => cells.slice(0, 3).map((cell) => cell.trim()));
  const last = rows.at(-1)?.cells[0]?.trim() ?? '';
  return (
    first.some((cell) => /^Onderwerp(en)?(_\d+)?$/.test(cell)) &&
    (/^(Bron|Source):/.test(last) || first.some(isPeriod))
  );
}
