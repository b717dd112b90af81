import type { Row } from '#lib/domain/table.ts';
import type { practicePlaces } from '#lib/domain/tables/register.ts';
import { currentSchoolYear } from '#pipelines/synthesize/calendar.ts';
import { choose, type Chance } from '#pipelines/synthesize/chance.ts';
import type { Offer } from '#pipelines/synthesize/offers.ts';
import type { Site } from '#pipelines/synthesize/sites.ts';

type Place = Row<typeof practicePlaces>;

/** School years of the calendar, from the one under way on. */
const schoolYears = [0, 1, 2, 3, 4].map((ahead) => currentSchoolYear + ahead);
/** The first school year of a place, by what the practice offers; other practices have no place. */
const firstYears: Partial<Record<Offer, number>> = {
  offering: currentSchoolYear,
  'will-offer': currentSchoolYear + 1,
};

/** From this list on a practice counts as large. Invented. */
const largeList = 5000;
/** Chance of a second place in a large practice and in another. Invented. */
const secondPlace = { large: 0.3, other: 0.05 };
/** Years from one open school year to the next: Zorroo asks for every other year. The shares are invented. */
const rhythms = [
  [2, 0.8],
  [1, 0.2],
] as const;
/**
 * Share of the places on offer that are not in their year off now. Invented: places that are still to come all open
 * next year, and with this share even and odd years then have about as many.
 */
const openNow = 0.63;
/** Periods of ten weeks in an open school year. The shares are invented. */
const openPeriods: readonly (readonly [readonly number[], number])[] = [
  [[1, 2, 3, 4], 0.6],
  [[1, 2], 0.2],
  [[3, 4], 0.2],
];
/** Days per week that a place takes a student. The shares are invented; a course week has one day of school. */
const weekDays = [
  [2, 0.15],
  [3, 0.35],
  [4, 0.4],
  [5, 0.1],
] as const;

function calendarOf(place_id: string, practice_id: string, offer: Offer, chance: Chance): Place[] {
  const firstYear = firstYears[offer];
  if (firstYear === undefined) return [];
  const draw = (what: string) => chance(`${what}@${place_id}`);
  const every = choose(rhythms, draw('rhythm'));
  const openAtOnce = offer === 'will-offer' || draw('open at once') < openNow;
  const start = openAtOnce || every === 1 ? 0 : 1;
  const periods = choose(openPeriods, draw('open periods'));
  const days_per_week = choose(weekDays, draw('days per week'));
  return schoolYears
    .filter((year) => year >= firstYear && (year - firstYear) % every === start)
    .flatMap((school_year) =>
      periods.map((period) => ({
        place_id,
        practice_id,
        school_year,
        period,
        days_per_week,
        track: null,
        programme_year: null,
        capacity: 1,
        place_status: null,
        origin: 'synthetic' as const,
      })),
    );
}

/**
 * Makes up the places of practices that offer one or will do so from the next school year. Every place has its own
 * rhythm, and rows only for the school years and periods in which it is open.
 */
export function placeRows(
  sites: readonly Site[],
  offers: ReadonlyMap<string, Offer>,
  chance: Chance,
): Place[] {
  return sites.flatMap(({ practice_id, registered_patients }) => {
    const offer = offers.get(practice_id) ?? 'not-visited';
    const second = registered_patients < largeList ? secondPlace.other : secondPlace.large;
    const numbers = chance(`second place@${practice_id}`) < second ? [1, 2] : [1];
    return numbers.flatMap((number) => calendarOf(`${practice_id}-P${number}`, practice_id, offer, chance));
  });
}
