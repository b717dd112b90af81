import type { z } from 'zod';
import type { Scale } from '#lib/domain/assumptions.ts';
import type { assumption } from '#lib/model/baseline/amount.ts';
import { ModelError } from '#lib/model/error.ts';
import { normalQuantile } from '#lib/model/draws/normal.ts';
import { sobolAt } from '#lib/model/draws/sobol.ts';

/** An uncertain input as a baseline gives it. */
type Assumption = z.infer<typeof assumption>;

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

/**
 * Every value that a draw has, in a fixed order: first one for each assumption that all groups share, then those that
 * are drawn per group, group by group. The order decides which dimension of the Sobol points a value takes, and the
 * low dimensions fill the space best.
 *
 * @throws ModelError for an assumption whose numbers are out of order or off its scale
 */
export function slotsOf({
  assumptions,
  groups,
}: {
  assumptions: Record<string, Assumption>;
  groups: readonly { id: string }[];
}): Slot[] {
  const rows = Object.entries(assumptions);
  for (const [key, { low, central, high, min, max, scale }] of rows) {
    if (!(min <= low && low <= central && central <= high && high <= max)) {
      throw new ModelError(
        `assumption ${key}: expected min ≤ low ≤ central ≤ high ≤ max, got ${[min, low, central, high, max].join(', ')}`,
      );
    }
    const { to } = scales[scale];
    if (low < high && !(Number.isFinite(to(low)) && Number.isFinite(to(high)))) {
      throw new ModelError(`assumption ${key}: ${low} to ${high} cannot be drawn on the ${scale} scale`);
    }
  }
  const shared = rows.filter(([, { perGroup }]) => !perGroup);
  const own = rows.filter(([, { perGroup }]) => perGroup);
  return [
    ...shared.map(([key, assumption]) => ({ key, assumption })),
    ...groups.flatMap(({ id }) => own.map(([key, assumption]) => ({ key, group: id, assumption }))),
  ];
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

/** Every assumption at its central value. */
export function centralValues(slots: readonly Slot[]): Float64Array {
  return Float64Array.from(slots, ({ assumption }) => assumption.central);
}

/**
 * The values of a draw, one for every slot: a scrambled Sobol point, one dimension for each slot. The same seed gives
 * the same draws, and the first draws of a longer run are those of a shorter one.
 *
 * @param draw from 0
 */
export function drawValues(slots: readonly Slot[], draw: number, seed: number): Float64Array {
  const values = new Float64Array(slots.length);
  for (let slot = 0; slot < values.length; slot++) {
    const { assumption } = slots[slot] as Slot;
    values[slot] =
      assumption.low === assumption.high
        ? assumption.central
        : valueAt(assumption, sobolAt({ seed, dimension: slot, index: draw }));
  }
  return values;
}
