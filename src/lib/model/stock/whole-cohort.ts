import type { CohortYear, YearTotals } from '#lib/model/stock/cohort.ts';
import type { ExitTable } from '#lib/model/stock/exits.ts';
import { binomialAt } from '#lib/model/draws/counts.ts';
import { hash2 } from '#lib/model/draws/random.ts';
import { chosen } from '#lib/model/draws/whole.ts';

/** The random words of a group for those who leave, and for how they leave. */
export interface ExitWords {
  exits: number;
  flows: number;
}

/** Counts by which flow each of those who leave does so: the flows in proportion to their shares of all that leaves. */
function countFlows(
  gone: number,
  {
    exits,
    cell,
    left,
    word,
    counter,
  }: { exits: ExitTable; cell: number; left: number; word: number; counter: number },
  counts: Float64Array,
): void {
  const { leave } = exits;
  const last = leave.length - 1;
  if (gone > 32) {
    // Many at once: one flow after the other takes its share of those who are left.
    let people = gone;
    let share = left;
    for (let flow = 0; flow < last; flow++) {
      const part = (leave[flow] as Float64Array)[cell] as number;
      const count = chosen(word, counter * 64 + flow, people, Math.min(1, part / share));
      counts[flow] = (counts[flow] as number) + count;
      people -= count;
      share -= part;
    }
    counts[last] = (counts[last] as number) + people;
    return;
  }
  for (let i = 0; i < gone; i++) {
    let rest = hash2(word, counter * 64 + i) * left;
    let flow = 0;
    while (flow < last && (rest -= (leave[flow] as Float64Array)[cell] as number) >= 0) flow++;
    counts[flow] = (counts[flow] as number) + 1;
  }
}

/** Draws who leaves a number of people in a cell of the table, and adds them to what left. */
function drawLeavers(
  people: number,
  {
    exits,
    cell,
    share,
    words,
    counter,
  }: { exits: ExitTable; cell: number; share: number; words: ExitWords; counter: number },
  counts: Float64Array,
): number {
  const left = 1 - (exits.stay[cell] as number);
  const gone = binomialAt(people, left * share, hash2(words.exits, counter));
  countFlows(gone, { exits, cell, left, word: words.flows, counter }, counts);
  return gone;
}

/** People of one cell up to whom the chance that nobody leaves is tabled: most cells of a region have no more. */
const few = 16;

/** Tables for every cell the chance that nobody of up to 16 people leaves, once for all groups of a class. */
export function fillNoneLeaves(table: ExitTable): void {
  const { stay } = table;
  const none = (table.noneLeaves ??= new Float64Array(stay.length * few));
  for (let cell = 0; cell < stay.length; cell++) {
    const each = stay[cell] as number;
    let all = 1;
    for (let people = 0; people < few; people++) {
      all *= each;
      none[cell * few + people] = all;
    }
  }
}

/** `binomialAt` for a few people, with the chance that none of them leaves at hand. */
function fewLeaving(people: number, none: number, odds: number, uniform: number): number {
  let chance = none;
  let upTo = none;
  let gone = 0;
  while (uniform >= upTo && gone < people) {
    chance *= ((people - gone) / (gone + 1)) * odds;
    upTo += chance;
    gone++;
  }
  return gone;
}

/**
 * `passYear` in whole heads: how many of each age leave is binomial, and each of them leaves by one flow. The law of
 * the stock holds exactly.
 *
 * Net moves may take more people from an age than there are; they are then taken from the next older ages, and an
 * empty stock is the only error.
 *
 * @returns the position of the age with fewer than no heads, or -1
 */
export function passYearWhole(
  stock: Float64Array,
  { exits, year, ftePerHead, fteFrom, arrivals, arrivalsFrom }: CohortYear,
  { words, totals }: { words: ExitWords; totals: YearTotals },
): number {
  const ages = stock.length;
  const last = ages - 1;
  const start = year * exits.row;
  const { stay, noneLeaves: none } = exits;
  totals.left.fill(0);
  let heads = 0;
  let fte = 0;
  let leftFte = 0;
  let older = 0;
  for (let age = last; age >= 0; age--) {
    const n = stock[age] as number;
    let gone = 0;
    if (n > 0) {
      const cell = start + age;
      const f = ftePerHead[fteFrom + age] as number;
      const share = 1 - (stay[cell] as number);
      const uniform = hash2(words.exits, cell);
      // Most often nobody leaves: (1 − share)^n is at least 1 − n × share.
      if (uniform >= 1 - n * share) {
        gone =
          none && n <= few && share < 0.5
            ? fewLeaving(n, none[cell * few + n - 1] as number, share / (1 - share), uniform)
            : binomialAt(n, share, uniform);
        if (gone > 0)
          countFlows(gone, { exits, cell, left: share, word: words.flows, counter: cell }, totals.left);
        leftFte += gone * f;
      }
      heads += n;
      fte += n * f;
    }
    if (age === last) older = n - gone;
    else {
      stock[age + 1] = n - gone + older + (arrivals[arrivalsFrom + age + 1] as number);
      older = 0;
    }
  }
  stock[0] = older + (arrivals[arrivalsFrom] as number);
  totals.heads = heads;
  totals.fte = fte;
  totals.leftFte = leftFte;
  return takeFromNeighbours(stock);
}

/** Where an age has fewer than no heads, takes them from the older ages in order, then from the younger ones. */
function takeFromNeighbours(stock: Float64Array): number {
  for (let age = 0; age < stock.length; age++) {
    for (let step = 1; (stock[age] as number) < 0 && step < stock.length; step++) {
      const other = (age + step) % stock.length;
      const available = Math.max(0, stock[other] as number);
      const taken = Math.min(available, -(stock[age] as number));
      stock[other] = (stock[other] as number) - taken;
      stock[age] = (stock[age] as number) + taken;
    }
    if ((stock[age] as number) < 0) return age;
  }
  return -1;
}

/** `exposeEntrants` in whole heads. */
export function exposeEntrantsWhole(
  { exits, year, ftePerHead, fteFrom, arrivals, arrivalsFrom }: CohortYear,
  { ages, exposure, words }: { ages: number; exposure: number; words: ExitWords },
  totals: YearTotals,
): void {
  for (let age = 0; age < ages; age++) {
    const people = arrivals[arrivalsFrom + age] as number;
    if (people === 0) continue;
    const cell = year * exits.row + Math.max(0, age - 1);
    const counter = year * exits.row + age;
    const gone = drawLeavers(people, { exits, cell, share: exposure, words, counter }, totals.left);
    totals.leftFte += gone * (ftePerHead[fteFrom + age] as number);
    arrivals[arrivalsFrom + age] = people - gone;
  }
}
