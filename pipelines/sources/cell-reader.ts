import type { Column } from '#lib/domain/column.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { becameNumber } from '#pipelines/sources/codes.ts';
import { dutchBlank, dutchDay, dutchFlag, dutchNumber } from '#pipelines/sources/dutch-cells.ts';
import { cellFinding, type Problem } from '#pipelines/sources/reading.ts';
import {
  fileColumns,
  namedColumns,
  readWords,
  type RegisterFormat,
} from '#pipelines/sources/register-format.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

type Cells = Record<string, string>;

/** A column of the file: the column that it fills, its header, and how its texts are read. */
export interface CellReader {
  column: string;
  header: string;
  isCode: boolean;
  read: (text: string) => string;
}

/** What spreadsheets write for a formula that went wrong, in English and in Dutch. */
const formulaErrors =
  /^(#(REF|NAME|VALUE|VALUES|DIV\/0|NULL|NUM|N\/A|SPILL|CALC|FIELD|BLOCKED|BUSY|GETTING_DATA|VERW|NAAM|WAARDE|DEEL\/0|LEEG|GETAL|N\/B|OVERLOOP|BEREKENEN|VELD|ONBEKEND)[!?]?|err:\d{3})$/i;

function readOf(column: Column | undefined): (text: string) => string {
  if (column?.sql === 'INTEGER' || column?.sql === 'DOUBLE') return dutchNumber;
  if (column?.sql === 'BOOLEAN') return dutchFlag;
  return column?.sql === 'DATE' ? dutchDay : (text) => text;
}

/** A reader for each column that a file has. */
export function readersOf({ header }: SourceFile, format: RegisterFormat): CellReader[] {
  const declared = fileColumns(format);
  return [...namedColumns(format, header)].map(([name, column]) => {
    const { nullable = false, sql, oneOf } = declared.get(name) ?? {};
    const words = format.words?.[name];
    const read = format.reads?.[name] ?? (words ? readWords(words) : readOf(declared.get(name)));
    return {
      column: name,
      header: column,
      isCode: sql === 'VARCHAR' && !oneOf && !nullable,
      read: nullable ? (text) => read(dutchBlank(text)) : read,
    };
  });
}

/** What is wrong with a cell before anyone asks what it means: a formula, or a code that became a number. */
export function cellProblem({ column, header, isCode }: CellReader, found: Cells): Problem[] {
  const value = found[header]?.trim() ?? '';
  const problem = (code: Problem['code']) => [{ column, value, code, expected: '' }];
  if (formulaErrors.test(value)) return problem('error-cell');
  if (value.startsWith('=')) return problem('formula-without-value');
  return isCode && becameNumber(value) ? problem('code-became-number') : [];
}

/** Notes once per column that codes got their leading zeros back, with the first of them. */
export function restoredZeros(
  { file, records }: Pick<SourceFile, 'file' | 'records'>,
  readers: readonly CellReader[],
) {
  return readers.flatMap(({ header, isCode, read }): Finding[] => {
    if (!isCode) return [];
    const restored = records.filter(({ cells }) => {
      const text = (cells[header] ?? '').trim();
      return /^\d/.test(text) && read(text).toUpperCase() === `0${text.toUpperCase()}`;
    });
    const [first] = restored;
    if (!first) return [];
    const text = (first.cells[header] ?? '').trim();
    const value = restored.length === 1 ? text : `${text} … (${restored.length} ×)`;
    return [
      cellFinding(file, first.line, { column: header, value, code: 'zero-restored', expected: read(text) }),
    ];
  });
}
