import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passYear } from '#lib/model/stock/cohort.ts';
import type { ExitTable } from '#lib/model/stock/exits.ts';
import { exitFlows } from '#lib/model/flows.ts';
import { exposeEntrantsWhole, passYearWhole } from '#lib/model/stock/whole-cohort.ts';
import { sum } from '../small-baseline.ts';

/** Everybody of an age leaves with one chance, by the flows in proportion to their weights. */
function tableOf(chances: number[], weights: number[], years = 1): ExitTable {
  const row = chances.length;
  const all = Array.from({ length: years }, () => chances).flat();
  return {
    row,
    stay: Float64Array.from(all, (chance) => 1 - chance),
    leave: exitFlows.map((_, f) =>
      Float64Array.from(all, (chance) => (chance * (weights[f] as number)) / sum(weights)),
    ),
  };
}

const emptyTotals = () => ({ heads: 0, fte: 0, leftFte: 0, left: new Float64Array(exitFlows.length) });

function pass(
  before: number[],
  {
    exits,
    arrivals,
    seed = 1,
    year = 0,
  }: { exits: ExitTable; arrivals: number[]; seed?: number; year?: number },
) {
  const stock = Float64Array.from(before);
  const totals = emptyTotals();
  const cohort = {
    exits,
    year,
    ftePerHead: Float64Array.from(before, () => 0.5),
    fteFrom: 0,
    arrivals: Float64Array.from(arrivals),
    arrivalsFrom: 0,
  };
  const negative = passYearWhole(stock, cohort, {
    words: { exits: seed * 7919, flows: seed * 104729 },
    totals,
  });
  return { stock: [...stock], totals, negative, cohort };
}

const ages = fc.integer({ min: 1, max: 6 });
const people = (max: number, count: number) =>
  fc.array(fc.integer({ min: 0, max }), { minLength: count, maxLength: count });
const some = ages.chain((count) =>
  fc.record({
    before: people(300, count),
    arrivals: people(20, count),
    chances: fc.array(
      fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
      { minLength: count, maxLength: count },
    ),
    weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 }),
    seed: fc.integer(),
  }),
);

describe('a year in whole heads', () => {
  test('everybody is counted, as one who left or a year older', () => {
    fc.assert(
      fc.property(some, ({ before, arrivals, chances, weights, seed }) => {
        const { stock, totals, negative } = pass(before, {
          exits: tableOf(chances, weights),
          arrivals,
          seed,
        });
        expect(negative).toBe(-1);
        const left = sum(totals.left);
        expect(sum(stock)).toBe(sum(before) - left + sum(arrivals));
        expect([totals.heads, totals.fte, totals.leftFte]).toEqual([sum(before), sum(before) / 2, left / 2]);
        // Nobody of an age is in another than the next one, and no more than were there.
        const last = before.length - 1;
        stock.forEach((heads, age) => {
          const from = (before[age - 1] ?? 0) + (age === last ? (before[last] as number) : 0);
          const stayed = heads - (arrivals[age] as number);
          expect(stayed).toBeGreaterThanOrEqual(0);
          expect(stayed).toBeLessThanOrEqual(from);
        });
      }),
    );
  });

  test('of those who leave for certain nobody stays, and of the others nobody leaves', () => {
    fc.assert(
      fc.property(some, ({ before, arrivals, weights, seed }) => {
        const chances = before.map((_, age) => age % 2);
        const { stock } = pass(before, { exits: tableOf(chances, weights), arrivals, seed });
        const calm = Float64Array.from(before);
        passYear(calm, pass(before, { exits: tableOf(chances, weights), arrivals }).cohort, emptyTotals());
        expect(stock).toEqual([...calm]);
      }),
    );
  });

  // 100 assistants with 5 % exit leave as 5 ± 2.2: √(100 × 0.05 × 0.95) = 2.18.
  test('100 people of whom 5 % leave lose 5 ± 2.2', () => {
    const runs = 5000;
    const exits = tableOf([0.05], [0, 0, 1, 0, 0]);
    const gone = Array.from(
      { length: runs },
      (_, seed) => 100 - (pass([100], { exits, arrivals: [0], seed }).stock[0] as number),
    );
    const mean = sum(gone) / runs;
    const sd = Math.sqrt(sum(gone.map((n) => (n - mean) ** 2)) / runs);
    // Standard errors are 0.03 and 0.02.
    expect(Math.abs(mean - 5)).toBeLessThan(0.12);
    expect(Math.abs(sd - 2.18)).toBeLessThan(0.1);
  });

  test.each([40, 4000])('of %i people who leave each flow takes its share', (count) => {
    const weights = [4, 3, 2, 0, 1];
    const exits = tableOf([1], weights);
    const runs = 400;
    const totals = Array.from(
      { length: runs },
      (_, seed) => pass([count], { exits, arrivals: [0], seed }).totals.left,
    );
    weights.forEach((weight, flow) => {
      const p = weight / 10;
      const counts = totals.map((left) => left[flow] as number);
      const mean = sum(counts) / runs;
      const variance = sum(counts.map((n) => (n - count * p) ** 2)) / runs;
      expect(Math.abs(mean - count * p)).toBeLessThanOrEqual(4 * Math.sqrt((count * p * (1 - p)) / runs));
      if (p > 0) expect(Math.abs(variance / (count * p * (1 - p)) - 1)).toBeLessThan(0.3);
      else expect(sum(counts)).toBe(0);
    });
  });

  // Thousands without ages: the numbers of one year must not come back in the next.
  test('how people leave in one year tells nothing of the next', () => {
    const exits = tableOf([0.5], [1, 1, 0, 0, 0], 2);
    const runs = 400;
    const excess = (year: number) =>
      Array.from({ length: runs }, (_, seed) => {
        const { left } = pass([4000], { exits, arrivals: [0], seed, year }).totals;
        return ((left[0] as number) - (left[1] as number)) / Math.sqrt(sum(left));
      });
    const [first, second] = [excess(0), excess(1)];
    const correlation = sum(first.map((x, i) => x * (second[i] as number))) / runs;
    expect(Math.abs(sum(first.map((x) => x * x)) / runs - 1)).toBeLessThan(0.3);
    expect(Math.abs(correlation)).toBeLessThan(0.2);
  });
});

describe('net moves that take more people than there are', () => {
  const calm = (count: number) => tableOf(Array<number>(count).fill(0), [1, 1, 1, 1, 1]);

  test('take them from the next older ages, then from the youngest', () => {
    // A year later: 0, 2, 1, 3 + 4 = 7 before the moves.
    expect(pass([2, 1, 3, 4], { exits: calm(4), arrivals: [0, -3, 0, 0] }).stock).toEqual([0, 0, 0, 7]);
    expect(pass([2, 1, 3, 4], { exits: calm(4), arrivals: [0, 0, 0, -9] }).stock).toEqual([0, 0, 1, 0]);
  });

  test('leave the total as it must be, down to nobody; below that is an error at the age', () => {
    fc.assert(
      fc.property(some, ({ before, arrivals, seed }) => {
        const exits = calm(before.length);
        const taken = arrivals.map((heads, age) => (age === 0 ? -heads * 20 : heads));
        const { stock, negative } = pass(before, { exits, arrivals: taken, seed });
        const total = sum(before) + sum(taken);
        expect(sum(stock)).toBe(total);
        if (total >= 0) expect([negative, stock.some((heads) => heads < 0)]).toEqual([-1, false]);
        else expect(stock[negative]).toBeLessThan(0);
      }),
    );
  });
});

// Half of the chance for half of the year: of 100 who would leave with 0.4 a fifth does.
test('entrants leave in their first year with a part of the chance of people of their age', () => {
  const exits = tableOf([0.4, 0.4], [1, 0, 0, 0, 0]);
  const runs = 2000;
  let gone = 0;
  for (let seed = 0; seed < runs; seed++) {
    const arrivals = Float64Array.of(0, 100);
    const totals = emptyTotals();
    const cohort = {
      exits,
      year: 0,
      ftePerHead: Float64Array.of(1, 1),
      fteFrom: 0,
      arrivals,
      arrivalsFrom: 0,
    };
    exposeEntrantsWhole(cohort, { ages: 2, exposure: 0.5, words: { exits: seed * 7919, flows: 3 } }, totals);
    expect((arrivals[1] as number) + sum(totals.left)).toBe(100);
    expect(totals.leftFte).toBe(totals.left[0]);
    gone += sum(totals.left);
  }
  expect(Math.abs(gone / runs - 20)).toBeLessThan(0.4);
});
