import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds, type FindingCode } from '#lib/domain/finding-kinds.ts';
import type { Table } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as tables from '#lib/domain/tables/register.ts';
import { loadedRegister } from '#pipelines/register.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { occupation, registeredPatients } from '#pipelines/stock.ts';
import { baseYear } from '#pipelines/period.ts';

/** A region's practices may list this many more patients than its inhabitants would: people cross borders. */
const mostPatients = 1.15;

/** FTE per assistant between which the average of a region lies wherever it was counted; 0.4 to 1 with room. */
const ftePerHead = { from: 0.35, to: 1.05 };

function inRegion(
  code: FindingCode,
  region: string,
  { file, column, value, expected }: { file: string; column: string; value: string; expected: string },
): Finding {
  return {
    file,
    row: null,
    column,
    value: `${region}: ${value}`,
    severity: findingKinds[code].severity,
    code,
    expected,
  };
}

/** The file that most likely holds a slip: the first that filled the table. */
function fileOf(readings: readonly Reading<Table>[], table: Table): string {
  return readings.find((reading) => reading.table === table)?.file ?? table.name;
}

/** What the file calls a column of the table that it filled. */
function columnOf(readings: readonly Reading<Table>[], table: Table, column: string): string {
  return readings.find((reading) => reading.table === table)?.headers?.get(column) ?? column;
}

/**
 * What the figures of a whole region make unlikely although each row may be right: more patients than a region has
 * people, and more or less FTE per assistant than anywhere. Each has to be accepted before it loads.
 */
export function regionalBounds(readings: readonly Reading<Table>[]): Finding[] {
  const { practices, staff } = loadedRegister(readings);
  if (practices.length === 0) return [];
  const municipalities = rowsOf(readings, geography.municipalities);
  const regionOf = new Map(
    municipalities.map(({ municipality_code, region_code }) => [municipality_code, region_code]),
  );
  const regionOfPractice = new Map(
    practices.map(({ practice_id, municipality_code }) => [
      practice_id,
      regionOf.get(municipality_code) ?? '',
    ]),
  );
  const names = new Map(
    rowsOf(readings, geography.regions).map(({ region_code, name }) => [region_code, name]),
  );
  const usual = registeredPatients(readings, baseYear);
  return [...new Set(regionOfPractice.values())].sort().flatMap((region) => {
    const isOwn = ({ practice_id }: { practice_id: string }) => regionOfPractice.get(practice_id) === region;
    const patients = practices.filter(isOwn).reduce((sum, row) => sum + (row.registered_patients ?? 0), 0);
    const own = staff.filter((row) => row.occupation === occupation && isOwn(row));
    const heads = own.reduce((sum, row) => sum + row.heads, 0);
    const perHead = own.reduce((sum, row) => sum + row.fte, 0) / heads;
    const most = Math.round((usual.get(region) ?? Infinity) * mostPatients);
    const found: Finding[] = [];
    if (patients > most) {
      found.push(
        inRegion('too-many-patients', names.get(region) ?? region, {
          file: fileOf(readings, tables.practices),
          column: columnOf(readings, tables.practices, 'registered_patients'),
          value: String(patients),
          expected: `≤ ${most}`,
        }),
      );
    }
    if (heads > 0 && (perHead < ftePerHead.from || perHead > ftePerHead.to)) {
      found.push(
        inRegion('unlikely-fte', names.get(region) ?? region, {
          file: fileOf(readings, tables.practiceStaff),
          column: columnOf(readings, tables.practiceStaff, 'fte'),
          value: perHead.toFixed(2).replace('.', ','),
          expected: `${ftePerHead.from}–${ftePerHead.to}`.replaceAll('.', ','),
        }),
      );
    }
    return found;
  });
}
