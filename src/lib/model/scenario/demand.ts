import type { Baseline } from '#lib/model/baseline.ts';
import type { DemandRow } from '#lib/model/baseline/demand.ts';
import { ModelError } from '#lib/model/error.ts';
import { fromYear, scaledByYear } from '#lib/model/scenario/by-year.ts';
import { chosenGroups, chosenIds, yearIn, yearsOf } from '#lib/model/scenario/choices.ts';
import type { DemandLever } from '#lib/model/scenario/levers.ts';

function idOf({ id, group }: DemandRow): string {
  return id ?? group ?? '';
}

/** The rows that a lever is for. A demand that groups share changes only if all of them are meant. */
function chosenRows(baseline: Baseline, lever: DemandLever, path: string): DemandRow[] {
  const rows = baseline.demand ?? [];
  if ('ids' in lever) {
    const chosen = chosenIds(lever.ids, rows.map(idOf), `${path}.ids`);
    return rows.filter((row) => chosen.includes(idOf(row)));
  }
  const groups = chosenGroups(baseline, lever.groups, `${path}.groups`);
  const sharing = (row: DemandRow) =>
    row.groups ? chosenGroups(baseline, row.groups, 'demand.groups') : [row.group ?? ''];
  const missed = groups.find((id) => !rows.some((row) => sharing(row).includes(id)));
  if (missed !== undefined && lever.groups !== '*')
    throw new ModelError(`${path}: the baseline has no demand of group ${missed}`);
  const chosen = rows.filter((row) => sharing(row).some((id) => groups.includes(id)));
  if (chosen.length === 0) throw new ModelError(`${path}: the baseline has no demand`);
  for (const row of chosen) {
    const other = sharing(row).find((id) => !groups.includes(id));
    if (other !== undefined)
      throw new ModelError(`${path}: demand is shared with group ${other}; name it too, or use ids`);
  }
  return chosen;
}

function isByYear({ fte }: DemandRow): boolean {
  const values = typeof fte === 'object' && !Array.isArray(fte) ? fte.values : fte;
  return Array.isArray(values) && values.length > 1;
}

function changedRow(row: DemandRow, index: number[]): DemandRow {
  return row.fte !== undefined && isByYear(row)
    ? { ...row, fte: scaledByYear(row.fte, index, `demand.fte of ${idOf(row)}`) }
    : { ...row, indexParts: [...(row.indexParts ?? []), index] };
}

/** More or less demand. */
export function changeDemand(baseline: Baseline, levers: readonly DemandLever[]): Baseline {
  return levers.reduce((changing, lever, i) => {
    const path = `demand[${i}]`;
    const { from, factor, growth } = lever;
    if (factor === undefined && growth === undefined)
      throw new ModelError(`${path}: expected factor or growth`);
    const count = yearsOf(baseline) + 1;
    const position = yearIn(from, { first: baseline.startYear, count }, `${path}.from`);
    if (factor === undefined && position === count - 1)
      throw new ModelError(`${path}: nothing can grow from ${from} on, the last year of the run`);
    const index = fromYear(position, {
      count,
      before: 1,
      since: (years) => (factor ?? 1) * (1 + (growth ?? 0)) ** years,
    });
    const chosen = chosenRows(changing, lever, path);
    const demand = (changing.demand ?? []).map((row) =>
      chosen.includes(row) ? changedRow(row, index) : row,
    );
    return { ...changing, demand };
  }, baseline);
}
