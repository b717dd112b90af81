import { addMoves, fillEntrants, joinBase } from '#lib/model/stock/arrivals.ts';
import { countStock, exposeEntrants, passYear, rounding, type CohortYear } from '#lib/model/stock/cohort.ts';
import type { Drivers, SideStream } from '#lib/model/drivers.ts';
import { ModelError } from '#lib/model/error.ts';
import type { ExitTable } from '#lib/model/stock/exits.ts';
import { exitFlows } from '#lib/model/flows.ts';
import type { Outcome } from '#lib/model/outcome.ts';
import type { Prepared, PreparedGroup } from '#lib/model/prepare.ts';
import type { ProgrammeRun } from '#lib/model/training/programme.ts';
import { hash2 } from '#lib/model/draws/random.ts';
import { sidePath, type SidePath } from '#lib/model/stock/sides.ts';
import { exposeEntrantsWhole, passYearWhole } from '#lib/model/stock/whole-cohort.ts';
import { wordFor, type Whole } from '#lib/model/draws/whole.ts';
import { figuresPerYear, type Workspace } from '#lib/model/stock/workspace.ts';

/** One group of a run, and where its years begin in the outcome. */
export interface GroupRun {
  prepared: Prepared;
  drivers: Drivers;
  g: number;
  into: Outcome;
  space: Workspace;
  whole: Whole | undefined;
  trail: Float64Array[] | undefined;
  firstState: number;
  firstFlow: number;
}

/** Rounds a stock to whole heads such that its total changes by less than one. */
function wholeStock(stock: Float64Array, ages: number, word: number): void {
  let sum = hash2(word, 0xffffffff);
  let counted = 0;
  for (let age = 0; age < ages; age++) {
    sum += stock[age] as number;
    const whole = Math.floor(sum + rounding) - counted;
    stock[age] = whole;
    counted += whole;
  }
}

/** The stock and the FTE per head of a group, into the workspace. */
function placeStock({ prepared: { ages, years }, drivers, g, space, whole }: GroupRun): void {
  const { values, rows } = drivers.fte[g] as Drivers['fte'][number];
  space.stock.fill(0);
  space.stock.set(drivers.stock[g] as Float64Array);
  if (whole) wholeStock(space.stock, ages, wordFor(whole, 'stock', g));
  if (rows === 1) space.fte.set(values);
  else
    for (let t = 0; t <= years; t++)
      space.fte.set(values.subarray(t * ages, (t + 1) * ages), t * space.fteRow);
}

function refuseNegative({ prepared, g }: GroupRun, age: number, t: number, heads: number): never {
  const { id } = prepared.groups[g] as PreparedGroup;
  throw new ModelError(
    `stock of group ${id}, age ${prepared.firstAge + age}, year ${prepared.startYear + t}: ${heads} heads`,
  );
}

/** Takes off what leaves of the entrants in the year they enter; what leaves so by year, by flow and in FTE. */
function exposeAll(run: GroupRun, exits: ExitTable): Float64Array {
  const { prepared, drivers, g, space, whole } = run;
  const { years, ages } = prepared;
  const { rows } = drivers.fte[g] as Drivers['fte'][number];
  const { exposure } = drivers;
  const lost = new Float64Array(years * (exitFlows.length + 1));
  const words = whole && { exits: wordFor(whole, 'exposed', g), flows: wordFor(whole, 'exposedFlows', g) };
  const totals = { heads: 0, fte: 0, leftFte: 0, left: new Float64Array(exitFlows.length) };
  joinBase(space, years);
  for (let year = 0; year < years; year++) {
    const cohort = cohortYear(space, { exits, year, rows });
    totals.left.fill(0);
    totals.leftFte = 0;
    if (words) exposeEntrantsWhole(cohort, { ages, exposure, words }, totals);
    else exposeEntrants(cohort, { ages, exposure }, totals);
    lost.set(totals.left, year * (exitFlows.length + 1));
    lost[year * (exitFlows.length + 1) + exitFlows.length] = totals.leftFte;
  }
  return lost;
}

function cohortYear(
  { fte, fteRow, arrivals, arrivalsRow }: Workspace,
  { exits, year, rows }: { exits: ExitTable; year: number; rows: number },
): CohortYear {
  return {
    exits,
    year,
    ftePerHead: fte,
    fteFrom: rows > 1 ? year * fteRow : 0,
    arrivals,
    arrivalsFrom: year * arrivalsRow,
  };
}

/** Year by year, with the stock by age kept or in whole heads. */
function passSlowly(run: GroupRun, exits: ExitTable): void {
  const { prepared, drivers, g, into, space, whole, trail, firstState, firstFlow } = run;
  const { years, ages } = prepared;
  const { rows, factor } = drivers.fte[g] as Drivers['fte'][number];
  const stock = space.stock.subarray(0, ages);
  const { totals } = space;
  const words = whole && { exits: wordFor(whole, 'exits', g), flows: wordFor(whole, 'flows', g) };
  joinBase(space, years);
  for (let year = 0; year < years; year++) {
    trail?.push(stock.slice());
    const cohort = cohortYear(space, { exits, year, rows });
    const negative = words
      ? passYearWhole(stock, cohort, { words, totals })
      : passYear(stock, cohort, totals);
    if (negative >= 0) refuseNegative(run, negative, year + 1, stock[negative] as number);
    into.heads[firstState + year] = totals.heads;
    into.fte[firstState + year] = totals.fte * factor;
    into.exitFte[firstFlow + year] = totals.leftFte * factor;
    for (let f = 0; f < exitFlows.length; f++)
      (into.exits[f] as Float64Array)[firstFlow + year] = totals.left[f] as number;
  }
  trail?.push(stock.slice());
}

/** All years at once in the kernel, which gives the same as `passYear` to the last digits. */
function passQuickly(run: GroupRun, exits: ExitTable, exitClass: number): void {
  const { prepared, drivers, g, into, space, firstState, firstFlow } = run;
  const { rows, factor } = drivers.fte[g] as Drivers['fte'][number];
  const least = space.pass(exitClass, rows > 1);
  if (!(least >= -rounding)) {
    // Once more, slowly, to find where.
    placeStock(run);
    passSlowly(run, exits);
  }
  const { out } = space;
  const [retire, die, early, study, triage] = into.exits as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let year = 0, at = 0; year < prepared.years; year++, at += figuresPerYear) {
    const flow = firstFlow + year;
    into.heads[firstState + year] = out[at] as number;
    into.fte[firstState + year] = (out[at + 1] as number) * factor;
    into.exitFte[flow] = ((out[at + 1] as number) - (out[at + 2] as number)) * factor;
    retire[flow] = out[at + 3] as number;
    die[flow] = out[at + 4] as number;
    early[flow] = out[at + 5] as number;
    study[flow] = out[at + 6] as number;
    triage[flow] = out[at + 7] as number;
  }
}

/** Adds what left of the entrants in the year they entered. */
function addLost({ prepared, drivers, g, into, firstFlow }: GroupRun, lost: Float64Array): void {
  const { factor } = drivers.fte[g] as Drivers['fte'][number];
  const step = exitFlows.length + 1;
  for (let year = 0; year < prepared.years; year++) {
    const flow = firstFlow + year;
    into.exits.forEach((counts, f) => {
      counts[flow] = (counts[flow] as number) + (lost[year * step + f] as number);
    });
    into.exitFte[flow] =
      (into.exitFte[flow] as number) + (lost[year * step + exitFlows.length] as number) * factor;
  }
}

/** Graduates beside the stock by age: those who stop count as other exits. */
function addSide({ prepared, into, firstState, firstFlow }: GroupRun, path: SidePath): void {
  const graduates = into.entrants[0] as Float64Array;
  const early = into.exits[2] as Float64Array;
  for (let t = 0; t <= prepared.years; t++) {
    const state = firstState + t;
    const heads = path.heads[t] as number;
    into.heads[state] = (into.heads[state] as number) + heads;
    into.fte[state] = (into.fte[state] as number) + heads * path.ftePerHead;
    if (t === prepared.years) break;
    const flow = firstFlow + t;
    const stopped = path.stopped[t] as number;
    graduates[flow] = (graduates[flow] as number) + (path.entered[t] as number);
    early[flow] = (early[flow] as number) + stopped;
    into.exitFte[flow] = (into.exitFte[flow] as number) + stopped * path.ftePerHead;
  }
}

/** Mean FTE per head of the opening stock, before its factor; of all ages alike where there is nobody. */
function openingMeanFte({ stock, fte, totals }: Workspace, ages: number): number {
  countStock(stock.subarray(0, ages), fte, 0, totals);
  if (totals.heads > 0) return totals.fte / totals.heads;
  let sum = 0;
  for (let age = 0; age < ages; age++) sum += fte[age] as number;
  return sum / ages;
}

/** Runs one group through all years, into the outcome. */
export function runGroup(run: GroupRun, programme: ProgrammeRun | undefined): void {
  const { prepared, drivers, g, into, space, whole, trail, firstState, firstFlow } = run;
  const { years, ages } = prepared;
  const group = prepared.groups[g] as PreparedGroup;
  const exits = space.tables[group.exitClass] as ExitTable;
  const { rows, factor } = drivers.fte[g] as Drivers['fte'][number];
  const sides = drivers.sideStreams[g] as SideStream[];
  placeStock(run);
  let meanFte = NaN;
  if (sides.length > 0) {
    meanFte = openingMeanFte(space, ages) * factor;
  }
  fillEntrants(space, drivers, {
    g,
    years,
    ages,
    graduates: programme?.graduates ?? [],
    tracks: prepared.training?.tracks ?? [],
    into,
    firstFlow,
    whole,
  });
  const lost = drivers.exposure > 0 ? exposeAll(run, exits) : undefined;
  addMoves(space, group, { moves: drivers.moves[g] as Float64Array, years, ages, into, firstFlow, whole });
  if (whole || trail) passSlowly(run, exits);
  else passQuickly(run, exits, group.exitClass);
  countStock(space.stock.subarray(0, ages), space.fte, rows > 1 ? years * space.fteRow : 0, space.totals);
  into.heads[firstState + years] = space.totals.heads;
  into.fte[firstState + years] = space.totals.fte * factor;
  if (lost) addLost(run, lost);
  for (const side of sides) {
    addSide(run, sidePath(side, { years, meanFte, word: whole && wordFor(whole, 'side', g) }));
  }
}
