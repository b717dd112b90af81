import type { ExitTable } from '#lib/model/exits.ts';

/** Heads below zero that are rounding: moves may empty an age to the last digit. */
const rounding = 1e-9;

/** What a year did to a stock, in heads and in FTE. */
export interface YearTotals {
  heads: number;
  fte: number;
  /** Heads that left, by exit flow. */
  left: Float64Array;
  /** FTE that left, all flows together. */
  leftFte: number;
}

/** Heads and FTE of a stock by age, and what leaves it in a year; the stock itself is not changed. */
export function countYear(
  stock: Float64Array,
  {
    ftePerHead,
    exits,
    year,
    totals,
  }: { ftePerHead: Float64Array; exits: ExitTable; year: number; totals: YearTotals },
): void {
  const ages = stock.length;
  const start = year * ages;
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
  for (let age = 0, cell = start; age < ages; age++, cell++) {
    const n = stock[age] as number;
    const f = n * (ftePerHead[age] as number);
    heads += n;
    fte += f;
    stayFte += f * (exits.stay[cell] as number);
    r += n * (retire[cell] as number);
    d += n * (die[cell] as number);
    e += n * (early[cell] as number);
    s += n * (study[cell] as number);
    t += n * (triage[cell] as number);
  }
  totals.heads = heads;
  totals.fte = fte;
  totals.leftFte = fte - stayFte;
  totals.left[0] = r;
  totals.left[1] = d;
  totals.left[2] = e;
  totals.left[3] = s;
  totals.left[4] = t;
}

/**
 * One year older, in place: N[a+1,t+1] = N[a,t] × stay[a,t] + arrivals[a+1], where the last age is open. Exits are
 * taken from the opening stock, so that arrivals are exposed from the next year on.
 *
 * @param arrivals heads by single age on 1 January of the next year (entrants and net moves)
 * @returns the position of the youngest age with fewer than no heads (or no number), or -1
 */
export function ageOneYear(
  stock: Float64Array,
  { exits, year, arrivals }: { exits: ExitTable; year: number; arrivals: Float64Array },
): number {
  const last = stock.length - 1;
  const start = year * stock.length;
  const { stay } = exits;
  let negative = -1;
  let older = (stock[last] as number) * (stay[start + last] as number);
  for (let age = last; age > 0; age--) {
    const heads =
      older + (stock[age - 1] as number) * (stay[start + age - 1] as number) + (arrivals[age] as number);
    stock[age] = heads;
    if (!(heads >= -rounding)) negative = age;
    older = 0;
  }
  stock[0] = older + (arrivals[0] as number);
  return (stock[0] as number) >= -rounding ? negative : 0;
}
