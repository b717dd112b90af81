import type { Column } from '#lib/domain/column.ts';
import type { Finding } from '#lib/domain/finding.ts';
import type { Table } from '#lib/domain/table.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import type { Problem } from '#pipelines/sources/reading.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

type Cells = Record<string, string>;

/** The Dutch words for the values of a closed list, the usual one first. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** A column of a file that its table lacks, and the columns of the table that follow from it. */
export interface ExtraColumn {
  column: Column;
  standsFor: readonly string[];
}

/** How a region's own file may look that holds the rows of one table. */
export interface RegisterFormat<T extends Table = Table> {
  name: string;
  table: T;
  /**
   * Dutch headers of each column, the usual one first; capitals, accents and marks do not matter. The column's own name
   * always counts as well.
   */
  headers: Readonly<Record<string, readonly string[]>>;
  extras?: Readonly<Record<string, ExtraColumn>>;
  /** Columns that follow from others where the file lacks them. */
  derived?: readonly string[];
  words?: Readonly<Record<string, Words>>;
  /** How the texts of a column are read, where its type and words do not say enough. */
  reads?: Readonly<Record<string, (text: string) => string>>;
  /** The columns that say what is known of a figure, by the column of the figure. */
  statusOf?: Readonly<Record<string, string>>;
  /** Columns whose values no finding may show. */
  secret?: readonly string[];
  /** What is noted of a record that is about something else, and is not loaded. */
  aside?: (cells: Cells) => Problem | null;
  /** One record may hold several rows. */
  finish?: (cells: Cells) => Cells | Cells[];
  check?: (cells: Cells) => Problem[];
  /** What is noted of the file as a whole. */
  note?: (source: SourceFile) => Finding[];
}

/** The columns that a file may have, those of the table first: every one of them may also be absent. */
export function fileColumns({ table, extras = {} }: RegisterFormat): Map<string, Column> {
  const own = Object.entries(table.columns).filter(([name]) => name !== 'origin');
  return new Map([...own, ...Object.entries(extras).map(([name, { column }]) => [name, column] as const)]);
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

/** The names of formats as they are compared: they are compared with every row that may be a header. */
const plainNames = new Map<string, string>();
function plainNameOf(name: string): string {
  const known = plainNames.get(name) ?? plainName(name);
  plainNames.set(name, known);
  return known;
}

/** The header in a file of each column that stands in it. */
export function namedColumns(format: RegisterFormat, header: readonly string[]): Map<string, string> {
  const byName = new Map(header.toReversed().map((name) => [plainName(name), name]));
  const found = new Map<string, string>();
  for (const name of fileColumns(format).keys()) {
    const names = [name, ...(format.headers[name] ?? [])];
    const named = names.map((text) => byName.get(plainNameOf(text))).find((text) => text);
    if (named !== undefined) found.set(name, named);
  }
  return found;
}

/**
 * The header of each column that a file has in some form: a group of ages is the header of its first and its last age.
 */
export function findColumns(format: RegisterFormat, header: readonly string[]): Map<string, string> {
  const found = namedColumns(format, header);
  for (const [name, { standsFor }] of Object.entries(format.extras ?? {})) {
    const named = found.get(name);
    if (named === undefined) continue;
    for (const other of standsFor) if (!found.has(other)) found.set(other, named);
  }
  return found;
}

/** Reads the words of a closed list; a value of the list itself stays as it is. */
export function readWords(list: Words): (text: string) => string {
  const values = new Map(
    Object.entries(list).flatMap(([value, texts]) => texts.map((text) => [plainName(text), value])),
  );
  return (text) => values.get(plainName(text)) ?? text;
}
