import { ModelError } from '#lib/model/error.ts';

/** How many players a game with one value for every coalition has. */
function playersIn(values: ArrayLike<number>): number {
  const players = Math.round(Math.log2(values.length));
  if (2 ** players !== values.length)
    throw new ModelError(`${values.length} coalitions, expected a power of two`);
  return players;
}

/** By size of the coalition that a player joins: the share of all orders in which exactly these came before. */
function orderShares(players: number): number[] {
  const shares = [1 / players];
  for (let size = 1; size < players; size++)
    shares.push(((shares[size - 1] as number) * size) / (players - size));
  return shares;
}

function sizeOf(coalition: number): number {
  let size = 0;
  for (let rest = coalition; rest > 0; rest &= rest - 1) size++;
  return size;
}

/**
 * Shapley values of a game: what each player adds to those who came before, on average over all orders in which they
 * can come. They sum to the value of all together less that of none; who adds nothing to any coalition gets exactly
 * nothing, and two that add the same to every coalition get the same (Shapley 1953, A value for n-person games,
 * Contributions to the Theory of Games II).
 *
 * @param values of every coalition: bit i of the position says whether player i is in it
 * @throws ModelError when their number is no power of two
 */
export function shapleyValues(values: ArrayLike<number>): Float64Array {
  const players = playersIn(values);
  const shares = orderShares(players);
  const parts = new Float64Array(players);
  for (let coalition = 0; coalition < values.length; coalition++) {
    const share = shares[sizeOf(coalition)] as number;
    for (let player = 0; player < players; player++) {
      const joined = coalition | (1 << player);
      if (joined === coalition) continue;
      const added = (values[joined] as number) - (values[coalition] as number);
      parts[player] = (parts[player] as number) + share * added;
    }
  }
  return parts;
}
