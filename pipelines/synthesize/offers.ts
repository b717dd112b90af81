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

/** What every practice offers now, by practice. */
export function offersOf(sites: readonly Site[], chance: Chance): Map<string, Offer> {
  const shares = (region: string) =>
    nationalShares.map(
      ([offer, share]) => [offer, share * factor(regionalSpread, chance(`${offer}@${region}`))] as const,
    );
  const regions = [...new Set(sites.map(({ region_code }) => region_code))];
  const byRegion = new Map(regions.map((region) => [region, shares(region)]));
  return new Map(
    sites.map(({ practice_id, region_code }) => [
      practice_id,
      choose(byRegion.get(region_code) ?? nationalShares, chance(`offer@${practice_id}`)),
    ]),
  );
}
