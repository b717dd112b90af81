import { heldIn } from '#lib/model/solve/change.ts';
import { sizesOf, type Frame, type Pieces } from '#lib/model/solve/pieces.ts';
import { together, type Lever } from '#lib/model/solve/target.ts';

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
  const headsIn = (year: number, weights: readonly number[]) => {
    let heads = 0;
    for (const c of lever.classes) {
      const { kind = 0, school = -1 } = prepared.training?.classes[c] ?? {};
      heads +=
        (weights[lever.schools.indexOf(school)] as number) *
        (central.scale[c] as number) *
        (central.course[kind * span + year - prepared.startYear] as number);
    }
    lever.rows.forEach((i, at) => {
      const own = lever.start === 0 ? 1 : (direct[i]?.startingIn(year) ?? 0);
      heads += (weights[lever.schools.length + at] as number) * own;
    });
    return heads;
  };
  const { weights } = together(lever);
  return {
    years,
    now: years.map((year) => headsIn(year, weights) * lever.start),
    step: years.map((year) => headsIn(year, lever.weights)),
  };
}

/** First-years by year at a size of the lever. */
export function headsAt(
  { years, now, step }: IntakePath,
  { size, lever, change }: { size: number; lever: Lever; change: Frame['change'] },
): number[] {
  return years.map((year, i) => {
    const held = heldIn(change, year);
    const each = step[i] as number;
    const heads = now[i] as number;
    const tilt = lever.start * each - heads;
    return heads + (size - lever.start) * held * each + held * tilt;
  });
}
