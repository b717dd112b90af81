import type { Assumption, Scale } from '#lib/domain/assumptions.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { normalQuantile } from '#lib/model/normal.ts';
import { streamOf, uniformAt } from '#lib/model/random.ts';

/** One value for an assumption: for all groups, or for one of them. */
export interface Slot {
  key: string;
  group?: string;
  assumption: Assumption;
}

/** z of the 90th percentile: low and high lie this many standard deviations from central. */
const z90 = 1.2815515655446004;

const scales: Record<Scale, { to: (x: number) => number; from: (y: number) => number }> = {
  identity: { to: (x) => x, from: (y) => y },
  log: { to: Math.log, from: Math.exp },
  logit: { to: (x) => Math.log(x / (1 - x)), from: (y) => 1 / (1 + Math.exp(-y)) },
};

/** Every value that a draw has, in a fixed order: assumptions per group take one slot for each group. */
export function slotsOf({ assumptions, groups }: Pick<Baseline, 'assumptions' | 'groups'>): Slot[] {
  return Object.entries(assumptions).flatMap(([key, assumption]) => {
    const { low, central, high, min, max, perGroup } = assumption;
    if (!(min <= low && low <= central && central <= high && high <= max)) {
      throw new ModelError(
        `assumption ${key}: expected min ≤ low ≤ central ≤ high ≤ max, got ${[min, low, central, high, max].join(', ')}`,
      );
    }
    const { to } = scales[assumption.scale];
    if (low < high && !(Number.isFinite(to(low)) && Number.isFinite(to(high)))) {
      throw new ModelError(
        `assumption ${key}: ${low} to ${high} cannot be drawn on the ${assumption.scale} scale`,
      );
    }
    return perGroup ? groups.map(({ id }) => ({ key, group: id, assumption })) : [{ key, assumption }];
  });
}

/**
 * The value at a probability of the two-piece normal through the 10th, 50th and 90th percentile, on the scale of
 * the assumption and cut at its bounds.
 */
export function valueAt({ low, central, high, min, max, scale }: Assumption, probability: number): number {
  const { to, from } = scales[scale];
  const z = normalQuantile(probability);
  const edge = z < 0 ? low : high;
  if (edge === central) return central;
  const centre = to(central);
  const spread = Math.abs(to(edge) - centre) / z90;
  return Math.min(max, Math.max(min, from(centre + z * spread)));
}

/** The values of a draw, one for every slot. Draw 0 is the central path; the same seed gives the same draws. */
export function drawValues(slots: readonly Slot[], draw: number, seed: number): Float64Array {
  return Float64Array.from(slots, ({ key, group, assumption }) =>
    draw === 0
      ? assumption.central
      : valueAt(assumption, uniformAt(seed, streamOf(group ? `${key}@${group}` : key), draw)),
  );
}
