import { heldIn } from '#lib/model/solve/change.ts';
import { sizesOf, type Frame, type Pieces } from '#lib/model/solve/pieces.ts';
import type { Lever } from '#lib/model/solve/target.ts';

/** New first-years of a lever by calendar year, on the central path. */
export interface IntakePath {
  years: number[];
  now: number[];
  /** Heads of one step of the lever, where all of it holds. */
  step: number[];
}

/** The first-years of a lever from the change on, up to the last October before a 1 January. */
export function intakePath(
  frame: Frame,
  central: Pieces,
  { lever, state }: { lever: Lever; state: number },
): IntakePath {
  const { prepared, change, direct } = frame;
  const { years: span } = sizesOf(frame);
  const count = Math.max(1, prepared.startYear + Math.min(state, span) - change.from);
  const years = Array.from({ length: count }, (_, i) => change.from + i);
  const step = years.map((year) => {
    let heads = 0;
    for (const c of lever.classes) {
      const kind = prepared.training?.classes[c]?.kind ?? 0;
      heads +=
        (central.scale[c] as number) * (central.course[kind * span + year - prepared.startYear] as number);
    }
    for (const i of lever.rows) heads += lever.start === 0 ? 1 : (direct[i]?.startingIn(year) ?? 0);
    return heads;
  });
  return { years, now: step.map((heads) => heads * lever.start), step };
}

/** First-years by year at a size of the lever. */
export function headsAt(
  { years, now, step }: IntakePath,
  { size, lever, change }: { size: number; lever: Lever; change: Frame['change'] },
): number[] {
  return years.map(
    (year, i) => (now[i] as number) + (size - lever.start) * heldIn(change, year) * (step[i] as number),
  );
}
