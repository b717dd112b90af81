import { assumptions } from '#lib/domain/assumptions.ts';
import type { Row } from '#lib/domain/table.ts';
import type { populationProjection } from '#lib/domain/tables/forecast.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as profession from '#lib/domain/tables/profession.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import { sumOf } from '#lib/domain/interval.ts';
import type { FullAmount } from '#lib/model/baseline/amount.ts';
import type { DemandRow } from '#lib/model/baseline/demand.ts';
import type { EntrantRow, ExitRow } from '#lib/model/baseline/stock.ts';
import type { PlaceRow, School, Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { contactVolume } from '#lib/model/demand/population.ts';
import { openingCount } from '#pipelines/enrolment.ts';
import { baseYear, horizonYear, stockAges } from '#pipelines/period.ts';
import type { RegionalStock } from '#pipelines/stock.ts';
import { placementModels } from '#pipelines/placements.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';
import { programmeStudents, type ProgrammeStudents } from '#pipelines/student-counts.ts';

/** Age below which people leave for further study. */
const furtherStudyBefore = 30;

/** Correlation of a shock with that of the year before; an assumption. */
const yearlyCorrelation = 0.5;

/** Id of the private schools together, which are not in the public counts. */
const privateSchools = 'private';

const ageList = Array.from({ length: stockAges.to - stockAges.from + 1 }, (_, i) => stockAges.from + i);

/** Shares by single age of a way in, spread evenly within each band. */
function entryAges(readings: readonly ReferenceReading[], way: string): number[] {
  const bands = rowsOf(readings, trainingTables.entryAges).filter(({ way_in }) => way_in === way);
  return ageList.map((age) =>
    bands
      .filter(({ age_from, age_to }) => age >= age_from && age <= age_to)
      .reduce((sum, { age_from, age_to, share }) => sum + share / (age_to - age_from + 1), 0),
  );
}

/** Deaths per year by single age: the mean for women over the projected periods. */
function mortality(readings: readonly ReferenceReading[]): number[] {
  const rows = rowsOf(readings, geography.mortality).filter(({ sex }) => sex === 'women');
  const periods = new Set(rows.map(({ year_from }) => year_from)).size;
  return ageList.map((age) => {
    const start = Math.max(...rows.map(({ age_from }) => age_from).filter((from) => from <= age));
    return (
      rows
        .filter(({ age_from }) => age_from === start)
        .reduce((sum, { deaths_per_person_year }) => sum + deaths_per_person_year, 0) / periods
    );
  });
}

function exits(readings: readonly ReferenceReading[]): ExitRow[] {
  const young = ageList.map((age) => (age < furtherStudyBefore ? 1 : 0));
  return [
    { groups: '*', flow: 'deaths', exitHazard: { values: mortality(readings), times: ['mortalityFactor'] } },
    { groups: '*', flow: 'earlyExits', exitHazard: { values: 1, times: ['earlyExit'] } },
    { groups: '*', flow: 'furtherStudy', exitHazard: { values: young, times: ['furtherStudy'] } },
    { groups: '*', flow: 'toTriage', exitHazard: { values: 1, times: ['toTriage'] } },
  ];
}

function scaledBy({ values, times = [], per = [] }: FullAmount, share: string, total: number): FullAmount {
  return { values: typeof values === 'number' ? values * total : total, times: [...times, share], per };
}

function entrants(readings: readonly ReferenceReading[], stocks: readonly RegionalStock[]): EntrantRow[] {
  return stocks.flatMap(({ region_code: group, heads, total }) =>
    (['careerChangers', 'returners'] as const).map((flow) => ({
      group,
      flow,
      headsPerYear: scaledBy({ ...heads, values: 1 }, flow, total),
      ages: entryAges(readings, flow),
    })),
  );
}

/** Students as far as they are certain, and those who may stand behind protected counts on top of these. */
function classOf(counts: readonly ProgrammeStudents[]): {
  students: number;
  masked?: { values: number; times: string[] };
} {
  if (counts.length === 0) return { students: 0 };
  const { low, high } = sumOf(counts.map(({ students }) => students));
  const hidden = (high ?? low) - low;
  return hidden === 0
    ? { students: low }
    : { students: low, masked: { values: hidden, times: ['maskedPosition'] } };
}

function training(
  readings: readonly ReferenceReading[],
  { places, enrolment }: Pick<BaselineInput, 'places' | 'enrolment'>,
): Training {
  const seats = new Map(
    rowsOf(readings, geography.municipalities).map(({ municipality_code, lon, lat }) => [
      municipality_code,
      { lon, lat },
    ]),
  );
  const schoolRows = rowsOf(readings, trainingTables.schools);
  const counted = programmeStudents(readings);
  const opening = openingCount(counted);
  const counts = counted.rows.filter(({ year }) => year === opening);
  const years = rowsOf(readings, trainingTables.programmeYears);
  const tracks = [...new Set(years.map(({ track }) => track))];
  const inTrack = (track: string) => counts.filter((row) => (row.track === 'BBL' ? 'BBL' : 'BOL') === track);

  const known: School[] = schoolRows.map(({ brin, name, municipality_code }) => {
    const seat = seats.get(municipality_code);
    return { id: brin, name, ...(seat && { seat }) };
  });
  const added = new Set(
    counts.map(({ brin }) => brin).filter((brin) => !known.some(({ id }) => id === brin)),
  );
  // A school that is new in a count has no seat that is known: it works all over the country.
  const schools = [...known, ...[...added].sort().map((id): School => ({ id }))];
  const funded = tracks.flatMap((track) =>
    schools.flatMap(({ id: brin }) => {
      const own = inTrack(track).filter((row) => row.brin === brin);
      const { students, masked } = classOf(own);
      if (students === 0 && masked === undefined) return [];
      return [{ school: brin, track, students, ...(masked && { masked }), status: 'estimated' as const }];
    }),
  );
  const privately = tracks.map((track) => {
    const { students, masked } = classOf(inTrack(track));
    const times = ['privateStudents'];
    return {
      school: privateSchools,
      track,
      students: { values: students, times },
      ...(masked && { masked: { ...masked, times: [...masked.times, ...times] } }),
      status: 'assumed' as const,
    };
  });
  return {
    tracks: tracks.map((id) => {
      const own = years
        .filter(({ track }) => track === id)
        .sort((a, b) => a.programme_year - b.programme_year);
      return {
        id,
        durationYears: own.length,
        dropoutShape: own.map(({ dropout_share }) => dropout_share),
        entryAges: entryAges(readings, id),
      };
    }),
    // Private schools have no seat that is known: they work all over the country.
    schools: [...schools, { id: privateSchools, name: 'Private schools' }],
    classes: [...funded, ...privately],
    completion: { values: 1, times: ['completion'] },
    repeating: { values: 1, times: ['repeating'] },
    intakeForecast: enrolment,
    placementModels,
    places,
    waiting: { values: 1, times: ['waitingForPlace'] },
    toOccupation: { values: 1, times: ['toGeneralPractice'] },
    routing: {
      decayKm: { values: 1, times: ['reachKm'] },
      places: rowsOf(readings, geography.municipalities).map(
        ({ region_code, inhabitants_2023, lon, lat }) => ({
          group: region_code,
          inhabitants: inhabitants_2023,
          lon,
          lat,
        }),
      ),
    },
  };
}

function demand(
  readings: readonly ReferenceReading[],
  personsByBand: (region: string, year: number) => number[],
  regionCodes: readonly string[],
): DemandRow[] {
  const rates = rowsOf(readings, profession.contactRates).map(
    ({ age_from, age_to, contacts_per_person }) => ({
      from: age_from,
      to: age_to,
      contacts: contacts_per_person,
    }),
  );
  return regionCodes.map((group) => {
    const volumes = runYears.map((year) => contactVolume(personsByBand(group, year), rates));
    return {
      group,
      unfilledShare: { values: 1, times: ['unfilledShare', 'regionalUnfilled'] },
      volumeIndex: volumes.map((volume) => volume / (volumes[0] ?? NaN)),
      growth: ['demandIntensity', 'demandTaskShift', 'demandProductivity', 'demandPopulation'].map((key) => ({
        values: 1,
        times: [key],
      })),
    };
  });
}

/** Persons by age band of a region in a year. */
function personsLookup(population: readonly Row<typeof populationProjection>[]) {
  const bands = new Map<string, number[]>();
  for (const { region_code, year, persons } of population) {
    const key = `${region_code} ${year}`;
    const list = bands.get(key);
    if (list) list.push(persons);
    else bands.set(key, [persons]);
  }
  return (region: string, year: number): number[] => bands.get(`${region} ${year}`) ?? [];
}

const runYears = Array.from({ length: horizonYear - baseYear + 1 }, (_, i) => baseYear + i);

/** What a baseline is made of. */
export interface BaselineInput {
  readings: readonly ReferenceReading[];
  population: readonly Row<typeof populationProjection>[];
  stocks: readonly RegionalStock[];
  places: PlaceRow[];
  enrolment: NonNullable<Training['intakeForecast']>;
}

/**
 * Puts everything that the model needs into one object, from the reference data, the projected population, the
 * starting stock and the places of each region, and the forecast of the enrolment.
 */
export function buildBaseline({ readings, population, stocks, places, enrolment }: BaselineInput): Baseline {
  const regions = rowsOf(readings, geography.regions);
  const personsByBand = personsLookup(population);
  const programme = training(readings, { places, enrolment });
  const { maskedPosition, ...always } = assumptions;
  const isMasked = programme.classes.some(({ masked }) => masked !== undefined);
  const inhabitants = (code: string) =>
    runYears.map((year) => personsByBand(code, year).reduce((sum, persons) => sum + persons, 0));
  return {
    format: 'praktijkbalans-baseline/1',
    title: 'Doktersassistenten',
    startYear: baseYear,
    horizonYear,
    ages: stockAges,
    groups: regions.map(({ region_code, name }) => ({
      id: region_code,
      name,
      inhabitants: inhabitants(region_code),
    })),
    // An assumption that nothing rests on would only be one more thing to draw.
    assumptions: isMasked ? { ...always, maskedPosition } : always,
    stock: stocks.map(({ region_code, status, heads }) => ({ group: region_code, status, heads })),
    fte: stocks.map(({ region_code, ftePerHead }) => ({ groups: [region_code], ftePerHead })),
    exits: exits(readings),
    pension: [
      {
        groups: '*',
        schedule: rowsOf(readings, profession.aowSchedule).map(({ year, age_months }) => ({
          year,
          ageMonths: age_months,
        })),
        offsetMonths: { values: 1, times: ['retirementOffsetMonths'] },
        spreadMonths: { values: 1, times: ['retirementSpreadMonths'] },
      },
    ],
    entrants: entrants(readings, stocks),
    training: programme,
    noise: {
      exits: { sd: { values: 1, times: ['yearlyExits'] }, correlation: yearlyCorrelation },
      entrants: { sd: { values: 1, times: ['yearlyEntrants'] }, correlation: yearlyCorrelation },
      demand: { sd: { values: 1, times: ['yearlyDemand'] }, correlation: yearlyCorrelation },
    },
    demand: demand(
      readings,
      personsByBand,
      regions.map(({ region_code }) => region_code),
    ),
  };
}
