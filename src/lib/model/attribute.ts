import type { QuantityKey } from '#lib/domain/quantities.ts';
import { align } from '#lib/model/attribute/align.ts';
import { runCoalitions, type Coalitions } from '#lib/model/attribute/coalitions.ts';
import { parts, type Part } from '#lib/model/attribute/factors.ts';
import { driversOff } from '#lib/model/attribute/mix.ts';
import { shapleyValues } from '#lib/model/attribute/shapley.ts';
import { centralValues } from '#lib/model/draws/slots.ts';
import { driversOf, type Drivers } from '#lib/model/drivers.ts';
import { measure } from '#lib/model/measures.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import { yearPaths } from '#lib/model/draws/years.ts';

/** All runs that a split needs, for every group and year at once. */
export interface Attribution extends Coalitions {
  prepared: Prepared;
}

/** What can be split: what stands in a run without its flows. */
export type SplitKey = Extract<
  QuantityKey,
  'supply_heads' | 'supply_fte' | 'demand_heads' | 'demand_fte' | 'gap_heads' | 'gap_fte'
>;

/** A change or a difference, and what every part has in it: they sum to `to − from`. */
export interface Split {
  from: number;
  to: number;
  parts: Record<Part, number>;
}

/** What the central run computes with. */
function centralDrivers(prepared: Prepared, central = centralValues(prepared.slots)): Drivers {
  return driversOf(prepared, central, yearPaths(prepared, { draw: central }));
}

/**
 * Makes the runs that split the change since the start over eight factors: with all of them off, everything stays as
 * it is at the start, and with all of them on it is the central run.
 *
 * @param central a value for every slot; the central ones of the assumptions without it
 */
export function attributeChange(prepared: Prepared, central?: Float64Array): Attribution {
  const drivers = centralDrivers(prepared, central);
  return { prepared, ...runCoalitions(prepared, driversOff(drivers), drivers) };
}

/** One side of a difference. */
export interface Side {
  prepared: Prepared;
  central?: Float64Array | undefined;
}

/**
 * Makes the runs that split the difference between the central runs of two scenarios of one baseline, from the first
 * to the second.
 *
 * @throws ModelError when they differ in structure: other years, groups, assumptions, intakes or sets of demand
 */
export function attributeDifference(first: Side, second: Side): Attribution {
  const [one, other] = align([first.prepared, second.prepared]);
  const drivers = [centralDrivers(one, first.central), centralDrivers(other, second.central)] as const;
  return { prepared: one, ...runCoalitions(one, ...drivers) };
}

/**
 * Splits a change or a difference by exact Shapley values: what each factor adds, on average over all orders in which
 * the factors can be switched on. There is no interaction left over. A factor that does nothing has exactly 0; heads
 * where a stock has run empty are not a number.
 *
 * @param groups positions of the groups that are taken together
 * @param year from the start
 */
export function splitOf(
  { prepared, outcome, active }: Attribution,
  { groups, year, key = 'gap_fte' }: { groups: readonly number[]; year: number; key?: SplitKey },
): Split {
  const values = measure(key, { prepared, outcome, groups, year });
  const shares = shapleyValues(values);
  const split = parts.map((part) => [part, active.includes(part) ? shares[active.indexOf(part)] : 0]);
  return {
    from: values[0] as number,
    to: values.at(-1) as number,
    parts: Object.fromEntries(split) as Record<Part, number>,
  };
}

/** A figure on its central path and in every draw. */
export interface DrawnFigure {
  central: number;
  draws: Float64Array;
}

/**
 * The last bar of a waterfall. Pages print the median of the draws, the parts explain the central run: this is what
 * the medians change more than the central run does.
 */
export function lastBar(from: DrawnFigure, to: DrawnFigure): number {
  const beyond = ({ central, draws }: DrawnFigure) => {
    const [median] = quantilesOf(draws.slice(), [0.5]);
    return (median as number) - central;
  };
  return beyond(to) - beyond(from);
}
