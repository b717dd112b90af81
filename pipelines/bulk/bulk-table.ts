import { open } from 'node:fs/promises';
import { UserError } from '#lib/domain/errors.ts';
import type { Finding } from '#lib/domain/finding.ts';
import type { FindingCode } from '#lib/domain/finding-kinds.ts';
import type { BulkCheck, BulkWanted } from '#lib/server/bulk-check.ts';
import { mostRejected, withBulkFile, type BulkDatabase, type BulkFile } from '#lib/server/bulk-file.ts';
import { lineNumbers } from '#pipelines/bulk/line-numbers.ts';
import { longLine } from '#pipelines/bulk/long-line.ts';
import type { LocalFile } from '#pipelines/bulk/local-file.ts';
import { decodeText, readCsv } from '#pipelines/sources/csv.ts';
import { cellFinding, shortened, type Problem } from '#pipelines/sources/reading.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { separatorOf, type Separator } from '#pipelines/sources/separator.ts';
import type { SheetRow } from '#pipelines/sources/sheet.ts';
import { headerNames } from '#pipelines/sources/source-file.ts';

/** A large table that is open, under the name that messages show. */
export interface BulkTable extends BulkFile {
  name: string;
  database: BulkDatabase;
}

/** What a check of a large table found, with its findings by line. */
export interface CheckedTable extends Pick<BulkCheck, 'good' | 'rowsRead' | 'rowsRefused'> {
  findings: Finding[];
}

/** Bytes among which the header of a table ends. */
const headBytes = 65_536;

/** Lines from which on a beginning tells what the rest is like. */
const enoughLines = 100;

/**
 * Looks at the beginning before all is read: DuckDB takes much longer for lines that it sets aside than for rows.
 *
 * @throws RefusedFile when most lines there have another number of values than the header
 */
function requireRows(
  name: string,
  beginning: string,
  { header, separator }: Pick<BulkFile, 'header'> & { separator: Separator },
): void {
  let rows: readonly SheetRow[] = [];
  try {
    rows = readCsv(name, beginning, separator).rows;
  } catch (error) {
    // The beginning may end within a value, and what else is wrong with it the database says.
    if (!(error instanceof RefusedFile)) throw error;
  }
  const ragged = rows.filter(({ cells }) => cells.length !== header.length);
  const [first] = ragged;
  if (!first || rows.length < enoughLines || ragged.length < rows.length / 2) return;
  const { line, cells } = first;
  const expected = String(header.length);
  throw new RefusedFile(name, {
    row: line,
    value: shortened(cells.join(separator)),
    code: 'ragged-row',
    expected,
  });
}

async function headerOf(path: string, name: string): Promise<Pick<BulkFile, 'header' | 'separator'>> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0);
    const tooLong = await longLine(handle);
    if (tooLong !== null) throw new RefusedFile(name, { row: tooLong, code: 'too-long-line' });
    const beginning = decodeText(buffer.subarray(0, bytesRead)).replace(/^\uFEFF/, '');
    const [line = ''] = beginning.split(/\r\n|\r|\n/, 1);
    if (line.includes('\0')) throw new RefusedFile(name, { row: 1, code: 'not-text' });
    const separator = separatorOf(line);
    const [row] = readCsv(name, line, separator).rows;
    if (!row) throw new RefusedFile(name, { code: 'empty-file' });
    const header = headerNames(row);
    const plain = header.map((column) => column.toLowerCase());
    const twice = header.find((column, i) => column === '' || plain.indexOf(column.toLowerCase()) !== i);
    if (twice !== undefined) throw new RefusedFile(name, { row: 1, column: twice, code: 'repeated-column' });
    const whole = bytesRead < headBytes ? beginning : beginning.slice(0, beginning.lastIndexOf('\n') + 1);
    requireRows(name, whole, { header, separator });
    return { header, separator };
  } finally {
    await handle.close();
  }
}

/**
 * Opens a large table whose first line is its header.
 *
 * @throws RefusedFile when it is no table
 */
export async function withBulkTable<R>(
  { path, folder }: Pick<LocalFile, 'path' | 'folder'>,
  name: string,
  use: (table: BulkTable) => Promise<R>,
): Promise<R> {
  const file = { path, ...(await headerOf(path, name)) };
  try {
    return await withBulkFile({ file, folder }, (database) => use({ ...file, name, database }));
  } catch (error) {
    if (error instanceof UserError && !(error instanceof RefusedFile))
      throw new RefusedFile(name, { code: 'not-csv' });
    throw error;
  }
}

/** Problems by line, each under the column of the file. */
async function findingsOf(
  { path, separator, name }: BulkTable,
  { problems, counts, rejected }: Awaited<ReturnType<BulkDatabase['check']>>,
  columnOf: (column: string) => string,
): Promise<Finding[]> {
  if (problems.length === 0 && rejected.length === 0) return [];
  const rows = problems.flatMap(({ row, code, expected }) =>
    code === 'repeated' ? [row, Number(expected)] : [row],
  );
  const lines = await lineNumbers(path, separator, { rows, rejected: rejected.map(({ record }) => record) });
  const told = new Map<FindingCode, number>();
  const tell = (line: number | undefined, problem: Problem): Finding => {
    told.set(problem.code, (told.get(problem.code) ?? 0) + 1);
    return cellFinding(name, line ?? 1, problem);
  };
  const findings = [
    ...rejected.map(({ record, text, ragged }) => ({
      ...tell(lines.rejected.get(record), {
        column: '',
        value: text,
        code: ragged ? 'ragged-line' : 'unreadable-line',
        expected: '',
      }),
      column: null,
    })),
    ...problems.map(({ row, column, code, value, expected }) =>
      tell(lines.rows.get(row), {
        column: code === 'repeated' ? column.split(' + ').map(columnOf).join(' + ') : columnOf(column),
        value,
        code,
        expected: code === 'repeated' ? String(lines.rows.get(Number(expected)) ?? '') : expected,
      }),
    ),
  ].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  const more = [...counts]
    .map(([code, count]) => count - (told.get(code) ?? 0))
    .reduce((sum, n) => sum + n, 0);
  if (more === 0) return findings;
  const last: Problem = { column: '', value: String(more), code: 'more-findings', expected: '' };
  return [...findings, { ...cellFinding(name, 1, last), row: null, column: null }];
}

/**
 * Checks every row of a large table against a declaration, as is done row by row for smaller files.
 *
 * @param columnOf the column of the file that a column of the declaration was read from, for the messages
 * @throws RefusedFile when so many lines are no rows that none can be trusted, or one took others along
 */
export async function checkTable(
  table: BulkTable,
  wanted: BulkWanted,
  columnOf: (column: string) => string,
): Promise<CheckedTable> {
  const check = await table.database.check(wanted);
  const broken = check.rejected.find(({ stop }) => stop !== null);
  const tooMany = check.moreRejected || check.rejected.length > mostRejected;
  const first = broken ?? (tooMany ? check.rejected[0] : undefined);
  if (first) {
    const lines = await lineNumbers(table.path, table.separator, { rows: [], rejected: [first.record] });
    throw new RefusedFile(table.name, {
      row: lines.rejected.get(first.record) ?? 1,
      value: first.text,
      ...(first.stop === null
        ? { code: 'ragged-row', expected: String(table.header.length) }
        : { code: first.stop }),
    });
  }
  return {
    good: check.good,
    rowsRead: check.rowsRead + check.rejected.length,
    rowsRefused: check.rowsRefused + check.rejected.length,
    findings: await findingsOf(table, check, columnOf),
  };
}
