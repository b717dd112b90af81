import type { Finding } from '#lib/domain/finding.ts';
import type { Table } from '#lib/domain/table.ts';
import { refuseBirths } from '#pipelines/sources/births.ts';
import { cellProblem, readersOf, restoredZeros } from '#pipelines/sources/cell-reader.ts';
import { figureStatus, plainName } from '#pipelines/sources/dutch-cells.ts';
import {
  cellFinding,
  hiddenValue,
  readRecords,
  type Problem,
  type Reading,
} from '#pipelines/sources/reading.ts';
import { findColumns, missingColumns, type RegisterFormat } from '#pipelines/sources/register-format.ts';
import { setAside } from '#pipelines/sources/set-aside.ts';
import { requireColumns, type SourceFile } from '#pipelines/sources/source-file.ts';

type Cells = Record<string, string>;

const originHeaders = ['origin', 'herkomst'];
const synthetic = /^\s*(synthetic|synthetisch|verzonnen)\s*$/i;

/** A note as it may be kept: of a file about persons, without what stood there. */
function kept(note: Finding, { secret = [] }: RegisterFormat): Finding {
  return secret.length > 0 && note.value ? { ...note, value: hiddenValue } : note;
}

/** What was expected as a Dutch spreadsheet writes it: the words of a list, ja or nee, a comma, a day. */
function expectedInDutch({ column, code, expected }: Problem, { table, words = {} }: RegisterFormat): string {
  const declared = table.columns[column];
  if (code === 'not-yes-or-no') return 'ja | nee';
  if (code === 'not-a-date') return '31-01-2024';
  if (code === 'not-a-number' && declared?.sql === 'DOUBLE') return '1,5';
  if (code !== 'not-in-list' || !declared?.oneOf) return expected;
  return declared.oneOf.map((value) => words[column]?.[value]?.[0] ?? value).join(' | ');
}

/** Fills in what is known of the figures of a record, where the file does not say it itself. */
function withStatus(
  cells: Cells,
  found: Cells,
  format: RegisterFormat,
  columns: ReadonlyMap<string, string>,
): Cells {
  const stated = { ...cells };
  for (const [figure, status] of Object.entries(format.statusOf ?? {})) {
    const header = columns.get(figure);
    const known = figureStatus(header === undefined ? undefined : (found[header] ?? '').trim());
    stated[status] ||= known;
    if (known !== 'measured') stated[figure] = '';
  }
  return stated;
}

/**
 * Reads a region's own file. Headers may be the columns' own names or the Dutch ones; cells may be written as a
 * Dutch spreadsheet does. Where a figure has a column for its status, a column that the file lacks is not
 * asked, an empty cell unknown, "nvt" not applicable and "<5" protected; where it has none, all of these are absent.
 * None of them is ever zero. Columns without use, rows of totals and remarks are noted.
 *
 * @throws RefusedFile when columns are missing, or the file holds dates of birth
 */
export function readRegister<T extends Table>(source: SourceFile, format: RegisterFormat<T>): Reading<T> {
  refuseBirths(source.file, { line: source.headerLine, cells: source.header });
  requireColumns(source, { missingColumns: (header) => missingColumns(format, header) });
  const { table, secret = [], aside, finish = (cells) => cells, check = () => [] } = format;
  const { file, sha256, header } = source;
  const columns = findColumns(format, header);
  const readers = readersOf(source, format);
  const marks = header.find((name) => originHeaders.includes(plainName(name)));
  const own = setAside(source, format);
  const notes = [...own.notes, ...(source.notes ?? [])];
  const cellsOf = (found: Cells): Cells =>
    Object.fromEntries(
      readers.map(({ column, header: name, read }) => [column, read(found[name]?.trim() ?? '')]),
    );
  const records = own.records.filter((record) => {
    const problem = aside?.(cellsOf(record.cells)) ?? null;
    if (problem === null) return true;
    notes.push(cellFinding(file, record.line, { ...problem, column: columns.get(problem.column) ?? '' }));
    return false;
  });
  notes.push(...(format.note?.({ ...source, records }) ?? []));
  const reading = readRecords(
    { table, file, sha256, sourceKey: 'register_files', origin: 'loaded' },
    {
      records,
      toCells: (found) => {
        const origin = marks !== undefined && synthetic.test(found[marks] ?? '') ? 'synthetic' : 'loaded';
        const cells = withStatus(cellsOf(found), found, format, columns);
        return [finish(cells)].flat().map((row) => ({ ...row, origin }));
      },
      headerOf: (column) => columns.get(column) ?? column,
      check: (cells, found) => [...readers.flatMap((reader) => cellProblem(reader, found)), ...check(cells)],
      expectedOf: (problem) => expectedInDutch(problem, format),
      secret,
    },
  );
  // Made-up rows keep their mark, and a file with any of them never counts as measured.
  if (reading.rows.some((row) => (row as { origin?: string }).origin === 'synthetic')) {
    reading.origin = 'synthetic';
    reading.sourceKey = 'synthetic_register';
  }
  const used = new Set([...columns.values(), marks]);
  const unused = header.filter((name) => name !== '' && !used.has(name));
  notes.push(
    ...restoredZeros(
      { file, records },
      readers.filter(({ column }) => !secret.includes(column)),
    ),
  );
  reading.findings.push(...notes.map((note) => kept(note, format)));
  reading.findings.push(...unused.map((column) => ignored(file, source.headerLine, column)));
  reading.headers = columns;
  return reading;
}

function ignored(file: string, row: number, column: string): Finding {
  return {
    ...cellFinding(file, row, { column, value: '', code: 'ignored-column', expected: '' }),
    value: null,
  };
}
