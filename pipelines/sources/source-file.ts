import type { Finding } from '#lib/domain/finding.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { cellFinding } from '#pipelines/sources/reading.ts';
import type { RawRecord, Reading } from '#pipelines/sources/reading.ts';
import { columnLetters, isBlank, isRemark, type SheetRow } from '#pipelines/sources/sheet.ts';

/** A table cut into records by the names in its header, before anyone knows what it holds. */
export interface SourceFile {
  /** The name that messages show. */
  file: string;
  /** Of the whole file. */
  sha256: string;
  /** The row of the header, from 1. */
  headerLine: number;
  header: readonly string[];
  records: readonly RawRecord[];
  /** What was noted while it was cut, beside what a reader finds. */
  notes?: readonly Finding[];
}

/** One kind of table that can be read, told by its header. */
export interface SourceFormat {
  /** What it is, for messages. */
  name: string;
  /** The number of columns that the format cannot do without. */
  requiredColumns: number;
  /** Those of them that a header lacks, as they should be called. */
  missingColumns: (header: readonly string[]) => string[];
  /** Whether people keep it by hand, and so write remarks below it. */
  handMade?: true;
  /** @throws RefusedFile when the table lacks columns or may not be read as a whole */
  read: (source: SourceFile) => Reading;
}

/** A name as one line: people break it by hand, in the middle of a word too. */
const onOneLine = (name: string) =>
  name
    .trim()
    .replace(/-\s*[\r\n]+\s*/g, '')
    .replace(/\s*[\r\n]+\s*/g, ' ');

/** The names in a row that may be a header; blank cells at its end are no columns. */
export function headerNames({ cells }: SheetRow): string[] {
  const names = cells.map(onOneLine);
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}

/** How the rows of a table end: all with every value (a CSV file), or as soon as they have no more (a spreadsheet). */
type Ends = 'whole' | 'open';

/**
 * Cuts the rows below a header into records. Rows without any value, and the header once more, are passed over. In a
 * CSV file a row has as many values as the header, or the file is refused, because then no cell of it can be trusted
 * to stand in its column; only a line of text may be shorter. In a spreadsheet every cell has its column, so that a row
 * may be shorter, and what stands in a column without a name is noted.
 *
 * @param rows the header first
 * @throws RefusedFile with the line
 */
export function sourceFile(
  about: Pick<SourceFile, 'file' | 'sha256'>,
  [first, ...rows]: readonly SheetRow[],
  { ends = 'whole', remarks = false }: { ends?: Ends; remarks?: boolean } = {},
): SourceFile {
  const { file } = about;
  if (!first) throw new RefusedFile(file, { code: 'empty-file' });
  const header = headerNames(first);
  const twice = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new RefusedFile(file, { row: first.line, column: twice, code: 'repeated-column' });
  }
  const nameless = new Map<number, Finding>();
  const records: RawRecord[] = [];
  for (const row of rows) {
    const { line, cells } = row;
    if (isBlank(row) || header.every((name, i) => name === onOneLine(cells[i] ?? ''))) continue;
    const beyond = cells.slice(header.length).some((cell) => cell.trim() !== '');
    const ragged = beyond || (cells.length < header.length && !(remarks && isRemark(row)));
    if (ends === 'whole' && ragged) {
      const expected = String(header.length);
      throw new RefusedFile(file, { row: line, value: String(cells.length), code: 'ragged-row', expected });
    }
    cells.forEach((value, i) => {
      if ((header[i] ?? '') !== '' || value.trim() === '' || nameless.has(i)) return;
      const column = columnLetters(i + 1);
      nameless.set(
        i,
        cellFinding(file, line, { column, value: value.trim(), code: 'nameless-column', expected: '' }),
      );
    });
    records.push({ line, cells: Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])) });
  }
  return { ...about, headerLine: first.line, header, records, notes: [...nameless.values()] };
}

/** The names of a header for a message; a file that is no table may have a "header" of any length. */
export function shownHeader(header: readonly string[]): string {
  const shown = header.slice(0, 40).map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
  return shown.join(', ') + (header.length > 40 ? ` … (${header.length})` : '');
}

/** @throws RefusedFile that names the columns that are missing and the ones that were found */
export function requireColumns(
  { file, header, headerLine }: SourceFile,
  { missingColumns }: Pick<SourceFormat, 'missingColumns'>,
): void {
  const missing = missingColumns(header);
  if (missing.length === 0) return;
  throw new RefusedFile(file, {
    row: headerLine,
    value: shownHeader(header),
    code: 'missing-columns',
    expected: missing.join(', '),
  });
}
