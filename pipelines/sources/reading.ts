import { createHash } from 'node:crypto';
import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds, type FindingCode } from '#lib/domain/finding-kinds.ts';
import { parseRow, type CellProblem } from '#lib/domain/rows.ts';
import type { Origin } from '#lib/domain/status.ts';
import type { Row, Table } from '#lib/domain/table.ts';

/** What came out of one file: the rows that are good, and a finding for everything that is not. */
export interface Reading<T extends Table = Table> {
  table: T;
  file: string;
  sourceKey: string;
  origin: Origin;
  sha256: string;
  rows: Row<T>[];
  /** The line of the file that each row came from. */
  lines: number[];
  /** What the columns of the table are called in the file, where they have names of their own there. */
  headers?: ReadonlyMap<string, string>;
  rowsRead: number;
  rowsRefused: number;
  findings: Finding[];
}

/** One record of a file: its line number (from 1, the header included) and its texts by column name. */
export interface RawRecord {
  line: number;
  cells: Record<string, string>;
}

/** What is wrong with one cell. Readers add codes of their own to those of the table check. */
export type Problem = Omit<CellProblem, 'code'> & { code: FindingCode };

/** Characters of a value that a finding shows, and of a column or of what was expected, which may be a list of words. */
const shownCharacters = { value: 200, expected: 1000 };

/** A text as a finding shows it: of a long one the beginning. */
export function shortened(text: string, most = shownCharacters.value): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** A finding about what stands in one cell. */
export function cellFinding(file: string, line: number, problem: Problem): Finding {
  return {
    file,
    row: line,
    column: shortened(problem.column, shownCharacters.expected),
    value: shortened(problem.value),
    severity: findingKinds[problem.code].severity,
    code: problem.code,
    expected: shortened(problem.expected, shownCharacters.expected) || null,
  };
}

type Cells = Record<string, string>;

/** What stands in a finding for a value that must not be kept. */
export const hiddenValue = '•••';

/** Findings of one file that are kept one by one; the rows of the others are counted. */
const mostFindings = 50_000;

/** How the records of a file become rows of a table. */
interface RecordSteps {
  records: Iterable<RawRecord>;
  /** Names the cells of the table's columns; an array where one record holds several rows. */
  toCells?: (cells: Cells) => Cells | Cells[];
  /** The column of the file that a table column was read from, for the message. */
  headerOf?: (column: string, cells: Cells) => string;
  /** What is wrong beyond the declaration of the table; goes before what that finds in the same column. */
  check?: (cells: Cells, found: Cells) => Problem[];
  /** What was expected, as the file would write it; as the table says without it. */
  expectedOf?: (problem: Problem) => string;
  /** Columns of the table whose values no finding may show. */
  secret?: readonly string[];
}

/**
 * Reads records into a table: each one is turned into cells, checked against the declaration and either loaded
 * or refused with a finding per cell, which shows the file's own column and value. A repeated key refuses the
 * later row.
 */
export function readRecords<T extends Table>(
  about: Pick<Reading<T>, 'table' | 'file' | 'sourceKey' | 'origin' | 'sha256'>,
  {
    records,
    toCells = (cells) => cells,
    headerOf = (column) => column,
    check = () => [],
    expectedOf = ({ expected }) => expected,
    secret = [],
  }: RecordSteps,
): Reading<T> {
  const reading: Reading<T> = { ...about, rows: [], lines: [], rowsRead: 0, rowsRefused: 0, findings: [] };
  const firstLines = new Map<string, number>();
  let unlisted = 0;
  for (const { line, cells: found } of records) {
    for (const cells of [toCells(found)].flat()) {
      reading.rowsRead += 1;
      const parsed = parseRow(about.table, { origin: about.origin, ...cells });
      const problems: Problem[] = [
        ...check(cells, found),
        ...('problems' in parsed ? parsed.problems : []),
      ].map((problem) => {
        const column = headerOf(problem.column, cells);
        const value = found[column]?.trim() ?? problem.value;
        return {
          ...problem,
          column,
          value: value && secret.includes(problem.column) ? hiddenValue : value,
          expected: expectedOf(problem),
        };
      });
      if ('row' in parsed && problems.length === 0) {
        const values = about.table.key.map((column) =>
          String((parsed.row as Record<string, unknown>)[column]),
        );
        const key = JSON.stringify(values);
        const first = firstLines.get(key);
        if (first === undefined) {
          firstLines.set(key, line);
          reading.rows.push(parsed.row);
          reading.lines.push(line);
          continue;
        }
        const columns = new Set(about.table.key.map((column) => headerOf(column, cells)));
        problems.push({
          column: [...columns].join(' + '),
          value: values.join(' '),
          code: 'repeated',
          expected: String(first),
        });
      }
      reading.rowsRefused += 1;
      const byColumn = new Map(problems.toReversed().map((problem) => [problem.column, problem]));
      for (const problem of [...byColumn.values()].toReversed()) {
        if (reading.findings.length < mostFindings)
          reading.findings.push(cellFinding(about.file, line, problem));
        else unlisted += 1;
      }
    }
  }
  if (unlisted > 0) {
    const more: Problem = { column: '', value: String(unlisted), code: 'more-findings', expected: '' };
    reading.findings.push({ ...cellFinding(about.file, 0, more), row: null, column: null });
  }
  return reading;
}

/** The SHA-256 of some bytes in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
