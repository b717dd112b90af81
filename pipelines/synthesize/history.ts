import type { Row } from '#lib/domain/table.ts';
import type { practiceHistory } from '#lib/domain/tables/register.ts';
import { workdayIn } from '#pipelines/synthesize/calendar.ts';
import { choose, type Chance } from '#pipelines/synthesize/chance.ts';
import type { Offer } from '#pipelines/synthesize/offers.ts';

type Visit = Row<typeof practiceHistory>;

/** Stagepunt in Midden-Brabant, the first initiative in the sources, ran from 2018. */
const firstYear = 2018;
/** Year of the last visit. Invented. */
const lastVisitYears = [
  [2023, 0.56],
  [2022, 0.27],
  [2021, 0.07],
  [2020, 0.03],
  [2019, 0.07],
] as const;
/** Years between two visits. Invented. */
const yearsBetween = [
  [1, 0.5],
  [2, 0.4],
  [3, 0.1],
] as const;
/** Chance that there was an earlier visit. Invented. */
const earlierVisit = 0.75;
/** From little to much: a practice moves along these over the years. */
const ladder: readonly Offer[] = ['not-yet', 'wants-to', 'will-offer', 'offering'];
/** Rungs between a visit and the one before it. Invented: most practices stay or came up, few went down. */
const rungsBefore = [
  [0, 0.45],
  [-1, 0.35],
  [-2, 0.13],
  [1, 0.07],
] as const;

function visitsTo(practice_id: string, offer: Offer, chance: Chance): Visit[] {
  const visits: Visit[] = [];
  let rung = ladder.indexOf(offer);
  let year: number = choose(lastVisitYears, chance(`last visit@${practice_id}`));
  for (let back = 0; year >= firstYear; back++) {
    const date = workdayIn(year, chance(`visit day@${practice_id}`, back));
    visits.unshift({ practice_id, date, offer_status: ladder[rung] ?? offer, origin: 'synthetic' });
    if (chance(`earlier visit@${practice_id}`, back) > earlierVisit) break;
    year -= choose(yearsBetween, chance(`visit gap@${practice_id}`, back));
    rung += choose(rungsBefore, chance(`visit rung@${practice_id}`, back));
    rung = Math.min(ladder.length - 1, Math.max(0, rung));
  }
  return visits;
}

/**
 * Makes up the visits to every practice, at most one a year and in order of date. The outcome of the last one is
 * what the practice offers now; a practice that was never visited has none.
 */
export function historyRows(offers: ReadonlyMap<string, Offer>, chance: Chance): Visit[] {
  return [...offers].flatMap(([practice_id, offer]) =>
    offer === 'not-visited' ? [] : visitsTo(practice_id, offer, chance),
  );
}
