import { sizesOf, type Frame, type Pieces } from '#lib/model/solve/pieces.ts';
import type { Goal, Lever } from '#lib/model/solve/target.ts';

/** What one step of a lever does in one run, by group and by school year. */
export interface Step {
  /** Units that change, by kind and group. */
  units: Float64Array;
  run: number;
}

/** Room for the steps of a lever. */
export function emptyStep(frame: Frame): Step {
  const { kinds, groups } = sizesOf(frame);
  return { units: new Float64Array(kinds * groups), run: 0 };
}

/** Adds up the units of the classes of a lever in a run: first-years × share that goes to each group. */
export function fillStep(step: Step, frame: Frame, pieces: Pieces, lever: Lever, run: number): void {
  const { rooms, schools, groups } = sizesOf(frame);
  const { training } = frame.prepared;
  step.run = run;
  step.units.fill(0);
  if (!training) return;
  for (const c of lever.classes) {
    const { kind, school } = training.classes[c] as (typeof training.classes)[number];
    const scale = pieces.scale[run * rooms + c] as number;
    const first = (run * schools + school) * groups;
    for (let g = 0; g < groups; g++) {
      const cell = kind * groups + g;
      step.units[cell] = (step.units[cell] as number) + scale * (pieces.routing[first + g] as number);
    }
  }
}

/** FTE that one step of a lever gives a group on a 1 January. */
export function fteOfStep(
  { units, run }: Step,
  frame: Frame,
  pieces: Pieces,
  { lever, group, state }: { lever: Lever; group: number; state: number },
): number {
  const { kinds, groups, values, states, rows } = sizesOf(frame);
  const v = frame.classes.classOf[group] as number;
  let fte = 0;
  for (let k = 0; k < kinds; k++) {
    const worth = pieces.worth[((run * kinds + k) * values + v) * states + state] as number;
    fte += (units[k * groups + group] as number) * worth;
  }
  for (const i of lever.rows) {
    if (frame.direct[i]?.group === group) fte += pieces.rows[(run * rows + i) * states + state] as number;
  }
  return fte;
}

/** Places that one step of a lever claims in a group, in a school year (from `affected` on) and period. */
export function claimsOfStep(
  { units, run }: Step,
  { kinds, groups, late, periods }: ReturnType<typeof sizesOf>,
  { claims }: Pieces,
  { group, year, period }: { group: number; year: number; period: number },
): number {
  const first = ((run * late + year) * periods + period) * kinds;
  let places = 0;
  for (let k = 0; k < kinds; k++)
    places += (units[k * groups + group] as number) * (claims[first + k] as number);
  return places;
}

/** The gap of a goal in a run, in FTE, with the intake as it is. */
export function gapOf(
  frame: Frame,
  pieces: Pieces,
  { goal, run, state }: { goal: Goal; run: number; state: number },
): number {
  const { sets, states } = sizesOf(frame);
  let gap = 0;
  for (const d of goal.sets) gap += pieces.gap[(run * sets + d) * states + state] as number;
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
  for (const group of goal.groups) fte += fteOfStep(step, frame, pieces, { lever, group, state });
  return fte;
}
