import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseBaseline, parseScenario } from '#lib/model/parse.ts';
import { resultOf, type Result, type SelectionResult } from '#lib/model/result.ts';
import { applyScenario } from '#lib/model/scenario.ts';
import { allSources, simulate } from '#lib/model/simulate.ts';

/** The numbers of data/examples/README.md, worked out by hand there. */
const folder = join(import.meta.dirname, '../../data/examples');

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

function run(baseline: ReturnType<typeof parseBaseline>): Result {
  return resultOf(simulate(baseline, { draws: 0, seed: 1 }), {
    title: baseline.title,
    scenario: null,
    seed: 1,
    sources: allSources,
    sha256: { baseline: '', scenario: null },
    withAges: true,
  });
}

function expectNear(found: readonly (number | null)[] | undefined, expected: readonly number[]): void {
  expect(found?.length).toBe(expected.length);
  expected.forEach((value, i) => expect(found?.[i]).toBeCloseTo(value, 9));
}

type Path = [keyof SelectionResult['quantities'], number[]];

function expectPaths(selection: SelectionResult | null | undefined, paths: Path[]): void {
  for (const [key, values] of paths) expectNear(selection?.quantities[key]?.central, values);
}

const keepers = parseBaseline(read('lighthouse-keepers.baseline.json'));

describe('the lighthouse keepers', () => {
  const { groups, sets, total, ages } = run(keepers);
  const [women, men] = groups;

  test('by age', () => {
    const heads = ages?.groups.map((group) => group.heads) ?? [];
    const byHand = [
      [
        [50, 50, 25, 25],
        [0, 40.9, 40.9, 40],
        [0, 0.95, 37.76, 72.81],
        [0, 1.9, 2.755, 99.513],
      ],
      [
        [10, 20, 30, 40],
        [3.8, 9, 18, 45],
        [3.8, 5.32, 8.1, 36.7],
        [0, 3.42, 4.788, 29.34],
      ],
    ];
    byHand.forEach((years, g) => years.forEach((row, year) => expectNear(heads[g]?.[year], row)));
  });

  test('women, with the course', () => {
    expectPaths(women, [
      ['supply_heads', [150, 129.8, 134.72, 140.968]],
      ['supply_fte', [120, 103.44, 106.616, 110.9344]],
      ['early_exits', [30.2, 13.08, 13.752]],
      ['retirements', [0, 0, 0]],
      ['graduates', [8, 16, 16]],
      ['returners', [2, 2, 4]],
    ]);
  });

  test('men', () => {
    expectPaths(men, [
      ['supply_heads', [100, 75.8, 53.92, 37.548]],
      ['supply_fte', [80, 53.3, 35.57, 22.878]],
      ['early_exits', [6.2, 3.38, 2.022]],
      ['retirements', [20, 22.5, 18.35]],
      ['career_changers', [4, 6, 6]],
    ]);
  });

  test('demand and gap, of the two together only', () => {
    const paths: Path[] = [
      ['supply_fte', [200, 156.74, 142.186, 133.8124]],
      ['demand_fte', [200, 210, 220.5, 254.6775]],
      ['gap_fte', [0, 53.26, 78.314, 120.8651]],
    ];
    expect(sets.map(({ id, groups: ids }) => [id, ids])).toEqual([['lights', ['women', 'men']]]);
    expectPaths(sets[0], paths);
    expectPaths(total, paths);
    expect([women?.quantities.demand_fte, men?.quantities.gap_fte]).toEqual([null, null]);
  });

  test('under the scenario', () => {
    const scenario = parseScenario(read('lighthouse-keepers.scenario.json'));
    expectPaths(run(applyScenario(keepers, scenario)).total, [
      ['supply_fte', [200, 156.74, 142.186, 145.8124]],
      ['demand_fte', [200, 210, 220.5, 229.20975]],
      ['gap_fte', [0, 53.26, 78.314, 83.39735]],
      ['graduates', [8, 16, 32]],
    ]);
  });
});

test('the bell founders', () => {
  const { groups, sets, total } = run(parseBaseline(read('bell-founders.baseline.json')));
  const [founders] = groups;
  expectPaths(founders, [
    ['supply_heads', [40, 36, 32.4]],
    ['supply_fte', [40, 36, 32.4]],
    ['early_exits', [4, 3.6]],
  ]);
  expect(founders?.quantities.demand_fte).toBeNull();
  expect(founders?.quantities.students).toBeNull();
  expect(founders?.chanceOfShortage).toBeNull();
  expect([sets, total]).toEqual([[], null]);
});
