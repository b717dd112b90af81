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

/** Sums something over the selected groups, run by run. */
function sumOver(
  { outcome, groups }: Selection,
  value: (group: number, run: number) => number,
): Float64Array {
  const sums = new Float64Array(outcome.runs);
  for (const group of groups) {
    for (let run = 0; run < outcome.runs; run++) sums[run] = (sums[run] as number) + value(group, run);
  }
  return sums;
}

function state(pick: (outcome: Outcome) => Float64Array): Measure {
  return (selection) => {
    const values = pick(selection.outcome);
    const { years } = selection.prepared;
    return sumOver(
      selection,
      (g, run) => values[(g * (years + 1) + selection.year) * selection.outcome.runs + run] as number,
    );
  };
}

function flow(pick: (outcome: Outcome) => Float64Array): Measure {
  return (selection) => {
    const values = pick(selection.outcome);
    const { years } = selection.prepared;
    return sumOver(
      selection,
      (g, run) => values[(g * years + selection.year) * selection.outcome.runs + run] as number,
    );
  };
}

function combine(left: Measure, right: Measure, with_: (a: number, b: number) => number): Measure {
  return (selection) => {
    const b = right(selection);
    return left(selection).map((a, run) => with_(a, b[run] as number));
  };
}

const supplyHeads = state((outcome) => outcome.heads);
const supplyFte = state((outcome) => outcome.fte);
const demandFte = state((outcome) => outcome.demandFte);

/** Demand in heads: each group by the mean FTE of its own stock, so that groups add up. */
const demandHeads: Measure = (selection) => {
  const { outcome, year, prepared } = selection;
  return sumOver(selection, (g, run) => {
    const at = (g * (prepared.years + 1) + year) * outcome.runs + run;
    return headsFromFte(outcome.demandFte[at] as number, {
      heads: outcome.heads[at] as number,
      fte: outcome.fte[at] as number,
    });
  });
};
const minus = (a: number, b: number) => a - b;
const gapHeads = combine(demandHeads, supplyHeads, minus);
const gapFte = combine(demandFte, supplyFte, minus);

/** Growth of demand over a year, in FTE: from 1 January of the year to that of the next. */
const expansion: Measure = (selection) =>
  combine((s) => demandFte({ ...s, year: s.year + 1 }), demandFte, minus)(selection);

const measures: Record<QuantityKey, Measure> = {
  supply_heads: supplyHeads,
  supply_fte: supplyFte,
  demand_heads: demandHeads,
  demand_fte: demandFte,
  gap_heads: gapHeads,
  gap_fte: gapFte,
  gap_share: combine(gapFte, demandFte, (gap, demand) => gap / demand),
  gap_per_10000: (selection) => {
    let inhabitants = 0;
    for (const g of selection.groups)
      inhabitants += selection.prepared.groups[g]?.inhabitants[selection.year] ?? NaN;
    return gapHeads(selection).map((gap) => (gap / inhabitants) * 10_000);
  },
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
