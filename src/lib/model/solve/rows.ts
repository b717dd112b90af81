import { amountIn, shareIn } from '#lib/model/amounts.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import type { Drivers } from '#lib/model/drivers.ts';
import type { PreparedIntake } from '#lib/model/stock/intakes.ts';
import type { Prepared } from '#lib/model/prepare.ts';

/** An intake whose graduates go to one group, with that group. */
export interface DirectIntake {
  id: string;
  group: number;
  intake: PreparedIntake;
  /** Heads that start in a calendar year. */
  startingIn: (year: number) => number;
  /** Whether nobody starts from the change on, so that it is counted in heads instead of as a factor. */
  none: boolean;
}

/** The direct intakes of a baseline. */
export function directIntakes({ intakes = [] }: Baseline, prepared: Prepared, from: number): DirectIntake[] {
  return intakes.map(({ id, group: name, heads }) => {
    const group = prepared.groups.findIndex((one) => one.id === name);
    const intake = prepared.groups[group]?.intakes.find((one) => one.id === id) as PreparedIntake;
    const first = heads[0]?.year ?? Infinity;
    const startingIn = (year: number) =>
      year < first ? 0 : (heads[Math.min(year - first, heads.length - 1)]?.heads ?? 0);
    const last = Math.max(from, heads.at(-1)?.year ?? from);
    const none = Array.from({ length: last - from + 1 }, (_, i) => startingIn(from + i)).every(
      (one) => one === 0,
    );
    return { id, group, intake, startingIn, none };
  });
}

/** FTE of one head of a direct intake that has its own course of activity. */
function ownFte({ group, intake }: DirectIntake, draw: Float64Array, { stock, fte }: Drivers): number {
  if (intake.ftePerHead) return amountIn(intake.ftePerHead, draw);
  const { values, factor } = fte[group] as Drivers['fte'][number];
  let heads = 0;
  let all = 0;
  (stock[group] as Float64Array).forEach((count, age) => {
    heads += count;
    all += count * (values[age] as number);
  });
  return (all * factor) / heads;
}

/**
 * FTE on every 1 January by the part of a direct intake that changes: Σ over the years s of starting of heads ×
 * completion × share to the stock × share still active × FTE per head (the required-intake formula of Van Greuningen,
 * Batenburg and Van der Velden 2012, Human Resources for Health 10:21).
 *
 * @param value FTE of one entrant by year of entering and 1 January, when exits are those of the group
 * @param held how much of the change holds for the intake of a calendar year
 */
export function rowValues(
  row: DirectIntake,
  {
    prepared: { startYear, years },
    draw,
    drivers,
    value,
    held,
  }: {
    prepared: Prepared;
    draw: Float64Array;
    drivers: Drivers;
    value: Float64Array | undefined;
    held: (year: number) => number;
  },
): Float64Array {
  const { id, intake, none, startingIn } = row;
  const { activeAfter, durationYears } = intake;
  const entering =
    shareIn(intake.completion, draw, `intakes.${id}.completion`) *
    shareIn(intake.toStock, draw, `intakes.${id}.toStock`);
  const fte = activeAfter ? ownFte(row, draw, drivers) : 0;
  const found = new Float64Array(years + 1);
  for (let t = 0; t < years; t++) {
    const started = startYear + t - durationYears;
    const heads = held(started) * (none ? 1 : startingIn(started)) * entering;
    if (heads === 0) continue;
    for (let state = t + 1; state <= years; state++) {
      const each = activeAfter
        ? fte * (activeAfter[Math.min(state - t - 1, activeAfter.length - 1)] as number)
        : ((value as Float64Array)[t * (years + 1) + state] as number);
      found[state] = (found[state] as number) + heads * each;
    }
  }
  return found;
}
