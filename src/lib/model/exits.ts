import { amountIn, factorOf, type ScaledValues } from '#lib/model/amounts.ts';
import { exitFlows } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { hazardFromProbability } from '#lib/model/hazard.ts';
import { leavingByMonth, retirementHazards } from '#lib/model/pension.ts';

/** One risk of a group, by single age; a probability is that of the risk on its own. */
export interface Risk {
  flow: number;
  kind: 'hazard' | 'probability';
  amount: ScaledValues;
}

/** Groups that share all their risks share one table of exits. */
export interface ExitClass {
  /** One of its groups, for messages. */
  group: string;
  /** Age of position 0, for messages. */
  firstAge: number;
  risks: Risk[];
  pension?: { positions: Uint16Array; offset: ScaledValues; spread: ScaledValues };
}

/** Shares of the opening stock by year and age (years × ages): who stays, and who leaves by which flow. */
export interface ExitTable {
  stay: Float64Array;
  leave: Float64Array[];
}

function hazardOf(risk: Risk, age: number, factor: number, { group, firstAge }: ExitClass): number {
  const value = (risk.amount.values[age] as number) * factor;
  const most = risk.kind === 'probability' ? 1 : Number.MAX_VALUE;
  if (!(value >= 0 && value <= most)) {
    throw new ModelError(
      `exit ${exitFlows[risk.flow]} of group ${group}, age ${firstAge + age}: ${risk.kind} ${value}`,
    );
  }
  return risk.kind === 'hazard' ? value : hazardFromProbability(value);
}

/**
 * Competing risks in a draw: q = 1 − exp(−Σ hazards), split over the flows in proportion to their hazards.
 *
 * The hazards of several risks of one flow add up. A probability of 1 stands for a very large hazard, so that nobody
 * stays and nearly all leave by that flow.
 *
 * @throws ModelError for a negative hazard or a probability above 1
 */
export function exitTable(
  exitClass: ExitClass,
  { draw, years, ages }: { draw: Float64Array; years: number; ages: number },
): ExitTable {
  const stay = new Float64Array(years * ages);
  const leave = exitFlows.map(() => new Float64Array(years * ages));
  const fixed = exitFlows.map(() => new Float64Array(ages));
  for (const risk of exitClass.risks) {
    const factor = factorOf(risk.amount, draw);
    const row = fixed[risk.flow] as Float64Array;
    for (let age = 0; age < ages; age++)
      row[age] = (row[age] as number) + hazardOf(risk, age, factor, exitClass);
  }
  const { pension } = exitClass;
  const retirement = pension
    ? retirementHazards(
        pension.positions,
        leavingByMonth(amountIn(pension.offset, draw), amountIn(pension.spread, draw)),
      )
    : undefined;
  for (let year = 0, cell = 0; year < years; year++) {
    for (let age = 0; age < ages; age++, cell++) {
      let total = retirement ? (retirement[cell] as number) : 0;
      for (const row of fixed) total += row[age] as number;
      const left = -Math.expm1(-total);
      stay[cell] = 1 - left;
      if (total === 0) continue;
      for (let flow = 0; flow < fixed.length; flow++) {
        let hazard = (fixed[flow] as Float64Array)[age] as number;
        if (flow === 0 && retirement) hazard += retirement[cell] as number;
        (leave[flow] as Float64Array)[cell] = (left * hazard) / total;
      }
    }
  }
  return { stay, leave };
}
