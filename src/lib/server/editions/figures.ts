import { assumptionMatch } from '#lib/domain/tables/forecast.ts';
import type { Attached } from '#lib/server/editions/attached.ts';
import {
  sides,
  type FigureChange,
  type Moved,
  type Shortage,
  type Side,
} from '#lib/server/editions/change.ts';
import { rowChanges } from '#lib/server/editions/rows.ts';
import type { Manifest } from '#lib/server/manifest.ts';

/** Years after the first of the forecast for which a shortage is compared, besides the last. */
const yearsAhead = [0, 5, 10];

const quantities = { heads: 'gap_heads', fte: 'gap_fte' } as const;
type Count = keyof typeof quantities;

/** Difference, relative to the figure, from which on it has changed: less is rounding. */
const rounding = 1e-9;

/** Width of the band from the 10th to the 90th percentile of a normal distribution, in standard deviations. */
const bandWidth = 2.563;
/** Standard error of a median of n draws from a normal distribution, in standard deviations, times √n. */
const medianError = 1.2533;
/** Standard errors within which 95 of 100 lie. */
const ofHundred = 1.96;

interface Row extends Shortage {
  region: string;
  quantity: string;
  year: number;
}

const wanted = ['region_code', 'quantity', 'year', 'central', 'q10', 'q50', 'q90'];

async function shortages(
  attached: Attached,
  side: Side,
  years: readonly number[],
): Promise<Map<string, Shortage>> {
  if (wanted.some((column) => !attached.columns(side, 'forecast').has(column))) return new Map();
  const rows = await attached.rows<Row>(
    `SELECT region_code AS region, quantity, year::INTEGER AS year, central, q10, q50, q90 FROM ${side}.forecast
     WHERE quantity IN ('${Object.values(quantities).join("', '")}') AND year IN (${years.join(', ')})`,
  );
  return new Map(
    rows.map(({ region, quantity, year, ...shortage }) => [`${region} ${quantity} ${year}`, shortage]),
  );
}

/** How many draws each edition made, or null where both made the very same ones. */
type Draws = Record<Side, number> | null;

function moved(before: Shortage | null, after: Shortage | null, draws: Draws): Moved {
  if (!before || !after) return { before, after, change: null, noise: null, withinNoise: false };
  const change = after.central - before.central;
  const error = ({ q10, q90 }: Shortage, count: number) =>
    (medianError * (q90 - q10)) / bandWidth / Math.sqrt(count);
  const noise = draws ? ofHundred * Math.hypot(error(before, draws.before), error(after, draws.after)) : 0;
  const withinNoise = Math.abs(change) <= noise && Math.abs(after.q50 - before.q50) <= noise;
  return { before, after, change, noise, withinNoise };
}

function differs({ before, after }: Moved): boolean {
  if (!before || !after) return before !== after;
  return (Object.keys(before) as (keyof Shortage)[]).some(
    (key) => Math.abs(after[key] - before[key]) > rounding * Math.max(1, Math.abs(before[key])),
  );
}

/** Draws are the same when their seed is, and those that were chosen by history are: then a change is no noise. */
async function drawsOf(attached: Attached, { before, after }: Record<Side, Manifest>): Promise<Draws> {
  const draws = { before: before.draws, after: after.draws };
  const alike = (['seed', 'draws', 'modelVersion'] as const).every((key) => before[key] === after[key]);
  const table = assumptionMatch.name;
  const kept = sides.every((side) => attached.columns(side, table).size > 0);
  return alike && kept && (await rowChanges(attached, assumptionMatch)).length === 0 ? null : draws;
}

async function namesIn(attached: Attached): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const side of sides) {
    if (!attached.columns(side, 'regions').has('name')) continue;
    const rows = await attached.rows<{ code: string; name: string }>(
      `SELECT region_code AS code, name FROM ${side}.regions`,
    );
    for (const { code, name } of rows) names.set(code, name);
  }
  return names;
}

/** The shortages of every region and of the nation that differ, the largest change first. */
export async function figureChanges(
  attached: Attached,
  manifests: Record<Side, Manifest>,
): Promise<FigureChange[]> {
  const { baseYear, horizonYear } = manifests.after;
  const years = [...new Set([...yearsAhead.map((ahead) => baseYear + ahead), horizonYear])].filter(
    (year) => year <= horizonYear,
  );
  const draws = await drawsOf(attached, manifests);
  const [before, after] = await Promise.all([
    shortages(attached, 'before', years),
    shortages(attached, 'after', years),
  ]);
  const names = await namesIn(attached);
  const regions = new Set([...before.keys(), ...after.keys()].map((key) => key.split(' ')[0] ?? ''));
  return [...regions]
    .flatMap((region) =>
      years.map((year): FigureChange => {
        const of = (count: Count) => {
          const key = `${region} ${quantities[count]} ${year}`;
          return moved(before.get(key) ?? null, after.get(key) ?? null, draws);
        };
        return { region, name: names.get(region) ?? region, year, heads: of('heads'), fte: of('fte') };
      }),
    )
    .filter(({ heads, fte }) => differs(heads) || differs(fte))
    .sort(
      (a, b) =>
        Math.abs(b.heads.change ?? 0) - Math.abs(a.heads.change ?? 0) ||
        a.region.localeCompare(b.region) ||
        a.year - b.year,
    );
}
