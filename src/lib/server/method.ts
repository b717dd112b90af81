import type { Spread } from '#lib/domain/gap.ts';
import type { Row } from '#lib/domain/table.ts';
import type { assumptionMatch } from '#lib/domain/tables/forecast.ts';
import type { aowSchedule, assumptionRows, publishedShortages } from '#lib/domain/tables/profession.ts';
import type { Edition } from '#lib/server/edition.ts';

/** A shortage that somebody published, beside what this edition says for the same regions and year. */
export interface Comparison extends Row<typeof publishedShortages> {
  regions: string[];
  /** Shortage in heads in this edition; null where it has no such year or occupation. */
  ours: { q10: number; q50: number; q90: number } | null;
}

/** An assumption that was matched to the past, by name. */
export type MatchedAssumption = Row<typeof assumptionMatch> &
  Pick<Row<typeof assumptionRows>, 'label_nl' | 'label_en' | 'unit'>;

/** The national shortage in heads in a year, before and after the assumptions were matched to the past. */
export interface MatchedShortage {
  year: number;
  before: Spread;
  after: Spread;
}

/** What matching to the past changed. */
export interface Matched {
  /** The assumptions that moved noticeably, those that moved most first. */
  assumptions: MatchedAssumption[];
  /** How many others there are. */
  others: number;
  shortages: MatchedShortage[];
}

/** What the method page shows. */
export interface Method {
  assumptions: Row<typeof assumptionRows>[];
  /** Null in an edition from before the assumptions were matched to the past. */
  matched: Matched | null;
  pensionAges: Row<typeof aowSchedule>[];
  comparisons: Comparison[];
}

/** The occupation of this forecast in the list of published shortages, and the one that contains it. */
const comparable = ['doktersassistent', 'all-functions'];

/** Years from the start for which the shortage before and after matching is shown. */
const shownYears = [0, 4, 8, 10, 20];

/** How many assumptions are shown at least. */
const fewestShown = 3;

/** How far the 10th, 50th or 90th percentile moved at most, as a share of the range before. */
function shiftOf(row: Row<typeof assumptionMatch>): number {
  const moves = [
    row.after_low - row.before_low,
    row.after_central - row.before_central,
    row.after_high - row.before_high,
  ];
  return Math.max(...moves.map(Math.abs)) / (row.before_high - row.before_low);
}

/** What matching to the past changed; null where the edition does not have it. */
async function matchedOf({ manifest, rows }: Edition): Promise<Matched | null> {
  if (!('assumption_match' in manifest.rowCounts && 'forecast_before' in manifest.rowCounts)) return null;
  const [all, shortages] = await Promise.all([
    rows<MatchedAssumption>(
      'SELECT m.*, label_nl, label_en, unit FROM assumption_match m JOIN assumptions USING (key)',
    ),
    rows<Record<'year' | 'b10' | 'b50' | 'b90' | 'a10' | 'a50' | 'a90', number>>(
      `SELECT year, b.q10 AS b10, b.q50 AS b50, b.q90 AS b90, a.q10 AS a10, a.q50 AS a50, a.q90 AS a90
       FROM forecast_before b JOIN forecast a USING (region_code, year)
       WHERE region_code = 'NL' AND quantity = 'gap_heads' ORDER BY year`,
    ),
  ]);
  const sorted = [...all].sort((a, b) => shiftOf(b) - shiftOf(a));
  // About three standard errors of a 10th percentile of so many draws, as a share of the range from 10th to 90th.
  const chance = 2 / Math.sqrt(manifest.draws);
  const moved = sorted.filter((row, i) => i < fewestShown || shiftOf(row) > chance);
  return {
    assumptions: moved,
    others: all.length - moved.length,
    shortages: shortages
      .filter(({ year }) => shownYears.includes(year - manifest.baseYear))
      .map(({ year, b10, b50, b90, a10, a50, a90 }) => ({
        year,
        before: [b10, b50, b90],
        after: [a10, a50, a90],
      })),
  };
}

/** The assumptions of an edition, what the past did to them, and how its outcome compares with what others published. */
export async function methodOf(edition: Edition): Promise<Method> {
  const [assumptions, matched, pensionAges, published, names, gaps] = await Promise.all([
    edition.rows<Row<typeof assumptionRows>>('SELECT * FROM assumptions'),
    matchedOf(edition),
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
  return { assumptions, matched, pensionAges, comparisons };
}
