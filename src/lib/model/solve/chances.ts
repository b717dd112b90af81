import { lackingPlaces } from '#lib/model/solve/places.ts';
import { shareOf } from '#lib/model/solve/requirement.ts';
import type { Solution, Solver } from '#lib/model/solve.ts';

/** Shares of the draws in which the gaps are closed, in which everybody has a place, and both. */
export interface Chances {
  closed: number;
  placed: number;
  both: number;
}

/** Sizes and places that differ by rounding. */
const rounding = 1e-9;

/** The chances of an answer in the linear pieces; null without an answer. */
export function chancesOf(
  { frame, drawn }: Solver,
  { target, state, size, extra, required }: Solution,
): Chances | null {
  if (size === undefined) return null;
  const { lever, scope } = target;
  const lacking = lackingPlaces(frame, drawn, { lever, groups: scope, state, size });
  const closed = (needed: number) => needed <= size + rounding * Math.max(1, size);
  const placed = (_: number, run: number) =>
    (lacking[run] as Float64Array).every(
      (places, cell) => places <= (extra?.places[cell] ?? 0) + rounding * (1 + places),
    );
  return {
    closed: shareOf(required, closed),
    placed: shareOf(required, placed),
    both: shareOf(required, (needed, run) => closed(needed) && placed(needed, run)),
  };
}
