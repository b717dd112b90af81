import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds } from '#lib/domain/finding-kinds.ts';
import { intervalText } from '#lib/domain/interval.ts';
import type { Table } from '#lib/domain/table.ts';
import * as tables from '#lib/domain/tables/register.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import type { Counted, ProgrammeStudents } from '#pipelines/student-counts.ts';

/** How far a school's own number of students may lie from what DUO counted: the larger of the two. */
const tolerance = { share: 0.1, students: 5 };

/**
 * Compares the students that a region states per school and track with the public count of 1 October of that school
 * year. A school year that was not counted, and a number that nobody knows, are no difference.
 */
export function schoolDemand(
  readings: readonly Reading<Table>[],
  { rows }: Pick<Counted<ProgrammeStudents>, 'rows'>,
): Finding[] {
  const keyOf = (school: string, track: string, year: number) => `${school} ${track} ${year}`;
  const counted = new Map(
    rows.map(({ brin, track, year, students }) => [keyOf(brin, track, year), students]),
  );
  return readings.flatMap((reading) => {
    if (reading.table !== (tables.placementDemand as Table) || reading.origin === 'synthetic') return [];
    const stated = new Map<string, number | null>();
    for (const { school_id, track, school_year, students } of rowsOf([reading], tables.placementDemand)) {
      const key = keyOf(school_id, track, school_year);
      const before = stated.get(key) ?? 0;
      stated.set(key, students === null || before === null ? null : before + students);
    }
    return [...stated].flatMap(([key, students]) => {
      const count = counted.get(key);
      if (students === null || count === undefined) return [];
      const { low, high } = count;
      const room = Math.max(tolerance.students, Math.round((high ?? low) * tolerance.share));
      if (students >= low - room && students <= (high ?? Infinity) + room) return [];
      const code = 'students-differ';
      return [
        {
          file: reading.file,
          row: null,
          column: 'students',
          value: `${key}: ${students}`,
          severity: findingKinds[code].severity,
          code,
          expected: `DUO: ${intervalText(count)} (± ${room})`,
        },
      ];
    });
  });
}
