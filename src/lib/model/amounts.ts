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
  const index = slots.findIndex((slot) => slot.key === key && (slot.group ?? group) === group);
  if (index >= 0) return index;
  const perGroup = slots.some((slot) => slot.key === key);
  throw new ModelError(
    `${path}: ${perGroup ? `assumption “${key}” is drawn per group, expected one for all` : `no assumption “${key}”`}`,
  );
}

/**
 * Looks up an amount: its values, repeated to `length` when it is one number, and its assumptions.
 *
 * @param path where the amount stands in the baseline, for the message
 * @param least the least that a value may be; without it every number will do
 * @throws ModelError when there are several values but not `length`, or one of them is no number or below `least`
 */
export function scaledValues(
  amount: Amount | number,
  {
    slots,
    length,
    path,
    group,
    least = -Infinity,
  }: { slots: readonly Slot[]; length: number; path: string; group?: string; least?: number },
): ScaledValues {
  const { values, times = [], per = [] } = typeof amount === 'number' ? { values: amount } : amount;
  const list = typeof values === 'number' ? new Array<number>(length).fill(values) : values;
  if (list.length !== length) {
    throw new ModelError(`${path}: ${list.length} values, expected ${length}`);
  }
  const wrong = list.findIndex((value) => !(Number.isFinite(value) && value >= least));
  if (wrong >= 0) {
    const expected = least === -Infinity ? 'a number' : `at least ${least}`;
    throw new ModelError(`${path}: value ${wrong + 1} is ${String(list[wrong])}, expected ${expected}`);
  }
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

/**
 * The factor by which a draw scales heads, students or FTE.
 *
 * @param what the amount, for the message
 * @throws ModelError when the assumptions make it negative, or divide by zero
 */
export function sizeFactorOf(scaled: ScaledValues, draw: Float64Array, what: string): number {
  const factor = factorOf(scaled, draw);
  if (!(factor >= 0 && factor < Infinity)) throw new ModelError(`${what}: scaled by ${factor}`);
  return factor;
}

/** The value in a draw of an amount that is one number. */
export function amountIn(scaled: ScaledValues, draw: Float64Array): number {
  return (scaled.values[0] ?? NaN) * factorOf(scaled, draw);
}
