import type { Baseline, GroupChoice } from '#lib/model/baseline.ts';
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

/**
 * Checks that groups are named once, and that every row names a group that exists: a misspelt one would drop its
 * people without a word.
 */
export function checkGroups({ groups, stock, fte, exits, pension, entrants, moves, demand }: Baseline): void {
  const ids = groups.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined) throw new ModelError(`groups: ${twice} stands there twice`);
  const known = new Set(ids);
  for (const [field, rows] of Object.entries({ stock, fte, exits, pension, entrants, moves, demand })) {
    for (const row of rows ?? []) {
      const named = 'group' in row ? [row.group] : row.groups === '*' ? [] : row.groups;
      const stray = named.find((id) => !known.has(id));
      if (stray !== undefined) throw new ModelError(`${field}: unknown group ${stray}`);
    }
  }
}
