import type { Row } from '#lib/domain/table.ts';
import type * as tables from '#lib/domain/tables/register.ts';
import type { ReferenceReading } from '#pipelines/sources/reference.ts';
import type { RegionalStock } from '#pipelines/stock.ts';
import { chanceOf } from '#pipelines/synthesize/chance.ts';
import { demandRows } from '#pipelines/synthesize/demand.ts';
import { historyRows } from '#pipelines/synthesize/history.ts';
import { offersOf } from '#pipelines/synthesize/offers.ts';
import { placeRows } from '#pipelines/synthesize/places.ts';
import { practiceRows } from '#pipelines/synthesize/practices.ts';
import { practiceSites } from '#pipelines/synthesize/sites.ts';
import { staffRows } from '#pipelines/synthesize/staff.ts';

/** Rows of a register that was made up; every one says so in `origin`. */
export interface SyntheticRegister {
  practices: Row<typeof tables.practices>[];
  practiceStaff: Row<typeof tables.practiceStaff>[];
  practicePlaces: Row<typeof tables.practicePlaces>[];
  placementDemand: Row<typeof tables.placementDemand>[];
  practiceHistory: Row<typeof tables.practiceHistory>[];
}

/**
 * Makes up a register of practices, because none is public. In every region the lists add up to its registered
 * patients, and the assistants to its derived stock. The same seed gives the same register, whatever the order of
 * the rows that it is made from.
 *
 * @param stocks the regions to make practices for; regions that loaded their own belong elsewhere
 */
export function synthesizeRegister({
  readings,
  stocks,
  seed,
}: {
  readings: readonly ReferenceReading[];
  stocks: readonly RegionalStock[];
  seed: number;
}): SyntheticRegister {
  const chance = chanceOf(seed);
  const sites = practiceSites({ readings, stocks, chance });
  const offers = offersOf(sites, chance);
  const practiceHistory = historyRows(offers, chance);
  return {
    practices: practiceRows({ sites, offers, history: practiceHistory, chance }),
    practiceStaff: staffRows(sites, stocks, chance),
    practicePlaces: placeRows(sites, offers, chance),
    placementDemand: demandRows(readings, chance),
    practiceHistory,
  };
}
