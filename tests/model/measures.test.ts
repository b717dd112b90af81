import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantities, quantityKeys, type QuantityKey } from '#lib/domain/quantities.ts';
import { ModelError } from '#lib/model/error.ts';
import { headsFromFte } from '#lib/model/demand/headcount.ts';
import { measure } from '#lib/model/measures.ts';
import { simulate } from '#lib/model/simulate.ts';
import { someBaseline } from './random-baseline.ts';
import { realBaseline } from './real-baseline.ts';
import { smallBaseline, sum } from './small-baseline.ts';

const { prepared, draws: outcome } = simulate(realBaseline, { draws: 5, seed: 1 });
const all = prepared.groups.map((_, g) => g);
const of = (key: QuantityKey, groups: readonly number[], year: number) =>
  measure(key, { prepared, outcome, groups, year });

describe('measures', () => {
  const ratios: QuantityKey[] = ['gap_share', 'gap_per_10000'];
  const ofOne: QuantityKey[] = ['place_claims', 'place_capacity'];
  const additive = quantityKeys.filter((key) => ![...ratios, ...ofOne, 'net_moves'].includes(key));

  test.each(ofOne)('%s holds for one region, in its tightest period, and has no sum', (key) => {
    expect(of(key, [0], 3).every((places) => places > 0)).toBe(true);
    expect(of(key, all, 3).every((places) => Number.isNaN(places))).toBe(true);
  });

  test('moves that nobody gave are unknown, and not nobody', () => {
    expect(of('net_moves', all, 3).every((heads) => Number.isNaN(heads))).toBe(true);
    const small = simulate(smallBaseline(), { draws: 0, seed: 1 });
    const moves = (groups: number[]) =>
      measure('net_moves', { prepared: small.prepared, outcome: small.central, groups, year: 0 })[0];
    expect([moves([0]), moves([1]), moves([0, 1])]).toEqual([-1, 1, 0]);
  });

  test.each(additive)('%s of the nation is the sum of its regions', (key) => {
    for (const year of [0, 7, prepared.years - 1]) {
      const nation = of(key, all, year);
      const regions = all.map((g) => of(key, [g], year));
      nation.forEach((value, run) => {
        expect(value).toBeCloseTo(sum(regions.map((values) => values[run] as number)), 6);
      });
    }
  });

  test('the share of the nation is that of the sums, not the mean of the shares', () => {
    const share = of('gap_share', all, 5);
    const gap = of('gap_fte', all, 5);
    const demand = of('demand_fte', all, 5);
    share.forEach((value, run) => {
      expect(value).toBeCloseTo((gap[run] as number) / (demand[run] as number), 12);
    });
  });

  test('the gap is demand less supply, and per 10,000 it is of all inhabitants together', () => {
    for (const unit of ['fte', 'heads'] as const) {
      const [gap, demand, supply] = (['gap', 'demand', 'supply'] as const).map((what) =>
        of(`${what}_${unit}`, all, 9),
      );
      gap?.forEach((value, run) => {
        expect(value).toBeCloseTo((demand?.[run] as number) - (supply?.[run] as number), 8);
      });
    }
    const inhabitants = sum(realBaseline.groups.map((group) => group.inhabitants?.[9] as number));
    of('gap_per_10000', all, 9).forEach((value, run) => {
      expect(value).toBeCloseTo(((of('gap_heads', all, 9)[run] as number) / inhabitants) * 1e4, 10);
    });
  });

  test('heads and FTE of one region differ by the mean FTE of its own stock in that year', () => {
    const [heads, fte] = [of('supply_heads', [3], 9), of('supply_fte', [3], 9)];
    of('gap_heads', [3], 9).forEach((gap, run) => {
      const perHead = (fte[run] as number) / (heads[run] as number);
      expect(gap * perHead).toBeCloseTo(of('gap_fte', [3], 9)[run] as number, 8);
    });
  });

  test('expansion is what demand grows by until the next 1 January', () => {
    const [before, after] = [of('demand_fte', [2], 4), of('demand_fte', [2], 5)];
    of('expansion_fte', [2], 4).forEach((growth, run) => {
      expect(growth).toBeCloseTo((after[run] as number) - (before[run] as number), 9);
    });
  });

  test.each(quantityKeys)('%s refuses a year outside the run', (key) => {
    const last = quantities[key].kind === 'state' ? prepared.years : prepared.years - 1;
    expect(of(key, [0], last)).toHaveLength(outcome.runs);
    for (const year of [-1, last + 1, 0.5, NaN]) {
      expect(() => of(key, [0], year)).toThrow(
        new ModelError(`${key}: year ${year} from the start, expected 0 to ${last}`),
      );
    }
  });

  test('without inhabitants a gap per 10,000 is no number', () => {
    const groups = [
      { id: 'north', name: 'North' },
      { id: 'south', name: 'South', inhabitants: [1000, 1000, 1000, 1000] },
    ];
    const small = simulate(smallBaseline({ groups }), { draws: 0, seed: 1 });
    const per = (chosen: number[]) =>
      measure('gap_per_10000', {
        prepared: small.prepared,
        outcome: small.central,
        groups: chosen,
        year: 0,
      })[0];
    expect([per([0]), per([0, 1])]).toEqual([NaN, NaN]);
    expect(per([1])).toBeCloseTo(200, 9);
  });
});

test.each([
  [10, { heads: 30, fte: 20 }, 15],
  [-5, { heads: 10, fte: 10 }, -5],
  [0, { heads: 10, fte: 5 }, 0],
  [1, { heads: 0, fte: 0 }, NaN],
])('%f FTE of a stock of %j are %f heads', (fte, stock, heads) => {
  expect(headsFromFte(fte, stock)).toBe(heads);
});

test('in FTE, what is measured of all groups is the sum of what is measured of each set of them', () => {
  const inFte = quantityKeys.filter((key) => quantities[key].unit === 'fte');
  let unknown = 0;
  fc.assert(
    fc.property(someBaseline({ moves: false }), (baseline) => {
      const small = simulate(baseline, { draws: 1, seed: 1 });
      const groups = small.prepared.groups.map((_, g) => g);
      const sets = small.prepared.demand.map((set) => set.groups);
      const rest = groups.filter((g) => !sets.flat().includes(g)).map((g) => [g]);
      for (const key of inFte) {
        const found = (chosen: number[]) =>
          measure(key, {
            prepared: small.prepared,
            outcome: small.draws,
            groups: chosen,
            year: 0,
          })[0] as number;
        const expected = sum([...sets, ...rest].map(found));
        // Where nobody says what is asked of a group, it is unknown, and so is that of all together.
        if (Number.isNaN(expected)) unknown++;
        if (Number.isNaN(expected)) expect(found(groups), key).toBeNaN();
        else
          expect(Math.abs(found(groups) - expected)).toBeLessThanOrEqual(
            1e-9 * Math.max(1, Math.abs(expected)),
          );
      }
    }),
    { numRuns: 60 },
  );
  expect(unknown).toBeGreaterThan(0);
});
