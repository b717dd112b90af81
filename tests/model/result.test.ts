import { describe, expect, test } from 'vitest';
import { quantities, quantityKeys } from '#lib/domain/quantities.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { modelVersion } from '#lib/model/flows.ts';
import { resultOf, selectionsOf, type Band, type Result } from '#lib/model/result.ts';
import { allSources, simulate } from '#lib/model/simulate.ts';

/** One group with a demand of its own, two that share one, and one of which nothing is asked. */
const baseline: Baseline = {
  format: 'praktijkbalans-baseline/1',
  title: 'Four crafts',
  startYear: 2030,
  horizonYear: 2032,
  groups: [
    { id: 'a', name: 'Alone', inhabitants: [1000, 1000, 1000] },
    { id: 'b' },
    { id: 'c' },
    { id: 'd' },
  ],
  assumptions: {
    leaving: { low: 0.1, central: 0.2, high: 0.3, min: 0, max: 1, scale: 'identity' },
  },
  stock: [
    { group: 'a', heads: 100 },
    { group: 'b', heads: 10 },
    { group: 'c', heads: 30 },
    { group: 'd', heads: 0 },
  ],
  exits: [{ groups: '*', flow: 'earlyExits', exitProbability: { values: 1, times: ['leaving'] } }],
  demand: [
    { group: 'a', fte: 90 },
    { id: 'b and c', groups: ['b', 'c'], fte: [40, 40, 50] },
  ],
};

function result(draws: number, withAges = false): Result {
  return resultOf(simulate(baseline, { draws, seed: 7 }), {
    title: baseline.title,
    scenario: 'as it is',
    seed: 7,
    sources: allSources,
    sha256: { baseline: 'aa', scenario: 'bb' },
    withAges,
  });
}

const full = result(50);
const [alone, , , empty] = full.groups;

describe('a result', () => {
  test('says how it was made', () => {
    expect({ ...full, groups: [], sets: [], total: null }).toEqual({
      format: 'praktijkbalans-result/1',
      modelVersion,
      title: 'Four crafts',
      scenario: 'as it is',
      seed: 7,
      draws: 50,
      sources: { assumptions: true, years: true, people: true },
      sha256: { baseline: 'aa', scenario: 'bb' },
      startYear: 2030,
      horizonYear: 2032,
      states: [2030, 2031, 2032],
      flows: [2030, 2031],
      groups: [],
      sets: [],
      total: null,
      placements: null,
      shrinkage: [],
    });
  });

  test('has every quantity for every group, set and the total, a figure for each year', () => {
    expect(selectionsOf(full).map(({ id, name }) => [id, name])).toEqual([
      ['total', 'total'],
      ['b and c', 'b and c'],
      ['a', 'Alone'],
      ['b', 'b'],
      ['c', 'c'],
      ['d', 'd'],
    ]);
    for (const selection of selectionsOf(full)) {
      expect(Object.keys(selection.quantities)).toEqual(quantityKeys);
      for (const key of quantityKeys) {
        const years = quantities[key].kind === 'state' ? 3 : 2;
        const band = selection.quantities[key];
        if (band) for (const list of Object.values(band)) expect(list, key).toHaveLength(years);
      }
    }
  });

  test('has quantiles in order', () => {
    const { q10, q25, q50, q75, q90 } = alone?.quantities.supply_heads as Band;
    const last = [q10, q25, q50, q75, q90].map((list) => list[2] as number);
    expect(last).toEqual([...last].sort((x, y) => x - y));
    expect(last[0]).toBeLessThan(last[4] as number);
    expect(q10[0]).toBe(100);
    expect(alone?.quantities.supply_heads?.central).toEqual([100, 80, 64]);
    expect(alone?.quantities.gap_per_10000?.central[0]).toBeCloseTo(-100, 9);
  });

  test('has the chance of a shortage', () => {
    expect(alone?.chanceOfShortage?.[0]).toBe(0);
    expect(alone?.chanceOfShortage?.[2]).toBeGreaterThan(0.9);
    expect(full.sets[0]?.chanceOfShortage).toEqual([0, expect.closeTo(1, 1), 1]);
  });

  test('has null for what nothing is known of, and zero for nobody', () => {
    const known = (id: string) => selectionsOf(full).find((one) => one.id === id)?.quantities;
    for (const id of ['b', 'c', 'd', 'total']) {
      for (const key of [
        'demand_heads',
        'demand_fte',
        'gap_heads',
        'gap_fte',
        'gap_share',
        'expansion_fte',
      ] as const)
        expect(known(id)?.[key], `${id} ${key}`).toBeNull();
    }
    expect(known('b and c')?.demand_fte?.central).toEqual([40, 40, 50]);
    expect(known('b and c')?.gap_per_10000).toBeNull();
    expect(known('a')?.students).toBeNull();
    expect(empty?.quantities.supply_heads?.central).toEqual([0, 0, 0]);
    expect(empty?.chanceOfShortage).toBeNull();
    expect(full.sets[0]?.groups).toEqual(['b', 'c']);
  });

  test('survives JSON: no figure turns into null on the way', () => {
    expect(JSON.parse(JSON.stringify(full))).toEqual(full);
  });

  test('without draws has central figures only', () => {
    const [first] = result(0).groups;
    expect(first?.quantities.supply_heads?.central).toEqual([100, 80, 64]);
    expect(first?.quantities.supply_heads?.q50).toEqual([null, null, null]);
    expect(first?.chanceOfShortage).toBeNull();
  });

  test('has the central stock by age when that is asked for', () => {
    expect(full.ages).toBeUndefined();
    expect(result(0, true).ages).toEqual({
      from: 0,
      to: 0,
      groups: [
        { id: 'a', heads: [[100], [80], [64]] },
        { id: 'b', heads: [[10], [8], [6.4]] },
        { id: 'c', heads: [[30], [24], [expect.closeTo(19.2, 9)]] },
        { id: 'd', heads: [[0], [0], [0]] },
      ],
    });
  });
});
