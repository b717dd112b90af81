import { hoursPerFte } from '#pipelines/sources/register-staff.ts';
import { byText } from '#pipelines/synthesize/order.ts';
import type { Person } from '#pipelines/band/people.ts';

/** The staff of a practice in one function and one band of ages. */
export interface StaffBand {
  practice_id: string;
  occupation: string;
  age_group: string;
  heads: number;
  fte: number;
}

/** Years of a band. */
const bandYears = 5;
/** Ages between which somebody is taken to work; another age is a mistake in the list. */
export const workingAges = { from: 15, to: 79 };
/** Digits of a sum that are no noise. */
const digitsKept = 12;

/**
 * The age of a person on a day, in whole years. Of a year of birth alone the birthday is taken to be in the middle of
 * the year.
 */
export function ageOn(reference: string, { born_on, birth_year, age }: Person): number | null {
  if (born_on === null && birth_year === null) return age;
  const birthday = born_on ?? `${birth_year}-07-01`;
  const years = Number(reference.slice(0, 4)) - Number(birthday.slice(0, 4));
  return years - (reference.slice(5) < birthday.slice(5) ? 1 : 0);
}

/** The FTE of a person: as it was given, or from hours per week. */
function fteOf({ fte, hours }: Person): number {
  return fte ?? (hours ?? 0) / hoursPerFte;
}

/** Counts people by practice, function and band of five years. Their heads and FTE add up to those of the list. */
export function staffBands(people: readonly Person[], reference: string): StaffBand[] {
  const bands = new Map<string, StaffBand>();
  for (const person of people) {
    const from = Math.floor((ageOn(reference, person) ?? NaN) / bandYears) * bandYears;
    const { practice_id, occupation } = person;
    const key = JSON.stringify([practice_id, occupation, from]);
    const age_group = `${from}-${from + bandYears - 1}`;
    const band = bands.get(key) ?? { practice_id, occupation, age_group, heads: 0, fte: 0 };
    band.heads += 1;
    band.fte += fteOf(person);
    bands.set(key, band);
  }
  const keyOf = ({ practice_id, occupation, age_group }: StaffBand) =>
    [practice_id, occupation, age_group].join('\n');
  return [...bands.values()]
    .sort((a, b) => byText(keyOf(a), keyOf(b)))
    .map((band) => ({ ...band, fte: Number(band.fte.toPrecision(digitsKept)) }));
}
