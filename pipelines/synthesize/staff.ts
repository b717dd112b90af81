import type { Row } from '#lib/domain/table.ts';
import type { practiceStaff } from '#lib/domain/tables/register.ts';
import { stockAges } from '#pipelines/period.ts';
import { occupation, type RegionalStock } from '#pipelines/stock.ts';
import { apportion } from '#pipelines/synthesize/apportion.ts';
import { factor, type Chance } from '#pipelines/synthesize/chance.ts';
import { byText } from '#pipelines/synthesize/order.ts';
import type { Site } from '#pipelines/synthesize/sites.ts';

type Staff = Row<typeof practiceStaff>;

const bandStarts = [stockAges.from, 25, 30, 35, 40, 45, 50, 55, 60, 65];
/** Five-year bands of the stock; the first and the last are wider. */
const bands = bandStarts.map((from, i) => ({ from, to: (bandStarts[i + 1] ?? stockAges.to + 1) - 1 }));

/** Standard deviation of the logarithm of assistants per patient between practices. Invented. */
const staffingSpread = 0.25;
/** Standard deviation of the logarithm of the contract of an assistant. Invented. */
const contractSpread = 0.25;
/** Below this list a practice may do without an assistant. Invented. */
const staffedFrom = 1200;
/** Parts of an FTE to which a contract is rounded. */
const partsPerFte = 100;

/** Heads of a region by band, by the shares of its single ages. */
function headsByBand({ region_code, heads, row }: RegionalStock): number[] {
  const { values } = heads;
  if (typeof values === 'number') throw new Error(`stock of ${region_code}: expected heads by single age`);
  const weights = bands.map(({ from, to }) =>
    values.slice(from - stockAges.from, to - stockAges.from + 1).reduce((sum, count) => sum + count, 0),
  );
  return apportion(Math.round(row.heads), weights);
}

/** The band of every assistant of a region, in an order that chance gave. */
function shuffledBands(stock: RegionalStock, chance: Chance): number[] {
  return headsByBand(stock)
    .flatMap((count, band) => Array.from({ length: count }, () => band))
    .map((band, i) => ({ band, at: chance(`assistant@${stock.region_code}`, i) }))
    .sort((a, b) => a.at - b.at)
    .map(({ band }) => band);
}

/** Assistants of a region by practice and band, without their FTE. */
function countStaff(stock: RegionalStock, sites: readonly Site[], chance: Chance): Omit<Staff, 'fte'>[] {
  const heads = apportion(
    Math.round(stock.row.heads),
    sites.map(
      ({ practice_id, registered_patients }) =>
        registered_patients * factor(staffingSpread, chance(`staffing@${practice_id}`)),
    ),
    { least: sites.map(({ registered_patients }) => (registered_patients < staffedFrom ? 0 : 1)) },
  );
  const deck = shuffledBands(stock, chance);
  let dealt = 0;
  return sites.flatMap(({ practice_id }, i) => {
    const hand = deck.slice(dealt, (dealt += heads[i] ?? NaN));
    return bands.flatMap(({ from, to }, band) => {
      const count = hand.filter((card) => card === band).length;
      if (count === 0) return [];
      return [
        { practice_id, occupation, age_from: from, age_to: to, heads: count, origin: 'synthetic' as const },
      ];
    });
  });
}

/**
 * Makes up the assistants of every practice by age band. In every region their heads add up to those of its stock,
 * rounded, by band as well; their FTE, in hundredths, adds up to that of the stock.
 */
export function staffRows(sites: readonly Site[], stocks: readonly RegionalStock[], chance: Chance): Staff[] {
  return stocks
    .toSorted((a, b) => byText(a.region_code, b.region_code))
    .flatMap((stock) => {
      const own = sites.filter(({ region_code }) => region_code === stock.region_code);
      const counts = countStaff(stock, own, chance);
      const parts = apportion(
        Math.round(stock.row.fte * partsPerFte),
        counts.map(
          ({ practice_id, age_from, heads }) =>
            heads * factor(contractSpread, chance(`contract@${practice_id}`, age_from)),
        ),
        { least: 1, most: counts.map(({ heads }) => heads * partsPerFte) },
      );
      return counts.map((row, i) => ({ ...row, fte: (parts[i] ?? NaN) / partsPerFte }));
    });
}
