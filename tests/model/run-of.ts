import type { Amount } from '#lib/model/baseline/amount.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { centralValues, drawValues } from '#lib/model/draws/slots.ts';
import { driversOf } from '#lib/model/drivers.ts';
import { ModelError } from '#lib/model/error.ts';
import { emptyOutcome, type Outcome } from '#lib/model/outcome.ts';
import { prepare } from '#lib/model/prepare.ts';
import { emptyKindTrails, type KindTrail } from '#lib/model/training/programme.ts';
import { runOnce, type AgeTrail } from '#lib/model/project.ts';
import type { Sources } from '#lib/model/simulate.ts';
import { wholeOf } from '#lib/model/draws/whole.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';
import { yearPaths } from '#lib/model/draws/years.ts';

/** Nothing is drawn: the central run. */
export const nothing: Sources = { assumptions: false, years: false, people: false };

/**
 * One run with everything that it leaves behind. A stock below zero is handed back as an error with what was reached
 * before it; any other error is thrown.
 */
export function runOf(baseline: Baseline, { assumptions, years, people }: Sources = nothing, seed = 1) {
  const prepared = prepare(baseline);
  const draw = assumptions ? drawValues(prepared.slots, 0, seed) : centralValues(prepared.slots);
  const paths = yearPaths(prepared, { draw, ...(years && { random: { seed, run: 0 } }) });
  const drivers = driversOf(prepared, draw, paths);
  const whole = people ? wholeOf(prepared.streams, { seed, run: 0 }) : undefined;
  const outcome = emptyOutcome(prepared, 1);
  const trail: AgeTrail = prepared.groups.map(() => []);
  const students: KindTrail[] = drivers.programme ? emptyKindTrails(drivers.programme) : [];
  let error: ModelError | undefined;
  try {
    runOnce(prepared, drivers, {
      into: outcome,
      run: 0,
      space: workspaceFor(prepared),
      whole,
      trail,
      students,
    });
  } catch (thrown) {
    if (!(thrown instanceof ModelError && thrown.message.startsWith('stock of group'))) throw thrown;
    error = thrown;
  }
  return { prepared, drivers, whole, outcome, trail, students, error };
}

/** Every array of an outcome, by name. */
export function arraysOf(outcome: Outcome): [string, Float64Array][] {
  return Object.entries(outcome).flatMap(
    ([name, value]: [string, number | Float64Array | Float64Array[]]) => {
      if (typeof value === 'number') return [];
      const arrays = value instanceof Float64Array ? [value] : value;
      return arrays.map((array, i): [string, Float64Array] => [`${name} ${i}`, array]);
    },
  );
}

/** The value of an amount at an age and a year, as a baseline means it, with assumptions at their central values. */
export function amountAt(
  amount: Amount,
  {
    age,
    year,
    ages,
    assumptions = {},
  }: Pick<Baseline, 'assumptions'> & Record<'age' | 'year' | 'ages', number>,
): number {
  const { values, times = [] } =
    typeof amount === 'number' || Array.isArray(amount) ? { values: amount } : amount;
  const factor = times.reduce((product, key) => product * (assumptions[key]?.central ?? NaN), 1);
  if (typeof values === 'number') return values * factor;
  // Without ages a list is by year.
  const list = values.length === 1 || (ages > 1 && typeof values[0] === 'number') ? values : values[year];
  const at = typeof list === 'number' ? list : (list?.[list.length === 1 ? 0 : age] ?? NaN);
  return (typeof at === 'number' ? at : (at[at.length === 1 ? 0 : age] as number)) * factor;
}
