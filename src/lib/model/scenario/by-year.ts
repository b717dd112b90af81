import type { Amount } from '#lib/model/baseline/amount.ts';
import { ModelError } from '#lib/model/error.ts';

type Plain = Exclude<Amount, number | unknown[]>;

function plainOf(amount: Amount): Plain {
  return typeof amount === 'number' || Array.isArray(amount) ? { values: amount } : amount;
}

/** A list by year: `before` up to a position, and from there what holds `since` years later. */
export function fromYear(
  position: number,
  { count, before, since }: { count: number; before: number; since: (years: number) => number },
): number[] {
  return Array.from({ length: count }, (_, year) => (year < position ? before : since(year - position)));
}

/** How much of a change holds some years after it began. */
export function phaseIn(phase: readonly number[] | undefined, years: number): number {
  return phase ? (phase[Math.min(years, phase.length - 1)] ?? 1) : 1;
}

/** Whether a list has a value for every year; one value holds for all. */
function checkLength(list: readonly unknown[], count: number, path: string): void {
  if (list.length !== count && list.length !== 1)
    throw new ModelError(`${path}: ${list.length} values, expected ${count}`);
}

/** The values of an amount by year, where one value holds for all. */
export function listByYear(amount: Amount, count: number, path: string): number[] {
  const list = [plainOf(amount).values].flat(2);
  checkLength(list, count, path);
  return list.length === 1 ? new Array<number>(count).fill(list[0] as number) : list;
}

/** An amount by year, times a factor for each year. */
export function scaledByYear(amount: Amount, factors: readonly number[], path: string): Amount {
  const list = listByYear(amount, factors.length, path);
  return { ...plainOf(amount), values: list.map((value, year) => value * (factors[year] as number)) };
}

/** An amount by age, or by age and year, times a factor for each year. */
export function scaledByAge(
  amount: Amount,
  { factors, ages, path }: { factors: readonly number[]; ages: number; path: string },
): Amount {
  const { values, ...assumptions } = plainOf(amount);
  const lists = listsByYear(values, { years: factors.length, ages });
  checkLength(lists, factors.length, path);
  const scaled = factors.map((factor, year) =>
    ((lists.length === 1 ? lists[0] : lists[year]) ?? []).map((value) => value * factor),
  );
  return { values: scaled, ...assumptions };
}

/** A list of ages for every year, or one for all years; without ages a plain list means years (`amounts.ts`). */
function listsByYear(values: Plain['values'], { years, ages }: { years: number; ages: number }): number[][] {
  if (typeof values === 'number') return [[values]];
  const lists = values.map((value) => (typeof value === 'number' ? [value] : value));
  const plain = values.every((value) => typeof value === 'number');
  return plain && !(ages === 1 && values.length === years) ? [values] : lists;
}

/** The values by age of an amount in a year; one number holds for every age. */
export function agesIn(
  amount: Amount,
  { year, years, ages }: { year: number; years: number; ages: number },
): number[] {
  const lists = listsByYear(plainOf(amount).values, { years, ages });
  const list = (lists.length === 1 ? lists[0] : lists[year]) ?? [];
  return list.length === 1 ? new Array<number>(ages).fill(list[0] as number) : list;
}
