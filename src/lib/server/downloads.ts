import type { Locale } from '#lib/domain/locale.ts';
import { quantities, type QuantityKey } from '#lib/domain/quantities.ts';
import { tables } from '#lib/domain/tables.ts';
import type { Edition } from '#lib/server/edition.ts';

type Row = Record<string, string | number | null>;

/** The figures of each chart of a region, as quantities of the forecast. */
export const chartQuantities = {
  fan: ['supply_heads', 'supply_fte', 'demand_heads', 'demand_fte'],
  gap: ['gap_heads', 'gap_fte', 'gap_share', 'gap_per_10000'],
  flows: [
    'graduates',
    'career_changers',
    'returners',
    'retirements',
    'deaths',
    'early_exits',
    'further_study',
    'to_triage',
    'replacement_fte',
    'expansion_fte',
  ],
} as const satisfies Record<string, QuantityKey[]>;

export type ChartName = keyof typeof chartQuantities | 'pyramid';

/** Whether a text names a chart of a region. */
export function isChartName(text: string): text is ChartName {
  return text === 'pyramid' || Object.hasOwn(chartQuantities, text);
}

async function forecastRows(edition: Edition, names: readonly string[], code?: string): Promise<Row[]> {
  const list = names.map((name) => `'${name}'`).join(', ');
  const rows = await edition.rows<Row & { quantity: QuantityKey }>(
    `SELECT f.region_code, coalesce(r.name, 'NL') AS region, quantity, year, central, q10, q25, q50, q75, q90,
       chance_of_shortage, rank_low, rank_high
     FROM forecast f LEFT JOIN regions r USING (region_code)
       LEFT JOIN forecast_chance c USING (region_code, year) LEFT JOIN forecast_rank k USING (region_code, year)
     WHERE quantity IN (${list}) ${code === undefined ? '' : 'AND f.region_code = $1'}
     ORDER BY f.region_code, quantity, year`,
    code === undefined ? [] : [code],
  );
  return rows.map(({ quantity, chance_of_shortage = null, rank_low = null, rank_high = null, ...row }) => ({
    ...row,
    quantity,
    unit: quantities[quantity].unit,
    // Only of a gap is there a chance that it is a shortage, and a place in the ranking.
    ...(quantity.startsWith('gap') && { chance_of_shortage, rank_low, rank_high }),
    status: 'estimated',
  }));
}

/** The shortage of every region and of the nation, for every year. */
export async function gapRows(edition: Edition): Promise<Row[]> {
  return forecastRows(edition, chartQuantities.gap);
}

/** The figures of a chart of a region. */
export async function chartRows(edition: Edition, code: string, chart: ChartName): Promise<Row[]> {
  if (chart !== 'pyramid') return forecastRows(edition, chartQuantities[chart], code);
  return edition.rows<Row>(
    `SELECT a.region_code, r.name AS region, year, age, heads, 'heads' AS unit, 'estimated' AS status
     FROM forecast_ages a JOIN regions r USING (region_code) WHERE a.region_code = $1 ORDER BY year, age`,
    [code],
  );
}

/** Every column of every table, as it is declared. */
export function dictionaryRows(locale: Locale): Row[] {
  return tables.flatMap((table) =>
    Object.entries(table.columns).map(([column, { sql, unit, nullable, privacy, meaning }]) => ({
      table: table.name,
      title: table.title[locale],
      column,
      meaning: meaning[locale],
      type: sql,
      unit: unit ?? null,
      optional: String(nullable),
      privacy,
    })),
  );
}
