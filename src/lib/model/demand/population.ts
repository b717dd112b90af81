import { singleAges } from '#lib/model/stock/ages.ts';
import { ModelError } from '#lib/model/error.ts';

/** Persons by five-year age band (0–4, 5–9, …, the last one open), by sex. */
export interface BandedPopulation {
  women: number[];
  men: number[];
}

/** A national projection: states at moments in time (2020.5 is 1 July 2020). */
export type NationalProjection = { at: number; population: BandedPopulation }[];

const bandYears = 5;

/** National population at a moment, interpolated linearly between the two states around it. */
function nationalAt(projection: NationalProjection, at: number): BandedPopulation {
  const after = projection.findIndex((state) => state.at >= at);
  const high = projection[after];
  if (!high) throw new ModelError(`national projection: ends before ${at}`);
  if (high.at === at) return high.population;
  const low = projection[after - 1];
  if (!low) throw new ModelError(`national projection: begins after ${at}`);
  const weight = (at - low.at) / (high.at - low.at);
  const between = (sex: keyof BandedPopulation) =>
    low.population[sex].map((count, i) => count * (1 - weight) + (high.population[sex][i] ?? NaN) * weight);
  return { women: between('women'), men: between('men') };
}

/** Children under five per woman of 15 to 49. */
function childrenPerWoman({ women, men }: BandedPopulation): number {
  const mothers = women.slice(3, 10).reduce((sum, count) => sum + count, 0);
  return ((women[0] ?? NaN) + (men[0] ?? NaN)) / mothers;
}

/**
 * One step of five years: a band changes as the same cohort changes nationally, which carries national mortality
 * and migration; children follow the national change in children per woman.
 */
function fiveYearsOn(
  region: BandedPopulation,
  now: BandedPopulation,
  then: BandedPopulation,
): BandedPopulation {
  const cohort = (sex: keyof BandedPopulation) => {
    const last = region[sex].length - 1;
    const older = region[sex].map((_, i) =>
      i === 0 ? 0 : ((region[sex][i - 1] ?? NaN) * (then[sex][i] ?? NaN)) / (now[sex][i - 1] ?? NaN),
    );
    const open = (region[sex][last - 1] ?? NaN) + (region[sex][last] ?? NaN);
    const openNow = (now[sex][last - 1] ?? NaN) + (now[sex][last] ?? NaN);
    older[last] = (open * (then[sex][last] ?? NaN)) / openNow;
    return older;
  };
  const next = { women: cohort('women'), men: cohort('men') };
  const children =
    next.women.slice(3, 10).reduce((sum, count) => sum + count, 0) *
    childrenPerWoman(region) *
    (childrenPerWoman(then) / childrenPerWoman(now));
  const girls = (then.women[0] ?? NaN) / ((then.women[0] ?? NaN) + (then.men[0] ?? NaN));
  next.women[0] = children * girls;
  next.men[0] = children * (1 - girls);
  return next;
}

/**
 * Projects a region from one known year, cohort by cohort in steps of five years, with the changes of the national
 * projection (cohort change ratios, Hamilton and Perry 1962), interpolated to single years. A known total scales
 * its year and all after it by one factor, which the years before it grow towards in equal steps.
 *
 * Weakness: regional migration beyond what the age structure of the base year shows is not followed.
 *
 * @param from the year of `base`, on 1 January
 * @param known persons on 1 January of a year of the run
 * @returns persons by band (both sexes) for every year from `from` to `to`
 */
export function projectRegion({
  base,
  from,
  to,
  national,
  known,
}: {
  base: BandedPopulation;
  from: number;
  to: number;
  national: NationalProjection;
  known?: { year: number; persons: number };
}): number[][] {
  const knots: BandedPopulation[] = [base];
  for (let year = from; year < to; year += bandYears) {
    const now = nationalAt(national, year);
    const then = nationalAt(national, year + bandYears);
    knots.push(fiveYearsOn(knots[knots.length - 1] as BandedPopulation, now, then));
  }
  const raw = Array.from({ length: to - from + 1 }, (_, i) => {
    const low = knots[Math.floor(i / bandYears)] as BandedPopulation;
    const high = knots[Math.ceil(i / bandYears)] as BandedPopulation;
    const weight = (i % bandYears) / bandYears;
    return low.women.map((_, band) => {
      const at = ({ women, men }: BandedPopulation) => (women[band] ?? NaN) + (men[band] ?? NaN);
      return at(low) * (1 - weight) + at(high) * weight;
    });
  });
  if (!known) return raw;
  const knownAt = known.year - from;
  const counted = raw[knownAt];
  if (!counted) throw new ModelError(`known total of ${known.year}: expected a year from ${from} to ${to}`);
  const factor = known.persons / counted.reduce((sum, count) => sum + count, 0);
  return raw.map((bands, i) => {
    const part = i < knownAt ? i / knownAt : 1;
    return bands.map((count) => count * (1 + (factor - 1) * part));
  });
}

/** Contacts per person per year, for the ages `from` up to and including `to` (empty: open). */
export interface ContactRate {
  from: number;
  to: number | null;
  contacts: number;
}

/**
 * Contacts of a population in a year: persons by five-year band, split into single ages, × contacts by age. The last
 * band counts as five years wide.
 */
export function contactVolume(bands: readonly number[], rates: readonly ContactRate[]): number {
  const ages = singleAges(
    bands.map((count, i) => ({ from: i * bandYears, to: i * bandYears + bandYears - 1, count })),
  );
  return ages.reduce((sum, persons, age) => {
    const rate = rates.find(({ from, to }) => age >= from && (to === null || age <= to));
    if (!rate) throw new ModelError(`contact rates: none for age ${age}`);
    return sum + persons * rate.contacts;
  }, 0);
}
