import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entrantFlows, exitFlows, type Baseline, type ExitRow } from '#lib/model/baseline.ts';
import { drawValues } from '#lib/model/draws.ts';
import { ModelError } from '#lib/model/error.ts';
import { exitTable } from '#lib/model/exits.ts';
import { prepare } from '#lib/model/prepare.ts';
import { emptyOutcome, runOnce, type AgeTrail } from '#lib/model/project.ts';
import { allAt, smallBaseline, smallTraining, sum } from './small-baseline.ts';

const amount = (max: number) => fc.double({ min: 0, max, noNaN: true });
const several = (min: number, max: number) => fc.integer({ min, max });

/** Baselines of a few groups, ages and years, with and without every optional part. */
const someBaseline: fc.Arbitrary<Baseline> = fc
  .record({
    groupCount: several(1, 3),
    ageCount: several(1, 6),
    years: several(1, 5),
    from: fc.oneof(several(18, 66), several(58, 66)),
  })
  .chain(({ groupCount, ageCount, years, from }) => {
    const ids = ['north', 'south', 'east'].slice(0, groupCount);
    const byAge = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: ageCount, maxLength: ageCount });
    const profile = several(0, ageCount - 1).map((at) => allAt(at, ageCount));
    const id = fc.constantFrom(...ids);
    const choice = fc.oneof(
      fc.constant('*' as const),
      id.map((one) => [one]),
    );
    const flow = fc.constantFrom(...exitFlows);
    const risk = fc.oneof(fc.constantFrom(0, 1), amount(0.9));
    const exits: fc.Arbitrary<ExitRow> = fc.oneof(
      fc.record({
        groups: choice,
        flow,
        exitHazard: fc.record({ values: byAge(fc.oneof(risk, amount(3))) }),
      }),
      fc.record({
        groups: choice,
        flow,
        exitProbability: fc.record({ values: fc.oneof(byAge(risk), risk) }),
      }),
    );
    return fc
      .record({
        stock: byAge(amount(500)),
        fte: byAge(amount(1)),
        exits: fc.array(exits, { maxLength: 4 }),
        pension: fc.option(several(60 * 12, 70 * 12)),
        entrants: fc.array(
          fc.record({
            group: id,
            flow: fc.constantFrom('careerChangers' as const, 'returners' as const),
            headsPerYear: fc.record({ values: fc.array(amount(50), { minLength: years, maxLength: years }) }),
            ages: profile,
          }),
          { maxLength: 3 },
        ),
        move: byAge(fc.double({ min: -20, max: 20, noNaN: true })),
        external: byAge(amount(5)),
        training: fc.option(fc.record({ ages: profile, intake: byAge(amount(2)), students: amount(300) })),
      })
      .map(({ stock, fte, exits, pension, entrants, move, external, training }) =>
        smallBaseline({
          horizonYear: 2024 + years,
          ages: { from, to: from + ageCount - 1 },
          groups: ids.map((one) => ({ id: one, name: one })),
          assumptions: {},
          stock: ids.map((group) => ({ group, status: 'measured', heads: { values: stock } })),
          fte: [{ groups: '*', ftePerHead: { values: fte } }],
          exits: [{ groups: '*', flow: 'deaths', exitHazard: { values: 0.01 } }, ...exits],
          ...(pension !== null && {
            pension: [
              {
                groups: '*',
                schedule: [2020, 2025, 2027].map((year, i) => ({ year, ageMonths: pension + 9 * i })),
                offsetMonths: { values: -6 },
                spreadMonths: { values: 10 },
              },
            ],
          }),
          entrants,
          moves: [
            { group: ids[0] as string, headsPerYear: move },
            { group: ids.at(-1) as string, headsPerYear: move.map((heads) => -heads) },
            { group: ids[0] as string, headsPerYear: external, external: true },
          ],
          ...(training
            ? {
                training: {
                  ...smallTraining,
                  tracks: [
                    {
                      ...(smallTraining.tracks[0] as (typeof smallTraining.tracks)[0]),
                      entryAges: training.ages,
                    },
                  ],
                  classes: [
                    {
                      school: 'school',
                      track: 'BOL',
                      students: { values: training.students },
                      status: 'measured',
                    },
                  ],
                  intakeIndex: { values: Array.from({ length: years }, (_, t) => training.intake[t] ?? 1) },
                  routing: {
                    ...smallTraining.routing,
                    places: ids.map((group) => ({ group, inhabitants: 9, lon: 6, lat: 52 })),
                  },
                },
              }
            : { training: undefined }),
          demand: ids.map((group) => ({ group, volumeIndex: Array<number>(years + 1).fill(1), growth: [] })),
        } as Partial<Baseline>),
      );
  });

/** A central run with its stocks by age; an error of the model is handed back with what was reached before it. */
function run(baseline: Baseline) {
  const prepared = prepare(baseline);
  const outcome = emptyOutcome(prepared, 1);
  const trail: AgeTrail = prepared.groups.map(() => []);
  const draw = drawValues(prepared.slots, 0, 1);
  let error: ModelError | undefined;
  try {
    runOnce(prepared, { draw, into: outcome, run: 0, trail });
  } catch (thrown) {
    if (!(thrown instanceof ModelError)) throw thrown;
    error = thrown;
  }
  return { prepared, outcome, trail, draw, error };
}

/** The stock of the next year by the accounting identity, straight from the rows of the baseline. */
function nextStock(
  baseline: Baseline,
  {
    now,
    left,
    graduates,
    g,
    t,
  }: { now: Float64Array; left: number[][]; graduates: number; g: number; t: number },
): number[] {
  const { id } = baseline.groups[g] as { id: string };
  const last = now.length - 1;
  const next = now.map(() => 0);
  now.forEach((heads, age) => {
    const to = Math.min(age + 1, last);
    next[to] = (next[to] as number) + heads - sum(left.map((flow) => flow[age] as number));
  });
  const add = (heads: number, ages: readonly number[]) => {
    ages.forEach((share, age) => {
      next[age] = (next[age] as number) + heads * share;
    });
  };
  add(graduates, baseline.training?.tracks[0]?.entryAges ?? []);
  for (const { group, headsPerYear, ages } of baseline.entrants ?? []) {
    if (group === id) add((headsPerYear.values as number[])[t] as number, ages);
  }
  for (const { group, headsPerYear } of baseline.moves ?? []) if (group === id) add(1, headsPerYear);
  return [...next];
}

test('law 1: every head is accounted for in every group, age and year', () => {
  fc.assert(
    fc.property(someBaseline, (baseline) => {
      const { prepared, outcome, trail, draw, error } = run(baseline);
      const { years, ages } = prepared;
      for (const [g, group] of prepared.groups.entries()) {
        const exitClass = prepared.exitClasses[group.exitClass];
        if (!exitClass) throw new Error('no exits');
        const { leave } = exitTable(exitClass, { draw, years, ages });
        const states = trail[g] as Float64Array[];
        for (const [t, now] of states.entries()) {
          if (t === years) break;
          const cell = g * years + t;
          const left = leave.map((shares) =>
            [...now].map((heads, age) => heads * (shares[t * ages + age] as number)),
          );
          const graduates = outcome.entrants[0]?.[cell] as number;
          const next = nextStock(baseline, { now, left, graduates, g, t });
          const after = states[t + 1];
          if (!after) {
            const age = next.findIndex((heads) => heads < -1e-9);
            if (error) {
              expect(age).toBeGreaterThanOrEqual(0);
              expect(error.message).toContain(
                `stock of group ${group.id}, age ${baseline.ages.from + age}, year ${baseline.startYear + t + 1}: `,
              );
            }
            return;
          }
          next.forEach((heads, age) => {
            if (!(Math.abs((after[age] as number) - heads) <= 1e-9)) {
              expect.fail(`${group.id}, age index ${age}, year ${t + 1}: ${after[age]}, expected ${heads}`);
            }
          });
          left.forEach((flow, f) => {
            expect(Math.abs((outcome.exits[f]?.[cell] as number) - sum(flow))).toBeLessThan(1e-9);
          });
        }
      }
      expect(error).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('totals by flow are the sums of the rows, and the stock changes by them', () => {
  fc.assert(
    fc.property(someBaseline, (baseline) => {
      const { prepared, outcome, trail, error } = run(baseline);
      if (error) return;
      const { years } = prepared;
      prepared.groups.forEach(({ id, ftePerHead }, g) => {
        for (let t = 0; t <= years; t++) {
          const state = g * (years + 1) + t;
          const stock = trail[g]?.[t] as Float64Array;
          const fte = sum(stock.map((heads, age) => heads * (ftePerHead.values[age] as number)));
          expect(Math.abs((outcome.heads[state] as number) - sum(stock))).toBeLessThan(1e-9);
          expect(Math.abs((outcome.fte[state] as number) - fte)).toBeLessThan(1e-9);
          if (t === years) continue;
          const flow = g * years + t;
          for (const way of ['careerChangers', 'returners'] as const) {
            const rows = (baseline.entrants ?? []).filter((row) => row.group === id && row.flow === way);
            const heads = sum(rows.map(({ headsPerYear }) => (headsPerYear.values as number[])[t] as number));
            expect(
              Math.abs((outcome.entrants[entrantFlows.indexOf(way)]?.[flow] as number) - heads),
            ).toBeLessThan(1e-9);
          }
          const moves = (baseline.moves ?? []).filter(({ group }) => group === id);
          const net = sum(moves.map(({ headsPerYear }) => sum(headsPerYear)));
          expect(Math.abs((outcome.netMoves[flow] as number) - net)).toBeLessThan(1e-9);
          const into = sum(outcome.entrants.map((heads) => heads[flow] as number)) + net;
          const out = sum(outcome.exits.map((heads) => heads[flow] as number));
          const change = (outcome.heads[state + 1] as number) - (outcome.heads[state] as number);
          expect(Math.abs(change - (into - out))).toBeLessThan(1e-8);
        }
      });
      if (!baseline.moves?.some(({ headsPerYear }) => sum(headsPerYear) > 0)) return;
      const external = baseline.moves.find((row) => row.external)?.headsPerYear ?? [];
      expect(sum(outcome.netMoves) / years).toBeCloseTo(sum(external), 8);
    }),
    { numRuns: 200 },
  );
});

describe('a run', () => {
  test('into a position that was used before writes over it', () => {
    const prepared = prepare(smallBaseline());
    const once = emptyOutcome(prepared, 1);
    const twice = emptyOutcome(prepared, 1);
    const draw = drawValues(prepared.slots, 0, 1);
    runOnce(prepared, { draw, into: once, run: 0 });
    runOnce(prepared, { draw, into: twice, run: 0 });
    runOnce(prepared, { draw, into: twice, run: 0 });
    expect(twice).toEqual(once);
  });

  test('FTE that leaves is that of the ages that leave', () => {
    const { outcome } = run(
      smallBaseline({
        exits: [{ groups: '*', flow: 'earlyExits', exitProbability: { values: [0, 0, 0, 0, 0.5] } }],
        fte: [{ groups: '*', ftePerHead: { values: [0.1, 0.1, 0.1, 0.1, 0.8] } }],
      }),
    );
    expect(outcome.exitFte[0]).toBeCloseTo(10 * 0.5 * 0.8, 12);
  });

  test('one age that is open keeps those who stay', () => {
    const { trail } = run(
      smallBaseline({
        ages: { from: 40, to: 40 },
        stock: ['north', 'south'].map((group) => ({ group, status: 'measured', heads: { values: 100 } })),
        fte: [{ groups: '*', ftePerHead: { values: 1 } }],
        exits: [{ groups: '*', flow: 'earlyExits', exitProbability: { values: 0.1 } }],
        entrants: [{ group: 'north', flow: 'returners', headsPerYear: { values: 5 }, ages: [1] }],
        moves: [],
        training: undefined,
      } as Partial<Baseline>),
    );
    expect([...(trail[0] as Float64Array[])].map(([heads]) => heads)).toEqual([
      100,
      expect.closeTo(95, 9),
      expect.closeTo(90.5, 9),
      expect.closeTo(86.45, 9),
    ]);
  });

  test('moves may empty an age to the last digit', () => {
    const { trail } = run(
      smallBaseline({
        exits: [{ groups: '*', flow: 'earlyExits', exitProbability: { values: 0.1 } }],
        stock: ['north', 'south'].map((group) => ({ group, status: 'measured', heads: { values: 7 } })),
        moves: [
          { group: 'north', headsPerYear: [0, 0, -7 * 0.9, 0, 0] },
          { group: 'south', headsPerYear: [0, 0, 7 * 0.9, 0, 0] },
        ],
        entrants: [],
        horizonYear: 2025,
        groups: ['north', 'south'].map((id) => ({ id, name: id })),
        training: undefined,
        demand: ['north', 'south'].map((group) => ({ group, volumeIndex: [1, 1], growth: [] })),
      } as Partial<Baseline>),
    );
    expect(trail[0]?.[1]?.[2]).toBeCloseTo(0, 12);
  });

  test.each<{ changes: Partial<Baseline>; message: string }>([
    {
      changes: {
        moves: [
          { group: 'north', headsPerYear: [0, 0, -7, 0, 0] },
          { group: 'south', headsPerYear: [0, 0, 7, 0, 0] },
        ],
        entrants: [],
      },
      // Those of 22 are 9 − 7 in 2025 and 8.1 − 7 in 2026; those of 2027 came in as 6 graduates: 6 × 0.9² − 7.
      message: 'stock of group north, age 22, year 2027: -2.1',
    },
  ])('$message', ({ changes, message }) => {
    expect(run(smallBaseline(changes)).error?.message).toContain(message);
  });
});
