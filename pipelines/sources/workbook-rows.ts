import type { Sheet as Grid } from 'hucre';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { isBlank, type SheetRow } from '#pipelines/sources/sheet.ts';
import { cellText, coversRows } from '#pipelines/sources/workbook-cells.ts';

/** Characters that a spreadsheet keeps in a cell. */
const longestText = 32_767;

/** Writes the value of a merged cell in every row that it covers and that has more to say, in its first column. */
function spreadMerges({ rows, merges = [] }: Grid): void {
  const copies = merges.flatMap(({ startRow, startCol, endRow }) => {
    const value = rows[startRow]?.[startCol] ?? null;
    if (!coversRows(value)) return [];
    const covered = rows.slice(startRow + 1, endRow + 1).filter((row) => row.some((cell) => cell !== null));
    return covered.map((row) => ({ row, startCol, value }));
  });
  for (const { row, startCol, value } of copies) row[startCol] ??= value;
}

/**
 * The rows of a sheet that have a value, as texts, with the number that the spreadsheet shows. A cell that is merged over
 * rows stands in each of them when it is a name or a code.
 *
 * @throws RefusedFile for a cell that is longer than a spreadsheet keeps
 */
export function sheetRows(grid: Grid, file: string): SheetRow[] {
  spreadMerges(grid);
  return grid.rows.flatMap((values, at) => {
    const detail = (column: number) => grid.cells?.get(`${at},${column}`);
    const end = values.findLastIndex((value, column) => value !== null || detail(column)?.formula) + 1;
    if (end === 0) return [];
    const row = {
      line: at + 1,
      cells: values.slice(0, end).map((value, column) => cellText(value, detail(column))),
    };
    if (row.cells.some((text) => text.length > longestText)) {
      throw new RefusedFile(file, { row: row.line, code: 'too-long-line' });
    }
    return isBlank(row) ? [] : [row];
  });
}

/** Cells of a sheet that have a value. */
export function cellsIn({ rows }: Grid): number {
  return rows.reduce(
    (sum, row) => row.reduce((count: number, value) => count + (value === null ? 0 : 1), sum),
    0,
  );
}
