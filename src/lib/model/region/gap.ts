import { headsFromFte } from '#lib/model/demand/headcount.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';

/** The gap of one region by draw and state; not a number where nothing is asked of it alone. */
export interface RegionGap {
  draws: number;
  /** 1 Januaries: one more than there are years. */
  states: number;
  fte: Float64Array;
  heads: Float64Array;
}

/** Room for the gap of a region. */
export function emptyGap(draws: number, years: number): RegionGap {
  const states = years + 1;
  return {
    draws,
    states,
    fte: new Float64Array(draws * states),
    heads: new Float64Array(draws * states),
  };
}

/** Writes the gap of a draw and state: what is asked less what there is. */
export function writeGap(gap: RegionGap, at: number, demandFte: number, heads: number, fte: number): void {
  gap.fte[at] = demandFte - fte;
  gap.heads[at] = headsFromFte(demandFte, { heads, fte }) - heads;
}

/** Quantiles over the draws of something by draw and state, for every state. */
export function quantilesByState(
  values: Float64Array,
  { draws, states }: Pick<RegionGap, 'draws' | 'states'>,
  probabilities: readonly number[],
): number[][] {
  const sample = new Float64Array(draws);
  return Array.from({ length: states }, (_, t) => {
    for (let d = 0, at = t; d < draws; d++, at += states) sample[d] = values[at] as number;
    return quantilesOf(sample, probabilities);
  });
}
