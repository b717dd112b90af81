import type { Row, Table } from '#lib/domain/table.ts';
import * as tables from '#lib/domain/tables/register.ts';
import { sha256, type Reading } from '#pipelines/sources/reading.ts';
import type { SyntheticRegister } from '#pipelines/synthesize/register.ts';

function reading<T extends Table>(table: T, rows: Row<T>[]): Reading<Table> {
  return {
    table,
    file: `${table.name} (synthetic)`,
    sourceKey: 'synthetic_register',
    origin: 'synthetic',
    sha256: sha256(Buffer.from(JSON.stringify(rows))),
    rows,
    lines: [],
    rowsRead: rows.length,
    rowsRefused: 0,
    findings: [],
  };
}

/** A synthetic register in the form in which files come in, so that an edition treats both alike. */
export function registerReadings(register: SyntheticRegister): Reading<Table>[] {
  return [
    reading(tables.practices, register.practices),
    reading(tables.practiceStaff, register.practiceStaff),
    reading(tables.practicePlaces, register.practicePlaces),
    reading(tables.placementDemand, register.placementDemand),
    reading(tables.practiceHistory, register.practiceHistory),
  ];
}
