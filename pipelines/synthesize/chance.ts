import { normalQuantile } from '#lib/model/draws/normal.ts';
import { streamOf, uniformAt } from '#lib/model/draws/random.ts';

/**
 * A uniform number between 0 and 1 that belongs to a name such as `visits@SYN-0363-012`, and to an index where
 * the name has several.
 */
export type Chance = (name: string, index?: number) => number;

/** The numbers of a seed. */
export function chanceOf(seed: number): Chance {
  return (name, index = 0) => uniformAt(seed, streamOf(name), index);
}

/** A factor around 1 whose logarithm is normal with this standard deviation. */
export function factor(spread: number, uniform: number): number {
  return Math.exp(spread * normalQuantile(uniform));
}

/** A number between two ends. */
export function between([low, high]: readonly [number, number], uniform: number): number {
  return low + (high - low) * uniform;
}

/** One of the choices, with chances in proportion to their weights. */
export function choose<K>(choices: readonly (readonly [choice: K, weight: number])[], uniform: number): K {
  let left = uniform * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  const last = choices.at(-1);
  if (!last) throw new Error('no choices to choose from');
  return last[0];
}
