import type { GapSeries, Overview, RegionGap, Spread } from '#lib/domain/gap.ts';
import type { Edition } from '#lib/server/edition.ts';

interface GapRow {
  region_code: string;
  quantity: 'gap_heads' | 'gap_fte' | 'gap_share';
  q10: number;
  q50: number;
  q90: number;
}

/** Digits that the page can show; more would only cost bytes. */
const digits = { gap_heads: 0, gap_fte: 0, gap_share: 3 };

function spreads(rows: readonly GapRow[], quantity: GapRow['quantity']): Spread[] {
  const scale = 10 ** digits[quantity];
  const round = (value: number) => Math.round(value * scale) / scale;
  return rows
    .filter((row) => row.quantity === quantity)
    .map(({ q10, q50, q90 }) => [round(q10), round(q50), round(q90)]);
}

/** What the first page shows: how large the shortage is, where, and how sure that is. */
export async function overviewOf(edition: Edition): Promise<Overview> {
  const gaps = await edition.rows<GapRow>(`
    SELECT region_code, quantity, q10, q50, q90 FROM forecast
    WHERE quantity IN ('gap_heads', 'gap_fte', 'gap_share') ORDER BY year`);
  const chances = await edition.rows<{ region_code: string; year: number; chance: number }>(`
    SELECT region_code, year, round(chance_of_shortage, 3) AS chance FROM forecast_chance ORDER BY year`);
  const ranks = await edition.rows<{ region_code: string; rank_low: number; rank_high: number }>(`
    SELECT region_code, rank_low, rank_high FROM forecast_rank ORDER BY year`);
  const regions = await edition.rows<Omit<RegionGap, keyof GapSeries | 'ranks'>>(`
    SELECT region_code AS code, name, short_name AS "shortName", tile_row AS "row", tile_col AS col
    FROM regions ORDER BY region_code`);

  const seriesOf = (code: string): GapSeries => {
    const own = gaps.filter(({ region_code }) => region_code === code);
    return {
      heads: spreads(own, 'gap_heads'),
      fte: spreads(own, 'gap_fte'),
      share: spreads(own, 'gap_share'),
      chance: chances.filter(({ region_code }) => region_code === code).map(({ chance }) => chance),
    };
  };
  const years = chances.filter(({ region_code }) => region_code === 'NL').map(({ year }) => year);
  return {
    years,
    held: years,
    nation: seriesOf('NL'),
    regions: regions.map((region) => ({
      ...region,
      ...seriesOf(region.code),
      ranks: ranks
        .filter(({ region_code }) => region_code === region.code)
        .map(({ rank_low, rank_high }) => [rank_low, rank_high]),
    })),
  };
}

/** The same for one year only, which is all that a page needs before somebody moves its slider. */
export function inYear(overview: Overview, year: number): Overview {
  const at = overview.years.indexOf(year);
  const only = ({ heads, fte, share, chance }: GapSeries) => ({
    heads: heads.slice(at, at + 1),
    fte: fte.slice(at, at + 1),
    share: share.slice(at, at + 1),
    chance: chance.slice(at, at + 1),
  });
  return {
    years: overview.years,
    held: [year],
    nation: only(overview.nation),
    regions: overview.regions.map((region) => ({
      ...region,
      ...only(region),
      ranks: region.ranks.slice(at, at + 1),
    })),
  };
}
