import type { Finding } from '#lib/domain/finding.ts';
import { countCells, countOf, exact, type Interval } from '#lib/domain/interval.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import type {
  programmeDiplomas as diplomaTable,
  programmeStudents as studentTable,
} from '#lib/domain/tables/forecast.ts';
import * as mbo from '#lib/domain/tables/mbo.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import {
  fileCounts,
  programmeOf,
  type CountSource,
  type FileCounts,
  type ProgrammeCount,
  type Track,
} from '#pipelines/counts/file-counts.ts';
import { mergeCounts, type MergedCounts } from '#pipelines/counts/merge.ts';
import type { Reading } from '#pipelines/sources/reading.ts';

/** Students of the programme at a school on 1 October. */
export interface ProgrammeStudents {
  /** The school of today. */
  brin: string;
  track: Track;
  year: number;
  students: Interval;
  /** The file that they were counted in. */
  source: string;
}

/** Diplomas of the programme at a school, by diploma year. */
export interface ProgrammeDiplomas extends Omit<ProgrammeStudents, 'students'> {
  diplomas: Interval;
}

/** Everything that files say of the programme, as one figure for each school, track and year. */
export interface Counted<T> {
  rows: T[];
  /** Years with enough schools to stand for the country. */
  years: number[];
  /** The last of them; null where nothing was counted. */
  lastYear: number | null;
  findings: Finding[];
}

const studentsIn = (row: Row<Table>) => countOf('students', row);

/** Files that count students, the best kind first: sums of small masked counts leave more room. */
const studentSources: readonly CountSource[] = [
  { table: mbo.mboStudents, rank: 0, year: 'year', count: studentsIn },
  { table: mbo.mboStudentsByYear, rank: 1, year: 'year', count: studentsIn },
  { table: mbo.mboStudentsByHome, rank: 2, year: 'year', count: studentsIn },
];

const diplomaSource: CountSource = {
  table: mbo.mboDiplomas,
  rank: 0,
  year: 'diploma_year',
  count: (row) => countOf('diplomas', row),
};

const reference: CountSource = {
  table: trainingTables.studentCounts,
  rank: studentSources.length,
  year: 'year',
  count: ({ students }) => exact(Number(students)),
};

function countsIn(readings: readonly Reading<Table>[], sources: readonly CountSource[]): FileCounts[] {
  const programme = programmeOf(readings);
  return sources.flatMap((source) =>
    readings
      .filter(({ table, rows }) => table === source.table && rows.length > 0)
      .map((reading) => fileCounts(reading, source, programme)),
  );
}

function counted<T>(
  files: readonly FileCounts[],
  merged: MergedCounts,
  rowOf: (shared: Omit<ProgrammeStudents, 'students'>, count: ProgrammeCount['count']) => T,
): Counted<T> {
  return {
    ...merged,
    rows: merged.rows.map(({ count, file: source, ...shared }) => rowOf({ ...shared, source }, count)),
    findings: [...files.flatMap(({ findings }) => findings), ...merged.findings],
  };
}

/**
 * The students of the programme per school, track and year on 1 October, out of the reference data and the files that
 * were loaded: a file counts for every school and year that it has, and of several the latest release.
 *
 * @param readings the reference data among them
 */
export function programmeStudents(readings: readonly Reading<Table>[]): Counted<ProgrammeStudents> {
  const files = countsIn(readings, studentSources);
  const merged = mergeCounts(files, countsIn(readings, [reference]));
  return counted(files, merged, (shared, students) => ({ ...shared, students }));
}

/** The diplomas of the programme per school, track and diploma year, out of the files that were loaded. */
export function programmeDiplomas(readings: readonly Reading<Table>[]): Counted<ProgrammeDiplomas> {
  const files = countsIn(readings, [diplomaSource]);
  return counted(files, mergeCounts(files, []), (shared, diplomas) => ({ ...shared, diplomas }));
}

/** Rows of the table `programme_students`. */
export function studentRows({ rows }: Counted<ProgrammeStudents>): Row<typeof studentTable>[] {
  return rows.map(({ brin, track, year, students, source }) => ({
    brin,
    track,
    year,
    ...countCells('students', students),
    file: source,
  }));
}

/** Rows of the table `programme_diplomas`. */
export function diplomaRows({ rows }: Counted<ProgrammeDiplomas>): Row<typeof diplomaTable>[] {
  return rows.map(({ brin, track, year, diplomas, source }) => ({
    brin,
    track,
    diploma_year: year,
    ...countCells('diplomas', diplomas),
    file: source,
  }));
}
