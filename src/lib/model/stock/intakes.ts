import { scaledValues, shareIn, type ScaledValues } from '#lib/model/amounts.ts';
import type { IntakeRow } from '#lib/model/baseline/stock.ts';
import { ModelError } from '#lib/model/error.ts';
import { ageProfile, type AgeProfile } from '#lib/model/stock/profile.ts';
import { streamOf } from '#lib/model/draws/random.ts';
import type { Frame } from '#lib/model/frame.ts';

/** An intake whose graduates go to one group, with everything looked up. */
export interface PreparedIntake {
  id: string;
  /** Which stream of random numbers it takes. */
  stream: number;
  durationYears: number;
  /** Heads that started and finish in each year of the run. */
  heads: Float64Array;
  completion: ScaledValues;
  toStock: ScaledValues;
  /** Share still active after 0, 1, 2, … years, in place of the exits of the group. */
  activeAfter: Float64Array | undefined;
  ftePerHead: ScaledValues | undefined;
  ages: AgeProfile | undefined;
}

/** Heads that started in a year: those of the row of that year, or of the last one; none before the first. */
function headsIn(rows: IntakeRow['heads'], year: number): number {
  const [first] = rows;
  if (!first || year < first.year) return 0;
  return rows[Math.min(year - first.year, rows.length - 1)]?.heads ?? NaN;
}

/**
 * Looks an intake up once.
 *
 * @throws ModelError for years that do not follow each other, or people who come back
 */
export function prepareIntake(row: IntakeRow, { slots, startYear, years, ages }: Frame): PreparedIntake {
  const path = `intakes.${row.id}`;
  const look = (amount: IntakeRow['completion'], field: string) =>
    scaledValues(amount, { slots, length: 1, path: `${path}.${field}`, group: row.group, least: 0 });
  row.heads.forEach(({ year }, i) => {
    const expected = (row.heads[0]?.year ?? NaN) + i;
    if (year !== expected) throw new ModelError(`${path}.heads[${i}]: year ${year}, expected ${expected}`);
  });
  const back = row.activeAfter?.findIndex((share, i, all) => share > (all[i - 1] ?? 1)) ?? -1;
  if (back >= 0)
    throw new ModelError(
      `${path}.activeAfter[${back}]: ${row.activeAfter?.[back]}, more than the year before`,
    );
  return {
    id: row.id,
    stream: streamOf(`intake ${row.id}`),
    durationYears: row.durationYears,
    heads: Float64Array.from({ length: years }, (_, t) =>
      headsIn(row.heads, startYear + t - row.durationYears),
    ),
    completion: look(row.completion, 'completion'),
    toStock: look(row.toStock, 'toStock'),
    activeAfter: row.activeAfter && Float64Array.from(row.activeAfter),
    ftePerHead: row.ftePerHead === undefined ? undefined : look(row.ftePerHead, 'ftePerHead'),
    ages: row.activeAfter ? undefined : ageProfile(row.ages, ages, `${path}.ages`),
  };
}

/** Heads that enter the stock in each year, in a draw. */
export function enteringHeads(
  { id, heads, completion, toStock }: PreparedIntake,
  draw: Float64Array,
): Float64Array {
  const share =
    shareIn(completion, draw, `intakes.${id}.completion`) * shareIn(toStock, draw, `intakes.${id}.toStock`);
  return heads.map((value) => value * share);
}
