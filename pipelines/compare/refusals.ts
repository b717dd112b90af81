import type { FindingCode } from '#lib/domain/finding-kinds.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import * as tables from '#lib/domain/tables/register.ts';
import { cellFinding, hiddenValue, type Problem, type Reading } from '#pipelines/sources/reading.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';

/** A problem with the columns as the file itself calls them. */
function inItsWords({ headers }: Reading<Table>, problem: Problem): Problem {
  const columns = problem.column.split(' + ').map((column) => headers?.get(column) ?? column);
  return { ...problem, column: [...new Set(columns)].join(' + ') };
}

/** Refuses the rows of a reading that have a problem, each with its line. */
function refuse(
  reading: Reading<Table>,
  problemOf: (row: Row<Table>, i: number) => Problem | undefined,
): Reading<Table> {
  const problems = reading.rows.map(problemOf);
  if (problems.every((problem) => problem === undefined)) return reading;
  const refused = problems.flatMap((problem, i) =>
    problem ? [cellFinding(reading.file, reading.lines[i] ?? 1, inItsWords(reading, problem))] : [],
  );
  return {
    ...reading,
    rows: reading.rows.filter((_, i) => !problems[i]),
    lines: reading.lines.filter((_, i) => !problems[i]),
    rowsRefused: reading.rowsRefused + refused.length,
    findings: [...reading.findings, ...refused],
  };
}

/** Tables whose rows belong to a practice. */
const ofPractices: readonly Table[] = [tables.practiceStaff, tables.practicePlaces, tables.practiceHistory];

function refuseUnknown(
  reading: Reading<Table>,
  { column, known, code }: { column: string; known: ReadonlySet<string>; code: FindingCode },
): Reading<Table> {
  return refuse(reading, (row) => {
    const value = String(row[column]);
    return known.has(value) ? undefined : { column, value, code, expected: '' };
  });
}

/**
 * Refuses rows of staff, places and visits whose practice stands in no file of practices, and placements at a place that
 * stands in no file of places. Such a row belongs to no region.
 */
export function refuseOrphans(readings: readonly Reading<Table>[]): Reading<Table>[] {
  const practices = new Set(rowsOf(readings, tables.practices).map(({ practice_id }) => practice_id));
  const placed = readings.map((reading) =>
    ofPractices.includes(reading.table)
      ? refuseUnknown(reading, { column: 'practice_id', known: practices, code: 'unknown-practice' })
      : reading,
  );
  const places = new Set(rowsOf(placed, tables.practicePlaces).map(({ place_id }) => place_id));
  return placed.map((reading) =>
    reading.table === (tables.placements as Table)
      ? refuseUnknown(reading, { column: 'place_id', known: places, code: 'unknown-place' })
      : reading,
  );
}

/** Refuses rows that another file brought already: the first file keeps them. Within a file its reader does this. */
export function refuseRepeats(readings: readonly Reading<Table>[]): Reading<Table>[] {
  const places = new Map<Table, Map<string, string>>();
  return readings.map((reading) => {
    const { table, file, lines } = reading;
    const seen = places.get(table);
    const keyOf = (row: Row<Table>) => table.key.map((column) => String(row[column]));
    const checked = seen
      ? refuse(reading, (row) => {
          const key = keyOf(row);
          const expected = seen.get(JSON.stringify(key));
          return expected === undefined
            ? undefined
            : {
                column: table.key.join(' + '),
                // Which student it is about is kept nowhere but in the row.
                value: table === (tables.placements as Table) ? hiddenValue : key.join(' '),
                code: 'repeated',
                expected,
              };
        })
      : reading;
    const all = seen ?? new Map<string, string>();
    checked.rows.forEach((row, i) => all.set(JSON.stringify(keyOf(row)), `${file}, ${lines[i] ?? 1}`));
    places.set(table, all);
    return checked;
  });
}

/**
 * Notes, without refusing them, the practices that reported their staff but not how many patients they have: they
 * cannot be scaled to their region, so the starting stock leaves them out.
 */
export function noteUnscalable(readings: readonly Reading<Table>[]): Reading<Table>[] {
  const answered = new Set(rowsOf(readings, tables.practiceStaff).map(({ practice_id }) => practice_id));
  return readings.map((reading) => {
    if (reading.table !== (tables.practices as Table)) return reading;
    const notes = reading.rows.flatMap((row, i) => {
      const id = String(row['practice_id']);
      if (!answered.has(id) || Number(row['registered_patients'] ?? 0) > 0) return [];
      const problem = {
        column: 'registered_patients',
        value: id,
        code: 'no-list-size' as const,
        expected: '',
      };
      return [cellFinding(reading.file, reading.lines[i] ?? 1, inItsWords(reading, problem))];
    });
    return { ...reading, findings: [...reading.findings, ...notes] };
  });
}
