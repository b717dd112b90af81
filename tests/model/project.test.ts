import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Baseline } from '#lib/model/baseline.ts';
import { fillExitTable, type ExitTable } from '#lib/model/stock/exits.ts';
import { entrantFlows, exitFlows } from '#lib/model/flows.ts';
import { emptyOutcome } from '#lib/model/outcome.ts';
import { prepare } from '#lib/model/prepare.ts';
import { runProgramme } from '#lib/model/training/programme.ts';
import { runOnce } from '#lib/model/project.ts';
import { allSources, drawOnce, simulate } from '#lib/model/simulate.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';
import { someBaseline } from './random-baseline.ts';
import { amountAt, arraysOf, nothing, runOf } from './run-of.ts';
import { allAt, leftOut, smallBaseline, sum } from './small-baseline.ts';

type Run = ReturnType<typeof runOf>;

/** Heads below which two figures of this size are the same. */
const near = (size: number) => 1e-9 * Math.max(1, Math.abs(size));

function expectNear(found: number, expected: number, what: string): void {
  if (!(Math.abs(found - expected) <= near(expected))) expect.fail(`${what}: ${found}, expected ${expected}`);
}

/** The shares of those who leave, from the rates alone. */
function exitTables({ prepared: { ages, years }, drivers }: Run): ExitTable[] {
  return drivers.hazards.map((hazards) => {
    const room = () => new Float64Array(years * ages);
    const table = { row: ages, stay: room(), leave: exitFlows.map(room) };
    fillExitTable(table, hazards, {
      years,
      ages,
      ...(drivers.exitFactors && { factors: drivers.exitFactors }),
    });
    return table;
  });
}

/** Heads that enter a group in a year, by flow and age, straight from the rows of a baseline. */
function entering(baseline: Baseline, { prepared, drivers }: Run, g: number, t: number): number[][] {
  const { ages, startYear } = prepared;
  const { id } = baseline.groups[g] as { id: string };
  const { assumptions = {} } = baseline;
  const byFlow = entrantFlows.map(() => Array<number>(ages).fill(0));
  const add = (flow: number, heads: (age: number) => number) => {
    const row = byFlow[flow] as number[];
    for (let age = 0; age < ages; age++) row[age] = (row[age] as number) + heads(age);
  };
  const share = (list: number[] | undefined, age: number) => list?.[age] ?? 1;
  for (const row of baseline.entrants ?? []) {
    if (row.group !== id) continue;
    const at = { year: t, ages, assumptions };
    add(entrantFlows.indexOf(row.flow), (age) =>
      'headsByAge' in row
        ? amountAt(row.headsByAge, { age, ...at })
        : amountAt(row.headsPerYear, { age: 0, ...at, ages: 1 }) * share(row.ages, age),
    );
  }
  for (const {
    group,
    durationYears,
    heads,
    completion,
    toStock,
    activeAfter,
    ages: at,
  } of baseline.intakes ?? []) {
    if (group !== id || activeAfter) continue;
    const started = startYear + t - durationYears;
    const row = heads.findLast(({ year }) => year <= started);
    add(0, (age) => (row?.heads ?? 0) * (completion as number) * (toStock as number) * share(at, age));
  }
  if (drivers.programme) {
    runProgramme(drivers.programme).graduates.forEach((byYear, track) => {
      const heads = byYear[t * prepared.groups.length + g] as number;
      add(0, (age) => heads * share(baseline.training?.tracks[track]?.entryAges, age));
    });
  }
  return byFlow;
}

/** Net moves of a group in a year by age, straight from the rows of a baseline. */
function movesInto(baseline: Baseline, { ages }: Run['prepared'], g: number, t: number): number[] {
  const { id } = baseline.groups[g] as { id: string };
  return Array.from({ length: ages }, (_, age) =>
    sum(
      (baseline.moves ?? [])
        .filter(({ group }) => group === id)
        .map(({ headsPerYear }) => amountAt(headsPerYear, { age, year: t, ages })),
    ),
  );
}

/** What a year does to a stock by the accounting identity. */
function passed(
  now: Float64Array,
  {
    leave,
    entrants,
    moves,
    exposure,
  }: { leave: number[][]; entrants: number[]; moves: number[]; exposure: number },
) {
  const last = now.length - 1;
  const next = now.map((_, age) => moves[age] as number);
  const left = exitFlows.map(() => 0);
  const add = (age: number, heads: number) => (next[age] = (next[age] as number) + heads);
  now.forEach((heads, age) => {
    add(Math.min(age + 1, last), heads);
    leave.forEach((shares, flow) => {
      const gone = heads * (shares[age] as number);
      add(Math.min(age + 1, last), -gone);
      left[flow] = (left[flow] as number) + gone;
    });
  });
  entrants.forEach((heads, age) => {
    add(age, heads);
    leave.forEach((shares, flow) => {
      const gone = heads * exposure * (shares[Math.max(0, age - 1)] as number);
      add(age, -gone);
      left[flow] = (left[flow] as number) + gone;
    });
  });
  return { next, left };
}

/** People beside the stock by age, of whom the share still active is given, straight from the rows. */
function beside(
  baseline: Baseline,
  g: number,
): { heads: (t: number) => number; entered: (t: number) => number } {
  const { id } = baseline.groups[g] as { id: string };
  const rows = (baseline.intakes ?? []).filter(({ group, activeAfter }) => group === id && activeAfter);
  const entered = (row: (typeof rows)[number], t: number) => {
    const started = baseline.startYear + t - row.durationYears;
    const heads = row.heads.findLast(({ year }) => year <= started)?.heads ?? 0;
    return heads * (row.completion as number) * (row.toStock as number);
  };
  return {
    entered: (t) => sum(rows.map((row) => entered(row, t))),
    heads: (t) =>
      sum(
        rows.flatMap((row) =>
          Array.from({ length: t }, (_, year) => {
            const active = row.activeAfter ?? [];
            return entered(row, year) * (active[Math.min(t - 1 - year, active.length - 1)] as number);
          }),
        ),
      ),
  };
}

describe('law 1: every head is accounted for', () => {
  test('in every group, age and year; what becomes negative is an error that names them', () => {
    let errors = 0;
    fc.assert(
      fc.property(someBaseline(), (baseline) => {
        const run = runOf(baseline);
        const { prepared, drivers, outcome, trail, error } = run;
        const { years, ages, firstAge, startYear } = prepared;
        const tables = exitTables(run);
        for (const [g, { id, exitClass }] of prepared.groups.entries()) {
          const { leave } = tables[exitClass] as ExitTable;
          const side = beside(baseline, g);
          for (const [t, now] of (trail[g] ?? []).entries()) {
            if (t === years) break;
            const entrants = entering(baseline, run, g, t);
            const { next, left } = passed(now, {
              leave: leave.map((shares) => [...shares.subarray(t * ages, (t + 1) * ages)]),
              entrants: Array.from({ length: ages }, (_, age) =>
                sum(entrants.map((row) => row[age] as number)),
              ),
              moves: movesInto(baseline, prepared, g, t),
              exposure: drivers.exposure,
            });
            const after = trail[g]?.[t + 1];
            if (!after) {
              const age = next.findIndex((heads) => heads < -1e-10);
              expect(age).toBeGreaterThanOrEqual(0);
              expect(error?.message).toContain(
                `stock of group ${id}, age ${firstAge + age}, year ${startYear + t + 1}: `,
              );
              errors++;
              return;
            }
            next.forEach((heads, age) =>
              expectNear(after[age] as number, heads, `${id}, age ${age}, year ${t + 1}`),
            );
            // A run that was broken off has no totals yet.
            if (error) continue;
            const flow = g * years + t;
            left.forEach((heads, f) => {
              const stopped = f === 2 ? side.heads(t) + side.entered(t) - side.heads(t + 1) : 0;
              expectNear(outcome.exits[f]?.[flow] as number, heads + stopped, `${id}, exit ${f}, year ${t}`);
            });
            entrants.forEach((row, f) => {
              const heads = sum(row) + (f === 0 ? side.entered(t) : 0);
              expectNear(outcome.entrants[f]?.[flow] as number, heads, `${id}, entrants ${f}, year ${t}`);
            });
          }
        }
        expect(error).toBeUndefined();
      }),
      { numRuns: 300 },
    );
    expect(errors).toBeGreaterThan(0);
  });

  test('heads and FTE are those of the ages together, and of the graduates beside them', () => {
    fc.assert(
      fc.property(someBaseline({ moves: false }), (baseline) => {
        const { prepared, outcome, trail } = runOf(baseline);
        const { years, ages } = prepared;
        const { assumptions = {} } = baseline;
        prepared.groups.forEach(({ id }, g) => {
          const side = beside(baseline, g);
          for (let t = 0; t <= years; t++) {
            const state = g * (years + 1) + t;
            const stock = [...(trail[g]?.[t] as Float64Array)];
            expectNear(outcome.heads[state] as number, sum(stock) + side.heads(t), `heads of ${id}`);
            if (side.heads(t) > 0) continue;
            const amount = baseline.fte?.[0]?.ftePerHead ?? 1;
            const fte = sum(stock.map((n, age) => n * amountAt(amount, { age, year: t, ages, assumptions })));
            expectNear(outcome.fte[state] as number, fte, `FTE of ${id}, year ${t}`);
          }
        });
      }),
    );
  });

  test.each([
    ['as expected', nothing],
    ['with every source of uncertainty', allSources],
    ['with assumptions and years drawn', { ...allSources, people: false }],
  ])('the stock changes by what came and went, %s', (_, sources) => {
    let runs = 0;
    fc.assert(
      fc.property(someBaseline(), fc.integer({ min: 0, max: 1e6 }), (baseline, seed) => {
        const { prepared, outcome, error } = runOf(baseline, sources, seed);
        if (error) return;
        runs++;
        const { years, groups } = prepared;
        groups.forEach(({ id }, g) => {
          for (let t = 0; t < years; t++) {
            const flow = g * years + t;
            const of = (flows: Float64Array[]) => sum(flows.map((heads) => heads[flow] as number));
            const [before, after] = outcome.heads.subarray(g * (years + 1) + t);
            const expected =
              (before as number) -
              of(outcome.exits) +
              of(outcome.entrants) +
              (outcome.netMoves[flow] as number);
            // People are counted in whole heads: not a digit may be lost.
            if (sources.people) expect(after, id).toBe(expected);
            else expectNear(after as number, expected, id);
          }
        });
      }),
      { numRuns: 200 },
    );
    expect(runs).toBeGreaterThan(100);
  });

  test('people are whole, and never fewer than none', () => {
    fc.assert(
      fc.property(someBaseline(), fc.integer({ min: 0, max: 1e6 }), (baseline, seed) => {
        const { outcome, trail, students, error } = runOf(baseline, allSources, seed);
        if (error) return;
        const { heads, exits, entrants, netMoves } = outcome;
        for (const array of [heads, ...exits, ...entrants, netMoves])
          for (const value of array) expect(Number.isInteger(value)).toBe(true);
        for (const array of [heads, ...exits, ...entrants])
          for (const value of array) expect(value >= 0).toBe(true);
        for (const value of trail.flat().flatMap((ages) => [...ages]))
          expect(value >= 0 && Number.isInteger(value)).toBe(true);
        for (const array of students.flatMap((kind) => Object.values(kind) as Float64Array[]))
          for (const value of array) expect(value >= 0 && Number.isInteger(value)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('what moves between groups is gained by one and lost by another, to the last head', () => {
    fc.assert(
      fc.property(someBaseline(), fc.boolean(), (baseline, people) => {
        const inside = { ...baseline, moves: (baseline.moves ?? []).filter(({ external }) => !external) };
        const { prepared, outcome, error } = runOf(inside, { ...allSources, people });
        if (error) return;
        for (let t = 0; t < prepared.years; t++) {
          const net = sum(prepared.groups.map((_, g) => outcome.netMoves[g * prepared.years + t] as number));
          if (people) expect(net).toBe(0);
          else expect(Math.abs(net)).toBeLessThan(1e-8);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a run', () => {
  // The years of a group are passed all at once in the kernel, or one by one to keep the stock by age.
  test('is the same with and without a trail', () => {
    fc.assert(
      fc.property(someBaseline(), fc.integer({ min: 0, max: 1e6 }), (baseline, seed) => {
        const { prepared, drivers, outcome, error } = runOf(baseline, { ...allSources, people: false }, seed);
        const quick = emptyOutcome(prepared, 1);
        const attempt = () => {
          runOnce(prepared, drivers, { into: quick, run: 0, space: workspaceFor(prepared) });
        };
        if (error) {
          expect(attempt).toThrow(error.message.replace(/: .*/, ''));
          return;
        }
        attempt();
        const all = new Map(arraysOf(outcome));
        for (const [name, values] of arraysOf(quick)) {
          values.forEach((value, i) => {
            const other = all.get(name)?.[i] as number;
            if (!(Number.isNaN(value) && Number.isNaN(other))) expectNear(value, other, name);
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  test('into a position that was used before, and in a workspace that was, writes over it', () => {
    fc.assert(
      fc.property(someBaseline({ moves: false }), (baseline) => {
        const prepared = prepare(baseline);
        const space = workspaceFor(prepared);
        const [once, twice] = [emptyOutcome(prepared, 1), emptyOutcome(prepared, 1)];
        const make = (into: typeof once, run: number, people: boolean) => {
          drawOnce(prepared, { seed: 1, sources: { ...allSources, people } }, { into, run, at: 0, space });
        };
        make(once, 5, false);
        make(twice, 1, true);
        make(twice, 2, false);
        make(twice, 5, false);
        expect(twice).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });

  test('FTE that leaves is that of the ages that leave', () => {
    const { outcome } = runOf(
      smallBaseline({
        exits: [{ groups: '*', flow: 'earlyExits', exitProbability: { values: [0, 0, 0, 0, 0.5] } }],
        fte: [{ groups: '*', ftePerHead: { values: [0.1, 0.1, 0.1, 0.1, 0.8] } }],
      }),
    );
    expect(outcome.exitFte[0]).toBeCloseTo(10 * 0.5 * 0.8, 12);
  });

  // 4 of 24 enter, for half a year exposed to a probability of ½: 1 leaves in the year, with ¾ FTE.
  test('entrants may be exposed in the year they enter in', () => {
    const bare = {
      moves: [],
      exits: [{ groups: '*' as const, flow: 'toTriage' as const, exitProbability: 0.5 }],
      fte: [{ groups: '*' as const, ftePerHead: [0.25, 0.25, 0.25, 0.25, 0.75] }],
      stock: ['north', 'south'].map((group) => ({ group, heads: 0 })),
      entrants: [{ group: 'north', flow: 'returners' as const, headsPerYear: 4, ages: allAt(4, 5) }],
      entrantExposure: 0.5,
    };
    const rest = leftOut(smallBaseline(bare), 'training');
    const { outcome, trail } = runOf(rest);
    expect([outcome.entrants[2]?.[0], outcome.exits[4]?.[0], outcome.exitFte[0]]).toEqual([4, 1, 0.75]);
    expect(trail[0]?.[1]?.[4]).toBe(3);
  });

  test('one age that is open keeps those who stay', () => {
    const rest = leftOut(
      smallBaseline({
        stock: ['north', 'south'].map((group) => ({ group, heads: 100 })),
        fte: [{ groups: '*', ftePerHead: 1 }],
        exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0.1 }],
        entrants: [{ group: 'north', flow: 'returners', headsPerYear: 5 }],
        moves: [],
      }),
      'ages',
      'training',
    );
    expect(runOf(rest).trail[0]?.map(([heads]) => heads)).toEqual(
      [100, 95, 90.5, 86.45].map((heads) => expect.closeTo(heads, 9) as number),
    );
  });

  test('moves may empty an age to the last digit', () => {
    const rest = leftOut(
      smallBaseline({
        exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0.1 }],
        stock: ['north', 'south'].map((group) => ({ group, heads: 7 })),
        moves: [
          { group: 'north', headsPerYear: [[0, 0, -7 * 0.9, 0, 0], [0], [0]] },
          { group: 'south', headsPerYear: [[0, 0, 7 * 0.9, 0, 0], [0], [0]] },
        ],
        entrants: [],
      }),
      'training',
    );
    expect(runOf(rest).trail[0]?.[1]?.[2]).toBeCloseTo(0, 12);
    expect(() => simulate(rest, { draws: 20, seed: 1 })).not.toThrow();
  });

  // Those of 22 are 9 − 7 in 2025 and 8.1 − 7 in 2026; those of 2027 came in as 6 graduates: 6 × 0.9² − 7.
  test('a stock that moves make negative is refused with its group, age and year', () => {
    const changes = {
      moves: [
        { group: 'north', headsPerYear: [0, 0, -7, 0, 0] },
        { group: 'south', headsPerYear: [0, 0, 7, 0, 0] },
      ],
      entrants: [],
    };
    expect(runOf(smallBaseline(changes)).error?.message).toMatch(
      /^stock of group north, age 22, year 2027: -2\.1\d* heads$/,
    );
  });

  test('demand in a year of much care is multiplied by what that year is like', () => {
    const noise = { demand: { sd: 0.3, correlation: 0.5 } };
    const { outcome, drivers } = runOf(smallBaseline({ noise }), { ...nothing, years: true });
    const { outcome: calm } = runOf(smallBaseline());
    const factors = drivers.demandFactors as Float64Array;
    expect(factors[0]).toBe(1);
    expect(new Set(factors).size).toBe(4);
    outcome.demandFte.forEach((fte, i) => {
      expect(fte).toBeCloseTo((calm.demandFte[i] as number) * (factors[i % 4] as number), 9);
    });
  });
});
