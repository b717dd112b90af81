import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds } from '#lib/domain/finding-kinds.ts';
import type { Table } from '#lib/domain/table.ts';
import * as tables from '#lib/domain/tables/register.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';

/** How far a school's own number of students may lie from what DUO counted: the larger of the two. */
const tolerance = { share: 0.1, students: 5 };

/**
 * Compares the students that a region states per school and track with the public count of 1 October of that school
 * year. A school year that was not counted, and a number that nobody knows, are no difference.
 */
export function schoolDemand(readings: readonly Reading<Table>[]): Finding[] {
  const keyOf = (school: string, track: string, year: number) => `${school} ${track} ${year}`;
  const counted = new Map<string, number>();
  for (const { brin, track, year, students } of rowsOf(readings, trainingTables.studentCounts)) {
    const key = keyOf(brin, track, year);
    counted.set(key, (counted.get(key) ?? 0) + students);
  }
  return readings.flatMap((reading) => {
    if (reading.table !== (tables.placementDemand as Table) || reading.origin === 'synthetic') return [];
    const stated = new Map<string, number | null>();
    for (const { school_id, track, school_year, students } of rowsOf([reading], tables.placementDemand)) {
      const key = keyOf(school_id, track, school_year);
      const before = stated.get(key) ?? 0;
      stated.set(key, students === null || before === null ? null : before + students);
    }
    return [...stated].flatMap(([key, students]) => {
      const public_ = counted.get(key);
      if (students === null || public_ === undefined) return [];
      const most = Math.max(tolerance.students, public_ * tolerance.share);
      if (Math.abs(students - public_) <= most) return [];
      const code = 'students-differ';
      return [
        {
          file: reading.file,
          row: null,
          column: 'students',
          value: `${key}: ${students}`,
          severity: findingKinds[code].severity,
          code,
          expected: `DUO: ${public_} (± ${Math.round(most)})`,
        },
      ];
    });
  });
}
