/** A row of texts with its number in the file or the sheet, counted from 1. */
export interface SheetRow {
  line: number;
  cells: readonly string[];
}

/** A table of texts before anyone knows which row names its columns: a CSV file, or a sheet of a workbook. */
export interface Sheet {
  /** The name of a sheet of a workbook. */
  name: string | null;
  /** Whether the workbook hides it. */
  hidden?: boolean;
  rows: readonly SheetRow[];
}

/** Cells that are read row by row at most, of all sheets of a file together: a national register takes a tenth. */
export const mostCells = 5_000_000;

/** The letters of a column as spreadsheets show them, from its number, counted from 1: 28 is AB. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? last : columnLetters(Math.floor((column - 1) / 26)) + last;
}

/** Whether a row has no value at all. */
export function isBlank({ cells }: SheetRow): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Whether a row is a sentence and no values: a line of text below or above a table. */
export function isRemark({ cells }: SheetRow): boolean {
  const [only = '', ...more] = cells.filter((cell) => cell.trim() !== '');
  return more.length === 0 && /\S\s+\S/.test(only);
}

/** The name of the sheet of our templates that explains the columns. */
export const explanationSheet = { nl: 'Uitleg', en: 'Explanation' };
