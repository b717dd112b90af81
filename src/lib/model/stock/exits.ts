import { amountIn, factorOf, type ScaledValues } from '#lib/model/amounts.ts';
import { ModelError } from '#lib/model/error.ts';
import { exitFlows } from '#lib/model/flows.ts';
import { hazardFromProbability } from '#lib/model/stock/hazard.ts';
import { leavingByMonth, retirementHazards, type PensionPatterns } from '#lib/model/stock/pension.ts';

/** One risk of a group, by single age (and by year); a probability is that of the risk on its own. */
export interface Risk {
  flow: number;
  kind: 'hazard' | 'probability';
  amount: ScaledValues;
  /** How the group deviates from this rate, from its own counts. */
  ratio: number;
}

/** Groups that share all their risks share one table of exits. */
export interface ExitClass {
  /** One of its groups, for messages. */
  group: string;
  /** Age of position 0, for messages. */
  firstAge: number;
  risks: Risk[];
  pension?: { patterns: PensionPatterns; offset: ScaledValues; spread: ScaledValues; ratio: number };
}

/**
 * The hazards of a class in a draw: by flow, in one row of ages, or in a row for every year where they change.
 */
export interface Hazards {
  byFlow: Float64Array[];
}

/** Shares of the opening stock by year and age: who stays, and who leaves by which flow. */
export interface ExitTable {
  /** Cells from one year to the next: at least the number of ages. */
  row: number;
  stay: Float64Array;
  leave: Float64Array[];
  /** In runs with whole heads: the chance that nobody of 1, 2, … people leaves, for every cell. */
  noneLeaves?: Float64Array;
}

function hazardOf(
  risk: Risk,
  cell: number,
  factor: number,
  { group, firstAge }: ExitClass,
  ages: number,
): number {
  const value = (risk.amount.values[cell] as number) * factor;
  const most = risk.kind === 'probability' ? 1 : Number.MAX_VALUE;
  if (!(value >= 0 && value <= most)) {
    throw new ModelError(
      `exit ${exitFlows[risk.flow]} of group ${group}, age ${firstAge + (cell % ages)}: ${risk.kind} ${value}`,
    );
  }
  return (risk.kind === 'hazard' ? value : hazardFromProbability(value)) * risk.ratio;
}

function addHazards(sum: Float64Array, more: Float64Array): Float64Array {
  const [long, short] = sum.length >= more.length ? [sum, more] : [more, sum];
  const total = long.slice();
  for (let cell = 0; cell < total.length; cell++) {
    total[cell] = (total[cell] as number) + (short[cell % short.length] as number);
  }
  return total;
}

/**
 * The hazards of a class in a draw. The hazards of several risks of one flow add up; a region's own counts scale
 * those of a flow.
 *
 * @throws ModelError for a negative hazard or a probability above 1
 */
export function hazardsOf(exitClass: ExitClass, draw: Float64Array, ages: number): Hazards {
  const byFlow: Float64Array[] = exitFlows.map(() => new Float64Array(ages));
  for (const risk of exitClass.risks) {
    const factor = factorOf(risk.amount, draw);
    const own = new Float64Array(risk.amount.values.length);
    for (let cell = 0; cell < own.length; cell++) own[cell] = hazardOf(risk, cell, factor, exitClass, ages);
    byFlow[risk.flow] = addHazards(byFlow[risk.flow] as Float64Array, own);
  }
  const { pension } = exitClass;
  if (pension) {
    const leaving = leavingByMonth(amountIn(pension.offset, draw), amountIn(pension.spread, draw));
    const retiring = retirementHazards(pension.patterns, leaving);
    if (pension.ratio !== 1)
      for (let i = 0; i < retiring.length; i++) retiring[i] = (retiring[i] as number) * pension.ratio;
    byFlow[0] = addHazards(byFlow[0] as Float64Array, retiring);
  }
  return { byFlow };
}

/** Fills one row of a table from the hazards of that year. */
function fillYear(
  { row, stay, leave }: ExitTable,
  byFlow: readonly Float64Array[],
  { year, ages, factor }: { year: number; ages: number; factor: number },
): void {
  const [a, b, c, d, e] = byFlow as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const [la, lb, lc, ld, le] = leave as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const own = year * ages;
  const ra = a.length > ages ? own : 0;
  const rb = b.length > ages ? own : 0;
  const rc = c.length > ages ? own : 0;
  const rd = d.length > ages ? own : 0;
  const re = e.length > ages ? own : 0;
  for (let age = 0, cell = year * row; age < ages; age++, cell++) {
    const ha = a[ra + age] as number;
    const hb = b[rb + age] as number;
    const hc = c[rc + age] as number;
    const hd = d[rd + age] as number;
    const he = e[re + age] as number;
    const total = ha + hb + hc + hd + he;
    const left = -Math.expm1(-total * factor);
    const perHazard = total > 0 ? left / total : 0;
    stay[cell] = 1 - left;
    la[cell] = ha * perHazard;
    lb[cell] = hb * perHazard;
    lc[cell] = hc * perHazard;
    ld[cell] = hd * perHazard;
    le[cell] = he * perHazard;
  }
}

/**
 * Competing risks in a draw: q = 1 − exp(−Σ hazards), split over the flows in proportion to their hazards. A
 * probability of 1 stands for a very large hazard, so that nobody stays and nearly all leave by that flow.
 *
 * @param factors by which all hazards are multiplied in each year
 */
export function fillExitTable(
  table: ExitTable,
  { byFlow }: Hazards,
  { years, ages, factors }: { years: number; ages: number; factors?: Float64Array },
): void {
  for (let year = 0; year < years; year++) {
    fillYear(table, byFlow, { year, ages, factor: factors ? (factors[year] as number) : 1 });
  }
}
