import type { Row } from '#lib/domain/table.ts';
import type { practices } from '#lib/domain/tables/register.ts';
import { choose, factor, type Chance } from '#pipelines/synthesize/chance.ts';
import type { Site } from '#pipelines/synthesize/sites.ts';

/** Whether a practice offers a placement, as the coordinator noted it. */
export type Offer = Row<typeof practices>['offer_status'];

/**
 * National shares of what practices offer. Invented, between the begin and the end of the project of Zorroo in
 * 2019: 13 and then 22 of its 36 practices offered a place now or within a year, 3 were willing, 7 not yet and
 * 4 were not visited.
 */
const nationalShares: readonly (readonly [Offer, number])[] = [
  ['offering', 0.45],
  ['will-offer', 0.12],
  ['wants-to', 0.09],
  ['not-yet', 0.2],
  ['not-visited', 0.14],
];
/** Standard deviation of the logarithm of such a share between regions. Invented. */
const regionalSpread = 0.25;

/** What every practice offers now, by practice. Regions differ, around the national shares. */
export function offersOf(sites: readonly Site[], chance: Chance): Map<string, Offer> {
  const regions = [...new Set(sites.map(({ region_code }) => region_code))];
  const columns = nationalShares.map(([offer, share]) => {
    const factors = new Map(
      regions.map((region) => [region, factor(regionalSpread, chance(`${offer}@${region}`))]),
    );
    const factorOf = (region: string) => factors.get(region) ?? NaN;
    const mean = sites.reduce((sum, { region_code }) => sum + factorOf(region_code), 0) / sites.length;
    return { offer, weightIn: (region: string) => (share * factorOf(region)) / mean };
  });
  const sharesOf = new Map(
    regions.map((region) => [
      region,
      columns.map(({ offer, weightIn }) => [offer, weightIn(region)] as const),
    ]),
  );
  return new Map(
    sites.map(({ practice_id, region_code }) => [
      practice_id,
      choose(sharesOf.get(region_code) ?? [], chance(`offer@${practice_id}`)),
    ]),
  );
}
