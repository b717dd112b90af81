import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds, type FindingCode } from '#lib/domain/finding-kinds.ts';
import { sumOf, type Interval } from '#lib/domain/interval.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import { tracks } from '#lib/domain/tables/columns.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import { programmeCrebos, type KnownBy } from '#pipelines/counts/programme-crebos.ts';
import { successors } from '#pipelines/counts/successors.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';

export type Track = (typeof tracks)[number];

/** A count of the programme at a school in a year: all of its course codes together. */
export interface ProgrammeCount {
  /** The school of today: those of a school that went into it count with it. */
  brin: string;
  track: Track;
  year: number;
  count: Interval;
  /** The file that it comes from. */
  file: string;
}

/** What one file says of the programme. */
export interface FileCounts {
  file: string;
  /** Which kind of file goes first where several have a count: the lowest. */
  rank: number;
  /** The last year in the file: a later release corrects an earlier one. */
  release: number;
  /** By school, track and year, each with its first line. */
  counts: Map<string, { count: ProgrammeCount; line: number }>;
  /** Schools and years that the file counts by programme and track: what is not in it there, it did not find. */
  covered: Set<string>;
  findings: Finding[];
}

/** A kind of file that counts the programme, and where in a row it does so. */
export interface CountSource {
  table: Table;
  rank: number;
  year: 'year' | 'diploma_year';
  count: (row: Row<Table>) => Interval;
}

/** What has to be known to find the programme in a file. */
export interface Programme {
  knownBy: (crebo: string, name: string | null) => KnownBy | null;
  schoolOfToday: (brin: string) => string;
  schools: ReadonlySet<string>;
}

/** What the reference data say of the programme. */
export function programmeOf(readings: readonly Reading<Table>[]): Programme {
  const schools = rowsOf(readings, trainingTables.schools);
  return {
    knownBy: programmeCrebos(readings),
    schoolOfToday: successors(schools),
    schools: new Set(schools.map(({ brin }) => brin)),
  };
}

export const schoolYear = (brin: string, year: number) => `${brin} ${year}`;
const countKey = ({ brin, track, year }: ProgrammeCount) => `${brin} ${track} ${year}`;

/** An extraneus sits exams only, without lessons or placements: none of our tracks. */
function trackOf(row: Row<Table>): Track | null {
  return tracks.find((track) => track === row['track']) ?? null;
}

function finding(
  file: string,
  code: FindingCode,
  at: { row: number; value: string; column: string },
): Finding {
  return { file, ...at, severity: findingKinds[code].severity, code, expected: null };
}

/**
 * Sums the counts of the programme in one file by school, track and year, as intervals. A course code that is new and a
 * school that is new count too, and are reported once each.
 */
export function fileCounts(
  { file, rows, lines }: Reading<Table>,
  source: CountSource,
  { knownBy, schoolOfToday, schools }: Programme,
): FileCounts {
  const parts = new Map<string, { first: ProgrammeCount; line: number; counts: Interval[] }>();
  const covered = new Set<string>();
  const reported = new Map<string, Finding>();
  let release = -Infinity;
  rows.forEach((row, i) => {
    const [published, year, line] = [String(row['brin']), Number(row[source.year]), lines[i] ?? 1];
    const brin = schoolOfToday(published);
    release = Math.max(release, year);
    const [track, crebo] = [trackOf(row), row['crebo']];
    // A file of all programmes or all tracks together says nothing of ours.
    if (typeof crebo !== 'string' || row['track'] === null) return;
    covered.add(schoolYear(brin, year));
    const known = knownBy(crebo, row['programme'] as string | null);
    if (track === null || known === null) return;
    const count = source.count(row);
    const first = { brin, track, year, count, file };
    const part = parts.get(countKey(first)) ?? { first, line, counts: [] };
    parts.set(countKey(first), part);
    part.counts.push(count);
    const report = (code: FindingCode, column: string, value: string) => {
      if (!reported.has(value)) reported.set(value, finding(file, code, { row: line, value, column }));
    };
    if (known === 'name') report('new-crebo', 'crebo', String(crebo));
    if (!schools.has(published)) report('new-school', 'brin', published);
  });
  return {
    file,
    rank: source.rank,
    release,
    counts: new Map(
      [...parts].map(([key, { first, line, counts }]) => [
        key,
        { count: { ...first, count: sumOf(counts) }, line },
      ]),
    ),
    covered,
    findings: [...reported.values()],
  };
}
