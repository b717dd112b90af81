import type { Drivers } from '#lib/model/drivers.ts';
import type { ExitTable } from '#lib/model/stock/exits.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import type { AgeProfile } from '#lib/model/stock/profile.ts';

/** Groups whose people leave alike and count for the same FTE, so that an entrant is worth the same in each of them. */
export interface ValueClasses {
  /** By group. */
  classOf: number[];
  /** One group of every class. */
  groups: number[];
}

/** Finds the groups in which an entrant is worth the same in every draw. */
export function valueClassesOf({ groups }: Prepared): ValueClasses {
  const names: string[] = [];
  const first: number[] = [];
  const classOf = groups.map(({ exitClass, ftePerHead: { values, rows, times, per } }, g) => {
    const name = JSON.stringify([exitClass, rows, times, per, [...values]]);
    if (!names.includes(name)) {
      names.push(name);
      first.push(g);
    }
    return names.indexOf(name);
  });
  return { classOf, groups: first };
}

/** Makes the worth of a stock by age a year older, backwards: in place, from 1 January of year + 1 to that of year. */
function backYear(worth: Float64Array, { stay, row }: ExitTable, year: number): void {
  const last = worth.length - 1;
  const start = year * row;
  for (let age = 0; age <= last; age++) {
    worth[age] = (stay[start + age] as number) * (worth[age === last ? last : age + 1] as number);
  }
}

/** The worth of one who enters in a year by a profile: its mean, less what leaves within that year. */
function worthOfProfile(
  worth: Float64Array,
  { shares, first, last }: AgeProfile,
  { exits, year, exposure }: { exits: ExitTable; year: number; exposure: number },
): number {
  const start = year * exits.row;
  let sum = 0;
  for (let age = first; age <= last; age++) {
    const left = exposure > 0 ? exposure * (1 - (exits.stay[start + Math.max(0, age - 1)] as number)) : 0;
    sum += (shares[age] as number) * (1 - left) * (worth[age] as number);
  }
  return sum;
}

/**
 * The FTE that one entrant still gives on later dates: the model is linear in entrants, and this is its adjoint, run
 * backwards once for every date instead of forwards for every entrant.
 *
 * @param profiles ages at which entrants arrive
 * @returns for each profile, by year of entering and 1 January (years × (years + 1)); zero before they stand there
 */
export function entrantValues(
  profiles: readonly AgeProfile[],
  {
    exits,
    fte: { values, rows, factor },
    exposure,
    years,
    ages,
  }: { exits: ExitTable; fte: Drivers['fte'][number]; exposure: number; years: number; ages: number },
): Float64Array[] {
  const found = profiles.map(() => new Float64Array(years * (years + 1)));
  const worth = new Float64Array(ages);
  for (let state = 1; state <= years; state++) {
    const row = rows > 1 ? state * ages : 0;
    for (let age = 0; age < ages; age++) worth[age] = (values[row + age] as number) * factor;
    for (let year = state - 1; year >= 0; year--) {
      for (let i = 0; i < profiles.length; i++) {
        (found[i] as Float64Array)[year * (years + 1) + state] = worthOfProfile(
          worth,
          profiles[i] as AgeProfile,
          {
            exits,
            year,
            exposure,
          },
        );
      }
      backYear(worth, exits, year);
    }
  }
  return found;
}
