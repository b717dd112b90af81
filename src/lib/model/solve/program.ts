import { greaterEq, inRange, lessEq, solve, type Constraint } from 'yalps';
import { claimsOfStep, closedByStep, emptyStep, fillStep, gapOf, spareOf } from '#lib/model/solve/effect.ts';
import { wholeYear } from '#lib/model/solve/figures.ts';
import { intakePath } from '#lib/model/solve/intake.ts';
import { sizesOf, type Frame, type Pieces } from '#lib/model/solve/pieces.ts';
import { schoolYears } from '#lib/model/solve/places.ts';
import { partsOf, together, type Lever, type Target } from '#lib/model/solve/target.ts';

/** No school takes in more than this many times its intake of now, on the central path. */
const mostTimes = 3;

/** School-year places that a first-year counts for: so few that they only decide between equal numbers of places. */
const placesPerHead = 1e-5;

type Coefficients = Map<string, number>;

/** A linear program: rows by name, and what each variable (all of them ≥ 0) adds to them. */
interface Program {
  rows: Map<string, Constraint>;
  variables: Map<string, Coefficients>;
}

/** Every gap is closed: Σ (x − 1) × FTE of a school ≥ gap, in FTE on the 1 January. */
function addGoals(
  { rows, variables }: Program,
  { frame, central, target, state }: { frame: Frame; central: Pieces; target: Target; state: number },
): void {
  const lever = together(target.lever);
  const parts = partsOf(lever, frame);
  const step = emptyStep(frame);
  target.goals.forEach((goal, i) => {
    let needed = 0;
    parts.forEach((part, k) => {
      fillStep(step, frame, central, part, 0);
      const fte = closedByStep(step, frame, central, { goal, lever: part, state });
      variables.get(`x${k}`)?.set(`goal${i}`, fte);
      needed += fte;
    });
    fillStep(step, frame, central, lever, 0);
    rows.set(`goal${i}`, greaterEq(needed + gapOf(step, frame, central, { goal, lever, state })));
  });
}

/** Everybody has a place: Σ (x − 1) × claims of a school ≤ spare + extra, in places by group, period, school year. */
function addPlaces(
  { rows, variables }: Program,
  { frame, central, target, state }: { frame: Frame; central: Pieces; target: Target; state: number },
): void {
  if (!central.spare) return;
  const sizes = sizesOf(frame);
  const steps = partsOf(together(target.lever), frame).map((part) => {
    const step = emptyStep(frame);
    fillStep(step, frame, central, part, 0);
    return step;
  });
  for (const group of target.scope) {
    for (let period = 0; period < sizes.periods; period++) {
      const extra: Coefficients = new Map([['cost', 1 / sizes.periods]]);
      variables.set(`e${group}.${period}`, extra);
      for (let year = 0; year < schoolYears(frame, state); year++) {
        const cell = { group, period, year, run: 0 };
        const claims = steps.map((step) => claimsOfStep(step, sizes, central, cell));
        const now = claims.reduce((sum, places) => sum + places, 0);
        const open = now + spareOf(steps[0] as (typeof steps)[number], sizes, central, cell);
        // Places that cannot run out.
        if (now * mostTimes <= open) continue;
        const row = `place${group}.${period}.${year}`;
        rows.set(row, lessEq(open));
        claims.forEach((places, k) => variables.get(`x${k}`)?.set(row, places));
        extra.set(row, -1);
      }
    }
  }
}

/**
 * How schools (and direct intakes) that scale apart share an intake, such that the fewest school-year places have to be
 * added on the central path: a linear program in factors x on the intake of each, and extra places e ≥ 0 by group
 * and period, that minimises the sum of e (mean over the periods), and among equals the first-years (simplex method of
 * Dantzig 1951, through yalps).
 *
 * @param state years from the start
 * @param least the smallest factor of any: an answer for one region should not empty schools that feed others
 * @returns the lever with x as its weights, scaled so that size 1 is as many first-years together as now; undefined
 * when only one can move, when nobody is needed, or when `mostTimes` the intake of each does not close the gaps
 */
export function apart(
  frame: Frame,
  central: Pieces,
  { target, state, least }: { target: Target; state: number; least: number },
): Lever | undefined {
  const lever = together(target.lever);
  const parts = partsOf(lever, frame);
  if (lever.start === 0 || parts.length < 2) return undefined;
  const heads = parts.map((part) => {
    const path = intakePath(frame, central, { lever: part, state });
    return path.now[wholeYear(path, frame)] as number;
  });
  const program: Program = { rows: new Map(), variables: new Map() };
  heads.forEach((count, k) => {
    program.rows.set(`most${k}`, inRange(least, mostTimes));
    program.variables.set(`x${k}`, new Map([['cost', placesPerHead * count]]).set(`most${k}`, 1));
  });
  addGoals(program, { frame, central, target, state });
  addPlaces(program, { frame, central, target, state });
  const { status, variables } = solve({
    direction: 'minimize',
    objective: 'cost',
    constraints: program.rows,
    variables: program.variables,
  });
  if (status !== 'optimal') return undefined;
  const found = new Map(variables);
  const factors = heads.map((_, k) => found.get(`x${k}`) ?? 0);
  const now = heads.reduce((sum, count) => sum + count, 0);
  const needed = heads.reduce((sum, count, k) => sum + count * (factors[k] as number), 0);
  if (!(needed > 0)) return undefined;
  return { ...lever, weights: factors.map((factor) => factor * (now / needed)) };
}
