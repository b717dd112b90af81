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
import { cellFinding, type Problem } from '#pipelines/sources/reading.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { separatorOf } from '#pipelines/sources/separator.ts';
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

async function headerOf(path: string, name: string): Promise<Pick<BulkFile, 'header' | 'separator'>> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0);
    const [line = '', ...below] = decodeText(buffer.subarray(0, bytesRead))
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\r|\n/, 2);
    const tooLong = below.length === 0 && bytesRead === headBytes ? 1 : await longLine(handle);
    if (tooLong !== null) throw new RefusedFile(name, { row: tooLong, code: 'too-long-line' });
    const separator = separatorOf(line);
    const [row] = readCsv(name, line, separator).rows;
    if (!row) throw new RefusedFile(name, { code: 'empty-file' });
    const header = headerNames(row);
    const twice = header.find((column, i) => column === '' || header.indexOf(column) !== i);
    if (twice !== undefined) throw new RefusedFile(name, { row: 1, column: twice, code: 'repeated-column' });
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
  const first = broken ?? (check.rejected.length > mostRejected ? check.rejected[0] : undefined);
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
