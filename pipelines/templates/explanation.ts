import type { Cell, CellValue, WriteSheet } from 'hucre';
import type { Column } from '#lib/domain/column.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { templateWords, type TemplateWords } from '#lib/domain/words/templates.ts';
import type { TemplateBook } from '#pipelines/templates/books.ts';
import {
  font,
  headerStyles,
  pageSetup,
  templateColumns,
  type TemplateColumn,
} from '#pipelines/templates/cells.ts';

/** Widths of the columns of the explanation, in characters. */
const widths = [26, 50, 22, 11, 72, 22];

function allowed({ column, choices }: TemplateColumn, w: TemplateWords, hint: string | undefined): string {
  if (hint !== undefined) return hint;
  if (choices.length > 0) return choices.join(' | ');
  const { sql, min, max, pattern } = column;
  const bound = min === undefined ? '' : max === undefined ? w.from(min) : w.between(min, max);
  const like = pattern === undefined ? '' : w.like(pattern.example);
  return [w.kinds[sql], bound, like].filter(Boolean).join(', ');
}

function unitOf({ unit, sql }: Column, w: TemplateWords): string {
  const isNumber = sql === 'INTEGER' || sql === 'DOUBLE';
  return isNumber && unit !== undefined ? (w.units[unit] ?? unit) : '';
}

/** The sheet that says of every column what it means, its unit, whether it is required, and who may see it. */
export function explanation(book: TemplateBook, language: Locale): Omit<WriteSheet, 'name'> {
  const w = templateWords[language];
  const intro = w.intro.map((line) => [line.replace('{row}', book.row[language])]);
  const columns = templateColumns(book, language);
  const headers = new Map(columns.map(({ name, header }) => [name, header]));
  const meaning = ({ name, column }: TemplateColumn) => {
    const others = (book.format.extras?.[name]?.standsFor ?? []).flatMap((other) => headers.get(other) ?? []);
    const instead = others.length > 0 ? ` (${w.insteadOf(others.join(', '))})` : '';
    return column.meaning[language] + instead;
  };
  const rows: CellValue[][] = [
    [book.format.table.title[language]],
    ...intro,
    [],
    [...w.columns],
    ...columns.map((column) => [
      column.header,
      meaning(column),
      unitOf(column.column, w),
      column.required ? w.yes : w.no,
      allowed(column, w, book.hints[column.name]?.[language]),
      w.privacy[column.column.privacy],
    ]),
  ];
  const headerRow = intro.length + 2;
  const cells = new Map<string, Partial<Cell>>([
    ['0,0', { value: book.format.table.title[language], style: { font: { ...font, bold: true, size: 14 } } }],
    ...w.columns.map((value, at): [string, Partial<Cell>] => [
      `${headerRow},${at}`,
      { value, style: headerStyles.required },
    ]),
  ]);
  const wrap = { alignment: { wrapText: true, vertical: 'top' as const } };
  rows
    .slice(headerRow + 1)
    .forEach((row, i) =>
      row.forEach((value, at) => cells.set(`${headerRow + 1 + i},${at}`, { value, style: wrap })),
    );
  const merges = [0, ...intro.map((_, i) => i + 1)].map((row) => ({
    startRow: row,
    endRow: row,
    startCol: 0,
    endCol: widths.length - 1,
  }));
  return { columns: widths.map((width) => ({ width })), rows, cells, merges, pageSetup };
}
