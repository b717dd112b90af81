import { emptyStep, fillStep, fteOfStep } from '#lib/model/solve/effect.ts';
import { sizesOf, type Pieces } from '#lib/model/solve/pieces.ts';
import { lackingPlaces } from '#lib/model/solve/places.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import { together, type Lever } from '#lib/model/solve/target.ts';
import type { Solution, Solver } from '#lib/model/solve.ts';

/** What an answer does to a group that was not asked about. */
export interface GroupEffect {
  group: string;
  /** Change of the gap in the year asked, in FTE: below zero the gap becomes smaller. */
  gapChangeFte: { central: number; q10: number; q50: number; q90: number };
  /** Share of the draws in which some student there lacks a place, with the intake of now and with the one needed. */
  chanceOfLackingPlaces: { now: number; needed: number } | null;
}

function changes(
  { frame }: Solver,
  pieces: Pieces,
  { solution: { target, state }, size, group }: { solution: Solution; size: number; group: number },
): Float64Array {
  const { lever } = target;
  const step = emptyStep(frame);
  return Float64Array.from({ length: pieces.runs }, (_, run) => {
    fillStep(step, frame, pieces, lever, run);
    const at = { lever, group, state, run };
    const tilt = step.tilt ? fteOfStep(step.tilt, frame, pieces, at) : 0;
    return -(size - lever.start) * fteOfStep(step, frame, pieces, at) - tilt;
  });
}

/** Share of the runs with places lacking, by group. */
function lackingShares(
  { frame, drawn }: Solver,
  { lever, state, size }: { lever: Lever; state: number; size: number },
): Float64Array {
  const { periods, groups } = sizesOf(frame);
  const all = Array.from({ length: groups }, (_, g) => g);
  const shares = new Float64Array(groups);
  for (const run of lackingPlaces(frame, drawn, { lever, groups: all, state, size })) {
    for (let g = 0; g < groups; g++) {
      const lacks = run.subarray(g * periods, (g + 1) * periods).some((places) => places > 0);
      if (lacks) shares[g] = (shares[g] as number) + 1 / drawn.runs;
    }
  }
  return shares;
}

/** What an answer does to all other groups that it reaches. */
export function groupEffects(solver: Solver, solution: Solution): GroupEffect[] {
  const { frame, central, drawn } = solver;
  const { size, target, state } = solution;
  const { lever } = target;
  if (size === undefined) return [];
  const inGoals = new Set(target.goals.flatMap(({ groups }) => groups));
  const limited = drawn.spare !== undefined;
  const now = limited
    ? lackingShares(solver, { lever: together(lever), state, size: lever.start })
    : undefined;
  const needed = limited ? lackingShares(solver, { lever, state, size }) : undefined;
  return frame.prepared.groups.flatMap(({ id }, group) => {
    if (inGoals.has(group)) return [];
    const [middle = 0] = changes(solver, central, { solution, size, group });
    const drawnChanges = changes(solver, drawn, { solution, size, group });
    if (middle === 0 && drawnChanges.every((change) => change === 0)) return [];
    const [q10 = NaN, q50 = NaN, q90 = NaN] = quantilesOf(drawnChanges, [0.1, 0.5, 0.9]);
    return [
      {
        group: id,
        gapChangeFte: { central: middle, q10, q50, q90 },
        chanceOfLackingPlaces:
          now && needed ? { now: now[group] as number, needed: needed[group] as number } : null,
      },
    ];
  });
}
