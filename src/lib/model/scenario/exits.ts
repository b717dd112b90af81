import type { Baseline } from '#lib/model/baseline.ts';
import type { ExitRow } from '#lib/model/baseline/stock.ts';
import { ModelError } from '#lib/model/error.ts';
import { holdsFor } from '#lib/model/groups.ts';
import { fromYear, scaledByAge } from '#lib/model/scenario/by-year.ts';
import { agesOf, chosenGroups, yearIn, yearsOf } from '#lib/model/scenario/choices.ts';
import type { ExitsLever } from '#lib/model/scenario/levers.ts';

function scaledRow(row: ExitRow, how: { factors: readonly number[]; ages: number; path: string }): ExitRow {
  return 'exitHazard' in row
    ? { ...row, exitHazard: scaledByAge(row.exitHazard, how) }
    : { ...row, exitProbability: scaledByAge(row.exitProbability, how) };
}

/** The rows of exits under a lever: a row for more groups than the lever is for becomes two. */
function changeRows(baseline: Baseline, lever: ExitsLever, path: string): ExitRow[] {
  const chosen = chosenGroups(baseline, lever.groups, `${path}.groups`);
  const years = yearsOf(baseline);
  const position = yearIn(lever.from, { first: baseline.startYear, count: years }, `${path}.from`);
  const factors = fromYear(position, { count: years, before: 1, since: () => lever.factor });
  const reached = new Set<string>();
  const rows = baseline.exits.flatMap((row, i) => {
    const groups = chosenGroups(baseline, row.groups, `exits[${i}].groups`);
    const inside = groups.filter((id) => row.flow === lever.flow && chosen.includes(id));
    if (inside.length === 0) return [row];
    inside.forEach((id) => reached.add(id));
    const scaled = scaledRow(row, { factors, ages: agesOf(baseline), path: `exits[${i}]` });
    const outside = groups.filter((id) => !inside.includes(id));
    return outside.length === 0
      ? [scaled]
      : [
          { ...row, groups: outside },
          { ...scaled, groups: inside },
        ];
  });
  const missed = chosen.find((id) => !reached.has(id));
  if (reached.size === 0 || (lever.groups !== '*' && missed !== undefined))
    throw new ModelError(`${path}: the baseline has no ${lever.flow} of group ${missed}`);
  return rows;
}

/** Lower or higher risks of leaving. */
export function changeExits(baseline: Baseline, levers: readonly ExitsLever[]): Baseline {
  return levers.reduce((changing, lever, i) => {
    const path = `exits[${i}]`;
    const pension = (changing.pension ?? []).find(({ groups }) =>
      chosenGroups(changing, lever.groups, `${path}.groups`).some((id) => holdsFor(groups, id)),
    );
    if (lever.flow === 'retirements' && pension) {
      throw new ModelError(`${path}: retirements follow the pension of the baseline; change its assumptions`);
    }
    return { ...changing, exits: changeRows(changing, lever, path) };
  }, baseline);
}
