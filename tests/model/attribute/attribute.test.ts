import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attributeChange, attributeDifference, lastBar, splitOf, type Split } from '#lib/model/attribute.ts';
import { factors, parts, type Part } from '#lib/model/attribute/factors.ts';
import { driversOff } from '#lib/model/attribute/mix.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import { centralValues } from '#lib/model/draws/slots.ts';
import { driversOf } from '#lib/model/drivers.ts';
import { measure } from '#lib/model/measures.ts';
import { emptyOutcome } from '#lib/model/outcome.ts';
import { parseBaseline } from '#lib/model/parse.ts';
import { prepare } from '#lib/model/prepare.ts';
import { runOnce } from '#lib/model/project.ts';
import { applyScenario, type Scenario } from '#lib/model/scenario.ts';
import { runCentral } from '#lib/model/simulate.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';
import { assumption, smallBaseline, smallTraining, sum } from '../small-baseline.ts';

function example(name: string): Baseline {
  const path = join(import.meta.dirname, '../../../data/examples', `${name}.baseline.json`);
  return parseBaseline(JSON.parse(readFileSync(path, 'utf8')));
}

/** The programme of the small baseline with a placement in the first period, and places for half of it in the north. */
const limited: Training = {
  ...smallTraining,
  placementModels: [
    { id: 'blocks', track: 'BOL', blocks: [{ programmeYear: 1, period: '1', weeks: 10, daysPerWeek: 4 }] },
    { id: 'ribbon', track: 'BOL', blocks: [{ programmeYear: 1, period: '1', weeks: 5, daysPerWeek: 4 }] },
  ],
  calendar: {
    periods: [
      { id: '1', weeks: 10 },
      { id: '2', weeks: 30 },
    ],
    daysPerWeek: 4,
  },
  places: [
    { group: 'north', places: 8 },
    { group: 'south', places: 100 },
  ],
  waiting: 0.5,
};

const baselines: [string, Baseline][] = [
  ['two groups with moves between them', smallBaseline()],
  ['a programme without enough places', smallBaseline({ training: limited })],
  ['exposure, side streams, lists by year, moves abroad', example('lighthouse-keepers')],
  [
    'people without an age',
    { ...example('bell-founders'), demand: [{ groups: '*', unfilledShare: 0.1, growth: [0.02] }] },
  ],
  [
    'a demand by year',
    smallBaseline({ demand: [{ id: 'both', groups: '*', fte: [50, 60, 40, 70] }], entrantExposure: 0.5 }),
  ],
  [
    'an index that does not start at one',
    smallBaseline({
      demand: [
        {
          id: 'both',
          groups: '*',
          unfilledShare: 0.1,
          volumeIndex: [1.1, 1, 1, 1],
          indexParts: [[0.9, 1, 1, 1]],
        },
      ],
    }),
  ],
];

function everyGroup({ groups }: { groups: readonly unknown[] }): number[] {
  return groups.map((_, g) => g);
}

function expectSum(split: Split): void {
  const change = split.to - split.from;
  expect(Math.abs(sum(Object.values(split.parts)) - change)).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(change)),
  );
}

describe('attributeChange', () => {
  test.each(baselines)('%s: with all factors off the gap stays that of now', (_, baseline) => {
    const prepared = prepare(baseline);
    const outcome = emptyOutcome(prepared, 1);
    const drivers = driversOff(driversOf(prepared, centralValues(prepared.slots)));
    runOnce(prepared, drivers, { into: outcome, run: 0, space: workspaceFor(prepared) });
    const { outcome: central } = runCentral(prepared);
    const groups = everyGroup(prepared);
    for (const key of ['gap_fte', 'gap_heads'] as const) {
      const [now] = measure(key, { prepared, outcome: central, groups, year: 0 });
      for (let year = 0; year <= prepared.years; year++)
        expect(measure(key, { prepared, outcome, groups, year })[0]).toBeCloseTo(now as number, 9);
    }
  });

  test.each(baselines)('%s: the parts sum to the change of the central run', (_, baseline) => {
    const prepared = prepare(baseline);
    const { outcome: central } = runCentral(prepared);
    const attribution = attributeChange(prepared);
    const choices = [
      everyGroup(prepared),
      ...(baseline.demand?.[0]?.groups ? [] : everyGroup(prepared).map((g) => [g])),
    ];
    for (const groups of choices) {
      for (let year = 0; year <= prepared.years; year++) {
        const split = splitOf(attribution, { groups, year });
        const at = (when: number) =>
          measure('gap_fte', { prepared, outcome: central, groups, year: when })[0] as number;
        expect(split.from).toBeCloseTo(at(0), 9);
        expect(split.to).toBeCloseTo(at(year), 9);
        expectSum(split);
        expectSum(splitOf(attribution, { groups, year, key: 'supply_heads' }));
      }
    }
  });

  test('the answer of two factors by hand, beside one that stands alone', () => {
    // 100 heads of 1 FTE, a tenth retires; 110 FTE are asked, × 1.2 by the population and × 1.5 by other growth.
    const baseline: Baseline = {
      format: 'praktijkbalans-baseline/1',
      title: 'By hand',
      startYear: 2030,
      horizonYear: 2031,
      groups: [{ id: 'all' }],
      stock: [{ group: 'all', heads: 100 }],
      exits: [{ groups: '*', flow: 'retirements', exitProbability: 0.1 }],
      demand: [{ group: 'all', fte: 110, volumeIndex: [1, 1.2], growth: [0.5] }],
    };
    const attribution = attributeChange(prepare(baseline));
    expect(attribution.active).toEqual(['retirement', 'population', 'otherGrowth']);
    const { from, to, parts: found } = splitOf(attribution, { groups: [0], year: 1 });
    expect([from, to]).toEqual([10, expect.closeTo(198 - 90, 9)]);
    // Population: 22 before the growth, 33 after it. Growth: 55 before, 66 after.
    expect(found.retirement).toBeCloseTo(10, 9);
    expect(found.population).toBeCloseTo(27.5, 9);
    expect(found.otherGrowth).toBeCloseTo(60.5, 9);
    expect(found.graduates).toBe(0);
  });

  test('places that never lack have exactly no part, and need no runs', () => {
    const ample = {
      ...limited,
      places: [
        { group: 'north', places: 1000 },
        { group: 'south', places: 1000 },
      ],
    };
    const attribution = attributeChange(prepare(smallBaseline({ training: ample })));
    expect(attribution.active).not.toContain('placement');
    expect(splitOf(attribution, { groups: [0], year: 3 }).parts.placement).toBe(0);
  });

  test('lacking places widen the gap where they lack, and graduates narrow it', () => {
    const attribution = attributeChange(prepare(smallBaseline({ training: limited })));
    const north = splitOf(attribution, { groups: [0], year: 3 }).parts;
    const south = splitOf(attribution, { groups: [1], year: 3 }).parts;
    expect(north.placement).toBeGreaterThan(0);
    expect(north.graduates).toBeLessThan(0);
    expect(south.placement).toBe(0);
  });
});

describe('attributeDifference', () => {
  const base = smallBaseline({
    training: limited,
    assumptions: { growth: assumption({ central: 0.1 }), size: assumption({ central: 1, max: 2 }) },
    stock: [
      { group: 'north', heads: { values: 10, times: ['size'] } },
      { group: 'south', heads: [0, 20, 0, 0, 0] },
    ],
  });
  const scenarios: [string, Partial<Scenario>, readonly Part[]][] = [
    ['nothing', {}, []],
    [
      'lower risks in one group',
      { exits: [{ groups: ['north'], flow: 'earlyExits', from: 2025, factor: 0.5 }] },
      ['otherLeaving'],
    ],
    ['more places', { places: [{ groups: ['north'], from: 2024, extra: 5 }] }, ['placement']],
    [
      'another placement model',
      { placementModels: [{ schools: ['school'], model: 'ribbon' }] },
      ['placement'],
    ],
    ['another intake', { intake: [{ schools: ['school'], from: 2024, heads: 30 }] }, ['graduates']],
    ['less growth', { demand: [{ groups: '*', from: 2025, factor: 0.9 }] }, ['otherGrowth']],
    ['an assumption of the growth', { assumptions: { growth: 0.05 } }, ['otherGrowth']],
    ['another stock', { assumptions: { size: 1.1 } }, ['start']],
    [
      'several at once',
      {
        exits: [{ groups: ['north'], flow: 'earlyExits', from: 2025, factor: 0.5 }],
        placementModels: [{ schools: ['school'], model: 'ribbon' }],
        intake: [{ schools: ['school'], from: 2024, heads: 60 }],
        entrants: [{ groups: ['north'], flow: 'careerChangers', from: 2025, factor: 2 }],
      },
      ['otherLeaving', 'graduates', 'otherEntrants', 'placement'],
    ],
  ];
  const first = prepare(base);
  const { outcome: before } = runCentral(first);

  test.each(scenarios)('%s', (_, levers, touched) => {
    const second = prepare(applyScenario(base, { format: 'praktijkbalans-scenario/1', ...levers }));
    const { outcome: after } = runCentral(second);
    const there = attributeDifference({ prepared: first }, { prepared: second });
    const back = attributeDifference({ prepared: second }, { prepared: first });
    for (const groups of [[0], [1], [0, 1]]) {
      for (let year = 0; year <= first.years; year++) {
        const split = splitOf(there, { groups, year });
        const gap = (prepared: typeof first, outcome: typeof before) =>
          measure('gap_fte', { prepared, outcome, groups, year })[0] as number;
        expect(split.from).toBeCloseTo(gap(first, before), 9);
        expect(split.to).toBeCloseTo(gap(second, after), 9);
        expectSum(split);
        for (const part of parts) {
          if (!touched.includes(part)) expect(split.parts[part], part).toBe(0);
          expect(splitOf(back, { groups, year }).parts[part]).toBeCloseTo(-split.parts[part], 9);
        }
      }
    }
    const last = splitOf(there, { groups: [0, 1], year: first.years }).parts;
    for (const part of touched) expect(Math.abs(last[part]), part).toBeGreaterThan(1e-6);
  });

  test('runs of other years cannot be compared', () => {
    const later = prepare(
      smallBaseline({
        startYear: 2023,
        training: { ...smallTraining, intakeIndex: 1 },
        demand: [],
        groups: [{ id: 'north' }, { id: 'south' }],
      }),
    );
    expect(() => attributeDifference({ prepared: first }, { prepared: later })).toThrow(
      'difference of two runs: years [2024,2027] and [2023,2027], expected the same',
    );
  });
});

test('people who move away are taken off where nobody comes in', () => {
  // All of them graduate and move in the same year: without graduates there are fewer than none.
  const baseline = smallBaseline({
    moves: [
      { group: 'north', headsPerYear: [-5, 0, 0, 0, 0] },
      { group: 'south', headsPerYear: [5, 0, 0, 0, 0] },
    ],
  });
  const attribution = attributeChange(prepare(baseline));
  const { parts: north } = splitOf(attribution, { groups: [0], year: 3 });
  const { parts: south } = splitOf(attribution, { groups: [1], year: 3 });
  expect(north.otherLeaving).toBeGreaterThan(5);
  expect(south.otherLeaving).toBeLessThan(north.otherLeaving);
});

test('the last bar is what the medians change more than the central run', () => {
  const from = { central: 10, draws: Float64Array.of(14, 11, 12) };
  const to = { central: 20, draws: Float64Array.of(30, 25, 11) };
  expect(lastBar(from, to)).toBe(25 - 12 - (20 - 10));
  expect([...from.draws]).toEqual([14, 11, 12]);
});

test('every factor has a name', () => {
  expect(factors).toHaveLength(8);
  expect(parts).toEqual([...factors, 'start']);
});
