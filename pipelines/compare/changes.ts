import type { TableChange } from '#lib/domain/check-report.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import { tables } from '#lib/domain/tables.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as register from '#lib/domain/tables/register.ts';
import type { Edition } from '#lib/server/edition.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { loaded, type EditionWork } from '#pipelines/work.ts';

type AnyRow = Row<Table>;

/** Tables that people hand over files for: everything else follows from them or is our own. */
const handedOver = tables.filter(({ kind }) => kind === 'raw' || kind === 'register');

function isMadeUp({ origin }: AnyRow): boolean {
  return origin === 'synthetic';
}

/** The rows of a table in an edition; none where the edition was made before there was such a table. */
async function rowsBefore(edition: Edition | undefined, table: Table): Promise<AnyRow[]> {
  if (!edition || edition.manifest.rowCounts[table.name] === undefined) return [];
  const rows = await edition.rows<AnyRow>(`SELECT * FROM "${table.name}"`);
  return rows.filter((row) => !isMadeUp(row));
}

function textOf(table: Table, row: AnyRow): string {
  return JSON.stringify(Object.keys(table.columns).map((column) => row[column] ?? null));
}

/** A function that finds the region of a row by its practice or its municipality; null where the table has neither. */
function regionFinder(work: EditionWork, practices: readonly AnyRow[]) {
  const regions = new Map(
    rowsOf(work.readings, geography.municipalities).map((row) => [row.municipality_code, row.region_code]),
  );
  const byPractice = new Map(
    practices.map((row) => [row['practice_id'], regions.get(String(row['municipality_code']))]),
  );
  return (row: AnyRow): string | null =>
    byPractice.get(row['practice_id']) ?? regions.get(String(row['municipality_code'])) ?? null;
}

function changesOf(
  table: Table,
  before: readonly AnyRow[],
  after: readonly AnyRow[],
  regionOf: (row: AnyRow) => string | null,
): TableChange[] {
  const keyOf = (row: AnyRow) => JSON.stringify(table.key.map((column) => row[column] ?? null));
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const changes = new Map<string | null, TableChange>();
  const at = (row: AnyRow): TableChange => {
    const region = regionOf(row);
    const change = changes.get(region) ?? {
      table: table.name,
      region,
      before: 0,
      after: 0,
      added: 0,
      changed: 0,
      removed: 0,
    };
    changes.set(region, change);
    return change;
  };
  for (const row of before) at(row).before += 1;
  for (const row of after) {
    const key = keyOf(row);
    const old = known.get(key);
    known.delete(key);
    const change = at(row);
    change.after += 1;
    if (!old) change.added += 1;
    else if (textOf(table, old) !== textOf(table, row)) change.changed += 1;
  }
  for (const gone of known.values()) at(gone).removed += 1;
  return [...changes.values()].filter(({ added, changed, removed }) => added + changed + removed > 0);
}

/**
 * What files would change against the edition in use, by table and region. Made-up rows count as nothing: they come and
 * go with what is loaded.
 */
export async function changesAgainst(
  edition: Edition | undefined,
  work: EditionWork,
): Promise<TableChange[]> {
  const practicesBefore = await rowsBefore(edition, register.practices);
  const regionOf = regionFinder(work, [...practicesBefore, ...loaded(work, register.practices)]);
  const changes = [];
  for (const table of handedOver) {
    const after = (loaded(work, table) as AnyRow[]).filter((row) => !isMadeUp(row));
    changes.push(...changesOf(table, await rowsBefore(edition, table), after, regionOf));
  }
  return changes;
}
