import { sizesOf, type Frame, type Pieces } from '#lib/model/solve/pieces.ts';
import type { Goal, Lever } from '#lib/model/solve/target.ts';

/** Intake that changes in one run. */
interface Move {
  /** Units, by kind and group. */
  units: Float64Array;
  /** How much of each direct intake of the lever. */
  rows: readonly number[];
}

/** What a lever moves in one run: at a size, its intake is what it is now + tilt + (size − start) × step. */
export interface Step extends Move {
  run: number;
  /** By how much the weights differ from scaling together; undefined when they do not. */
  tilt: Move | undefined;
}

/** Room for the steps of a lever. */
export function emptyStep(frame: Frame): Step {
  const { kinds, groups } = sizesOf(frame);
  return { units: new Float64Array(kinds * groups), rows: [], run: 0, tilt: undefined };
}

/** Fills the step of a lever in a run. */
export function fillStep(step: Step, frame: Frame, pieces: Pieces, lever: Lever, run: number): void {
  const { weights, schools } = lever;
  step.run = run;
  fillUnits(step, { frame, pieces, lever, run, weights });
  step.rows = weights.slice(schools.length);
  step.tilt = undefined;
  if (weights.every((weight) => weight === 1)) return;
  const beyond = weights.map((weight) => weight - 1);
  step.tilt = { units: new Float64Array(step.units.length), rows: beyond.slice(schools.length) };
  fillUnits(step.tilt, { frame, pieces, lever, run, weights: beyond });
}

/** Adds up the units of the classes of a lever in a run: weight × first-years × share that goes to each group. */
function fillUnits(
  step: Move,
  {
    frame,
    pieces,
    lever,
    run,
    weights,
  }: { frame: Frame; pieces: Pieces; lever: Lever; run: number; weights: readonly number[] },
): void {
  const { rooms, schools, groups } = sizesOf(frame);
  const { training } = frame.prepared;
  step.units.fill(0);
  if (!training) return;
  for (const c of lever.classes) {
    const { kind, school } = training.classes[c] as (typeof training.classes)[number];
    const weight = weights[lever.schools.indexOf(school)] as number;
    const scale = weight * (pieces.scale[run * rooms + c] as number);
    const first = (run * schools + school) * groups;
    for (let g = 0; g < groups; g++) {
      const cell = kind * groups + g;
      step.units[cell] = (step.units[cell] as number) + scale * (pieces.routing[first + g] as number);
    }
  }
}

/** FTE that one step of a lever, or its tilt, gives a group on a 1 January. */
export function fteOfStep(
  { units, rows: parts }: Move,
  frame: Frame,
  pieces: Pieces,
  { lever, group, state, run }: { lever: Lever; group: number; state: number; run: number },
): number {
  const { kinds, groups, values, states, rows } = sizesOf(frame);
  const v = frame.classes.classOf[group] as number;
  let fte = 0;
  for (let k = 0; k < kinds; k++) {
    const worth = pieces.worth[((run * kinds + k) * values + v) * states + state] as number;
    fte += (units[k * groups + group] as number) * worth;
  }
  lever.rows.forEach((i, at) => {
    if (frame.direct[i]?.group !== group) return;
    fte += (parts[at] as number) * (pieces.rows[(run * rows + i) * states + state] as number);
  });
  return fte;
}

/** A group, period and school year (from `affected` on) in a run. */
interface Cell {
  group: number;
  year: number;
  period: number;
  run: number;
}

/** Places that one step of a lever, or its tilt, claims in a group, school year and period. */
export function claimsOfStep(
  { units }: Move,
  { kinds, groups, late, periods }: ReturnType<typeof sizesOf>,
  { claims }: Pieces,
  { group, year, period, run }: Cell,
): number {
  const first = ((run * late + year) * periods + period) * kinds;
  let places = 0;
  for (let k = 0; k < kinds; k++)
    places += (units[k * groups + group] as number) * (claims[first + k] as number);
  return places;
}

/** Places that are free at the start of a lever; 0 where nothing limits. */
export function spareOf(
  { tilt }: Step,
  sizes: ReturnType<typeof sizesOf>,
  pieces: Pieces,
  cell: Cell,
): number {
  const { late, periods, groups } = sizes;
  const at = ((cell.run * late + cell.year) * periods + cell.period) * groups + cell.group;
  const spare = pieces.spare?.[at] ?? 0;
  return tilt ? spare - claimsOfStep(tilt, sizes, pieces, cell) : spare;
}

/** The gap of a goal in a run, in FTE, at the start of a lever. */
export function gapOf(
  { run, tilt }: Step,
  frame: Frame,
  pieces: Pieces,
  { goal, lever, state }: { goal: Goal; lever: Lever; state: number },
): number {
  const { sets, states } = sizesOf(frame);
  let gap = 0;
  for (const d of goal.sets) gap += pieces.gap[(run * sets + d) * states + state] as number;
  if (tilt)
    for (const group of goal.groups) gap -= fteOfStep(tilt, frame, pieces, { lever, group, state, run });
  return gap;
}

/** By how much one step of a lever closes the gap of a goal. */
export function closedByStep(
  step: Step,
  frame: Frame,
  pieces: Pieces,
  { goal, lever, state }: { goal: Goal; lever: Lever; state: number },
): number {
  let fte = 0;
  for (const group of goal.groups)
    fte += fteOfStep(step, frame, pieces, { lever, group, state, run: step.run });
  return fte;
}
