import type { ExitTable } from '#lib/model/stock/exits.ts';

/** Heads below zero that are rounding: moves may empty an age to the last digit. */
export const rounding = 1e-9;

/** What a year did to a stock, in heads and in FTE. */
export interface YearTotals {
  heads: number;
  fte: number;
  /** Heads that left, by exit flow. */
  left: Float64Array;
  /** FTE that left, all flows together. */
  leftFte: number;
}

/** A year of a stock: what leaves it, what arrives, and the FTE of one head by age (from a position on). */
export interface CohortYear {
  exits: ExitTable;
  year: number;
  ftePerHead: Float64Array;
  fteFrom: number;
  /** Heads by single age on 1 January of the next year (entrants and net moves), from a position on. */
  arrivals: Float64Array;
  arrivalsFrom: number;
}

/**
 * Counts a stock and what leaves it, and makes it one year older, in place: N[a+1,t+1] = N[a,t] × stay[a,t] +
 * arrivals[a+1], where the last age is open. Exits are taken from the opening stock.
 *
 * @returns the position of an age with fewer than no heads (or no number), or -1
 */
export function passYear(stock: Float64Array, cohort: CohortYear, totals: YearTotals): number {
  const { exits, year, ftePerHead, fteFrom, arrivals, arrivalsFrom } = cohort;
  const last = stock.length - 1;
  const start = year * exits.row;
  const { stay } = exits;
  const [retire, die, early, study, triage] = exits.leave as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let heads = 0;
  let fte = 0;
  let stayFte = 0;
  let r = 0;
  let d = 0;
  let e = 0;
  let s = 0;
  let t = 0;
  let negative = -1;
  let older = 0;
  for (let age = last; age >= 0; age--) {
    const cell = start + age;
    const n = stock[age] as number;
    const f = ftePerHead[fteFrom + age] as number;
    const staying = n * (stay[cell] as number);
    heads += n;
    fte += n * f;
    stayFte += staying * f;
    r += n * (retire[cell] as number);
    d += n * (die[cell] as number);
    e += n * (early[cell] as number);
    s += n * (study[cell] as number);
    t += n * (triage[cell] as number);
    // The last age is open: who stays there waits for those who come from below.
    if (age === last) older = staying;
    else {
      const next = staying + older + (arrivals[arrivalsFrom + age + 1] as number);
      older = 0;
      stock[age + 1] = next;
      if (!(next >= -rounding)) negative = age + 1;
    }
  }
  stock[0] = older + (arrivals[arrivalsFrom] as number);
  if (!((stock[0] as number) >= -rounding)) negative = 0;
  totals.heads = heads;
  totals.fte = fte;
  totals.leftFte = fte - stayFte;
  totals.left[0] = r;
  totals.left[1] = d;
  totals.left[2] = e;
  totals.left[3] = s;
  totals.left[4] = t;
  return negative;
}

/** Heads and FTE of a stock. */
export function countStock(
  stock: Float64Array,
  ftePerHead: Float64Array,
  fteFrom: number,
  totals: YearTotals,
): void {
  let heads = 0;
  let fte = 0;
  for (let age = 0; age < stock.length; age++) {
    heads += stock[age] as number;
    fte += (stock[age] as number) * (ftePerHead[fteFrom + age] as number);
  }
  totals.heads = heads;
  totals.fte = fte;
}

/**
 * Takes from those who enter in a year what leaves of them in it, in place: a share `exposure` of what leaves of
 * people of their age. Adds it to what left.
 */
export function exposeEntrants(
  { exits, year, ftePerHead, fteFrom, arrivals, arrivalsFrom }: CohortYear,
  { ages, exposure }: { ages: number; exposure: number },
  totals: YearTotals,
): void {
  for (let age = 0; age < ages; age++) {
    const heads = arrivals[arrivalsFrom + age] as number;
    if (heads === 0) continue;
    const cell = year * exits.row + Math.max(0, age - 1);
    let lost = 0;
    for (let flow = 0; flow < exits.leave.length; flow++) {
      const leave = heads * exposure * ((exits.leave[flow] as Float64Array)[cell] as number);
      totals.left[flow] = (totals.left[flow] as number) + leave;
      lost += leave;
    }
    totals.leftFte += lost * (ftePerHead[fteFrom + age] as number);
    arrivals[arrivalsFrom + age] = heads - lost;
  }
}
