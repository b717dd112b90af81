import { quantities, type QuantityKey } from '#lib/domain/quantities.ts';
import { ModelError } from '#lib/model/error.ts';
import { headsFromFte } from '#lib/model/headcount.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import type { Outcome } from '#lib/model/project.ts';

/** Which outcome, which groups together (positions), and which year from the start. */
export interface Selection {
  prepared: Prepared;
  outcome: Outcome;
  groups: readonly number[];
  year: number;
}

type Measure = (selection: Selection) => Float64Array;

/** Where the runs of a group in a year begin, in an array of groups × `years` × runs. */
function firstRun({ outcome, year }: Selection, group: number, years: number): number {
  return (group * years + year) * outcome.runs;
}

/** Sums an array of groups × `years` × runs over the selected groups, run by run. */
function sumOver(selection: Selection, values: Float64Array, years: number): Float64Array {
  const sums = new Float64Array(selection.outcome.runs);
  for (const group of selection.groups) {
    const first = firstRun(selection, group, years);
    for (let run = 0; run < sums.length; run++) {
      sums[run] = (sums[run] as number) + (values[first + run] as number);
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
const demandFte = state((outcome) => outcome.demandFte);

/** Demand in heads: each group by the mean FTE of its own stock, so that groups add up. */
const demandHeads: Measure = (selection) => {
  const { heads, fte, demandFte: demand, runs } = selection.outcome;
  const sums = new Float64Array(runs);
  for (const group of selection.groups) {
    const first = firstRun(selection, group, selection.prepared.years + 1);
    for (let run = 0; run < runs; run++) {
      const stock = { heads: heads[first + run] as number, fte: fte[first + run] as number };
      sums[run] = (sums[run] as number) + headsFromFte(demand[first + run] as number, stock);
    }
  }
  return sums;
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
