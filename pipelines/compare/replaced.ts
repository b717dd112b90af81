import { findingKinds } from '#lib/domain/finding-kinds.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import type { EditionWork } from '#pipelines/work.ts';

/** A kept file goes when at least this share of its rows stands in a file that was handed over now. */
const mostly = 0.5;

function keysOf({ table, rows }: Reading<Table>): string[] {
  return rows.map((row: Row<Table>) => JSON.stringify(table.key.map((column) => row[column])));
}

/** The file out of which a table was read: a sheet of a workbook has its name behind that of the file. */
function isFrom(name: string, { file }: Reading<Table>): boolean {
  return file === name || file.startsWith(`${name} [`);
}

/**
 * Leaves out the tables of an earlier edition's files that were handed over anew under another name: otherwise the rows
 * that are no longer in the new file would stay for ever. The new file says which one it replaces.
 */
export function leaveOutReplaced(work: EditionWork): void {
  const keptNames = work.inputs.filter(({ kept }) => kept).map(({ name }) => name);
  const isKept = (reading: Reading<Table>) => keptNames.some((name) => isFrom(name, reading));
  const handed = work.readings.filter(
    (reading) => !isKept(reading) && work.inputs.some(({ name, kept }) => !kept && isFrom(name, reading)),
  );
  const replaced = new Set<Reading<Table>>();
  for (const newer of handed) {
    const keys = new Set(keysOf(newer));
    for (const older of work.readings) {
      if (older.table !== newer.table || !isKept(older)) continue;
      const again = keysOf(older).filter((key) => keys.has(key)).length;
      if (older.rows.length === 0 || again < mostly * older.rows.length) continue;
      replaced.add(older);
      const code = 'replaces-file';
      newer.findings.push({
        file: newer.file,
        row: null,
        column: null,
        value: older.file,
        severity: findingKinds[code].severity,
        code,
        expected: null,
      });
    }
  }
  work.readings = work.readings.filter((reading) => !replaced.has(reading));
  work.inputs = work.inputs.filter(
    ({ name, kept }) => !kept || work.readings.some((reading) => isFrom(name, reading)),
  );
}
