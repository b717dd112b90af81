import type { Baseline } from '#lib/model/baseline.ts';
import type { EntrantRow } from '#lib/model/baseline/stock.ts';
import { ModelError } from '#lib/model/error.ts';
import { agesIn, fromYear, scaledByAge, scaledByYear } from '#lib/model/scenario/by-year.ts';
import { agesOf, chosenGroups, yearIn, yearsOf } from '#lib/model/scenario/choices.ts';
import type { EntrantsLever } from '#lib/model/scenario/levers.ts';

/** A lever with everything looked up. */
interface Found {
  lever: EntrantsLever;
  path: string;
  groups: string[];
  /** Years from the start after which it holds. */
  position: number;
}

function isOf(row: EntrantRow, { lever, groups }: Found): boolean {
  return row.flow === lever.flow && groups.includes(row.group);
}

function scaledRow(row: EntrantRow, found: Found, baseline: Baseline): EntrantRow {
  const { lever, position } = found;
  const factors = fromYear(position, {
    count: yearsOf(baseline),
    before: 1,
    since: () => lever.factor ?? 1,
  });
  const path = `entrants.${row.flow} of group ${row.group}`;
  return 'headsByAge' in row
    ? { ...row, headsByAge: scaledByAge(row.headsByAge, { factors, ages: agesOf(baseline), path }) }
    : { ...row, headsPerYear: scaledByYear(row.headsPerYear, factors, path) };
}

/** How those who already enter a group by this flow are spread over the ages. */
function agesOfFlow(
  baseline: Baseline,
  { lever, position, path }: Found,
  group: string,
): number[] | undefined {
  const ages = agesOf(baseline);
  if (ages === 1) return undefined;
  const row = baseline.entrants?.find((one) => one.group === group && one.flow === lever.flow);
  if (row && 'headsPerYear' in row && row.ages) return row.ages;
  if (row && 'headsByAge' in row) {
    const heads = agesIn(row.headsByAge, { year: position, years: yearsOf(baseline), ages });
    const total = heads.reduce((sum, value) => sum + value, 0);
    if (total > 0) return heads.map((value) => value / total);
  }
  throw new ModelError(`${path}: group ${group} has no ${lever.flow} to take the ages from, expected ages`);
}

function extraRows(baseline: Baseline, found: Found): EntrantRow[] {
  const { lever, groups, position } = found;
  const { extra } = lever;
  if (extra === undefined) return [];
  return groups.map((group) => {
    const ages = lever.ages ?? agesOfFlow(baseline, found, group);
    return {
      group,
      flow: lever.flow,
      headsPerYear: fromYear(position, { count: yearsOf(baseline), before: 0, since: () => extra }),
      ...(ages && { ages }),
    };
  });
}

function find(baseline: Baseline, lever: EntrantsLever, path: string): Found {
  const { startYear } = baseline;
  const groups = chosenGroups(baseline, lever.groups, `${path}.groups`);
  const position = yearIn(lever.from, { first: startYear, count: yearsOf(baseline) }, `${path}.from`);
  const found = { lever, path, groups, position };
  if (lever.factor === undefined && lever.extra === undefined)
    throw new ModelError(`${path}: expected factor or extra`);
  if (lever.ages && lever.extra === undefined) throw new ModelError(`${path}.ages: expected extra beside it`);
  if (lever.factor !== undefined) {
    const rows = (baseline.entrants ?? []).filter((row) => isOf(row, found));
    const missed = groups.find((id) => !rows.some(({ group }) => group === id));
    if (rows.length === 0 || (lever.groups !== '*' && missed !== undefined))
      throw new ModelError(`${path}: the baseline has no ${lever.flow} of group ${missed}`);
  }
  return found;
}

/** More or fewer people who come in otherwise. Factors are on the rows of the baseline, not on extra people. */
export function changeEntrants(baseline: Baseline, levers: readonly EntrantsLever[]): Baseline {
  const found = levers.map((lever, i) => find(baseline, lever, `entrants[${i}]`));
  const rows = (baseline.entrants ?? []).map((row) =>
    found.filter((one) => isOf(row, one)).reduce((changing, one) => scaledRow(changing, one, baseline), row),
  );
  return { ...baseline, entrants: [...rows, ...found.flatMap((one) => extraRows(baseline, one))] };
}
