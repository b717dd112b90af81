import type { Amount } from '#lib/model/baseline.ts';
import type { Slot } from '#lib/model/draws.ts';
import { ModelError } from '#lib/model/error.ts';

/** An amount with its assumptions looked up: fixed `values` and the slots that scale them in a draw. */
export interface ScaledValues {
  values: Float64Array;
  times: number[];
  per: number[];
}

/** Finds the slot of an assumption; one that is drawn per group needs the group. */
function slotOf(slots: readonly Slot[], key: string, group: string | undefined, path: string): number {
  const found = slots.findIndex((slot) => slot.key === key && (slot.group ?? group) === group);
  const shared = slots.findIndex((slot) => slot.key === key && slot.group === undefined);
  const index = shared >= 0 ? shared : found;
  if (index < 0) throw new ModelError(`${path}: no assumption “${key}”${group ? ` for group ${group}` : ''}`);
  return index;
}

/**
 * Looks up an amount: its values, repeated to `length` when it is one number, and its assumptions.
 *
 * @param path where the amount stands in the baseline, for the message
 * @throws ModelError when the number of values is neither 1 nor `length`, or one of them is not a number
 */
export function scaledValues(
  amount: Amount | number,
  { slots, length, path, group }: { slots: readonly Slot[]; length: number; path: string; group?: string },
): ScaledValues {
  const { values, times = [], per = [] } = typeof amount === 'number' ? { values: amount } : amount;
  const list = typeof values === 'number' ? new Array<number>(length).fill(values) : values;
  if (list.length !== length) {
    throw new ModelError(`${path}: ${list.length} values, expected ${length}`);
  }
  const wrong = list.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new ModelError(`${path}: value ${wrong + 1} is not a number (${String(list[wrong])})`);
  return {
    values: Float64Array.from(list),
    times: times.map((key) => slotOf(slots, key, group, path)),
    per: per.map((key) => slotOf(slots, key, group, path)),
  };
}

/** The factor by which a draw scales an amount. */
export function factorOf({ times, per }: ScaledValues, draw: Float64Array): number {
  let factor = 1;
  for (const slot of times) factor *= draw[slot] ?? NaN;
  for (const slot of per) factor /= draw[slot] ?? NaN;
  return factor;
}

/** The value in a draw of an amount that is one number. */
export function amountIn(scaled: ScaledValues, draw: Float64Array): number {
  return (scaled.values[0] ?? NaN) * factorOf(scaled, draw);
}
