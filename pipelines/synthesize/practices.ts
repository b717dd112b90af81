import type { Row } from '#lib/domain/table.ts';
import type { practiceHistory, practices } from '#lib/domain/tables/register.ts';
import { dayAfterBase } from '#pipelines/synthesize/calendar.ts';
import { choose, type Chance } from '#pipelines/synthesize/chance.ts';
import type { Offer } from '#pipelines/synthesize/offers.ts';
import type { Site } from '#pipelines/synthesize/sites.ts';

type Practice = Row<typeof practices>;
type Answer = 'yes' | 'no' | 'unknown';
type Answers = readonly (readonly [Answer, number])[];

const answers = (yes: number, no: number, unknown: number): Answers => [
  ['yes', yes],
  ['no', no],
  ['unknown', unknown],
];

/** Recognition as a training company. Invented; only a recognised practice may offer a place (WEB 7.2.10). */
const recognition: Record<Offer, Answers> = {
  offering: answers(1, 0, 0),
  'will-offer': answers(0.8, 0.15, 0.05),
  'wants-to': answers(0.4, 0.45, 0.15),
  'not-yet': answers(0.25, 0.55, 0.2),
  'not-visited': answers(0.2, 0.1, 0.7),
};
/** A recognition is judged again every four years (WEB 7.2.10). */
const recognitionYears = 4;
/** Share of recognitions of which the end is not known. Invented. */
const endUnknown = 0.05;

/** Trained supervisors by what the practice offers. Invented; the target is one in 75 % of practices. */
const supervisors: Record<Offer, readonly (readonly [number | null, number])[]> = {
  offering: [
    [0, 0.2],
    [1, 0.55],
    [2, 0.2],
    [3, 0.05],
  ],
  'will-offer': [
    [0, 0.5],
    [1, 0.4],
    [2, 0.1],
  ],
  'wants-to': [
    [0, 0.7],
    [1, 0.25],
    [2, 0.05],
  ],
  'not-yet': [
    [0, 0.85],
    [1, 0.15],
  ],
  'not-visited': [[null, 1]],
};

/** Interest in students who work and learn (BBL). Invented. */
const bblInterest: Record<Offer, Answers> = {
  offering: answers(0.4, 0.5, 0.1),
  'will-offer': answers(0.35, 0.5, 0.15),
  'wants-to': answers(0.3, 0.5, 0.2),
  'not-yet': answers(0.1, 0.7, 0.2),
  'not-visited': answers(0, 0, 1),
};

const flagOf = (answer: Answer): boolean | null => (answer === 'unknown' ? null : answer === 'yes');

/** The rows of the practices: what a coordinator found there, and nothing but the list where nobody visited. */
export function practiceRows({
  sites,
  offers,
  history,
  chance,
}: {
  sites: readonly Site[];
  offers: ReadonlyMap<string, Offer>;
  history: readonly Row<typeof practiceHistory>[];
  chance: Chance;
}): Practice[] {
  // Visits stand in order of date, so the last one of a practice is what remains.
  const lastVisits = new Map(history.map(({ practice_id, date }) => [practice_id, date]));
  return sites.map(({ practice_id, name, municipality_code, registered_patients }) => {
    const offer = offers.get(practice_id) ?? 'not-visited';
    const draw = (what: string) => chance(`${what}@${practice_id}`);
    const recognised = flagOf(choose(recognition[offer], draw('recognised')));
    const endKnown = recognised === true && draw('recognition end known') > endUnknown;
    return {
      practice_id,
      name,
      postcode: null,
      municipality_code,
      care_group: null,
      dispensing: null,
      registered_patients,
      norm_practices: null,
      recognised,
      recognised_until: endKnown ? dayAfterBase(recognitionYears * draw('recognition end')) : null,
      offer_status: offer,
      places_offered: null,
      experienced: null,
      supervisors: choose(supervisors[offer], draw('supervisors')),
      supervisors_trained_on: null,
      bbl_interest: flagOf(choose(bblInterest[offer], draw('bbl interest'))),
      last_visited: lastVisits.get(practice_id) ?? null,
      origin: 'synthetic',
    };
  });
}
