import { scaledValues } from '#lib/model/amounts.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import type { Frame } from '#lib/model/frame.ts';

/** Heads below which a sum of moves counts as zero. */
const rounding = 1e-9;

/** Adds a list, or a list for every year, to a table of years × ages. */
function addYearly(table: Float64Array, values: Float64Array, factor: number): void {
  for (let cell = 0; cell < table.length; cell++) {
    table[cell] = (table[cell] as number) + (values[cell % values.length] as number) * factor;
  }
}

/**
 * Net moves of every group that has any, in heads by year and single age (years × ages) on 1 January after the move.
 * They depend on no assumption: what sums to zero must do so in every draw.
 *
 * @throws ModelError when those that are not external do not sum to zero over the groups at some age and year
 */
export function movesOf(baseline: Baseline, { slots, years, ages }: Frame): Map<string, Float64Array> {
  const moves = new Map<string, Float64Array>();
  const net = new Float64Array(years * ages);
  for (const { group, headsPerYear, external } of baseline.moves ?? []) {
    const path = `moves of group ${group}`;
    const { values, times, per } = scaledValues(headsPerYear, { slots, length: ages, rows: years, path });
    if (times.length + per.length > 0) throw new ModelError(`${path}: expected figures without assumptions`);
    const sum = moves.get(group) ?? new Float64Array(years * ages);
    addYearly(sum, values, 1);
    if (!external) addYearly(net, values, 1);
    moves.set(group, sum);
  }
  const wrong = net.findIndex((heads) => !(Math.abs(heads) <= rounding));
  if (wrong >= 0) {
    const age = (baseline.ages?.from ?? 0) + (wrong % ages);
    const year = baseline.startYear + Math.floor(wrong / ages);
    throw new ModelError(
      `moves at age ${age}, year ${year}: sum to ${net[wrong]} over the groups, expected 0 (or external)`,
    );
  }
  return moves;
}
