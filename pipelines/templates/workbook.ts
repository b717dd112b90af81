import { writeOds, writeXlsx, type Cell, type CellValue, type DataValidation, type WriteSheet } from 'hucre';
import type { Column } from '#lib/domain/column.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { templateWords } from '#lib/domain/words/templates.ts';
import { columnLetters, explanationSheet } from '#pipelines/sources/sheet.ts';
import { exampleMark, type TemplateBook, type TemplateRow } from '#pipelines/templates/books.ts';
import {
  exampleStyle,
  headerStyles,
  numberFormat,
  pageSetup,
  templateCells,
  templateColumns,
  type TemplateColumn,
} from '#pipelines/templates/cells.ts';
import { explanation } from '#pipelines/templates/explanation.ts';

/** Forms in which a workbook can be written. The library writes choice lists and frozen rows in .xlsx only. */
export const bookForms = ['xlsx', 'ods'] as const;
export type BookForm = (typeof bookForms)[number];

/** Rows for which the choices of a column are offered. */
const offeredRows = 5000;
/** Characters of the widest column, and of a narrow one. */
const widths = { most: 30, least: 11 };
/** Characters that Excel takes in the text beside a cell. */
const longestPrompt = 255;

function bounds({
  sql,
  min,
  max,
}: Column): Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2'> | null {
  if (sql === 'DATE') return { type: 'date', operator: 'greaterThan', formula1: 'DATE(1990,1,1)' };
  if (sql !== 'INTEGER' && sql !== 'DOUBLE') return null;
  const type = sql === 'INTEGER' ? 'whole' : 'decimal';
  if (max === undefined) return { type, operator: 'greaterThanOrEqual', formula1: String(min ?? 0) };
  return { type, operator: 'between', formula1: String(min ?? 0), formula2: String(max) };
}

/** What Excel offers and checks in a column. It warns and does not forbid: the reader knows more ways to say things. */
function validation(
  { header, column, choices }: TemplateColumn,
  at: number,
  language: Locale,
): DataValidation | null {
  const letters = columnLetters(at + 1);
  const rule = choices.length > 0 ? { type: 'list' as const, values: [...choices] } : bounds(column);
  if (rule === null) return null;
  const message = `${column.meaning[language]}. ${templateWords[language].pick}`;
  return {
    ...rule,
    range: `${letters}2:${letters}${offeredRows}`,
    allowBlank: true,
    showInputMessage: true,
    inputTitle: header.slice(0, 32),
    inputMessage: message.slice(0, longestPrompt),
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: header.slice(0, 32),
    errorMessage: message.slice(0, longestPrompt),
  };
}

function dataSheet(
  book: TemplateBook,
  { language, rows, example }: { language: Locale; rows: readonly TemplateRow[]; example: boolean },
): WriteSheet {
  const { format } = book;
  const columns = templateColumns(book, language);
  const [key = ''] = format.table.key;
  const shown = example ? [{ [key]: exampleMark[language], ...book.example }, ...rows] : rows;
  const values = shown.map((row) => templateCells(row, columns, { format, language }));
  const cells = new Map<string, Partial<Cell>>();
  columns.forEach(({ header, required }, at) => {
    cells.set(`0,${at}`, { value: header, style: headerStyles[required ? 'required' : 'optional'] });
  });
  values.forEach((row, i) =>
    row.forEach((value, at) => {
      const numFmt = numberFormat(columns[at]?.column ?? ({} as Column));
      const style = example && i === 0 ? { ...exampleStyle, numFmt } : { numFmt };
      if (value !== null) cells.set(`${i + 1},${at}`, { value, style });
    }),
  );
  return {
    name: book.name[language],
    columns: columns.map(({ header, column }) => ({
      width: Math.min(widths.most, Math.max(widths.least, header.length + 3)),
      numFmt: numberFormat(column),
    })),
    rows: [columns.map(({ header }) => header), ...values] as CellValue[][],
    cells,
    freezePane: { rows: 1, columns: 1 },
    pageSetup,
    dataValidations: columns.flatMap((column, at) => validation(column, at, language) ?? []),
  };
}

/**
 * A workbook of the columns of a table: a sheet to fill in, with the example or with rows, and a sheet that explains it.
 */
export async function workbookBytes(
  book: TemplateBook,
  options: { language: Locale; form: BookForm; rows?: readonly TemplateRow[]; example?: boolean },
): Promise<Uint8Array> {
  const { language, form, rows = [], example = rows.length === 0 } = options;
  const sheets = [
    dataSheet(book, { language, rows, example }),
    { ...explanation(book, language), name: explanationSheet[language] },
  ];
  return form === 'ods' ? writeOds({ sheets }) : writeXlsx({ sheets });
}
