/** Bounds of a part, in whole units: one for all parts, or one for each. */
interface Bounds {
  least?: number | readonly number[];
  most?: number | readonly number[];
}

function boundOf(bound: number | readonly number[] | undefined, i: number, otherwise: number): number {
  return (typeof bound === 'object' ? bound[i] : bound) ?? otherwise;
}

/** Parts in proportion to their weights as far as the bounds allow, before rounding. */
function proportional(total: number, weights: readonly number[], low: number[], high: number[]): number[] {
  const parts = weights.map(() => 0);
  let free = weights.map((weight, i) => ({ i, weight, low: low[i] ?? NaN, high: high[i] ?? NaN }));
  let rest = total;
  for (;;) {
    const weight = free.reduce((sum, part) => sum + part.weight, 0);
    const perWeight = weight > 0 ? rest / weight : 0;
    const clamp = (part: (typeof free)[number]) =>
      Math.min(part.high, Math.max(part.low, part.weight * perWeight));
    const excess = free.reduce((sum, part) => sum + clamp(part) - part.weight * perWeight, 0);
    const bound = free.filter((part) =>
      excess > 0 ? part.weight * perWeight < part.low : excess < 0 && part.weight * perWeight > part.high,
    );
    for (const part of bound.length > 0 ? bound : free) {
      const size = clamp(part);
      parts[part.i] = size;
      rest -= size;
    }
    if (bound.length === 0) return parts;
    const done = new Set(bound);
    free = free.filter((part) => !done.has(part));
  }
}

/**
 * Divides a whole number over parts in proportion to their weights, by largest remainder, so that the parts are
 * whole numbers and add up to it. A bound on a part is kept at the cost of the parts that are free.
 *
 * @throws Error when the bounds, or weights that are all zero, leave no such division
 */
export function apportion(total: number, weights: readonly number[], { least, most }: Bounds = {}): number[] {
  const low = weights.map((_, i) => boundOf(least, i, 0));
  const high = weights.map((_, i) => boundOf(most, i, Infinity));
  const exact = proportional(total, weights, low, high);
  const parts = exact.map(Math.floor);
  let left = total - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((size, i) => ({ i, remainder: size - Math.floor(size) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i, remainder } of byRemainder) {
    if (left <= 0 || remainder === 0) break;
    parts[i] = (parts[i] ?? NaN) + 1;
    left -= 1;
  }
  if (left !== 0) throw new Error(`cannot divide ${total} over ${weights.length} parts within their bounds`);
  return parts;
}
