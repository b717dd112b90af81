import { fillDemand } from '#lib/model/demand/demand.ts';
import type { Drivers } from '#lib/model/drivers.ts';
import { fillExitTable, type ExitTable } from '#lib/model/stock/exits.ts';
import type { Outcome } from '#lib/model/outcome.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { runProgramme, type KindTrail, type ProgrammeRun } from '#lib/model/training/programme.ts';
import { fillNoneLeaves } from '#lib/model/stock/whole-cohort.ts';
import type { Whole } from '#lib/model/draws/whole.ts';
import type { Workspace } from '#lib/model/stock/workspace.ts';
import { runGroup, type GroupRun } from '#lib/model/group-run.ts';

/** The stock by age on 1 January of every year of one run: groups of years + 1 arrays of ages. */
export type AgeTrail = Float64Array[][];

/** How a run is made and what it leaves behind. */
export interface RunOptions {
  into: Outcome;
  /** Position in the outcome. */
  run: number;
  space: Workspace;
  /** When given, people are counted in whole heads. */
  whole?: Whole | undefined;
  /** When given, with an empty list for every group, receives the stock by age of every year. */
  trail?: AgeTrail;
  /** When given, receives what became of the students of every kind. */
  students?: KindTrail[];
}

/** Students of a run, and the period of each school year in which places are tightest, into the outcome. */
function recordProgramme(
  { periods, capacity, groups, years }: NonNullable<Drivers['programme']>,
  programme: ProgrammeRun,
  { into, run }: Pick<RunOptions, 'into' | 'run'>,
): void {
  for (let g = 0; g < groups; g++) {
    const firstState = (run * groups + g) * (years + 1);
    const firstFlow = (run * groups + g) * years;
    for (let t = 0; t <= years; t++)
      into.students[firstState + t] = programme.students[t * groups + g] as number;
    for (let t = 0; t < years; t++) {
      into.waiting[firstFlow + t] = programme.waiting[t * groups + g] as number;
      into.leftWithoutPlace[firstFlow + t] = programme.leftWithoutPlace[t * groups + g] as number;
      let tightest = -Infinity;
      for (let p = 0; p < periods; p++) {
        const cell = (t * periods + p) * groups + g;
        const claims = programme.claims[cell] as number;
        const open = capacity ? (capacity[cell] as number) : NaN;
        const excess = capacity ? claims - open : claims;
        if (!(excess > tightest)) continue;
        tightest = excess;
        into.placeClaims[firstFlow + t] = claims;
        into.placeCapacity[firstFlow + t] = open;
      }
    }
  }
}

/** FTE that is asked of every set of groups on every 1 January. */
function recordDemand(
  { years, groups }: Prepared,
  drivers: Drivers,
  { into, run }: Pick<RunOptions, 'into' | 'run'>,
): void {
  const sets = drivers.demand.length;
  for (let d = 0; d < sets; d++) {
    const set = drivers.demand[d] as Drivers['demand'][number];
    let supplyFte = 0;
    for (const g of set.groups) supplyFte += into.fte[(run * groups.length + g) * (years + 1)] as number;
    fillDemand(into.demandFte, (run * sets + d) * (years + 1), {
      set,
      supplyFte,
      states: years + 1,
      factors: drivers.demandFactors,
    });
  }
}

/**
 * Runs the model once into position `run` of an outcome, over what stood there.
 *
 * @throws ModelError when a stock becomes negative, with the group, the age and the year
 */
export function runOnce(prepared: Prepared, drivers: Drivers, options: RunOptions): void {
  const { years, ages, groups } = prepared;
  const { into, run, space, whole, trail, students } = options;
  drivers.hazards.forEach((hazards, c) => {
    fillExitTable(space.tables[c] as ExitTable, hazards, { years, ages, factors: drivers.exitFactors });
    if (whole) fillNoneLeaves(space.tables[c] as ExitTable);
  });
  const programme = drivers.programme && runProgramme(drivers.programme, { whole, trails: students });
  const group: GroupRun = {
    prepared,
    drivers,
    g: 0,
    into,
    space,
    whole,
    trail: undefined,
    firstState: 0,
    firstFlow: 0,
  };
  for (let g = 0; g < groups.length; g++) {
    const at = run * groups.length + g;
    group.g = g;
    group.trail = trail?.[g];
    group.firstState = at * (years + 1);
    group.firstFlow = at * years;
    runGroup(group, programme);
  }
  if (drivers.programme && programme) recordProgramme(drivers.programme, programme, options);
  recordDemand(prepared, drivers, options);
}
