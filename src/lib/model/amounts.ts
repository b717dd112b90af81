import type { Amount } from '#lib/model/baseline/amount.ts';
import type { Slot } from '#lib/model/draws/slots.ts';
import { ModelError } from '#lib/model/error.ts';

/**
 * An amount with its assumptions looked up: fixed `values`, in `rows` rows of equal length, and the slots that scale
 * them in a draw. A figure that is the same in every year has one row.
 */
export interface ScaledValues {
  values: Float64Array;
  rows: number;
  times: number[];
  per: number[];
}

/** What an amount may look like, and where it stands. */
export interface AmountShape {
  slots: readonly Slot[];
  /** Positions of a list, such as ages. */
  length: number;
  /** Lists that there may be, such as years; only one without it. */
  rows?: number;
  /** Where the amount stands in the baseline, for the message. */
  path: string;
  /** The group that it belongs to, for assumptions that are drawn per group. */
  group?: string;
  /** The least that a value may be; without it every number will do. */
  least?: number;
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

/** Repeats a single number to the length of a list; every other list must have that length. */
function repeated(list: readonly number[], length: number, path: string): readonly number[] {
  if (list.length === length) return list;
  if (list.length === 1) return new Array<number>(length).fill(list[0] as number);
  throw new ModelError(`${path}: ${list.length} values, expected ${length}`);
}

function rowsOf(
  values: number | number[] | number[][],
  length: number,
  rows: number,
  path: string,
): (readonly number[])[] {
  if (typeof values === 'number') return [repeated([values], length, path)];
  if (values.length === 0) throw new ModelError(`${path}: no values`);
  // Without ages a plain list can only mean years.
  const byYear = length === 1 && values.length === rows && rows > 1;
  const lists = values.map((value) => (typeof value === 'number' ? [value] : value));
  if (!byYear && values.every((value) => typeof value === 'number'))
    return [repeated(values, values.length > 1 && length === 1 ? rows : length, path)];
  if (lists.length !== rows) throw new ModelError(`${path}: ${lists.length} lists, expected ${rows}`);
  return lists.map((list, row) => repeated(list, length, `${path}[${row}]`));
}

/**
 * Looks up an amount: its values, repeated to `length` when it is one number, and its assumptions.
 *
 * @throws ModelError when there are not as many values as expected, or one of them is no number or below `least`
 */
export function scaledValues(
  amount: Amount,
  { slots, length, rows = 1, path, group, least = -Infinity }: AmountShape,
): ScaledValues {
  const plain = typeof amount === 'number' || Array.isArray(amount);
  const { values, times = [], per = [] } = plain ? { values: amount } : amount;
  const lists = rowsOf(values, length, rows, path);
  lists.forEach((list, row) => {
    const wrong = list.findIndex((value) => !(Number.isFinite(value) && value >= least));
    if (wrong < 0) return;
    const expected = least === -Infinity ? 'a number' : `at least ${least}`;
    const place = lists.length > 1 ? `list ${row + 1}, value ${wrong + 1}` : `value ${wrong + 1}`;
    throw new ModelError(`${path}: ${place} is ${String(list[wrong])}, expected ${expected}`);
  });
  return {
    values: Float64Array.from(lists.flat()),
    rows: lists.length,
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

/**
 * The value in a draw of an amount that is a share.
 *
 * @throws ModelError when it is not between 0 and 1
 */
export function shareIn(scaled: ScaledValues, draw: Float64Array, what: string): number {
  const share = amountIn(scaled, draw);
  if (!(share >= 0 && share <= 1)) throw new ModelError(`${what}: ${share}, expected a share from 0 to 1`);
  return share;
}

/** Every value of a list times a factor. */
export function scaled(values: Float64Array, factor: number): Float64Array {
  const all = new Float64Array(values.length);
  for (let i = 0; i < all.length; i++) all[i] = (values[i] as number) * factor;
  return all;
}

/** All the values of an amount in a draw. */
export function valuesIn(scaled: ScaledValues, draw: Float64Array): Float64Array {
  const factor = factorOf(scaled, draw);
  return scaled.values.map((value) => value * factor);
}

/** The lists of an amount for every year: the one list it has, over and over, or the list of that year. */
export function yearly(scaled: ScaledValues, draw: Float64Array, years: number): Float64Array {
  if (scaled.values.length === 1)
    return new Float64Array(years).fill((scaled.values[0] as number) * factorOf(scaled, draw));
  const values = valuesIn(scaled, draw);
  if (scaled.rows === years) return values;
  const all = new Float64Array(values.length * years);
  for (let year = 0; year < years; year++) all.set(values, year * values.length);
  return all;
}
