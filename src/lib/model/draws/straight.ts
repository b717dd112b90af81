/**
 * The value at x on straight lines through points, going on beyond the first and the last of them. One point alone is
 * a level.
 *
 * @param knots where the points stand, rising
 */
export function straightAt(knots: ArrayLike<number>, values: ArrayLike<number>, x: number): number {
  const last = knots.length - 1;
  if (last === 0) return values[0] as number;
  let upper = 1;
  while (upper < last && x > (knots[upper] as number)) upper++;
  const [from, to] = [knots[upper - 1] as number, knots[upper] as number];
  const [low, high] = [values[upper - 1] as number, values[upper] as number];
  return low + ((x - from) / (to - from)) * (high - low);
}
