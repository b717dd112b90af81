import type { Row } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import { municipalPopulation } from '#lib/domain/tables/raw.ts';
import { baseYear } from '#pipelines/period.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';

/** Persons of a region by age and sex on 1 January. */
export type RegionCount = Pick<
  Row<typeof geography.regionPopulation>,
  'region_code' | 'year' | 'age_from' | 'women' | 'men'
>;

type Loaded = Row<typeof municipalPopulation>;

/** Counts of municipalities by the table and the year that they are from. */
function byCount(rows: readonly Loaded[]): Map<string, Loaded[]> {
  const counts = new Map<string, Loaded[]>();
  for (const row of rows) {
    const key = `${row.year} ${row.table_id}`;
    counts.set(key, [...(counts.get(key) ?? []), row]);
  }
  return counts;
}

/** Counts that know every municipality of today, with every figure; a hidden or unknown one is not zero. */
function isComplete(rows: readonly Loaded[], codes: ReadonlySet<string>): boolean {
  const known = new Set<string>();
  for (const { municipality_code, women, men } of rows) {
    if (women === null || men === null) return false;
    if (municipality_code !== null) known.add(municipality_code);
  }
  return known.size === codes.size;
}

/**
 * The population of the regions by age and sex: the latest count up to the base year that was loaded for every
 * municipality, if it is later than that of the reference data, and otherwise the latter.
 */
export function regionCounts(readings: readonly ReferenceReading[]): RegionCount[] {
  const reference = rowsOf(readings, geography.regionPopulation);
  const known = Math.max(...reference.map(({ year }) => year));
  const regionOf = new Map(
    rowsOf(readings, geography.municipalities).map((row) => [row.municipality_code, row.region_code]),
  );
  const codes = new Set(regionOf.keys());
  const later = rowsOf(readings, municipalPopulation).filter(({ year }) => year > known && year <= baseYear);
  const [best] = [...byCount(later)]
    .filter(([, rows]) => isComplete(rows, codes))
    .sort(([a], [b]) => (a < b ? 1 : -1));
  if (!best) return reference.filter(({ year }) => year === known);
  const sums = new Map<string, RegionCount>();
  for (const { municipality_code, year, age_from, women, men } of best[1]) {
    const region_code = regionOf.get(municipality_code ?? '');
    if (region_code === undefined) continue;
    const key = `${region_code} ${age_from}`;
    const sum = sums.get(key) ?? { region_code, year, age_from, women: 0, men: 0 };
    sums.set(key, { ...sum, women: sum.women + (women ?? 0), men: sum.men + (men ?? 0) });
  }
  return [...sums.values()];
}
