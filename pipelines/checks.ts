import type { Table } from '#lib/domain/table.ts';
import { tables } from '#lib/domain/tables.ts';
import { openDatabase, queryRows } from '#lib/server/database.ts';
import type { EditionWork } from '#pipelines/work.ts';

/** Relative difference up to which sums of forecasts count as equal. */
const tolerance = 1e-6;

/** A statement that must give no rows; a row says what is wrong. */
interface Check {
  what: string;
  sql: string;
}

const checks: Check[] = [
  {
    what: 'the regions add up to the nation in the central run',
    sql: `
      SELECT n.quantity, n.year, n.central AS nation, sum(r.central) AS regions
      FROM forecast n JOIN forecast r USING (quantity, year)
      WHERE n.region_code = 'NL' AND r.region_code <> 'NL' AND n.quantity NOT IN ('gap_share', 'gap_per_10000')
      GROUP BY ALL
      HAVING abs(n.central - sum(r.central)) > ${tolerance} * greatest(1, abs(n.central))`,
  },
  {
    what: 'quantiles are in order and are numbers',
    sql: `
      SELECT region_code, quantity, year FROM forecast
      WHERE NOT (isfinite(central) AND isfinite(q10) AND isfinite(q90) AND q10 <= q25 AND q25 <= q50 AND q50 <= q75 AND q75 <= q90)`,
  },
  {
    what: 'every region has a forecast for every year',
    sql: `
      SELECT r.region_code, count(DISTINCT f.year) AS years FROM regions r
      LEFT JOIN forecast f ON f.region_code = r.region_code AND f.quantity = 'gap_fte'
      GROUP BY r.region_code
      HAVING count(DISTINCT f.year) <> (SELECT count(DISTINCT year) FROM forecast)`,
  },
  {
    what: 'the starting stock stands in the forecast',
    sql: `
      SELECT s.region_code, s.heads, f.central FROM starting_stock s
      JOIN forecast f ON f.region_code = s.region_code AND f.quantity = 'supply_heads'
      WHERE f.year = (SELECT min(year) FROM forecast) AND abs(s.heads - f.central) > ${tolerance} * s.heads`,
  },
  {
    what: 'staff, places and visits belong to known practices',
    sql: `
      SELECT practice_id FROM (
        SELECT practice_id FROM practice_staff UNION SELECT practice_id FROM practice_places
        UNION SELECT practice_id FROM practice_history
      ) WHERE practice_id NOT IN (SELECT practice_id FROM practices)`,
  },
];

/**
 * Checks a database that was just written, on a fresh read of it.
 *
 * @returns the number of rows by table
 * @throws Error that names the check and the first row against it: such an edition is never put into use
 */
export async function checkEdition(database: string, work: EditionWork): Promise<Record<string, number>> {
  const instance = await openDatabase(database, 'read');
  const connection = await instance.connect();
  try {
    const counts: Record<string, number> = {};
    for (const table of tables as readonly Table[]) {
      const [row] = await queryRows<{ n: number }>(
        connection,
        `SELECT count(*)::INTEGER AS n FROM "${table.name}"`,
      );
      counts[table.name] = row?.n ?? 0;
    }
    for (const { what, sql } of checks) {
      const [wrong] = await queryRows(connection, sql);
      if (wrong) throw new Error(`edition ${work.id}: check failed: ${what}: ${JSON.stringify(wrong)}`);
    }
    return counts;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
