import { mboStudents } from '#lib/domain/tables/raw.ts';
import { readRecords, type Problem, type Reading } from '#pipelines/sources/reading.ts';
import { requireColumns, type SourceFile, type SourceFormat } from '#pipelines/sources/source-file.ts';

type Cells = Record<string, string>;

const headers: Cells = {
  brin: 'BRIN NUMMER',
  school: 'INSTELLINGSNAAM',
  seat: 'PLAATSNAAM',
  track: 'TYPE MBO',
  level: 'KWALIFICATIENIVEAU',
  crebo: 'KWALIFICATIE CODE',
  programme: 'KWALIFICATIE NAAM',
  sector: 'MBO SECTOR',
  sector_unit: 'SECTORUNIT SBB',
  knowledge_centre: 'NAAM KENNISCENTRUM',
};
/** The three counts of a year; the name of the column goes on with the year. */
const counts: Cells = { women: 'VROUW', men: 'MAN', students: 'TOTAAL' };
const tracks = new Map([
  ['BOLVT', 'BOL'],
  ['BOLDT', 'BOL-part-time'],
  ['BBL', 'BBL'],
]);

function yearsOf(header: readonly string[]): string[] {
  const years = header.map((name) => /^(?:MAN|VROUW|TOTAAL)(\d{4})$/.exec(name)?.[1] ?? '');
  return [...new Set(years)].filter((year) => year !== '').sort();
}

function missingColumns(header: readonly string[]): string[] {
  const years = yearsOf(header);
  const counted = (years.length > 0 ? years : ['<year>']).flatMap((year) =>
    Object.values(counts).map((name) => name + year),
  );
  return [...Object.values(headers), ...counted].filter((name) => !header.includes(name));
}

function cellsOfYear(record: Cells, year: string): Cells | null {
  const cells: Cells = { year };
  for (const [column, name] of Object.entries(counts)) cells[column] = record[name + year]?.trim() ?? '';
  if (Object.keys(counts).every((column) => cells[column] === '')) return null;
  for (const [column, name] of Object.entries(headers)) cells[column] = record[name]?.trim() ?? '';
  const track = cells['track'] ?? '';
  cells['track'] = tracks.get(track) ?? track;
  return cells;
}

function headerOf(column: string, cells: Cells): string {
  // The year stands in the name of the counts only.
  const count = counts[column === 'year' ? 'students' : column];
  return count === undefined ? (headers[column] ?? column) : `${count}${cells['year']}`;
}

function check(cells: Cells): Problem[] {
  const problems: Problem[] = [];
  const track = cells['track'] ?? '';
  if (track !== '' && ![...tracks.values()].includes(track)) {
    const expected = [...tracks.keys()].join(' | ');
    problems.push({ column: 'track', value: track, code: 'not-in-list', expected });
  }
  const [women, men, students] = Object.keys(counts).map((column) => cells[column] ?? '');
  const whole = [women, men, students].every((text) => /^\d+$/.test(text ?? ''));
  const sum = Number(women) + Number(men);
  if (whole && sum !== Number(students)) {
    problems.push({ column: 'students', value: students ?? '', code: 'sum-differs', expected: String(sum) });
  }
  return problems;
}

/**
 * Reads file 03 of DUO as published until 2020: students per school, track and qualification on 1 October, with
 * three columns a year. Every year of a record in which something was counted is a row; a year that is blank
 * is no row, because a blank says that there is no record, and a zero stays zero.
 *
 * @throws UserError when columns are missing
 */
export function readDuoStudents(source: SourceFile): Reading<typeof mboStudents> {
  requireColumns(source, duoStudents);
  const years = yearsOf(source.header);
  const { file, sha256, records } = source;
  return readRecords(
    { table: mboStudents, file, sha256, sourceKey: 'duo_students', origin: 'published' },
    {
      records,
      toCells: (record) => years.map((year) => cellsOfYear(record, year)).filter((cells) => cells !== null),
      headerOf,
      check,
    },
  );
}

export const duoStudents: SourceFormat = {
  name: 'file 03 of DUO (students by qualification, until 2020)',
  requiredColumns: Object.keys(headers).length + Object.keys(counts).length,
  missingColumns,
  read: readDuoStudents,
};
