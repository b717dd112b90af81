import { availableParallelism } from 'node:os';
import { amountIn } from '#lib/model/amounts.ts';
import { attributeChange } from '#lib/model/attribute.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { kernelWith } from '#lib/model/stock/cohort-kernel.ts';
import { drawValues } from '#lib/model/draws/slots.ts';
import { driversOf, type Drivers } from '#lib/model/drivers.ts';
import { fillExitTable, hazardsOf, type ExitTable } from '#lib/model/stock/exits.ts';
import { exitFlows } from '#lib/model/flows.ts';
import { measure } from '#lib/model/measures.ts';
import { emptyOutcome } from '#lib/model/outcome.ts';
import { prepare, type Prepared } from '#lib/model/prepare.ts';
import { runOnce } from '#lib/model/project.ts';
import { runProgramme } from '#lib/model/training/programme.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import { routingMatrix } from '#lib/model/training/routing.ts';
import { drawOnce, type Sources } from '#lib/model/simulate.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';
import { forecastDefaults } from '#pipelines/settings.ts';
import { simulateOnCores } from '#pipelines/threads.ts';
import { realBaseline } from '../model/real-baseline.ts';
import { bareLoop, type BareInput } from './bare-loop.ts';
import { solveAll } from './solve-all.ts';
import type { ResultTable } from './table.ts';
import { median, shown, span, timeOf } from './timing.ts';

const { draws, seed } = forecastDefaults;
/** Rounds that count, after one that does not. In each round every row runs once, one after another. */
const rounds = 5;
const lastAge = 67;
const probabilities = [0.1, 0.25, 0.5, 0.75, 0.9];

/** The baseline of the 28 regions with 50 single ages, the last of them open. */
function fiftyAges(): Baseline {
  const { ages } = realBaseline;
  if (!ages) throw new Error('the baseline has no ages');
  const all = ages.to - ages.from + 1;
  const count = lastAge - ages.from + 1;
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.length === all && value.every((each) => typeof each === 'number')
        ? value.slice(0, count)
        : value.map(cut);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cut(each)]));
  };
  return { ...(cut(realBaseline) as Baseline), ages: { from: ages.from, to: lastAge } };
}

/** What the model works out for itself, as the bare loop is handed it. */
function bareInput(prepared: Prepared, drivers: readonly Drivers[]): BareInput {
  const { years, ages, groups } = prepared;
  const [stream] = drivers[0]?.streams[0] ?? [];
  const [first] = groups;
  if (!first || !stream) throw new Error('the baseline has no entrants');
  const space = workspaceFor(prepared);
  const [table] = space.tables;
  return {
    years,
    stocks: groups.map(({ stock }) => stock.values),
    ftePerHead: first.ftePerHead.values,
    profile: stream.profile.shares,
    stays: drivers.map(({ hazards }) => {
      fillExitTable(table as ExitTable, hazards[0] as Drivers['hazards'][number], { years, ages });
      const { row, stay } = table as ExitTable;
      return Float64Array.from(
        { length: years * ages },
        (_, cell) => stay[Math.floor(cell / ages) * row + (cell % ages)] as number,
      );
    }),
    entrants: drivers.map(() => stream.headsPerYear),
  };
}

/** The cohort kernel on the same cells as the bare loop, handed what that is handed; it also counts the five flows. */
function kernelWork(
  { years, stocks, ftePerHead, profile, entrants }: BareInput,
  tables: readonly ExitTable[],
): () => number {
  const ages = profile.length;
  const row = ages + (ages % 2);
  const wide = row + 2;
  const block = years * row;
  const perDraw = 6 * block;
  const own = {
    stock: 0,
    fte: wide,
    base: wide + row,
    factor: 2 * wide + row,
    arrivals: 2 * wide + row + years,
    out: 0,
    tables: 0,
  };
  own.out = own.arrivals + years * wide;
  own.tables = own.out + years * 8;
  const { memory, pass } = kernelWith(own.tables + tables.length * perDraw);
  memory.set(ftePerHead.subarray(0, ages), own.fte);
  memory.set(profile, own.base);
  tables.forEach((table, draw) => {
    [table.stay, ...table.leave].forEach((values, b) =>
      memory.set(values, own.tables + draw * perDraw + b * block),
    );
  });
  return () => {
    let sum = 0;
    for (let draw = 0; draw < tables.length; draw++) {
      memory.set(entrants[draw] as Float64Array, own.factor);
      for (const stock of stocks) {
        memory.fill(0, 0, wide);
        memory.set(stock, own.stock);
        pass(
          0,
          (own.tables + draw * perDraw) * 8,
          block * 8,
          own.fte * 8,
          0,
          own.base * 8,
          own.factor * 8,
          own.arrivals * 8,
          years,
          row * 8,
          (ages - 1) * 8,
          own.out * 8,
        );
        for (let year = 0; year < years; year++) sum += memory[own.out + year * 8 + 1] as number;
      }
    }
    return sum;
  };
}

interface Work {
  name: string;
  includes: string;
  run: () => unknown;
}

function works(): { works: Work[]; cells: string } {
  const fifty = fiftyAges();
  const prepared = prepare(fifty);
  const { years, ages, groups, training, slots, exitClasses } = prepared;
  if (!training) throw new Error('the baseline has no training');
  const space = workspaceFor(prepared);
  const into = emptyOutcome(prepared, draws);
  const drawn = Array.from({ length: draws }, (_, run) => drawValues(slots, run, seed));
  const drivers = drawn.map((draw) => driversOf(prepared, draw));
  const bare = bareInput(prepared, drivers);
  const all = (sources: Sources) => () => {
    for (let run = 0; run < draws; run++)
      drawOnce(prepared, { seed, sources }, { into, run, at: run, space });
  };
  const [table] = space.tables;
  const [exitClass] = exitClasses;
  const years21 = Array.from({ length: years + 1 }, (_, t) => t);
  const tables = drivers.map(({ hazards }): ExitTable => {
    const row = ages + (ages % 2);
    const made = {
      row,
      stay: new Float64Array(years * row),
      leave: exitFlows.map(() => new Float64Array(years * row)),
    };
    fillExitTable(made, hazards[0] as Drivers['hazards'][number], { years, ages });
    return made;
  });
  const handed = drivers.map((each): Drivers => ({ ...each, programme: undefined }));
  return {
    cells: `${groups.length} regions × ${ages} ages × ${years} years × ${draws} draws`,
    works: [
      {
        name: 'bare loop',
        includes: 'N[a+1] = N[a] × stay + entrants × profile and the FTE sum; handed the survival tables',
        run: () => bareLoop(bare),
      },
      {
        name: '(a) cohorts alone',
        includes: 'the same, with heads and the five flows counted too; handed the survival tables as well',
        run: kernelWork(bare, tables),
      },
      {
        name: '(a) whole run, assumptions only',
        includes: 'drawing, survival tables, routing, students and places, cohorts, five flows, FTE, demand',
        run: all({ assumptions: true, years: false, people: false }),
      },
      {
        name: '  cohorts of (a)',
        includes: 'cohorts, five flows, FTE, demand, entrants but graduates; survival tables included',
        run: () => handed.forEach((each, run) => runOnce(prepared, each, { into, run, space })),
      },
      {
        name: '  programme of (a)',
        includes: 'students by region and programme year, claims, rationing, graduates',
        run: () => drivers.forEach(({ programme }) => programme && runProgramme(programme)),
      },
      {
        name: '  routing of (a)',
        includes: `a matrix of ${training.schools.length} schools × ${groups.length} regions for each draw`,
        run: () =>
          drawn.forEach((draw) =>
            routingMatrix(training.catchment, amountIn(training.decayKm, draw), groups.length),
          ),
      },
      {
        name: '  drawing of (a)',
        includes: `${slots.length} scrambled Sobol values for each draw`,
        run: () => Array.from({ length: draws }, (_, run) => drawValues(slots, run, seed)),
      },
      {
        name: '(b) all three sources',
        includes: 'as (a), with shocks of years, enrolment paths, and everybody in whole heads',
        run: all({ assumptions: true, years: true, people: true }),
      },
      {
        name: '(b) on all cores',
        includes: `simulateOnCores() with ${availableParallelism()} threads, central run and starting the threads included`,
        run: () => simulateOnCores(fifty, { draws, seed }),
      },
      {
        name: '(c) quantiles',
        includes: 'five quantiles of the gap in FTE, every region and year',
        run: () =>
          groups.map((_, g) =>
            years21.map((year) =>
              quantilesOf(measure('gap_fte', { prepared, outcome: into, groups: [g], year }), probabilities),
            ),
          ),
      },
      {
        name: '(d) survival tables',
        includes: 'hazards with the moving AOW age, and what leaves by each of the five flows, for each draw',
        run: () =>
          drawn.forEach((draw) => {
            if (exitClass && table) fillExitTable(table, hazardsOf(exitClass, draw, ages), { years, ages });
          }),
      },
      {
        name: '(e) solver',
        includes: 'the intake that closes the gap of 2035, for each of 28 regions',
        run: () => solveAll(fifty),
      },
      {
        name: '(f) attribution',
        includes: 'exact Shapley values of eight factors for 28 regions and every year',
        run: () => attributeChange(prepared),
      },
    ],
  };
}

/** The engine beside the bare loop, in turns within one run. */
export async function benchEngine(): Promise<ResultTable[]> {
  const { works: all, cells } = works();
  const timed = all.map((work) => ({ ...work, ms: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    for (const { run, ms } of timed) {
      const took = await timeOf(run);
      if (round > 0) ms.push(took);
    }
  }
  const bare = timed[0]?.ms ?? [];
  return [
    {
      title: `engine: ${cells}, one core, ${rounds} rounds of all rows in turn`,
      columns: ['work', 'median ms', 'min–max ms', '× bare loop', 'includes'],
      rows: timed.map(({ name, includes, ms }) => [
        name,
        shown(median(ms)),
        span(ms),
        median(ms.map((took, round) => took / (bare[round] ?? NaN))).toFixed(2),
        includes,
      ]),
    },
  ];
}
