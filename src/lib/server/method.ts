import type { Row } from '#lib/domain/table.ts';
import type { aowSchedule, assumptionRows, publishedShortages } from '#lib/domain/tables/profession.ts';
import type { Edition } from '#lib/server/edition.ts';

/** A shortage that somebody published, beside what this edition says for the same regions and year. */
export interface Comparison extends Row<typeof publishedShortages> {
  regions: string[];
  /** Shortage in heads in this edition; null where it has no such year or occupation. */
  ours: { q10: number; q50: number; q90: number } | null;
}

/** What the method page shows. */
export interface Method {
  assumptions: Row<typeof assumptionRows>[];
  pensionAges: Row<typeof aowSchedule>[];
  comparisons: Comparison[];
}

/** The occupation of this forecast in the list of published shortages, and the one that contains it. */
const comparable = ['doktersassistent', 'all-functions'];

/** The assumptions of an edition, and how its outcome compares with what others published. */
export async function methodOf(edition: Edition): Promise<Method> {
  const [assumptions, pensionAges, published, names, gaps] = await Promise.all([
    edition.rows<Row<typeof assumptionRows>>('SELECT * FROM assumptions'),
    edition.rows<Row<typeof aowSchedule>>('SELECT * FROM aow_schedule ORDER BY year'),
    edition.rows<Row<typeof publishedShortages>>('SELECT * FROM published_shortages ORDER BY for_year'),
    edition.rows<{ region_code: string; name: string }>('SELECT region_code, name FROM regions'),
    edition.rows<{ region_code: string; year: number; q10: number; q50: number; q90: number }>(
      `SELECT region_code, year, q10, q50, q90 FROM forecast WHERE quantity = 'gap_heads'`,
    ),
  ]);
  const comparisons = published
    .filter(({ occupation }) => comparable.includes(occupation))
    .map((row) => {
      const codes = row.region_codes.split(' ');
      const ours =
        codes.length === 1 ? gaps.find((f) => f.region_code === codes[0] && f.year === row.for_year) : null;
      return {
        ...row,
        regions: codes.map((code) => names.find(({ region_code }) => region_code === code)?.name ?? code),
        ours: ours ? { q10: ours.q10, q50: ours.q50, q90: ours.q90 } : null,
      };
    });
  return { assumptions, pensionAges, comparisons };
}
