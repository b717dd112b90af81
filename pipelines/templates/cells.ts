import type { CellStyle, CellValue, PageSetup } from 'hucre';
import type { Column } from '#lib/domain/column.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { templateWords } from '#lib/domain/words/templates.ts';
import type { RegisterFormat } from '#pipelines/sources/register-format.ts';
import { fileColumns, requiredColumns } from '#pipelines/sources/register-format.ts';
import type { TemplateBook, TemplateRow } from '#pipelines/templates/books.ts';

/** A column of a template: its header in a language, and the words that may be chosen in it. */
export interface TemplateColumn {
  name: string;
  header: string;
  column: Column;
  required: boolean;
  choices: readonly string[];
}

/** The columns of a workbook in a language. */
export function templateColumns({ format, without }: TemplateBook, language: Locale): TemplateColumn[] {
  const required = requiredColumns(format);
  const standIns = Object.entries(format.extras ?? {}).map(
    ([name, extra]) => [name, extra.standsFor] as const,
  );
  const columns = [...fileColumns(format)].filter(([name]) => !without.includes(name));
  const place = (name: string) => {
    const [first] = standIns.find(([extra]) => extra === name)?.[1] ?? [];
    const names = [...fileColumns(format).keys()];
    return names.indexOf(first ?? name) + (first === undefined ? 0 : 0.5);
  };
  return columns
    .sort(([a], [b]) => place(a) - place(b))
    .map(([name, column]) => ({
      name,
      header: headerOf(name, format, language),
      column,
      required: required.includes(name) || (standIns.some(([extra]) => extra === name) && !column.nullable),
      choices: choicesOf(name, column, format, language),
    }));
}

function headerOf(name: string, format: RegisterFormat, language: Locale): string {
  const dutch = format.headers[name]?.[0];
  if (language === 'nl' && dutch !== undefined) return dutch;
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function wordFor(value: string, name: string, format: RegisterFormat, language: Locale): string {
  return (language === 'nl' ? format.words?.[name]?.[value]?.[0] : undefined) ?? value;
}

function choicesOf(name: string, { sql, oneOf }: Column, format: RegisterFormat, language: Locale): string[] {
  if (sql === 'BOOLEAN') return [templateWords[language].yes, templateWords[language].no];
  return (oneOf ?? []).map((value) => wordFor(value, name, format, language));
}

/** The row of a table as the cells of a template: words for choices, days as days, and nothing for what is absent. */
export function templateCells(
  row: TemplateRow,
  columns: readonly TemplateColumn[],
  { format, language }: { format: RegisterFormat; language: Locale },
): CellValue[] {
  const { yes, no } = templateWords[language];
  return columns.map(({ name, column }) => {
    const value = row[name] ?? null;
    if (value === null || typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? yes : no;
    return column.sql === 'DATE' ? new Date(`${value}T00:00:00Z`) : wordFor(value, name, format, language);
  });
}

/** The format of the cells of a column: text keeps the zeros of a code, and a day shows as a day. */
export function numberFormat({ sql, unit }: Column): string {
  if (sql === 'DATE') return 'dd-mm-yyyy';
  if (sql === 'INTEGER') return '0';
  if (sql === 'DOUBLE') return unit === 'share' ? '0.0%' : '0.0##';
  return '@';
}

/** A font that is named, because a style without one falls back on another in every program. */
export const font = { name: 'Calibri', size: 11 };

export const headerStyles: Record<'required' | 'optional', CellStyle> = {
  required: headerStyle('1F4E79', 'FFFFFF'),
  optional: headerStyle('D6E4F0', '1F2937'),
};

function headerStyle(fill: string, text: string): CellStyle {
  return {
    font: { ...font, bold: true, color: { rgb: text } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill } },
    alignment: { vertical: 'top', wrapText: true },
  };
}

/** Printed, every column of a sheet stands on one page. */
export const pageSetup: PageSetup = {
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
};

/** The example is grey and slanted, so that nobody takes it for a row. */
export const exampleStyle: CellStyle = { font: { ...font, italic: true, color: { rgb: '808080' } } };
