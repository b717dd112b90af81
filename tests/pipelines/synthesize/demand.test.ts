import { describe, expect, test } from 'vitest';
import * as trainingTables from '#lib/domain/tables/training.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { groupBy, made, readings, sum } from './made.ts';

const counts = groupBy(
  rowsOf(readings, trainingTables.studentCounts).filter(
    ({ year, students }) => year === 2019 && students > 0,
  ),
  ({ brin, track }) => `${brin} ${track}`,
);

describe.each([1, 2, 3])('placement demand with seed %i', (seed) => {
  const { placementDemand } = made(seed);
  const brin = /^\d\d[A-Z]{2}$/;
  const funded = placementDemand.filter(({ school_id }) => brin.test(school_id));
  const others = placementDemand.filter(({ school_id }) => !brin.test(school_id));
  const classes = groupBy(funded, ({ school_id, track }) => `${school_id} ${track}`);

  test('every funded school has three programme years in each track that it was counted in', () => {
    expect([...classes.keys()].sort()).toEqual([...counts.keys()].sort());
    for (const rows of classes.values()) {
      expect(rows.map(({ programme_year }) => programme_year)).toEqual([1, 2, 3]);
    }
    expect(placementDemand.every(({ school_year }) => school_year === 2023)).toBe(true);
  });

  test('students of a funded school are those of its last count, as an estimate', () => {
    for (const [name, rows] of classes) {
      if (rows[0]?.students_status === 'not-asked') continue;
      const counted = sum(counts.get(name) ?? [], ({ students }) => students);
      expect(sum(rows, ({ students }) => students ?? NaN)).toBe(counted);
      expect(rows.every(({ students_status }) => students_status === 'estimated')).toBe(true);
    }
    const firstYears = sum(funded, (row) => (row.programme_year === 1 ? (row.students ?? 0) : 0));
    const thirdYears = sum(funded, (row) => (row.programme_year === 3 ? (row.students ?? 0) : 0));
    expect(firstYears).toBeGreaterThan(thirdYears);
  });

  test('a school that was not asked has no figures at all', () => {
    const rows = funded.filter(({ students_status }) => students_status === 'not-asked');
    expect(new Set(rows.map(({ school_id }) => school_id)).size).toBe(6);
    for (const { students, periods_per_student, general_practice_share } of rows) {
      expect([students, periods_per_student, general_practice_share]).toEqual([null, null, null]);
    }
  });

  test('students of about half of the private schools are unknown, of the others assumed', () => {
    const status = groupBy(others, ({ students_status }) => students_status);
    expect([...status.keys()].sort()).toEqual(['assumed', 'unknown']);
    expect(new Set(status.get('unknown')?.map(({ school_id }) => school_id)).size).toBe(3);
    expect(status.get('unknown')?.every(({ students }) => students === null)).toBe(true);
    expect(status.get('assumed')?.every(({ students }) => students !== null)).toBe(true);
  });

  test('first-years of BOL hardly leave school, later years have about one and a half periods', () => {
    for (const { track, programme_year, periods_per_student: periods } of placementDemand) {
      if (periods === null) continue;
      const [low, high] = track === 'BBL' ? [4, 4] : programme_year === 1 ? [0.1, 0.25] : [1.25, 1.75];
      expect(periods).toBeGreaterThanOrEqual(low);
      expect(periods).toBeLessThanOrEqual(high);
    }
  });
});
