import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds, type FindingCode } from '#lib/domain/finding-kinds.ts';
import { yearInName } from '#pipelines/sources/cbs-population.ts';
import { headerKey, unused } from '#pipelines/sources/duo/names.ts';
import { countColumnsOf, rowReader, type Beside, type BoundForm } from '#pipelines/sources/duo/row-reader.ts';
import { readRecords, type Reading } from '#pipelines/sources/reading.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { shownHeader, type SourceFile } from '#pipelines/sources/source-file.ts';

/** The year in the name of a file, where its counts do not say theirs. */
function yearBeside(
  { file, headerLine }: SourceFile,
  { binding: { counts, dimensions } }: BoundForm,
): number | null {
  if (dimensions.has('year') || counts.every(({ year }) => year !== null)) return null;
  const year = yearInName(file);
  if (year === null)
    throw new RefusedFile(file, { row: headerLine, code: 'no-year', expected: 'JAAR | TOTAAL2021' });
  return year;
}

function note(file: string, code: FindingCode, found: Partial<Finding>): Finding {
  const { severity } = findingKinds[code];
  return { file, row: null, column: null, value: null, severity, code, expected: null, ...found };
}

/** Columns that nobody reads, and how many counts are masked. */
function notes({ header, headerLine }: SourceFile, reading: Reading, { binding }: BoundForm): Finding[] {
  const { table, rows, file } = reading;
  const figures = binding.counts.flatMap(({ headers }) => Object.values(headers));
  const read = new Set([...binding.dimensions.values(), ...figures]);
  const ignored = header.filter((name) => name !== '' && !read.has(name) && !unused.has(headerKey(name)));
  const statuses = [...countColumnsOf(table).values()].map((name) => `${name}_status`);
  const masked = rows.filter((row) => statuses.some((status) => row[status] === 'protected')).length;
  const at = { row: headerLine, column: shownHeader(figures), value: `${masked} / ${rows.length}` };
  return [
    ...ignored.map((column) => note(file, 'ignored-column', { row: headerLine, column })),
    ...(masked > 0 ? [note(file, 'masked-counts', at)] : []),
  ];
}

/**
 * Reads a file of DUO by a form whose columns it has. A row for every year, or every track, in which something was
 * counted: a blank says that there is no record, and a zero stays zero.
 *
 * @throws RefusedFile when neither a column nor the name of the file says of which year it is
 */
export function readForm(
  source: SourceFile,
  bound: BoundForm,
  municipalityCode: Beside['municipalityCode'],
): Reading {
  const { file, sha256, records } = source;
  const reading = readRecords(
    { table: bound.table, file, sha256, sourceKey: 'duo_students', origin: 'published' },
    { records, ...rowReader(bound, { file, year: yearBeside(source, bound), municipalityCode }) },
  );
  reading.findings.push(...notes(source, reading, bound));
  return reading;
}
