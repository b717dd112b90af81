import { quantities, type QuantityKey } from '#lib/domain/quantities.ts';
import { ModelError } from '#lib/model/error.ts';
import { headsFromFte } from '#lib/model/demand/headcount.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import type { Outcome } from '#lib/model/outcome.ts';

/** Which outcome, which groups together (positions), and which year from the start. */
export interface Selection {
  prepared: Prepared;
  outcome: Outcome;
  groups: readonly number[];
  year: number;
}

type Measure = (selection: Selection) => Float64Array;

/** Sums an array of runs × groups × `years` over the selected groups, run by run. */
function sumOver(
  { prepared, outcome, groups, year }: Selection,
  values: Float64Array,
  years: number,
): Float64Array {
  const sums = new Float64Array(outcome.runs);
  const step = prepared.groups.length * years;
  for (const group of groups) {
    for (let run = 0, at = group * years + year; run < sums.length; run++, at += step) {
      sums[run] = (sums[run] as number) + (values[at] as number);
    }
  }
  return sums;
}

function state(pick: (outcome: Outcome) => Float64Array): Measure {
  return (selection) => sumOver(selection, pick(selection.outcome), selection.prepared.years + 1);
}

function flow(pick: (outcome: Outcome) => Float64Array): Measure {
  return (selection) => sumOver(selection, pick(selection.outcome), selection.prepared.years);
}

/** One measure less another, run by run. */
function difference(left: Measure, right: Measure): Measure {
  return (selection) => {
    const values = left(selection);
    const others = right(selection);
    for (let run = 0; run < values.length; run++) {
      values[run] = (values[run] as number) - (others[run] as number);
    }
    return values;
  };
}

/** One measure per unit of another, run by run. */
function ratio(left: Measure, right: Measure): Measure {
  return (selection) => {
    const values = left(selection);
    const others = right(selection);
    for (let run = 0; run < values.length; run++) {
      values[run] = (values[run] as number) / (others[run] as number);
    }
    return values;
  };
}

const supplyHeads = state((outcome) => outcome.heads);
const supplyFte = state((outcome) => outcome.fte);

/**
 * The sets of groups that demand is given for and that together are the selected groups; none when a set is selected
 * in part, or a selected group has no demand: what is asked is then unknown, and not zero.
 */
function demandSets({ prepared, groups }: Selection): number[] | undefined {
  const chosen = new Set(groups);
  const sets: number[] = [];
  let covered = 0;
  for (const [d, set] of prepared.demand.entries()) {
    const inside = set.groups.filter((g) => chosen.has(g)).length;
    if (inside === 0) continue;
    if (inside < set.groups.length) return undefined;
    sets.push(d);
    covered += inside;
  }
  return covered === chosen.size ? sets : undefined;
}

/** The sum over the demand sets of the selection of something that each set has in every run. */
function overSets(
  selection: Selection,
  each: (set: number, run: number, fte: number) => number,
): Float64Array {
  const { outcome, prepared, year } = selection;
  const sets = demandSets(selection);
  const sums = new Float64Array(outcome.runs).fill(sets ? 0 : NaN);
  for (const set of sets ?? []) {
    for (let run = 0; run < sums.length; run++) {
      const at = (run * prepared.demand.length + set) * (prepared.years + 1) + year;
      sums[run] = (sums[run] as number) + each(set, run, outcome.demandFte[at] as number);
    }
  }
  return sums;
}

const demandFte: Measure = (selection) => overSets(selection, (_set, _run, fte) => fte);

/** Demand in heads: each set by the mean FTE of its own stock, so that sets add up. */
const demandHeads: Measure = (selection) => {
  const { heads, fte } = selection.outcome;
  const { groups, demand: sets, years } = selection.prepared;
  return overSets(selection, (set, run, demand) => {
    const stock = { heads: 0, fte: 0 };
    for (const group of sets[set]?.groups ?? []) {
      const at = (run * groups.length + group) * (years + 1) + selection.year;
      stock.heads += heads[at] as number;
      stock.fte += fte[at] as number;
    }
    return headsFromFte(demand, stock);
  });
};
const gapHeads = difference(demandHeads, supplyHeads);
const gapFte = difference(demandFte, supplyFte);

/** Growth of demand over a year, in FTE: from 1 January of the year to that of the next. */
const expansion = difference((selection) => demandFte({ ...selection, year: selection.year + 1 }), demandFte);

/** The gap in heads per 10,000 inhabitants of the selected groups together. */
const gapPer10000: Measure = (selection) => {
  let inhabitants = 0;
  for (const g of selection.groups)
    inhabitants += selection.prepared.groups[g]?.inhabitants[selection.year] ?? NaN;
  const gaps = gapHeads(selection);
  for (let run = 0; run < gaps.length; run++) gaps[run] = ((gaps[run] as number) / inhabitants) * 10_000;
  return gaps;
};

const netMoves = flow((outcome) => outcome.netMoves);

function unknown({ outcome }: Selection): Float64Array {
  return new Float64Array(outcome.runs).fill(NaN);
}

/** What holds in the tightest period of a group has no sum: groups are not tight in the same one. */
function ofOneGroup(measured: Measure): Measure {
  return (selection) => (selection.groups.length === 1 ? measured(selection) : unknown(selection));
}

const measures: Record<QuantityKey, Measure> = {
  supply_heads: supplyHeads,
  supply_fte: supplyFte,
  demand_heads: demandHeads,
  demand_fte: demandFte,
  gap_heads: gapHeads,
  gap_fte: gapFte,
  gap_share: ratio(gapFte, demandFte),
  gap_per_10000: gapPer10000,
  retirements: flow((outcome) => outcome.exits[0] as Float64Array),
  deaths: flow((outcome) => outcome.exits[1] as Float64Array),
  early_exits: flow((outcome) => outcome.exits[2] as Float64Array),
  further_study: flow((outcome) => outcome.exits[3] as Float64Array),
  to_triage: flow((outcome) => outcome.exits[4] as Float64Array),
  graduates: flow((outcome) => outcome.entrants[0] as Float64Array),
  career_changers: flow((outcome) => outcome.entrants[1] as Float64Array),
  returners: flow((outcome) => outcome.entrants[2] as Float64Array),
  net_moves: (selection) => (selection.prepared.movesAreKnown ? netMoves(selection) : unknown(selection)),
  students: state((outcome) => outcome.students),
  waiting_for_place: flow((outcome) => outcome.waiting),
  left_without_place: flow((outcome) => outcome.leftWithoutPlace),
  place_claims: ofOneGroup(flow((outcome) => outcome.placeClaims)),
  place_capacity: ofOneGroup(flow((outcome) => outcome.placeCapacity)),
  replacement_fte: flow((outcome) => outcome.exitFte),
  expansion_fte: expansion,
};

/**
 * One quantity of some groups together in one year, for every run, in the unit of the quantity. Shares are taken of
 * the sums, never averaged.
 *
 * @throws ModelError for a year outside the run: states have one year more than flows
 */
export function measure(key: QuantityKey, selection: Selection): Float64Array {
  const { year, prepared } = selection;
  const last = quantities[key].kind === 'state' ? prepared.years : prepared.years - 1;
  if (!(Number.isInteger(year) && year >= 0 && year <= last)) {
    throw new ModelError(`${key}: year ${year} from the start, expected 0 to ${last}`);
  }
  return measures[key](selection);
}
