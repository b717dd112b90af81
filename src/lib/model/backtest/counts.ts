import type { Judged, Kind } from '#lib/model/backtest/judged.ts';
import type { History } from '#lib/model/baseline/history.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';

export type StockCount = NonNullable<History['stock']>[number];
export type EntrantCount = NonNullable<History['entrants']>[number];

/** Real unless anything in it was made up. */
export function kindOf(rows: readonly { origin?: string | undefined }[]): Kind {
  return rows.some(({ origin }) => origin === 'synthetic') ? 'synthetic' : 'real';
}

/** People of a count, all ages together. */
export function total(heads: number | readonly number[]): number {
  return typeof heads === 'number' ? heads : heads.reduce((sum, value) => sum + value, 0);
}

function checkOnce<T>(rows: readonly T[], what: string, nameOf: (row: T) => string): void {
  const names = new Set<string>();
  for (const row of rows) {
    const name = nameOf(row);
    if (names.has(name)) throw new ModelError(`history.${what}: ${name} stands there twice`);
    names.add(name);
  }
}

/**
 * Checks what a history says of the stock against a baseline.
 *
 * @throws ModelError for a count that stands there twice, a group that the baseline does not have, or another number
 * of ages
 */
export function checkCounts(
  baseline: Baseline,
  { stock = [], entrants = [], exits = [], students = [], series = [] }: History,
): void {
  checkOnce(stock, 'stock', ({ group, year }) => `group ${group}, ${year}`);
  const flowName = ({ group, flow, year }: { group: string; flow: string; year: number }) =>
    `${flow} of group ${group}, ${year}`;
  checkOnce(entrants, 'entrants', flowName);
  checkOnce(exits, 'exits', flowName);
  checkOnce(students, 'students', ({ school, track, year }) =>
    [`school ${school}`, ...(track === undefined ? [] : [track]), year].join(', '),
  );
  checkOnce(series, 'series', ({ id, year }) => `${id}, ${year}`);
  const ids = new Set(baseline.groups.map(({ id }) => id));
  for (const [what, rows] of Object.entries({ stock, entrants, exits })) {
    const stray = rows.find(({ group }) => !ids.has(group));
    if (stray) throw new ModelError(`history.${what}: unknown group ${stray.group}`);
  }
  const length = baseline.ages ? baseline.ages.to - baseline.ages.from + 1 : 1;
  for (const { group, year, heads } of [...stock, ...entrants]) {
    if (typeof heads !== 'number' && heads.length !== length)
      throw new ModelError(`history of group ${group}, ${year}: ${heads.length} ages, expected ${length}`);
  }
}

/** What is pooled together, in a fixed order. */
export const stockCollections: Record<'groups' | 'total', Judged['collection']> = {
  groups: 'stock of a group',
  total: 'stock of all groups together',
};
