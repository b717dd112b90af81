import type { Baseline } from '#lib/model/baseline.ts';
import type { IntakeRow } from '#lib/model/baseline/stock.ts';
import { ModelError } from '#lib/model/error.ts';
import { phaseIn } from '#lib/model/scenario/by-year.ts';
import { chosenIds, yearIn, yearsOf } from '#lib/model/scenario/choices.ts';
import { isFactor, type IntakeLever, type PlacedIntake } from '#lib/model/scenario/levers.ts';

/** An intake under a lever: years are added as far as the lever says something new. */
function changedRow(row: IntakeRow, lever: IntakeLever): IntakeRow {
  const first = row.heads[0]?.year ?? lever.from;
  const last = row.heads.at(-1)?.year ?? lever.from;
  const begin = isFactor(lever) ? first : Math.min(first, lever.from);
  const end = Math.max(last, lever.from + (lever.phase?.length ?? 1) - 1);
  const headsIn = (year: number) =>
    year < first ? 0 : (row.heads.find((one) => one.year === Math.min(year, last))?.heads ?? NaN);
  const heads = Array.from({ length: end - begin + 1 }, (_, i) => {
    const year = begin + i;
    const before = headsIn(year);
    if (year < lever.from) return { year, heads: before };
    const after = isFactor(lever) ? before * lever.factor : lever.heads;
    return { year, heads: before + (after - before) * phaseIn(lever.phase, year - lever.from) };
  });
  return { ...row, heads };
}

/** More or fewer heads in intakes. Fixed numbers replace what factors made of them. */
export function changeIntakes(baseline: Baseline, placed: readonly PlacedIntake[]): Baseline {
  const ordered = [...placed].sort(
    (a, b) => Number(isFactor(b.lever)) - Number(isFactor(a.lever)) || a.lever.from - b.lever.from,
  );
  return ordered.reduce((changing, { lever, path }) => {
    const rows = changing.intakes ?? [];
    const chosen = chosenIds(
      lever.intakes ?? '*',
      rows.map(({ id }) => id),
      `${path}.intakes`,
    );
    if (chosen.length === 0) throw new ModelError(`${path}.intakes: the baseline has none`);
    yearIn(lever.from, { first: changing.startYear, count: yearsOf(changing) }, `${path}.from`);
    return {
      ...changing,
      intakes: rows.map((row) => (chosen.includes(row.id) ? changedRow(row, lever) : row)),
    };
  }, baseline);
}
