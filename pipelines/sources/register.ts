import { UserError } from '#lib/domain/errors.ts';
import type { Column } from '#lib/domain/column.ts';
import type { Table } from '#lib/domain/table.ts';
import { dutchBlank, dutchDay, dutchFlag, dutchNumber, plainName } from '#pipelines/sources/dutch-cells.ts';
import { readRecords, type Finding, type Problem, type Reading } from '#pipelines/sources/reading.ts';
import { requireColumns, type SourceFile } from '#pipelines/sources/source-file.ts';

type Cells = Record<string, string>;

/** How a region's own file may look that holds the rows of one table. */
export interface RegisterFormat<T extends Table = Table> {
  name: string;
  table: T;
  /** Dutch headers of each column, as `plainName` writes them. The column's own name always counts as well. */
  headers: Readonly<Record<string, readonly string[]>>;
  /** Columns that the table lacks, and the columns that they can stand for. */
  standsFor?: Readonly<Record<string, readonly string[]>>;
  /** Columns that follow from others where the file lacks them. */
  derived?: readonly string[];
  /** How the texts of a column are read, where its type does not say enough. */
  reads?: Readonly<Record<string, (text: string) => string>>;
  finish?: (cells: Cells) => Cells;
  check?: (cells: Cells) => Problem[];
}

const originHeaders = ['origin', 'herkomst'];
const synthetic = /^\s*(synthetic|synthetisch|verzonnen)\s*$/i;
const births = /geboorte|geboren|birth|^geb (dat|datum|jaar)$|^gebdat/;

/** The texts of a closed list, by the Dutch words for them; a text of the list itself stays as it is. */
export function words(list: Readonly<Record<string, string>>): (text: string) => string {
  return (text) => {
    const word = plainName(text);
    return Object.hasOwn(list, word) ? (list[word] ?? text) : text;
  };
}

/**
 * The number of a practice. One of the AGB register has eight digits and starts with 01 for general practice;
 * a spreadsheet drops that zero, in one file of a region but not in the next.
 */
export function practiceNumber(text: string): string {
  return /^1\d{6}$/.test(text) ? `0${text}` : text;
}

/** @throws UserError when a header promises years or dates of birth: such a file is not read at all */
export function refuseBirths({ file, header }: Pick<SourceFile, 'file' | 'header'>): void {
  const found = header.find((name) => births.test(plainName(name)));
  if (found === undefined) return;
  throw new UserError(
    `${file}, line 1: column "${found}" says when persons were born, which Praktijkbalans does not keep; ` +
      'give five-year bands instead: a column leeftijdsgroep with 25-29, 30-34, … 65+',
  );
}

/** The columns that a file of this format cannot do without. */
export function requiredColumns({ table, derived = [] }: RegisterFormat): string[] {
  const needed = Object.entries(table.columns).filter(([, column]) => !column.nullable);
  return needed.map(([name]) => name).filter((name) => name !== 'origin' && !derived.includes(name));
}

/** The required columns that a header lacks, each with the Dutch header to use. */
export function missingColumns(format: RegisterFormat, header: readonly string[]): string[] {
  const found = findColumns(format, header);
  const missing = requiredColumns(format).filter((column) => !found.has(column));
  return missing.map((column) => {
    const dutch = format.headers[column]?.[0];
    return dutch === undefined ? column : `${dutch} (${column})`;
  });
}

function findColumns({ table, headers, standsFor = {} }: RegisterFormat, header: readonly string[]) {
  const byName = new Map(header.toReversed().map((name) => [plainName(name), name]));
  const headerFor = (column: string) =>
    [plainName(column), ...(headers[column] ?? [])].map((name) => byName.get(name)).find((name) => name);
  const found = new Map<string, string>();
  for (const column of Object.keys(table.columns)) {
    const name = column === 'origin' ? undefined : headerFor(column);
    if (name !== undefined) found.set(column, name);
  }
  for (const [column, others] of Object.entries(standsFor)) {
    const name = headerFor(column);
    if (name === undefined || others.every((other) => found.has(other))) continue;
    for (const other of [column, ...others]) found.set(other, name);
  }
  return found;
}

/**
 * Reads a region's own file. Headers may be the columns' own names or the Dutch ones; cells may be written as
 * a Dutch spreadsheet does. An empty cell is unknown. Columns that have no use are reported once each.
 *
 * @throws UserError when columns are missing, or the file holds dates of birth
 */
export function readRegister<T extends Table>(source: SourceFile, format: RegisterFormat<T>): Reading<T> {
  refuseBirths(source);
  requireColumns(source, {
    name: format.name,
    missingColumns: (header) => missingColumns(format, header),
  });
  const columns = findColumns(format, source.header);
  const { table, reads = {}, finish = (cells) => cells, check } = format;
  const readers = [...columns].map(([column, header]) => {
    const declared = table.columns[column];
    const read = reads[column] ?? readOf(declared);
    return { column, header, read: declared?.nullable ? (text: string) => read(dutchBlank(text)) : read };
  });
  const { file, sha256, header, records } = source;
  const marks = header.find((name) => originHeaders.includes(plainName(name)));
  const reading = readRecords(
    { table, file, sha256, sourceKey: 'register_files', origin: 'loaded' },
    {
      records,
      toCells: (record) => ({
        ...finish(
          Object.fromEntries(
            readers.map(({ column, header, read }) => [column, read(record[header]?.trim() ?? '')]),
          ),
        ),
        origin: marks !== undefined && synthetic.test(record[marks] ?? '') ? 'synthetic' : 'loaded',
      }),
      headerOf: (column) => columns.get(column) ?? column,
      check,
    },
  );
  // Made-up rows keep their mark, and a file with any of them never counts as measured.
  if (reading.rows.some((row) => (row as { origin?: string }).origin === 'synthetic')) {
    reading.origin = 'synthetic';
    reading.sourceKey = 'synthetic_register';
  }
  const used = new Set([...columns.values(), marks]);
  const unused = header.filter((name) => name !== '' && !used.has(name));
  reading.findings.push(...unused.map((column) => ignored(file, column)));
  return reading;
}

function readOf(column: Column | undefined): (text: string) => string {
  if (column?.sql === 'INTEGER' || column?.sql === 'DOUBLE') return dutchNumber;
  if (column?.sql === 'BOOLEAN') return dutchFlag;
  return column?.sql === 'DATE' ? dutchDay : (text) => text;
}

function ignored(file: string, column: string): Finding {
  return { file, row: 1, column, value: null, severity: 'warn', code: 'ignored-column', expected: null };
}
