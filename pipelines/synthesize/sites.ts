import * as geography from '#lib/domain/tables/geography.ts';
import * as profession from '#lib/domain/tables/profession.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';
import type { RegionalStock } from '#pipelines/stock.ts';
import { apportion } from '#pipelines/synthesize/apportion.ts';
import { choose, factor, type Chance } from '#pipelines/synthesize/chance.ts';
import { byText } from '#pipelines/synthesize/order.ts';

/** A made-up practice: where it is, and the patients on its list. */
export interface Site {
  practice_id: string;
  name: string;
  municipality_code: string;
  region_code: string;
  registered_patients: number;
}

/** Weight of a list by the form of the practice: solo, duo, group. The weights are invented. */
const listWeights = { solo: 2200, duo: 3500, group: 5900 };
/** Shares of those forms in 2016 (volksgezondheidenzorg.info, Aanbod eerstelijnszorg, 2018). */
const forms = [
  ['solo', 0.35],
  ['duo', 0.43],
  ['group', 0.22],
] as const;
/** Standard deviation of the logarithm of a list size within a form. Invented. */
const listSpread = 0.25;
/** No list has fewer patients than this. Invented; the smallest municipality has 982 inhabitants. */
const smallestList = 500;

const numberDigits = 3;

interface Municipality {
  code: string;
  region: string;
  inhabitants: number;
  practices: number;
}

/** Municipalities with their part of the national number of practices; even the smallest has one. */
function municipalitiesOf(readings: readonly ReferenceReading[]): Municipality[] {
  const rows = rowsOf(readings, geography.municipalities).toSorted((a, b) =>
    byText(a.municipality_code, b.municipality_code),
  );
  const national = rowsOf(readings, profession.nationalPractices).reduce((a, b) => (b.year > a.year ? b : a));
  const practices = apportion(
    national.practices,
    rows.map((row) => row.inhabitants_2023),
    { least: 1 },
  );
  return rows.map((row, i) => ({
    code: row.municipality_code,
    region: row.region_code,
    inhabitants: row.inhabitants_2023,
    practices: practices[i] ?? NaN,
  }));
}

function sitesIn({ code, region, practices }: Municipality, patients: number, chance: Chance): Site[] {
  const numbers = Array.from(
    { length: practices },
    (_, i) => `${code.slice(2)}-${String(i + 1).padStart(numberDigits, '0')}`,
  );
  const weights = numbers.map(
    (number) =>
      listWeights[choose(forms, chance(`form@${number}`))] * factor(listSpread, chance(`list@${number}`)),
  );
  const lists = apportion(patients, weights, { least: smallestList });
  return numbers.map((number, i) => ({
    practice_id: `SYN-${number}`,
    name: `Praktijk ${number} (synthetisch)`,
    municipality_code: code,
    region_code: region,
    registered_patients: lists[i] ?? NaN,
  }));
}

/**
 * Makes up the practices of every region that has a stock, in order of region and municipality. Their number
 * follows inhabitants and adds up to the national one; their lists add up to the registered patients of the region.
 */
export function practiceSites({
  readings,
  stocks,
  chance,
}: {
  readings: readonly ReferenceReading[];
  stocks: readonly RegionalStock[];
  chance: Chance;
}): Site[] {
  const municipalities = municipalitiesOf(readings);
  return stocks
    .toSorted((a, b) => byText(a.region_code, b.region_code))
    .flatMap(({ region_code, row }) => {
      const own = municipalities.filter(({ region }) => region === region_code);
      const patients = apportion(
        Math.round(row.registered_patients),
        own.map(({ inhabitants }) => inhabitants),
      );
      return own.flatMap((municipality, i) => sitesIn(municipality, patients[i] ?? NaN, chance));
    });
}
