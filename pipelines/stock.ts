import { assumptions } from '#lib/domain/assumptions.ts';
import type { Row } from '#lib/domain/table.ts';
import type { startingStock } from '#lib/domain/tables/forecast.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as profession from '#lib/domain/tables/profession.ts';
import type { practices, practiceStaff } from '#lib/domain/tables/register.ts';
import { singleAges, type AgeBand } from '#lib/model/stock/ages.ts';
import type { FullAmount } from '#lib/model/baseline/amount.ts';
import { baseYear, stockAges } from '#pipelines/period.ts';
import { inhabitants2023 } from '#pipelines/population.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';

export const occupation = 'doktersassistent';

/** Share of patients from which on a region's own staff figures count as a measurement of the whole region. */
const measuredFrom = 0.95;

/**
 * What staff figures must rest on before they stand for a region on an open page: so many practices and heads, and no
 * practice with more than this share of the heads. Yearly retirements show through a forecast, hence the thirty.
 */
const openFrom = { practices: 3, heads: 30, largestShare: 0.5 };

/** Assistants of a region on 1 January of the base year, ready for the baseline. */
export interface RegionalStock {
  region_code: string;
  status: 'measured' | 'estimated';
  /** Heads by single age. */
  heads: FullAmount;
  /** Sum of the values of `heads`, before its assumptions. */
  total: number;
  ftePerHead: FullAmount;
  row: Row<typeof startingStock>;
}

/** Registered patients of every region: the national number, in proportion to inhabitants. */
export function registeredPatients(readings: readonly ReferenceReading[], year: number): Map<string, number> {
  const national = rowsOf(readings, profession.nationalPractices).find(
    (row) => row.year === year,
  )?.registered_patients;
  if (national == null) throw new Error(`registered patients: none for ${year}`);
  const inhabitants = inhabitants2023(readings);
  const total = [...inhabitants.values()].reduce((sum, persons) => sum + persons, 0);
  return new Map([...inhabitants].map(([region, persons]) => [region, (national * persons) / total]));
}

/** Share of the occupation by single age, from the national age structure that is assumed. */
export function nationalAges(readings: readonly ReferenceReading[]): number[] {
  const bands = rowsOf(readings, profession.ageStructure).filter((row) => row.occupation === occupation);
  return stockByAge(
    bands.map(({ age_from, age_to, share }) => ({ from: age_from, to: age_to, count: share })),
  );
}

/**
 * The starting stock where nobody counted it: patients × assistant hours per 1,000 patients ÷ contract hours, with
 * the assumed national age structure.
 */
function derivedStock(region_code: string, patients: number, ages: readonly number[]): RegionalStock {
  const { assistantHoursPer1000Patients: hours, contractHours, hoursPerFte } = assumptions;
  const thousands = patients / 1000;
  const heads = (thousands * hours.central) / contractHours.central;
  return {
    region_code,
    status: 'estimated',
    heads: {
      values: ages.map((share) => share * thousands),
      times: ['assistantHoursPer1000Patients', 'regionalStock'],
      per: ['contractHours'],
    },
    total: thousands,
    ftePerHead: { values: 1, times: ['contractHours'], per: ['hoursPerFte'] },
    row: {
      region_code,
      heads,
      fte: (heads * contractHours.central) / hoursPerFte.central,
      registered_patients: patients,
      status: 'estimated',
      coverage: 0,
    },
  };
}

/**
 * Single ages of the stock from the bands of many practices, which may differ in width: bands that tile go through
 * the spline together, bands that overlap are spread evenly. Ages outside the stock count at its ends.
 */
export function stockByAge(bands: readonly AgeBand[]): number[] {
  const totals = new Map<string, AgeBand>();
  for (const { from, to, count } of bands) {
    const key = `${from}-${to}`;
    totals.set(key, { from, to, count: (totals.get(key)?.count ?? 0) + count });
  }
  const ordered = [...totals.values()].sort((a, b) => a.from - b.from || a.to - b.to);
  const values = new Array<number>(stockAges.to - stockAges.from + 1).fill(0);
  const add = (age: number, count: number) => {
    const i = Math.min(stockAges.to, Math.max(stockAges.from, age)) - stockAges.from;
    values[i] = (values[i] ?? 0) + count;
  };
  if (ordered.some((band, i) => i > 0 && band.from <= (ordered[i - 1]?.to ?? -1))) {
    for (const { from, to, count } of ordered) {
      for (let age = from; age <= to; age++) add(age, count / (to - from + 1));
    }
    return values;
  }
  const tiled = ordered.flatMap((band, i) => {
    const before = ordered[i - 1];
    return before && before.to + 1 < band.from
      ? [{ from: before.to + 1, to: band.from - 1, count: 0 }, band]
      : [band];
  });
  const start = tiled[0]?.from ?? stockAges.from;
  singleAges(tiled).forEach((count, i) => add(start + i, count));
  return values;
}

/** What a region loaded of its own: practices and their staff, synthetic rows left out. */
export interface LoadedRegister {
  practices: readonly Row<typeof practices>[];
  staff: readonly Row<typeof practiceStaff>[];
}

/**
 * The starting stock of a region that loaded its staff: its counts by age band, scaled from the patients of the
 * practices that answered to all patients of the region.
 */
function loadedStock(
  region_code: string,
  patients: number,
  staff: readonly Row<typeof practiceStaff>[],
  covered: number,
): RegionalStock {
  const coverage = Math.min(1, covered / patients);
  const scale = 1 / coverage;
  const values = stockByAge(
    staff.map(({ age_from, age_to, heads }) => ({ from: age_from, to: age_to, count: heads * scale })),
  );
  const sum = (key: 'heads' | 'fte') => staff.reduce((total, row) => total + row[key], 0) * scale;
  const status = coverage >= measuredFrom ? 'measured' : 'estimated';
  return {
    region_code,
    status,
    // Practices that did not answer may differ from those that did.
    heads: { values, times: status === 'measured' ? [] : ['regionalStock'] },
    total: sum('heads'),
    ftePerHead: { values: sum('fte') / sum('heads') },
    row: {
      region_code,
      heads: sum('heads'),
      fte: sum('fte'),
      registered_patients: patients,
      status,
      coverage,
    },
  };
}

/** Whether staff figures rest on enough practices and heads to stand for a region. */
function isOpen(staff: readonly Row<typeof practiceStaff>[]): boolean {
  const byPractice = new Map<string, number>();
  for (const { practice_id, heads } of staff) {
    if (heads > 0) byPractice.set(practice_id, (byPractice.get(practice_id) ?? 0) + heads);
  }
  const counts = [...byPractice.values()];
  const heads = counts.reduce((sum, count) => sum + count, 0);
  return (
    counts.length >= openFrom.practices &&
    heads >= openFrom.heads &&
    Math.max(...counts) <= openFrom.largestShare * heads
  );
}

/**
 * The starting stock of every region: derived from patients, or from the region's own staff figures where it loaded
 * them and enough practices answered. A practice counts as answered once it has a row of staff; a practice without a
 * known list size cannot be scaled and is left out.
 */
export function startingStocks(
  readings: readonly ReferenceReading[],
  register: LoadedRegister,
): RegionalStock[] {
  const patients = registeredPatients(readings, baseYear);
  const ages = nationalAges(readings);
  const regionOf = new Map(
    rowsOf(readings, geography.municipalities).map(({ municipality_code, region_code }) => [
      municipality_code,
      region_code,
    ]),
  );
  const staff = register.staff.filter((row) => row.occupation === occupation);
  const answered = new Set(staff.map(({ practice_id }) => practice_id));
  return rowsOf(readings, geography.regions).map(({ region_code }) => {
    const own = register.practices.filter(
      (practice) =>
        regionOf.get(practice.municipality_code) === region_code &&
        answered.has(practice.practice_id) &&
        (practice.registered_patients ?? 0) > 0,
    );
    const all = patients.get(region_code) ?? NaN;
    const ids = new Set(own.map(({ practice_id }) => practice_id));
    const answers = staff.filter(({ practice_id }) => ids.has(practice_id));
    if (!isOpen(answers)) return derivedStock(region_code, all, ages);
    const covered = own.reduce((sum, { registered_patients }) => sum + (registered_patients ?? 0), 0);
    return loadedStock(region_code, all, answers, covered);
  });
}
