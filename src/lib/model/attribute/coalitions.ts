import { parts, type Part } from '#lib/model/attribute/factors.ts';
import { mixDrivers } from '#lib/model/attribute/mix.ts';
import { fillDemand } from '#lib/model/demand/demand.ts';
import type { Drivers } from '#lib/model/drivers.ts';
import { emptyOutcome, type Outcome } from '#lib/model/outcome.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { runProgramme } from '#lib/model/training/programme.ts';
import { runOnce } from '#lib/model/project.ts';
import { workspaceFor, type Workspace } from '#lib/model/stock/workspace.ts';

/** Two sides that differ in some parts, and a run for every set of those that come from the second. */
export interface Coalitions {
  /** Bit i of the position of a run says whether part i comes from the second side. */
  active: Part[];
  /** Stock and demand only. */
  outcome: Outcome;
}

/** Whether two structures hold the same numbers. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (one instanceof Float64Array && other instanceof Float64Array)
    return one.length === other.length && one.every((value, i) => value === other[i]);
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) =>
      isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
    )
  );
}

/** Whether places change nothing, whichever side the graduates come from. */
function placesAreIdle(
  graduatesOf: (places: Drivers, graduates: Drivers) => unknown,
  both: Drivers[],
): boolean {
  const [one, other] = both as [Drivers, Drivers];
  return both.every((graduates) => isSame(graduatesOf(one, graduates), graduatesOf(other, graduates)));
}

/** The parts in which two sides differ, places that never lack left out. */
function activeParts(one: Drivers, other: Drivers): Part[] {
  const differs = (part: Part) =>
    !isSame(
      mixDrivers((each) => (each === part ? other : one)),
      mixDrivers(() => one),
    );
  const graduatesOf = (places: Drivers, graduates: Drivers) => {
    const { programme } = mixDrivers((part) => (part === 'placement' ? places : graduates));
    return programme && runProgramme(programme).graduates;
  };
  // Places matter only where there are students, which may be on the second side.
  return parts.filter((part) =>
    part === 'placement'
      ? !placesAreIdle(graduatesOf, [one, other])
      : differs(part) || (part === 'graduates' && !isSame(one.programme, other.programme)),
  );
}

/** Adds the stock and FTE of a run on its own to those of a run among others. */
function addStock(into: Outcome, alone: Outcome, { run, sign }: { run: number; sign: number }): void {
  for (const key of ['heads', 'fte'] as const) {
    const from = run * alone[key].length;
    alone[key].forEach((value, cell) => {
      into[key][from + cell] = (into[key][from + cell] as number) + sign * value;
    });
  }
}

const negativePart = (moves: Float64Array) => moves.map((heads) => Math.max(0, -heads));
const positivePart = (moves: Float64Array) => moves.map((heads) => Math.max(0, heads));

/** Nobody but those who move away, counted as people who come. */
function departing(drivers: Drivers): Drivers {
  return {
    ...drivers,
    stock: drivers.stock.map(({ length }) => new Float64Array(length)),
    streams: drivers.streams.map(() => []),
    agedStreams: drivers.agedStreams.map(() => []),
    sideStreams: drivers.sideStreams.map(() => []),
    moves: drivers.moves.map(negativePart),
    programme: undefined,
    demand: [],
  };
}

/**
 * Runs drivers of which some come from one side and some from the other. People who move away may be more than are
 * there when nobody comes in; as everything is linear in heads, they are followed apart and taken off.
 */
function runStock(
  prepared: Prepared,
  drivers: Drivers,
  { into, run, alone, space }: { into: Outcome; run: number; alone: Outcome; space: Workspace },
): void {
  const leaves = drivers.moves.some((moves) => moves.some((heads) => heads < 0));
  const staying = leaves ? { ...drivers, moves: drivers.moves.map(positivePart) } : drivers;
  runOnce(prepared, { ...staying, demand: [] }, { into: alone, run: 0, space });
  addStock(into, alone, { run, sign: 1 });
  if (!leaves) return;
  runOnce(prepared, departing(drivers), { into: alone, run: 0, space });
  addStock(into, alone, { run, sign: -1 });
}

function copyStock({ heads, fte, runs }: Outcome, from: number, to: number): void {
  for (const values of [heads, fte]) {
    const length = values.length / runs;
    values.copyWithin(to * length, from * length, (from + 1) * length);
  }
}

/** FTE that is asked under some drivers, of every set of groups, on every 1 January. */
function askedFte(
  { groups, years }: Prepared,
  drivers: Drivers,
  { outcome, run }: { outcome: Outcome; run: number },
) {
  const states = years + 1;
  const sets = drivers.demand.length;
  drivers.demand.forEach((set, d) => {
    let supplyFte = 0;
    for (const g of set.groups) supplyFte += outcome.fte[(run * groups.length + g) * states] as number;
    const factors = drivers.demandFactors;
    fillDemand(outcome.demandFte, (run * sets + d) * states, { set, supplyFte, states, factors });
  });
}

/**
 * Runs every mixture of two sides: 2^n runs for the n parts in which they differ. A part in which they do not differ
 * saves half of the runs, and the population, which only changes what is asked, saves the stock of half of them.
 */
export function runCoalitions(prepared: Prepared, one: Drivers, other: Drivers): Coalitions {
  const active = activeParts(one, other);
  const runs = 2 ** active.length;
  const { groups, years, demand } = prepared;
  const outcome: Outcome = {
    ...emptyOutcome(prepared, 0),
    runs,
    heads: new Float64Array(groups.length * (years + 1) * runs),
    fte: new Float64Array(groups.length * (years + 1) * runs),
    demandFte: new Float64Array(demand.length * (years + 1) * runs),
  };
  const alone = emptyOutcome({ ...prepared, demand: [] }, 1);
  const space = workspaceFor(prepared);
  const population = active.includes('population') ? 2 ** active.indexOf('population') : 0;
  for (let run = 0; run < runs; run++) {
    const drivers = mixDrivers((part) => {
      const bit = active.indexOf(part);
      return bit >= 0 && run & (1 << bit) ? other : one;
    });
    if (run & population) copyStock(outcome, run ^ population, run);
    else runStock(prepared, drivers, { into: outcome, run, alone, space });
    askedFte(prepared, drivers, { outcome, run });
  }
  return { active, outcome };
}
