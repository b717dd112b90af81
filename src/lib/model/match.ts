import { amountIn, scaledValues, type ScaledValues } from '#lib/model/amounts.ts';
import type { Amount } from '#lib/model/baseline/amount.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import type { QuantityKey } from '#lib/domain/quantities.ts';
import { centralValues, drawValues, type Slot } from '#lib/model/draws/slots.ts';
import { ModelError } from '#lib/model/error.ts';
import { measure } from '#lib/model/measures.ts';
import { emptyOutcome } from '#lib/model/outcome.ts';
import { prepare, type Prepared } from '#lib/model/prepare.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';
import { streamOf, uniformAt } from '#lib/model/draws/random.ts';
import { drawOnce } from '#lib/model/simulate.ts';

/** Something that was seen in a past year, of all groups together. */
export interface Observation {
  quantity: QuantityKey;
  year: number;
  /** In the unit of the quantity; it may depend on assumptions. */
  value: Amount;
  /** Standard deviation of its relative error: of the survey, and of what the model leaves out. */
  relativeSd: number;
}

/** A past that the assumptions must be able to explain: a baseline that starts then, and what was seen since. */
export interface History {
  baseline: Baseline;
  observations: Observation[];
}

/** How sure an assumption is before and after it was matched to history. */
export interface MatchedAssumption {
  key: string;
  before: [number, number, number];
  after: [number, number, number];
}

/** Draws of the assumptions, chosen by how well they explain the past. */
export interface Matching {
  /** For each draw of the forecast, the number of the draw of the assumptions that it takes. */
  chosen: Int32Array;
  /** How many equally likely draws would say as much: (Σ weights)² ÷ Σ weights². */
  effectiveDraws: number;
  candidates: number;
  /** Every slot of the history at its weighted median. */
  medians: Map<string, number>;
  assumptions: MatchedAssumption[];
}

interface Target {
  quantity: QuantityKey;
  at: number;
  value: ScaledValues;
  relativeSd: number;
}

function targetsOf(prepared: Prepared, observations: readonly Observation[]): Target[] {
  return observations.map(({ quantity, year, value, relativeSd }) => {
    const path = `history, ${quantity} in ${year}`;
    if (!(relativeSd > 0)) throw new ModelError(`${path}: relativeSd ${relativeSd}, expected more than 0`);
    return {
      quantity,
      at: year - prepared.startYear,
      value: scaledValues(value, { slots: prepared.slots, length: 1, path }),
      relativeSd,
    };
  });
}

/** The value below which a share of the weight lies. */
function weightedQuantile(
  values: Float64Array,
  order: Uint32Array,
  weights: Float64Array,
  p: number,
): number {
  let below = 0;
  for (const i of order) {
    below += weights[i] as number;
    if (below >= p) return values[i] as number;
  }
  return values[order[order.length - 1] as number] as number;
}

/**
 * Chooses as many draws as are wanted, each in proportion to its weight, with one random number (systematic
 * resampling; Kitagawa 1996, Journal of Computational and Graphical Statistics 5(1)).
 */
export function resample(weights: Float64Array, draws: number, uniform: number): Int32Array {
  const chosen = new Int32Array(draws);
  let total = 0;
  for (const weight of weights) total += weight;
  let i = 0;
  let sum = weights[0] as number;
  for (let draw = 0; draw < draws; draw++) {
    const target = ((draw + uniform) / draws) * total;
    while (sum < target && i < weights.length - 1) sum += weights[++i] as number;
    chosen[draw] = i;
  }
  return chosen;
}

/** Draws in an order that has nothing to do with their values, so that the first of them stand for all. */
function shuffled(chosen: Int32Array, seed: number): Int32Array {
  const stream = streamOf('matching.order');
  const keys = Float64Array.from(chosen, (_, i) => uniformAt(seed, stream, i));
  const order = Uint32Array.from(chosen, (_, i) => i).sort(
    (a, b) => (keys[a] as number) - (keys[b] as number),
  );
  return Int32Array.from(order, (i) => chosen[i] as number);
}

function likelihoods(logs: Float64Array): Float64Array {
  let best = -Infinity;
  for (const log of logs) if (log > best) best = log;
  if (best === -Infinity) throw new ModelError('history: no draw of the assumptions can explain it');
  return logs.map((log) => Math.exp(log - best));
}

function name({ key, group }: Slot): string {
  return group === undefined ? key : `${key}@${group}`;
}

/**
 * Matches the assumptions to history: each of many draws is run through the past, weighted by how well it gives what
 * was seen (normal errors, relative, independent), and the draws of the forecast are resampled in proportion to these
 * weights (sampling importance resampling, Rubin 1988; the reasoning of history matching, Craig and others 1997).
 *
 * A draw has the same number, and so the same values, in the history and in the forecast: both baselines must name
 * the same assumptions in the same order.
 *
 * @param candidates draws that are tried
 * @param draws draws that are chosen
 */
export function matchToHistory(
  { baseline, observations }: History,
  { candidates, draws, seed }: { candidates: number; draws: number; seed: number },
): Matching {
  const prepared = prepare(baseline);
  const { slots, groups } = prepared;
  const targets = targetsOf(prepared, observations);
  const all = groups.map((_, g) => g);
  const space = workspaceFor(prepared);
  const into = emptyOutcome(prepared, 1);
  const values = slots.map(() => new Float64Array(candidates));
  const logs = new Float64Array(candidates);
  const sources = { assumptions: true, years: false, people: false };
  for (let run = 0; run < candidates; run++) {
    const draw = drawValues(slots, run, seed);
    draw.forEach((value, slot) => ((values[slot] as Float64Array)[run] = value));
    drawOnce(prepared, { seed, sources }, { into, run, at: 0, space });
    let log = 0;
    for (const { quantity, at, value, relativeSd } of targets) {
      const [modelled = NaN] = measure(quantity, { prepared, outcome: into, groups: all, year: at });
      const seen = amountIn(value, draw);
      log -= 0.5 * ((modelled / seen - 1) / relativeSd) ** 2;
    }
    logs[run] = Number.isNaN(log) ? -Infinity : log;
  }
  const weights = likelihoods(logs);
  let total = 0;
  let squares = 0;
  for (const weight of weights) {
    total += weight;
    squares += weight * weight;
  }
  const shares = weights.map((weight) => weight / total);
  const even = shares.map(() => 1 / candidates);
  const medians = new Map<string, number>();
  const central = centralValues(slots);
  const assumptions = slots.flatMap((slot, s): MatchedAssumption[] => {
    const column = values[s] as Float64Array;
    const { low, high } = slot.assumption;
    if (low === high) {
      medians.set(name(slot), central[s] as number);
      return [];
    }
    const order = Uint32Array.from(column, (_, i) => i).sort(
      (a, b) => (column[a] as number) - (column[b] as number),
    );
    const at = (by: Float64Array): [number, number, number] => [
      weightedQuantile(column, order, by, 0.1),
      weightedQuantile(column, order, by, 0.5),
      weightedQuantile(column, order, by, 0.9),
    ];
    const after = at(shares);
    medians.set(name(slot), after[1]);
    return slot.group === undefined ? [{ key: slot.key, before: at(even), after }] : [];
  });
  return {
    chosen: shuffled(resample(weights, draws, uniformAt(seed, streamOf('matching'), 0)), seed),
    effectiveDraws: (total * total) / squares,
    candidates,
    medians,
    assumptions,
  };
}

/**
 * The central path after matching: the assumptions that all groups share at their weighted medians. What the opening
 * stock follows from stays where it was, since that is what we say there is now; so do the assumptions of each group,
 * which the past of the nation says nothing about.
 */
export function matchedCentral({ slots, groups }: Prepared, { medians }: Matching): Float64Array {
  const opening = new Set(
    groups.flatMap(({ stock, ftePerHead }) =>
      [stock, ftePerHead].flatMap(({ times, per }) => [...times, ...per]),
    ),
  );
  return Float64Array.from(slots, ({ key, group, assumption }, slot) =>
    group === undefined && !opening.has(slot) ? (medians.get(key) ?? assumption.central) : assumption.central,
  );
}
