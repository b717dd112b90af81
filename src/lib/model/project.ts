import { amountIn, sizeFactorOf, type ScaledValues } from '#lib/model/amounts.ts';
import { entrantFlows, exitFlows } from '#lib/model/baseline.ts';
import { ageOneYear, countYear, type YearTotals } from '#lib/model/cohort.ts';
import { ModelError } from '#lib/model/error.ts';
import { exitTable, type ExitTable } from '#lib/model/exits.ts';
import { graduatesIn } from '#lib/model/graduates.ts';
import type { AgeProfile, Prepared, PreparedGroup } from '#lib/model/prepare.ts';

/**
 * What runs of the model gave, in arrays of groups × years × runs: states hold on 1 January and have one year more
 * than flows.
 */
export interface Outcome {
  runs: number;
  heads: Float64Array;
  fte: Float64Array;
  demandFte: Float64Array;
  /** By exit flow (in the order of `exitFlows`), in heads per year. */
  exits: Float64Array[];
  /** FTE of all that leave. */
  exitFte: Float64Array;
  /** By entrant flow (in the order of `entrantFlows`), in heads per year. */
  entrants: Float64Array[];
  /** In heads per year, the external ones included. */
  netMoves: Float64Array;
}

/** An outcome with room for a number of runs. */
export function emptyOutcome({ groups, years }: Prepared, runs: number): Outcome {
  const states = () => new Float64Array(groups.length * (years + 1) * runs);
  const flows = () => new Float64Array(groups.length * years * runs);
  return {
    runs,
    heads: states(),
    fte: states(),
    demandFte: states(),
    exits: exitFlows.map(flows),
    exitFte: flows(),
    entrants: entrantFlows.map(flows),
    netMoves: flows(),
  };
}

/** The stock by age on 1 January of every year of one run: groups of years + 1 arrays of ages. */
export type AgeTrail = Float64Array[][];

/** FTE that is asked of a group on 1 January of every year: D0 × volume × (1 + growth)^(t − t0). */
function demandPath(group: PreparedGroup, draw: Float64Array, supplyFte: number): Float64Array {
  const unfilled = amountIn(group.demand.unfilledShare, draw);
  if (!(unfilled >= 0 && unfilled < 1)) {
    throw new ModelError(`unfilledShare of group ${group.id}: ${unfilled}, expected a share below 1`);
  }
  const start = group.demand.fte ?? supplyFte / (1 - unfilled);
  let growth = 0;
  for (const term of group.demand.growth) growth += amountIn(term, draw);
  if (!(growth > -1)) throw new ModelError(`growth of group ${group.id}: ${growth}, expected more than -1`);
  const path = new Float64Array(group.demand.volumeIndex.length);
  for (let year = 0, grown = start; year < path.length; year++, grown *= 1 + growth) {
    path[year] = grown * (group.demand.volumeIndex[year] as number);
  }
  return path;
}

/** A yearly number of people who enter a group, and how they are spread over the ages. */
interface Stream {
  flow: number;
  headsPerYear: Float64Array;
  factor: number;
  profile: AgeProfile;
}

function streamsOf(
  group: PreparedGroup,
  {
    draw,
    graduates,
    tracks,
  }: { draw: Float64Array; graduates: Float64Array[]; tracks: { entryAges: AgeProfile }[] },
): Stream[] {
  const direct = group.entrants.map(({ flow, headsPerYear, ages }) => ({
    flow,
    headsPerYear: headsPerYear.values,
    factor: sizeFactorOf(headsPerYear, draw, `${entrantFlows[flow]} of group ${group.id}`),
    profile: ages,
  }));
  const trained = graduates.map((headsPerYear, track) => ({
    flow: 0,
    headsPerYear,
    factor: 1,
    profile: (tracks[track] as { entryAges: AgeProfile }).entryAges,
  }));
  return [...trained, ...direct];
}

function addSpread(arrivals: Float64Array, heads: number, { shares, first, last }: AgeProfile): void {
  for (let age = first; age <= last; age++) {
    arrivals[age] = (arrivals[age] as number) + heads * (shares[age] as number);
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}

/** Room that a run of one group needs, made once for all groups of a run. */
interface Workspace {
  stock: Float64Array;
  ftePerHead: Float64Array;
  arrivals: Float64Array;
  totals: YearTotals;
}

function scaleInto(target: Float64Array, { values }: ScaledValues, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (values[i] as number) * factor;
}

function runGroup(
  prepared: Prepared,
  {
    g,
    draw,
    exits,
    streams,
    into,
    run,
    trail,
    space,
  }: {
    g: number;
    draw: Float64Array;
    exits: ExitTable;
    streams: Stream[];
    into: Outcome;
    run: number;
    trail: Float64Array[] | undefined;
    space: Workspace;
  },
): void {
  const { years, startYear, firstAge } = prepared;
  const group = prepared.groups[g] as PreparedGroup;
  const { stock, ftePerHead, arrivals, totals } = space;
  scaleInto(stock, group.stock, sizeFactorOf(group.stock, draw, `stock of group ${group.id}`));
  scaleInto(ftePerHead, group.ftePerHead, sizeFactorOf(group.ftePerHead, draw, `fte of group ${group.id}`));
  const netMoves = sum(group.moves);
  const firstState = g * (years + 1) * into.runs + run;
  for (let year = 0; year < years; year++) {
    const state = firstState + year * into.runs;
    const flow = (g * years + year) * into.runs + run;
    trail?.push(stock.slice());
    countYear(stock, { ftePerHead, exits, year, totals });
    into.heads[state] = totals.heads;
    into.fte[state] = totals.fte;
    into.exitFte[flow] = totals.leftFte;
    for (let f = 0; f < exitFlows.length; f++)
      (into.exits[f] as Float64Array)[flow] = totals.left[f] as number;
    arrivals.set(group.moves);
    into.netMoves[flow] = netMoves;
    for (const counts of into.entrants) counts[flow] = 0;
    for (const { flow: way, headsPerYear, factor, profile } of streams) {
      const heads = (headsPerYear[year] as number) * factor;
      addSpread(arrivals, heads, profile);
      const counts = into.entrants[way] as Float64Array;
      counts[flow] = (counts[flow] as number) + heads;
    }
    const negative = ageOneYear(stock, { exits, year, arrivals });
    if (negative >= 0) {
      throw new ModelError(
        `stock of group ${group.id}, age ${firstAge + negative}, year ${startYear + year + 1}: ${stock[negative]} heads`,
      );
    }
  }
  trail?.push(stock.slice());
  const lastState = firstState + years * into.runs;
  into.heads[lastState] = sum(stock);
  let fte = 0;
  for (let age = 0; age < stock.length; age++) fte += (stock[age] as number) * (ftePerHead[age] as number);
  into.fte[lastState] = fte;
  const demand = demandPath(group, draw, into.fte[firstState] as number);
  for (let year = 0; year <= years; year++)
    into.demandFte[firstState + year * into.runs] = demand[year] as number;
}

/**
 * Runs the model once, for one draw of its assumptions, into position `run` of an outcome, over what stood there.
 *
 * @param draw one value for every slot of the prepared baseline
 * @param trail when given, with an empty list for every group, receives the stock by age of every year
 * @throws ModelError when a stock becomes negative, with the group, the age and the year
 */
export function runOnce(
  prepared: Prepared,
  { draw, into, run, trail }: { draw: Float64Array; into: Outcome; run: number; trail?: AgeTrail },
): void {
  const { years, ages, groups, training } = prepared;
  const tables = prepared.exitClasses.map((exitClass) => exitTable(exitClass, { draw, years, ages }));
  const graduates = training && graduatesIn(training, { draw, groups: groups.length, years });
  const space: Workspace = {
    stock: new Float64Array(ages),
    ftePerHead: new Float64Array(ages),
    arrivals: new Float64Array(ages),
    totals: { heads: 0, fte: 0, left: new Float64Array(exitFlows.length), leftFte: 0 },
  };
  groups.forEach((group, g) => {
    const exits = tables[group.exitClass] as ExitTable;
    const streams = streamsOf(group, {
      draw,
      graduates: graduates?.[g] ?? [],
      tracks: training?.tracks ?? [],
    });
    runGroup(prepared, { g, draw, exits, streams, into, run, trail: trail?.[g], space });
  });
}
