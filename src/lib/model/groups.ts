import type { GroupChoice } from '#lib/model/baseline/amount.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';

/** Whether a rule holds for a group. */
export function holdsFor(choice: GroupChoice, group: string): boolean {
  return choice === '*' || choice.includes(group);
}

/** The one row that a group must have of a kind. */
export function only<T>(rows: readonly T[], what: string, group: string): T {
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    throw new ModelError(`${what} of group ${group}: ${rows.length} rows, expected one`);
  }
  return row;
}

/** The groups that a row names. */
function namedBy(row: { group?: string; groups?: GroupChoice }): readonly string[] {
  const several = row.groups === '*' ? [] : (row.groups ?? []);
  return row.group === undefined ? several : [row.group, ...several];
}

/**
 * Checks that groups are named once, and that every row names a group that exists: a misspelt one would drop its
 * people without a word.
 */
export function checkGroups(baseline: Baseline): void {
  const ids = baseline.groups.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined) throw new ModelError(`groups: ${twice} stands there twice`);
  const known = new Set(ids);
  const { stock, fte, exits, exitCounts, pension, entrants, moves, intakes, demand } = baseline;
  const fields = { stock, fte, exits, exitCounts, pension, entrants, moves, intakes, demand };
  for (const [field, rows] of Object.entries(fields)) {
    for (const row of rows ?? []) {
      const stray = namedBy(row).find((id) => !known.has(id));
      if (stray !== undefined) throw new ModelError(`${field}: unknown group ${stray}`);
    }
  }
}
