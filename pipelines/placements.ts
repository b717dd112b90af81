import type { Row } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as profession from '#lib/domain/tables/profession.ts';
import type { practicePlaces, practices } from '#lib/domain/tables/register.ts';
import type { PlacementModel, PlaceRow } from '#lib/model/baseline/training.ts';
import { usualCalendar } from '#lib/model/training/calendar.ts';
import { baseYear, horizonYear } from '#pipelines/period.ts';
import { inhabitants2023 } from '#pipelines/population.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';

/** What a region loaded about the places of its practices. */
export interface LoadedPlaces {
  practices: readonly Row<typeof practices>[];
  places: readonly Row<typeof practicePlaces>[];
}

/** What places must rest on before they stand for a region: so many practices, and none with more than this share. */
const openFrom = { practices: 3, largestShare: 0.5 };
/** A place is usually open one school year in two: the norm of Zorroo (initiatives.csv). */
const usualRhythm = 2;
/** Share of patients from which on a region's own places count as a measurement of the whole region. */
const measuredFrom = 0.95;

/**
 * The placement models of all schools until a school gives its own. BOL follows the pattern of Noorderpoort 2018 (ELANN):
 * a week of orientation in the first year, two blocks of ten weeks and one of twenty in the second and third, spread
 * evenly over the periods because schools differ in when; which part of it is in general practice is an assumption.
 * BBL works four days a week in every week.
 */
export const placementModels: PlacementModel[] = [
  {
    id: 'BOL-blocks',
    track: 'BOL',
    blocks: [
      { programmeYear: 1, period: '3', weeks: 1, daysPerWeek: 4 },
      ...usualCalendar.periods.flatMap(({ id: period }) =>
        [2, 3].map((programmeYear) => ({ programmeYear, period, weeks: 5, daysPerWeek: 4 })),
      ),
    ],
    inPractice: { values: 1, times: ['bolInPractice'] },
  },
  {
    id: 'BBL-days',
    track: 'BBL',
    blocks: usualCalendar.periods.flatMap(({ id: period, weeks }) =>
      [1, 2, 3].map((programmeYear) => ({ programmeYear, period, weeks, daysPerWeek: 4 })),
    ),
    inPractice: { values: 1, times: ['bblInPractice'] },
  },
];

/** Practices of every region: the national number, in proportion to inhabitants. */
function practicesByRegion(readings: readonly ReferenceReading[], year: number): Map<string, number> {
  const national = rowsOf(readings, profession.nationalPractices).find((row) => row.year === year)?.practices;
  if (national == null) throw new Error(`practices: none for ${year}`);
  const inhabitants = inhabitants2023(readings);
  const total = [...inhabitants.values()].reduce((sum, persons) => sum + persons, 0);
  return new Map([...inhabitants].map(([region, persons]) => [region, (national * persons) / total]));
}

/** Places where nobody counted them: practices × share that offers one, every other year. */
function assumedPlaces(group: string, practiceCount: number): PlaceRow {
  return {
    group,
    status: 'assumed',
    places: { values: practiceCount, times: ['practicesOffering', 'regionalPlaces'] },
    everyYears: usualRhythm,
  };
}

/** Whether places rest on enough practices to stand for a region on an open page. */
function isOpen(places: LoadedPlaces['places']): boolean {
  const byPractice = new Map<string, number>();
  for (const { practice_id, capacity } of places)
    byPractice.set(practice_id, (byPractice.get(practice_id) ?? 0) + capacity);
  const counts = [...byPractice.values()].filter((count) => count > 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.length >= openFrom.practices && Math.max(...counts) <= openFrom.largestShare * total;
}

/**
 * Places of a region that loaded its own: in each period what is open, scaled from the patients of the practices in
 * the register to all patients; school years beyond the calendar are like the mean of those within it.
 */
function loadedPlaces(
  group: string,
  { places, coverage }: { places: LoadedPlaces['places']; coverage: number },
): PlaceRow[] {
  const known = [...new Set(places.map(({ school_year }) => school_year))].sort((a, b) => a - b);
  const status = coverage >= measuredFrom ? ('measured' as const) : ('estimated' as const);
  return usualCalendar.periods.map((_, p): PlaceRow => {
    const openIn = (year: number) =>
      places
        .filter(({ school_year, period }) => school_year === year && period === p + 1)
        .reduce(
          (sum, row) => sum + row.capacity * Math.min(1, row.days_per_week / usualCalendar.daysPerWeek),
          0,
        ) / coverage;
    const mean = known.reduce((sum, year) => sum + openIn(year), 0) / known.length;
    const values = Array.from({ length: horizonYear - baseYear }, (__, t) => {
      const schoolYear = baseYear + t - 1;
      return known.includes(schoolYear) ? openIn(schoolYear) : mean;
    });
    return {
      group,
      status,
      places: { values, times: status === 'measured' ? [] : ['regionalPlaces'] },
      periods: usualCalendar.periods.map((__, q) => Number(q === p)),
    };
  });
}

/**
 * The places of every region: from its own calendar of places where it loaded one that rests on enough practices, and
 * an assumption elsewhere.
 *
 * @param patientsOf registered patients of a region
 */
export function placeRows(
  readings: readonly ReferenceReading[],
  { practices: known, places }: LoadedPlaces,
  patientsOf: (region: string) => number,
): PlaceRow[] {
  const counts = practicesByRegion(readings, baseYear);
  const regionOf = new Map(
    rowsOf(readings, geography.municipalities).map(({ municipality_code, region_code }) => [
      municipality_code,
      region_code,
    ]),
  );
  return rowsOf(readings, geography.regions).flatMap(({ region_code }) => {
    const own = known.filter(({ municipality_code }) => regionOf.get(municipality_code) === region_code);
    const ids = new Set(own.map(({ practice_id }) => practice_id));
    const rows = places.filter(({ practice_id }) => ids.has(practice_id));
    const covered = own.reduce((sum, { registered_patients }) => sum + (registered_patients ?? 0), 0);
    if (covered === 0 || !isOpen(rows)) return [assumedPlaces(region_code, counts.get(region_code) ?? NaN)];
    return loadedPlaces(region_code, {
      places: rows,
      coverage: Math.min(1, covered / patientsOf(region_code)),
    });
  });
}
