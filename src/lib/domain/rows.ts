import type { Column } from '#lib/domain/column.ts';
import { countFault, type CountStatus } from '#lib/domain/interval.ts';
import type { Row, Table } from '#lib/domain/table.ts';

/** What is wrong with one cell: a code for the dictionary, the value as it was read, and what was expected. */
export interface CellProblem {
  column: string;
  value: string;
  code:
    | 'missing'
    | 'not-a-number'
    | 'not-whole'
    | 'not-a-date'
    | 'not-yes-or-no'
    | 'out-of-range'
    | 'not-in-list'
    | 'wrong-form'
    | 'bounds-disagree'
    | 'repeated';
  expected: string;
}

type Parsed = { value: unknown } | { code: CellProblem['code']; expected: string };

const wholeNumber = /^-?\d+$/;
const plainNumber = /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i;

/** The bound that a number breaks: one that is declared, or the largest that the SQL type can hold. */
function brokenBound({ sql, min, max }: Column, value: number): string | undefined {
  const largest = sql === 'INTEGER' ? 2_147_483_647 : Number.MAX_VALUE;
  if (value < (min ?? -largest)) return `≥ ${min ?? -largest}`;
  return value > (max ?? largest) ? `≤ ${max ?? largest}` : undefined;
}

function parseNumber(column: Column, text: string): Parsed {
  const whole = column.sql === 'INTEGER';
  if (!plainNumber.test(text) || !Number.isFinite(Number(text)))
    return { code: 'not-a-number', expected: whole ? '123' : '1.5' };
  if (whole && !wholeNumber.test(text)) return { code: 'not-whole', expected: '123' };
  // Zero has no sign, as in the check of large files.
  const value = Number(text) + 0;
  const bound = brokenBound(column, value);
  if (bound !== undefined) return { code: 'out-of-range', expected: bound };
  return { value };
}

function parseDay(text: string): Parsed {
  const wrong: Parsed = { code: 'not-a-date', expected: '2024-01-31' };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return wrong;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text) ? { value: text } : wrong;
}

function parseText(column: Column, text: string): Parsed {
  if (column.oneOf && !column.oneOf.includes(text)) {
    return { code: 'not-in-list', expected: column.oneOf.join(' | ') };
  }
  if (column.pattern && !new RegExp(`^(?:${column.pattern.source})$`).test(text)) {
    return { code: 'wrong-form', expected: column.pattern.example };
  }
  return { value: text };
}

/** The value of one cell, or what is wrong with it. An empty cell is absent (null), never zero. */
function parseCell(column: Column, text: string): Parsed {
  if (text === '') return column.nullable ? { value: null } : { code: 'missing', expected: '' };
  switch (column.sql) {
    case 'INTEGER':
    case 'DOUBLE':
      return parseNumber(column, text);
    case 'DATE':
      return parseDay(text);
    case 'BOOLEAN':
      if (text === 'true' || text === 'false') return { value: text === 'true' };
      return { code: 'not-yes-or-no', expected: 'true | false' };
    case 'VARCHAR':
      return parseText(column, text);
  }
}

/** What is wrong with a count whose bounds and status contradict each other. */
function boundProblem(column: string, bounds: string, row: Record<string, unknown>): CellProblem | null {
  const [low, high] = [row[`${bounds}_low`], row[`${bounds}_high`]] as (number | null | undefined)[];
  if (low === undefined || high === undefined) return null;
  const expected = countFault(low, high, row[column] as CountStatus);
  return expected === null ? null : { column, value: String(row[column]), code: 'bounds-disagree', expected };
}

/**
 * Checks one row of texts against the declaration of its table.
 *
 * @param cells the texts by column name; columns that the table lacks are ignored
 * @returns the row with its values, or every problem that was found in it
 */
export function parseRow<T extends Table>(
  table: T,
  cells: Record<string, string | undefined>,
): { row: Row<T> } | { problems: CellProblem[] } {
  const row: Record<string, unknown> = {};
  const problems: CellProblem[] = [];
  for (const [name, column] of Object.entries(table.columns)) {
    const text = (cells[name] ?? '').trim();
    const parsed = parseCell(column, text);
    if ('value' in parsed) {
      row[name] = parsed.value;
      // The bounds stand before their status.
      const problem = column.bounds === undefined ? null : boundProblem(name, column.bounds, row);
      if (problem) problems.push(problem);
    } else problems.push({ column: name, value: text, ...parsed });
  }
  return problems.length > 0 ? { problems } : { row: row as Row<T> };
}
