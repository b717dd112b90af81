import { claimsOfStep, emptyStep, fillStep, spareOf } from '#lib/model/solve/effect.ts';
import { sizesOf, type Frame, type Pieces } from '#lib/model/solve/pieces.ts';
import { runsFor } from '#lib/model/solve/requirement.ts';
import type { Lever } from '#lib/model/solve/target.ts';

/** Places that are lacking by rounding only. */
const roundingPlaces = 1e-9;

/** Which students need a place: of which lever, in which groups, in the school years up to a 1 January. */
export interface Placing {
  lever: Lever;
  groups: readonly number[];
  /** Years from the start. */
  state: number;
}

/** A group, period and school year (positions) in which places run out first. */
export interface Bottleneck {
  group: number;
  period: number;
  /** From the first school year that the change reaches. */
  year: number;
}

/** School years from the first that the change reaches to the one that is under way on a 1 January. */
export function schoolYears(frame: Frame, state: number): number {
  const { years } = sizesOf(frame);
  return Math.max(0, Math.min(years - 1, state) - frame.change.affected + 1);
}

/**
 * The largest size of a lever at which every student has a place in every period, in each run: where one step claims
 * places, start + spare places ÷ places of one step; minus infinity where places lack that no step claims.
 */
export function largestSizes(
  frame: Frame,
  pieces: Pieces,
  { lever, groups, state }: Placing,
): { sizes: Float64Array; bottlenecks: (Bottleneck | undefined)[] } {
  const sizes = new Float64Array(pieces.runs).fill(Infinity);
  const bottlenecks: (Bottleneck | undefined)[] = Array.from({ length: pieces.runs });
  if (!pieces.spare) return { sizes, bottlenecks };
  const all = sizesOf(frame);
  const years = schoolYears(frame, state);
  const step = emptyStep(frame);
  for (let run = 0; run < pieces.runs; run++) {
    fillStep(step, frame, pieces, lever, run);
    for (let year = 0; year < years; year++) {
      for (let period = 0; period < all.periods; period++) {
        for (const group of groups) {
          const cell = { group, year, period, run };
          const free = spareOf(step, all, pieces, cell);
          const each = claimsOfStep(step, all, pieces, cell);
          const size = each > 0 ? lever.start + free / each : free < -roundingPlaces ? -Infinity : Infinity;
          if (size >= (sizes[run] as number)) continue;
          sizes[run] = size;
          bottlenecks[run] = { group, period, year };
        }
      }
    }
  }
  return { sizes, bottlenecks };
}

/** The largest size at which everybody has a place with a chance, and where places run out in the run that decides. */
export function largestFor(
  { sizes, bottlenecks }: ReturnType<typeof largestSizes>,
  chance: number,
): { size: number; bottleneck: Bottleneck | undefined } {
  const order = Uint32Array.from(sizes, (_, run) => run).sort(
    (a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b,
  );
  const run = order[runsFor(chance, sizes.length) - 1] as number;
  return { size: sizes[run] as number, bottleneck: bottlenecks[run] };
}

/**
 * Places that lack in each run at a size of a lever, by group (in the order given) and period: the most over the
 * school years, because an extra place is open in all of them.
 */
export function lackingPlaces(
  frame: Frame,
  pieces: Pieces,
  { lever, groups, state, size }: Placing & { size: number },
): Float64Array[] {
  const all = sizesOf(frame);
  const years = schoolYears(frame, state);
  const step = emptyStep(frame);
  return Array.from({ length: pieces.runs }, (_, run) => {
    const lacking = new Float64Array(groups.length * all.periods);
    if (!pieces.spare) return lacking;
    fillStep(step, frame, pieces, lever, run);
    for (let year = 0; year < years; year++) {
      for (let period = 0; period < all.periods; period++) {
        groups.forEach((group, i) => {
          const cell = { group, year, period, run };
          const each = claimsOfStep(step, all, pieces, cell);
          const short = (size - lever.start) * each - spareOf(step, all, pieces, cell);
          const at = i * all.periods + period;
          if (short > roundingPlaces && short > (lacking[at] as number)) lacking[at] = short;
        });
      }
    }
    return lacking;
  });
}
