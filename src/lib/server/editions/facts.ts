import type { Table } from '#lib/domain/table.ts';
import type { Unit } from '#lib/domain/column.ts';
import { quoted } from '#lib/server/database.ts';
import type { Attached } from '#lib/server/editions/attached.ts';
import { sides, type RegionChange, type Side, type TableChange } from '#lib/server/editions/change.ts';
import { commonColumns, keyIn } from '#lib/server/editions/columns.ts';

/** Units that can be added up over a table. */
const countable: readonly Unit[] = ['heads', 'fte', 'persons', 'students', 'practices', 'places'];

function isSame(attached: Attached, table: string, column: string): string {
  const [before, after] = sides.map((side) => attached.columns(side, table).get(column));
  const value = (side: Side) => `${side}.${quoted(column)}`;
  // A column that got another type is compared by what it shows.
  return before === after
    ? `${value('before')} IS NOT DISTINCT FROM ${value('after')}`
    : `${value('before')}::VARCHAR IS NOT DISTINCT FROM ${value('after')}::VARCHAR`;
}

/** The region of a row `t`, by whichever column says where it belongs, with the joins that this takes. */
function regionOf(attached: Attached, side: Side, table: string): { region: string; joins: string } {
  const has = (name: string, ...columns: string[]) =>
    columns.every((column) => attached.columns(side, name).has(column));
  const known = (name: string) => `${side}.${quoted(name)}`;
  if (has(table, 'region_code')) return { region: 't.region_code', joins: '' };
  const municipality = `LEFT JOIN ${known('municipalities')} m ON m.municipality_code =`;
  const towns = has('municipalities', 'municipality_code', 'region_code');
  if (has(table, 'municipality_code') && towns) {
    return { region: 'm.region_code', joins: `${municipality} t.municipality_code` };
  }
  if (has(table, 'practice_id') && has('practices', 'practice_id', 'municipality_code') && towns) {
    const practice = `LEFT JOIN ${known('practices')} p ON p.practice_id = t.practice_id`;
    return { region: 'm.region_code', joins: `${practice} ${municipality} p.municipality_code` };
  }
  const school = ['brin', 'school_id'].find((column) => has(table, column));
  if (school && has('schools', 'brin', 'region_code')) {
    return { region: 's.region_code', joins: `LEFT JOIN ${known('schools')} s ON s.brin = t.${school}` };
  }
  return { region: 'NULL', joins: '' };
}

/** The measured rows of a table, with their region; none where the edition has no such table. */
function measured(attached: Attached, side: Side, table: string, columns: readonly string[]): string {
  const made = attached.columns(side, table).has('origin') ? "WHERE t.origin <> 'synthetic'" : '';
  const { region, joins } = regionOf(attached, side, table);
  const list = columns.map((column) => `t.${quoted(column)}`).join(', ');
  return `SELECT ${list}, ${region} AS "the region", true AS "is here" FROM ${side}.${quoted(table)} t ${joins} ${made}`;
}

async function contentOf(attached: Attached, side: Side, table: string, columns: readonly string[]) {
  const list = columns.map(quoted).join(', ');
  const [found] = await attached.rows<{ rows: number; content: string }>(
    `SELECT count(*)::INTEGER AS rows, coalesce(sum(hash(${list})::HUGEINT), 0)::VARCHAR AS content
     FROM (${measured(attached, side, table, columns)})`,
  );
  return found ?? { rows: 0, content: '0' };
}

async function totalsOf(attached: Attached, { name, columns, key }: Table, common: readonly string[]) {
  const counted = common.filter((column) => {
    const unit = columns[column]?.unit;
    return unit !== undefined && countable.includes(unit) && !key.includes(column);
  });
  if (counted.length === 0) return [];
  const year = ['year', 'school_year'].find((column) => common.includes(column));
  const sums = (side: Side) =>
    attached.rows<Record<string, number | null>>(
      `SELECT ${year ? quoted(year) : 'NULL'} AS year, ${counted.map((column) => `sum(${quoted(column)})::DOUBLE AS ${quoted(column)}`).join(', ')}
       FROM (${measured(attached, side, name, common)}) GROUP BY 1 ORDER BY 1`,
    );
  const [before, after] = await Promise.all([sums('before'), sums('after')]);
  const years = [...new Set([...before, ...after].map((row) => row['year'] ?? null))];
  return years.flatMap((at) =>
    counted
      .map((column) => ({
        column,
        year: at,
        before: before.find((row) => (row['year'] ?? null) === at)?.[column] ?? null,
        after: after.find((row) => (row['year'] ?? null) === at)?.[column] ?? null,
      }))
      .filter((total) => total.before !== total.after),
  );
}

/** The measured facts of a table that differ, or undefined where none does. */
export async function tableChange(attached: Attached, table: Table): Promise<TableChange | undefined> {
  const { name } = table;
  const common = commonColumns(attached, name);
  if (common.length === 0) return undefined;
  const [before, after] = await Promise.all(sides.map((side) => contentOf(attached, side, name, common)));
  const retyped = common.some(
    (column) => attached.columns('before', name).get(column) !== attached.columns('after', name).get(column),
  );
  if (!before || !after || (before.content === after.content && before.rows === after.rows && !retyped)) {
    return undefined;
  }
  const key = keyIn(common, table);
  const rest = common.filter((column) => !key.includes(column));
  const practices = (side: Side) =>
    common.includes('practice_id')
      ? `count(DISTINCT ${side}.practice_id) FILTER (${side}."is here")::INTEGER`
      : 'NULL';
  const rows = await attached.rows<
    Omit<RegionChange, 'region' | 'practices'> & {
      region: string | null;
      before: number | null;
      after: number | null;
    }
  >(
    `WITH before AS (${measured(attached, 'before', name, common)}), after AS (${measured(attached, 'after', name, common)})
     SELECT coalesce(after."the region", before."the region") AS region,
       count(*) FILTER (before."is here" IS NULL)::INTEGER AS added,
       count(*) FILTER (after."is here" IS NULL)::INTEGER AS removed,
       count(*) FILTER (before."is here" AND after."is here"
         AND NOT (${rest.map((column) => isSame(attached, name, column)).join(' AND ') || 'true'}))::INTEGER AS changed,
       ${practices('before')} AS before, ${practices('after')} AS after
     FROM before FULL JOIN after ON ${key.map((column) => isSame(attached, name, column)).join(' AND ')}
     GROUP BY 1 HAVING added + removed + changed > 0 ORDER BY 1`,
  );
  if (rows.length === 0) return undefined;
  const sum = (of: 'added' | 'removed' | 'changed') => rows.reduce((total, row) => total + row[of], 0);
  return {
    table: name,
    rows: { before: before.rows, after: after.rows },
    added: sum('added'),
    removed: sum('removed'),
    changed: sum('changed'),
    regions: rows.flatMap(({ region, added, removed, changed, ...counts }) =>
      region === null
        ? []
        : [
            {
              region,
              added,
              removed,
              changed,
              practices:
                counts.before === null || counts.after === null
                  ? null
                  : { before: counts.before, after: counts.after },
            },
          ],
    ),
    totals: await totalsOf(attached, table, common),
  };
}
