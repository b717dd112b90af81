import { closedByStep, emptyStep, fillStep, gapOf } from '#lib/model/solve/effect.ts';
import type { Frame, Pieces } from '#lib/model/solve/pieces.ts';
import type { Target } from '#lib/model/solve/target.ts';

/** FTE so small beside a gap that it is rounding. */
const negligibleFte = 1e-12;

/**
 * The size of a lever that closes every gap of a target, in each run. Without placement limits the gap is linear in
 * the intake, so this is start + gap ÷ FTE of one step (Van Greuningen, Batenburg and Van der Velden 2012, Human
 * Resources for Health 10:21). Infinite where the intake does not reach a gap in time.
 *
 * @param state years from the start
 * @param later FTE by run and goal that the gap is larger than the linear one, as real runs showed
 */
export function requiredSizes(
  frame: Frame,
  pieces: Pieces,
  {
    target: { goals, lever },
    state,
    later,
  }: { target: Target; state: number; later?: Float64Array | undefined },
): Float64Array {
  const sizes = new Float64Array(pieces.runs);
  const step = emptyStep(frame);
  for (let run = 0; run < pieces.runs; run++) {
    fillStep(step, frame, pieces, lever, run);
    let size = -Infinity;
    for (let i = 0; i < goals.length; i++) {
      const goal = goals[i] as Target['goals'][number];
      const gap = gapOf(step, frame, pieces, { goal, lever, state }) + (later?.[run * goals.length + i] ?? 0);
      const closed = closedByStep(step, frame, pieces, { goal, lever, state });
      const needed = closed > negligibleFte ? lever.start + gap / closed : gap > 0 ? Infinity : -Infinity;
      if (needed > size) size = needed;
    }
    sizes[run] = size;
  }
  return sizes;
}

/** How many of a number of runs a chance asks for: at least one. */
export function runsFor(chance: number, runs: number): number {
  return Math.min(runs, Math.max(1, Math.ceil(chance * runs - 1e-9)));
}

/** The smallest value that at least a share of the sample does not exceed. */
export function leastFor(sample: Float64Array, chance: number): number {
  return sample.toSorted()[runsFor(chance, sample.length) - 1] as number;
}

/**
 * The smallest value at which at least a share of the runs lies between what it requires and what it has room for:
 * a run counts when its gap is closed and every student has a place, so that none counts on students who leave.
 *
 * @returns the value, or undefined with the largest share that any value attains
 */
export function leastBetween(
  required: Float64Array,
  room: Float64Array,
  { chance, slack }: { chance: number; slack: (size: number) => number },
): { size: number | undefined; attained: number } {
  const wanted = runsFor(chance, required.length);
  const inside: { from: number; to: number }[] = [];
  required.forEach((needed, run) => {
    const from = Math.max(0, needed);
    const to = (room[run] as number) + slack(from);
    if (from <= to && from < Infinity) inside.push({ from, to });
  });
  const begins = inside.map(({ from }) => from).sort((a, b) => a - b);
  const ends = inside.map(({ to }) => to).sort((a, b) => a - b);
  let ended = 0;
  let most = 0;
  for (let i = 0; i < begins.length; i++) {
    const size = begins[i] as number;
    while (ended < ends.length && (ends[ended] as number) < size) ended++;
    const count = i + 1 - ended;
    if (count >= wanted) return { size, attained: count / required.length };
    most = Math.max(most, count);
  }
  return { size: undefined, attained: most / required.length };
}

/** The largest value that at least a share of the sample reaches. */
export function mostFor(sample: Float64Array, chance: number): number {
  return sample.toSorted()[sample.length - runsFor(chance, sample.length)] as number;
}

/** The share of a sample for which something holds. */
export function shareOf(sample: Float64Array, holds: (value: number, run: number) => boolean): number {
  let count = 0;
  for (let run = 0; run < sample.length; run++) if (holds(sample[run] as number, run)) count++;
  return count / sample.length;
}
