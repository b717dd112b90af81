import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';

/**
 * Net moves of every group that has any, in heads per year by single age on 1 January after the move.
 *
 * @throws ModelError when those that are not external do not sum to zero over the groups at some age
 */
export function movesOf(baseline: Baseline, ages: number): Map<string, Float64Array> {
  const moves = new Map<string, Float64Array>();
  const net = new Float64Array(ages);
  for (const { group, headsPerYear, external } of baseline.moves ?? []) {
    if (headsPerYear.length !== ages) {
      throw new ModelError(`moves of group ${group}: ${headsPerYear.length} values, expected ${ages}`);
    }
    const sum = moves.get(group) ?? new Float64Array(ages);
    headsPerYear.forEach((heads, age) => {
      sum[age] = (sum[age] as number) + heads;
      if (!external) net[age] = (net[age] as number) + heads;
    });
    moves.set(group, sum);
  }
  const wrong = net.findIndex((heads) => !(Math.abs(heads) <= 1e-9));
  if (wrong >= 0) {
    throw new ModelError(
      `moves at age ${baseline.ages.from + wrong}: sum to ${net[wrong]} over the groups, expected 0`,
    );
  }
  return moves;
}
