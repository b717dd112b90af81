import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { measure } from '#lib/model/measures.ts';
import { emptyOutcome } from '#lib/model/outcome.ts';
import { prepare } from '#lib/model/prepare.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import { quantilesByState } from '#lib/model/region/gap.ts';
import type { RegionChange } from '#lib/model/region/change.ts';
import { regionRunner, type RegionOptions } from '#lib/model/region.ts';
import { applyScenario, type Scenario } from '#lib/model/scenario.ts';
import { drawRange } from '#lib/model/simulate.ts';
import { someBaseline } from './random-baseline.ts';
import { realBaseline } from './real-baseline.ts';
import { leftOut, smallBaseline, smallTraining } from './small-baseline.ts';

type DrawsOf = Omit<RegionOptions, 'group'>;

const format = 'praktijkbalans-scenario/1' as const;

/** What the national run of the same draws says of every group, or why it stops. */
function national(baseline: Baseline, options: DrawsOf) {
  const prepared = prepare(baseline);
  const { draws } = options;
  const outcome = emptyOutcome(prepared, draws);
  const sources = { assumptions: true, years: true, ...options.sources, people: false };
  let stopped = '';
  try {
    drawRange(prepared, { ...options, sources }, { into: outcome, from: 0, to: draws });
  } catch (error) {
    if (!(error instanceof ModelError && error.message.startsWith('stock of group'))) throw error;
    stopped = error.message;
  }
  const years = Array.from({ length: prepared.years + 1 }, (_, year) => year);
  const of = (key: 'gap_fte' | 'gap_heads' | 'demand_fte' | 'supply_fte', g: number) => {
    const byYear = years.map((year) => measure(key, { prepared, outcome, groups: [g], year }));
    return Array.from({ length: draws }, (_, draw) => byYear.map((values) => values[draw] as number)).flat();
  };
  return { prepared, stopped, of };
}

/** The largest difference from the national run over draws and years, relative to what is asked (or there). */
function difference(
  baseline: Baseline,
  options: DrawsOf,
  {
    change,
    scenario,
    groups,
  }: { change?: RegionChange; scenario?: Omit<Scenario, 'format'>; groups?: string[] } = {},
): number {
  const changed = scenario ? applyScenario(baseline, { format, ...scenario }) : baseline;
  const { stopped, of } = national(changed, options);
  const prepared = prepare(baseline);
  let largest = 0;
  prepared.groups.forEach(({ id }, g) => {
    if (groups && !groups.includes(id)) return;
    const run = () => regionRunner(prepared, { ...options, group: id }).run(change);
    if (stopped !== '') {
      // Another region stops the national run, but not this one.
      if (!stopped.startsWith(`stock of group ${id},`)) return;
      if (change) expect(run).toThrow('stock of group');
      else expect(run).toThrow(stopped);
      return;
    }
    const gap = run();
    const fte = of('gap_fte', g);
    const demand = of('demand_fte', g);
    const supply = of('supply_fte', g);
    const heads = of('gap_heads', g);
    expect(gap.fte).toHaveLength(fte.length);
    fte.forEach((expected, i) => {
      const size = Math.max(1, demand[i] || 0, supply[i] as number);
      expect(Number.isNaN(gap.fte[i])).toBe(Number.isNaN(expected));
      if (Number.isNaN(expected)) return;
      largest = Math.max(largest, Math.abs((gap.fte[i] as number) - expected) / size);
      // Next to nobody, heads per FTE are whatever rounding makes of them.
      if (!((supply[i] as number) > 1e-3)) return;
      const inHeads = heads[i] as number;
      const off = Math.abs((gap.heads[i] as number) - inHeads) / Math.max(size, Math.abs(inHeads));
      largest = Math.max(largest, off / 1e3);
    });
  });
  return largest;
}

describe('one region alone gives what the national run of the same draws gives for it', () => {
  test('for each of the 28 regions', () => {
    expect(difference(realBaseline, { draws: 4, seed: 1 })).toBeLessThan(1e-12);
  });

  test.each([
    { assumptions: false, years: false },
    { assumptions: true, years: false },
    { assumptions: false, years: true },
  ])('with %j', (sources) => {
    const groups = realBaseline.groups.slice(0, 3).map(({ id }) => id);
    expect(difference(realBaseline, { draws: 3, seed: 2, sources }, { groups })).toBeLessThan(1e-12);
  });

  test('with draws that history chose, and a central path of its own', () => {
    const groups = realBaseline.groups.slice(-2).map(({ id }) => id);
    const { slots } = prepare(realBaseline);
    const central = Float64Array.from(slots, ({ assumption: { central, low } }) => (central + low) / 2);
    const chosen = Int32Array.of(7, 7, 2);
    expect(difference(realBaseline, { draws: 3, seed: 1, chosen }, { groups })).toBeLessThan(1e-12);
    const sources = { assumptions: false, years: true };
    expect(difference(realBaseline, { draws: 3, seed: 1, central, sources }, { groups })).toBeLessThan(1e-12);
  });

  test('for any baseline, and stops where that stops', () => {
    fc.assert(
      fc.property(someBaseline(), (baseline) => {
        expect(difference(baseline, { draws: 3, seed: 5 })).toBeLessThan(1e-9);
      }),
      { numRuns: 200 },
    );
  });
});

/** A change in one region with the scenario that says the same; what the baseline has no room for is left out. */
function changeIn(
  { groups, training, demand = [], startYear, horizonYear }: Baseline,
  {
    g,
    phase,
    more,
    extra,
    open,
    position,
    growth,
  }: {
    g: number;
    phase: number[];
    more: boolean;
    extra: number;
    open: number[];
    position: number;
    growth: number;
  },
): { change: RegionChange; scenario: Omit<Scenario, 'format'>; group: string } {
  const years = horizonYear - startYear;
  const group = groups[g % groups.length]?.id ?? '';
  const byYear = Array.from({ length: years }, (_, t) => phase[t % phase.length] ?? 0);
  const factor = more ? 2 : 0;
  const periods = training?.calendar?.periods.length ?? 4;
  const from = position % years;
  const shares = Array.from({ length: periods }, (_, p) => open[p % open.length] ?? 0);
  const taught = training && training.classes.length > 0;
  const limited = training?.places !== undefined;
  const asked = demand.some((row) => row.group === group);
  return {
    group,
    change: {
      ...(taught && { intakeFactor: byYear.map((part) => 1 + (factor - 1) * part) }),
      ...(limited && {
        extraPlaces: Array.from({ length: years }, (_, t) =>
          shares.map((share) => (t < from ? 0 : extra * share)),
        ).flat(),
      }),
      ...(asked && { growth }),
    },
    scenario: {
      ...(taught && { intake: [{ schools: '*' as const, from: startYear, factor, phase: byYear }] }),
      ...(limited && {
        places: [{ groups: [group], from: startYear - 1 + from, extra, periods: shares }],
      }),
      ...(asked && { demand: [{ groups: [group], from: startYear, growth }] }),
    },
  };
}

const share = fc.integer({ min: 0, max: 100 }).map((part) => part / 100);
const levers = fc.record({
  g: fc.nat(27),
  phase: fc.array(share, { minLength: 1, maxLength: 20 }),
  more: fc.boolean(),
  extra: fc.integer({ min: 0, max: 40 }),
  open: fc.array(share, { minLength: 1, maxLength: 4 }),
  position: fc.nat(19),
  growth: fc.integer({ min: -10, max: 10 }).map((percent) => percent / 100),
});

describe('a change gives what the national run of the changed baseline gives', () => {
  test('for the 28 regions', () => {
    fc.assert(
      fc.property(levers, (drawn) => {
        const { group, ...changed } = changeIn(realBaseline, drawn);
        expect(difference(realBaseline, { draws: 2, seed: 3 }, { ...changed, groups: [group] })).toBeLessThan(
          1e-11,
        );
      }),
      { numRuns: 30 },
    );
  });

  test('for any baseline with training', () => {
    fc.assert(
      fc.property(someBaseline({ training: true }), levers, (baseline, drawn) => {
        const { group, ...changed } = changeIn(baseline, drawn);
        expect(difference(baseline, { draws: 2, seed: 4 }, { ...changed, groups: [group] })).toBeLessThan(
          1e-9,
        );
      }),
      { numRuns: 200 },
    );
  });

  test('and none after it is what it was before, to the last digit', () => {
    const runner = regionRunner(prepare(realBaseline), {
      group: realBaseline.groups[0]?.id ?? '',
      draws: 5,
      seed: 1,
    });
    const before = runner.run().fte.slice();
    const changed = runner.run({ intakeFactor: new Float64Array(20).fill(1.5), growth: 0.01 }).fte.slice();
    expect(changed).not.toEqual(before);
    expect(runner.run().fte).toEqual(before);
  });

  test('more first-years close the gap, and growth of demand widens it from the second year on', () => {
    const { draws, states, fte } = regionRunner(prepare(smallBaseline({ training: smallTraining })), {
      group: 'north',
      draws: 1,
      seed: 1,
    }).run();
    expect([draws, states, fte.length]).toEqual([1, 4, 4]);
    const runner = regionRunner(prepare(smallBaseline({ training: smallTraining })), {
      group: 'north',
      draws: 1,
      seed: 1,
    });
    const now = runner.run().fte.slice();
    const doubled = runner.run({ intakeFactor: [2, 2, 2] }).fte.slice();
    // Who starts in October of the first year has a diploma two summers later, and stands there the January after.
    expect(doubled.subarray(0, 3)).toEqual(now.subarray(0, 3));
    expect(doubled[3]).toBeLessThan(now[3] as number);
  });
});

describe('a region runner', () => {
  const baseline = smallBaseline({ training: smallTraining });
  const runnerOf = (changed: Baseline, group = 'north') =>
    regionRunner(prepare(changed), { group, draws: 1, seed: 1 });

  test('refuses a group that there is not', () => {
    expect(() => runnerOf(baseline, 'east')).toThrow('no group east');
  });

  test('refuses what cannot be', () => {
    const runner = runnerOf(baseline);
    expect(() => runner.run({ intakeFactor: [1, -1, 1] })).toThrow('intakeFactor: -1');
    expect(() => runner.run({ intakeFactor: [1] })).toThrow('intakeFactor: 1 values, expected 3');
    expect(() => runner.run({ growth: -2 })).toThrow('growth -2');
    expect(() => runner.run({ growth: NaN })).toThrow('growth NaN');
  });

  test('refuses a change of what the baseline does not have', () => {
    const untaught = leftOut(baseline, 'training') as Baseline;
    expect(() => runnerOf(untaught).run({ intakeFactor: [1, 1, 1] })).toThrow('no training');
    expect(() => runnerOf(baseline).run({ extraPlaces: new Float64Array(12) })).toThrow('no places');
  });

  test('knows no gap of a part of those of whom something is asked together', () => {
    const shared = smallBaseline({ demand: [{ id: 'all', groups: '*', fte: 100 }] });
    const { fte, heads } = runnerOf(shared).run();
    expect([...fte, ...heads].every((value) => Number.isNaN(value))).toBe(true);
  });

  test('knows no heads where a change leaves nobody to tell what an FTE is, as the national run', () => {
    const gone = { groups: '*' as const, flow: 'earlyExits' as const, exitProbability: 1 };
    const emptied = leftOut(
      smallBaseline({
        stock: ['north', 'south'].map((group) => ({ group, heads: 0 })),
        exits: [gone],
        demand: [{ group: 'north', fte: 20 }],
        fte: [{ groups: '*', ftePerHead: [0.3, 0.7, 0.9, 0.6, 0.55] }],
        training: {
          ...smallTraining,
          tracks: [
            {
              id: 'BOL',
              durationYears: 2,
              dropoutShape: [1, 0],
              entryAges: [0.1, 0.2, 0.15, 0.25, 0.3],
            },
          ],
          completion: 0.7,
          toOccupation: 0.3,
        },
      }),
      'moves',
      'entrants',
    ) as Baseline;
    const { heads, fte } = runnerOf(emptied).run({ intakeFactor: [0, 0, 0] });
    const { of } = national(
      applyScenario(emptied, { format, intake: [{ schools: '*', from: 2024, factor: 0 }] }),
      { draws: 1, seed: 1 },
    );
    expect([...heads]).toEqual(of('gap_heads', 0));
    expect([...heads].map((value) => Number.isNaN(value))).toEqual([true, false, false, true]);
    expect(fte[3]).toBe(20);
  });

  test('keeps little of a draw', () => {
    const { bytes = NaN } = regionRunner(prepare(realBaseline), {
      group: realBaseline.groups[0]?.id ?? '',
      draws: 10,
      seed: 1,
    });
    expect(bytes / 10).toBeLessThan(10_000);
  });
});

test('quantiles by year are those of the values of that year', () => {
  const values = Float64Array.from({ length: 30 }, (_, i) => (i * 7) % 11);
  const probabilities = [0.1, 0.5, 0.9];
  const second = values.filter((_, i) => i % 3 === 1);
  const found = quantilesByState(values, { draws: 10, states: 3 }, probabilities);
  expect(found).toHaveLength(3);
  expect(found[1]).toEqual(quantilesOf(second, probabilities));
});
