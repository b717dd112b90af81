import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import type { AssumptionChange } from '#lib/model/scenario/levers.ts';

/** Gives assumptions another range, or fixes them. */
export function changeAssumptions(baseline: Baseline, changes: Record<string, AssumptionChange>): Baseline {
  const assumptions = { ...baseline.assumptions };
  for (const [key, change] of Object.entries(changes)) {
    const row = Object.hasOwn(assumptions, key) ? assumptions[key] : undefined;
    if (!row) throw new ModelError(`assumptions: no “${key}” in the baseline`);
    const range = typeof change === 'number' ? { low: change, central: change, high: change } : change;
    const { low, central, high } = range;
    if (!(row.min <= low && low <= central && central <= high && high <= row.max)) {
      throw new ModelError(
        `assumptions.${key}: expected ${row.min} ≤ low ≤ central ≤ high ≤ ${row.max}, got ${low}, ${central}, ${high}`,
      );
    }
    assumptions[key] = { ...row, ...range };
  }
  return { ...baseline, assumptions };
}
