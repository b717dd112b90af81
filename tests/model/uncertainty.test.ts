import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Baseline } from '#lib/model/baseline.ts';
import { measure } from '#lib/model/measures.ts';
import { emptyOutcome, type Outcome } from '#lib/model/outcome.ts';
import { prepare } from '#lib/model/prepare.ts';
import { allSources, drawOnce, simulate, type Sources } from '#lib/model/simulate.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';
import { someBaseline } from './random-baseline.ts';
import { arraysOf, nothing } from './run-of.ts';
import { assumption, leftOut, smallBaseline, sum } from './small-baseline.ts';

/** Draws with these numbers, one after the other, in the positions of the list. */
function drawn(
  baseline: Baseline,
  numbers: number[],
  options: { seed?: number; sources?: Sources } = {},
): Outcome {
  const prepared = prepare(baseline);
  const into = emptyOutcome(prepared, numbers.length);
  const space = workspaceFor(prepared);
  numbers.forEach((run, at) => {
    drawOnce(prepared, { seed: 1, ...options }, { into, run, at, space });
  });
  return into;
}

/** One draw of an outcome, array by array. */
function drawAt(outcome: Outcome, at: number): Map<string, number[]> {
  return new Map(
    arraysOf(outcome).map(([name, values]) => {
      const size = values.length / outcome.runs;
      return [name, [...values.subarray(at * size, (at + 1) * size)]];
    }),
  );
}

/** The part of a draw that is about one group; demand is left out, which is of sets of groups. */
function ofGroup(outcome: Outcome, at: number, g: number, groups: number): Map<string, number[]> {
  const draw = [...drawAt(outcome, at)].filter(([name]) => name !== 'demandFte 0');
  return new Map(
    draw.map(([name, values]) => {
      const size = values.length / groups;
      return [name, values.slice(g * size, (g + 1) * size)];
    }),
  );
}

const calm = () => someBaseline({ moves: false });

describe('a draw', () => {
  test('depends on the seed and its number only: not on the order, nor on how many there are', () => {
    fc.assert(
      fc.property(calm(), (baseline) => {
        const forwards = drawn(baseline, [0, 1, 2, 3, 4]);
        const backwards = drawn(baseline, [4, 2, 0]);
        for (const [at, number] of [4, 2, 0].entries())
          expect(drawAt(backwards, at)).toEqual(drawAt(forwards, number));
      }),
      { numRuns: 50 },
    );
  });

  test('without any source is the central run, to the last digit', () => {
    fc.assert(
      fc.property(calm(), (baseline) => {
        const { prepared, central, draws } = simulate(baseline, { draws: 3, seed: 1, sources: nothing });
        const middle = drawAt(central, 0);
        for (const at of [0, 1, 2]) {
          for (const [name, values] of drawAt(draws, at)) {
            values.forEach((value, i) => {
              const other = middle.get(name)?.[i] as number;
              // The central run keeps its stock by age and adds up in another order.
              if (!Number.isNaN(value))
                expect(Math.abs(value - other)).toBeLessThanOrEqual(
                  1e-12 * Math.max(1, Math.abs(other)) * prepared.ages,
                );
            });
          }
        }
        expect(drawAt(draws, 0)).toEqual(drawAt(draws, 2));
      }),
      { numRuns: 50 },
    );
  });

  test.each(['assumptions', 'years', 'people'] as const)(
    'differs from others when %s are drawn, and only then',
    (source) => {
      const baseline = smallBaseline({
        noise: { exits: { sd: 0.2, correlation: 0.5 } },
        assumptions: { growth: assumption({ low: 0, central: 0.1, high: 0.2, unit: 'per-year' }) },
      });
      const sources = { ...nothing, [source]: true };
      const [one, two] = [0, 1].map((at) => drawAt(drawn(baseline, [0, 1], { sources }), at));
      expect(one).not.toEqual(two);
      // Nothing to draw from: no noise, and assumptions without a range.
      const still = smallBaseline();
      const [three, four] = [0, 1].map((at) => drawAt(drawn(still, [0, 1], { sources }), at));
      if (source === 'people') expect(three).not.toEqual(four);
      else expect(three).toEqual(four);
    },
  );

  // Only assumptions of all groups and none of the shared ones couple groups that share no school and no move.
  test('of a group is the same whatever other groups stand behind it or before it', () => {
    fc.assert(
      fc.property(calm(), fc.integer({ min: 0, max: 1000 }), (baseline, run) => {
        const rest = leftOut(baseline, 'training', 'demand', 'exitCounts');
        const [{ id }] = rest.groups as [{ id: string }];
        const alone: Baseline = {
          ...rest,
          groups: rest.groups.slice(0, 1),
          stock: rest.stock.filter(({ group }) => group === id),
          exits: rest.exits.filter(({ groups }) => groups === '*' || groups.includes(id)),
          entrants: (rest.entrants ?? []).filter(({ group }) => group === id),
          intakes: (rest.intakes ?? []).filter(({ group }) => group === id),
        };
        const backwards = { ...rest, groups: [...rest.groups].reverse() };
        const count = rest.groups.length;
        const mine = ofGroup(drawn(alone, [run]), 0, 0, 1);
        expect(ofGroup(drawn(rest, [run]), 0, 0, count)).toEqual(mine);
        expect(ofGroup(drawn(backwards, [run]), 0, count - 1, count)).toEqual(mine);
      }),
      { numRuns: 100 },
    );
  });

  // Every school of north is far from south and the other way round: at 1 km of reach nobody goes there.
  test('of the students of a group does not depend on the schools of another', () => {
    const seat = (group: string) => ({ lon: 6, lat: group === 'north' ? 53 : 51 });
    const of = (ids: string[]) => {
      const { training, ...rest } = leftOut(smallBaseline(), 'moves', 'demand', 'entrants');
      return {
        ...rest,
        groups: ids.map((id) => ({ id })),
        stock: rest.stock.filter(({ group }) => ids.includes(group)),
        exits: [{ groups: '*' as const, flow: 'earlyExits' as const, exitHazard: 0.1 }],
        fte: [{ groups: '*' as const, ftePerHead: 0.5 }],
        training: {
          ...(training as NonNullable<typeof training>),
          schools: ids.map((id) => ({ id, seat: seat(id) })),
          classes: ids.map((school) => ({ school, track: 'BOL', students: 40 })),
          routing: { decayKm: 1, places: ids.map((group) => ({ group, inhabitants: 1, ...seat(group) })) },
        },
      } satisfies Baseline;
    };
    const both = drawn(of(['north', 'south']), [5]);
    expect(ofGroup(both, 0, 0, 2)).toEqual(ofGroup(drawn(of(['north']), [5]), 0, 0, 1));
    expect(sum(ofGroup(both, 0, 0, 2).get('entrants 0') ?? [])).toBeGreaterThan(0);
  });
});

describe('scenarios', () => {
  // More leave in south, and more students start: nothing of the stock of east is touched by either.
  test('leave the draws of what they do not touch as they were', () => {
    const noise = { exits: { sd: 0.2, correlation: 0.5 }, entrants: { sd: 0.2, correlation: 0.5 } };
    const base = smallBaseline({ noise, moves: [] });
    const untrained = leftOut(base, 'training');
    const other = {
      ...untrained,
      exits: [...base.exits, { groups: ['south'], flow: 'deaths' as const, exitHazard: 0.3 }],
      entrants: [
        ...(base.entrants ?? []),
        { group: 'south', flow: 'returners' as const, headsPerYear: 9, ages: [1, 0, 0, 0, 0] },
      ],
    };
    const [before, after] = [untrained, other].map((baseline) => drawn(baseline, [0, 1, 2, 3]));
    for (const at of [0, 1, 2, 3]) {
      expect(ofGroup(after as Outcome, at, 0, 2)).toEqual(ofGroup(before as Outcome, at, 0, 2));
      expect(ofGroup(after as Outcome, at, 1, 2)).not.toEqual(ofGroup(before as Outcome, at, 1, 2));
    }
  });

  test('differ by what they do and not by luck: who leaves more often never has more people left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e5 }), (run) => {
        const heads = [0.05, 0.1].map((exitHazard) => {
          const exits = [{ groups: '*' as const, flow: 'earlyExits' as const, exitHazard }];
          const rest = leftOut(smallBaseline({ exits, moves: [] }), 'training');
          // Of the first year: the later ones start from other numbers of people.
          return drawn(rest, [run], { sources: { ...nothing, people: true } }).exits[2]?.[0] as number;
        });
        expect(heads[1]).toBeGreaterThanOrEqual(heads[0] as number);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the spread of the draws', () => {
  const runs = 800;
  const noisy = smallBaseline({
    ages: { from: 20, to: 24 },
    stock: ['north', 'south'].map((group) => ({ group, heads: { values: 40, times: ['size'] } })),
    assumptions: {
      growth: assumption({ central: 0.1, unit: 'per-year' }),
      size: assumption({ low: 0.9, central: 1, high: 1.1, max: 2, scale: 'log' }),
    },
    noise: { exits: { sd: 0.4, correlation: 0.5 }, entrants: { sd: 0.4, correlation: 0.5 } },
  });
  const spread = (sources: Sources) => {
    const { prepared, draws } = simulate(noisy, { draws: runs, seed: 1, sources });
    const heads = [...measure('supply_heads', { prepared, outcome: draws, groups: [0], year: 2 })];
    const mean = sum(heads) / runs;
    return sum(heads.map((n) => (n - mean) ** 2)) / runs;
  };

  test('grows with every source that is switched on', () => {
    const names = ['assumptions', 'years', 'people'] as const;
    const alone = names.map((name) => spread({ ...nothing, [name]: true }));
    const all = spread(allSources);
    expect(spread(nothing)).toBe(0);
    for (const variance of alone) expect(variance).toBeGreaterThan(0.5);
    for (const [i, name] of names.entries()) {
      const without = spread({ ...allSources, [name]: false });
      expect(all, name).toBeGreaterThan(without);
      // They are nearly independent: together they give the sum.
      expect(Math.abs((all - without) / (alone[i] as number) - 1), name).toBeLessThan(0.6);
    }
  });

  test('of people is that of 100 assistants of whom 5 % leave: 5 ± 2.2', () => {
    const baseline: Baseline = {
      format: 'praktijkbalans-baseline/1',
      title: 'A hundred',
      startYear: 2024,
      horizonYear: 2025,
      groups: [{ id: 'all' }],
      stock: [{ group: 'all', heads: 100 }],
      exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0.05 }],
    };
    const { draws } = simulate(baseline, { draws: 4000, seed: 1 });
    const gone = [...(draws.exits[2] ?? [])];
    const mean = sum(gone) / gone.length;
    const sd = Math.sqrt(sum(gone.map((n) => (n - mean) ** 2)) / gone.length);
    expect(Math.abs(mean - 5)).toBeLessThan(0.15);
    expect(Math.abs(sd - 2.18)).toBeLessThan(0.1);
  });

  // Poisson: as many as √9 = 3 more or less.
  test('of those who come in is that of 9 ± 3', () => {
    const baseline: Baseline = {
      format: 'praktijkbalans-baseline/1',
      title: 'Nine',
      startYear: 2024,
      horizonYear: 2025,
      groups: [{ id: 'all' }],
      stock: [{ group: 'all', heads: 0 }],
      exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0 }],
      entrants: [{ group: 'all', flow: 'returners', headsPerYear: 9 }],
    };
    const { draws } = simulate(baseline, { draws: 4000, seed: 1 });
    const came = [...(draws.entrants[2] ?? [])];
    const mean = sum(came) / came.length;
    expect(Math.abs(mean - 9)).toBeLessThan(0.2);
    expect(Math.abs(Math.sqrt(sum(came.map((n) => (n - mean) ** 2)) / came.length) - 3)).toBeLessThan(0.15);
  });
});
