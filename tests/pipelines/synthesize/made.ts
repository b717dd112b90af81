import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import { startingStocks } from '#pipelines/stock.ts';
import { synthesizeRegister } from '#pipelines/synthesize/register.ts';

export const readings = await readReference(referenceFolder, realEffects);
export const stocks = startingStocks(readings, { practices: [], staff: [] });

/** The register of a seed, from the reference data. */
export function made(seed: number) {
  return synthesizeRegister({ readings, stocks, seed });
}

export function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

/** Rows by the text that a function gives for each. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
