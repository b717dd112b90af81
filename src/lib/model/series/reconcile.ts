import { ModelError } from '#lib/model/error.ts';

/** A forecast of a unit before it is made to add up with the others. */
export interface UnitForecast {
  id: string;
  /** Not below zero after reconciliation, whatever it was before. */
  value: number;
  /** Of the forecast error, in the unit squared; Infinity for a parent that has no forecast of its own. */
  variance: number;
}

/** Who consists of whom: the parts of a parent, of which each has no other parent. */
export type Parts = Readonly<Record<string, readonly string[]>>;

/** What is known of a unit from itself and everything below it. */
interface Estimate {
  id: string;
  mean: number;
  variance: number;
  parts: Estimate[];
}

/** Two independent estimates of one number, weighted by their precision. */
function combine(own: UnitForecast, sum: number, variance: number): { mean: number; variance: number } {
  if (own.variance === Infinity) return { mean: sum, variance };
  if (own.variance === 0 || variance === Infinity) return { mean: own.value, variance: own.variance };
  const weight = variance / (variance + own.variance);
  return { mean: sum + weight * (own.value - sum), variance: weight * own.variance };
}

/**
 * Parts that add up to `total` and lie as near to their means as their variances say, none below zero: what would
 * fall below is put at zero, and the others share again.
 */
function divide(total: number, parts: readonly Estimate[]): number[] {
  const zero = new Set<Estimate>();
  for (;;) {
    const free = parts.filter((part) => !zero.has(part));
    const gap = total - free.reduce((sum, { mean }) => sum + mean, 0);
    const spread = free.reduce((sum, { variance }) => sum + variance, 0);
    const valueOf = ({ mean, variance }: Estimate) =>
      mean + gap * (spread > 0 ? variance / spread : 1 / free.length);
    const below = free.filter((part) => valueOf(part) < 0);
    if (below.length === 0) return parts.map((part) => (zero.has(part) ? 0 : valueOf(part)));
    for (const part of below) zero.add(part);
  }
}

/**
 * Forecasts of a tree of units (nation, regions, schools) made to add up, each moved the less the more certain it
 * is, and none below zero. Without that bound it is the least squares reconciliation with a diagonal of variances
 * (MinT with a diagonal covariance: Wickramasuriya, Athanasopoulos and Hyndman 2019, Journal of the American
 * Statistical Association 114). In a tree it needs no matrix: estimates are combined upwards, and what a parent
 * differs from the sum of its parts is divided downwards by variance. The bound is kept parent by parent, which
 * comes near to the constrained optimum of the whole.
 *
 * @returns the value of every unit
 * @throws ModelError when a part is unknown, has two parents or contains itself, and on a value that is no number
 */
export function reconcile(units: readonly UnitForecast[], parts: Parts): Map<string, number> {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  checkTree(byId, parts);
  const inside = new Set(Object.values(parts).flat());
  const values = new Map<string, number>();
  const up = (id: string): Estimate => {
    const own = byId.get(id) as UnitForecast;
    const below = (parts[id] ?? []).map(up);
    if (below.length === 0) return { id, mean: own.value, variance: own.variance, parts: below };
    const sum = below.reduce((sum, { mean }) => sum + mean, 0);
    const variance = below.reduce((sum, { variance }) => sum + variance, 0);
    return { id, ...combine(own, sum, variance), parts: below };
  };
  const down = ({ id, parts: below }: Estimate, value: number) => {
    values.set(id, value);
    const shares = divide(value, below);
    below.forEach((part, i) => down(part, shares[i] as number));
  };
  for (const { id } of units) {
    if (inside.has(id)) continue;
    const estimate = up(id);
    down(estimate, Math.max(0, estimate.mean));
  }
  const lost = units.find(({ id }) => !values.has(id));
  if (lost) throw new ModelError(`parts: ${lost.id} contains itself`);
  return values;
}

function checkTree(byId: ReadonlyMap<string, UnitForecast>, parts: Parts): void {
  const parentOf = new Map<string, string>();
  for (const [parent, below] of Object.entries(parts)) {
    for (const id of [parent, ...below]) {
      if (!byId.has(id)) throw new ModelError(`parts of ${parent}: no forecast of ${id}`);
    }
    for (const id of below) {
      const other = parentOf.get(id);
      if (other !== undefined) throw new ModelError(`parts: ${id} stands under ${other} and under ${parent}`);
      parentOf.set(id, parent);
    }
  }
  for (const { id, value, variance } of byId.values()) {
    const whole = (parts[id] ?? []).length > 0;
    if (!Number.isFinite(value) && !(whole && variance === Infinity)) {
      throw new ModelError(`forecast of ${id}: ${value}, expected a number`);
    }
    if (!(variance >= 0) || (variance === Infinity && !whole)) {
      throw new ModelError(`variance of ${id}: ${variance}, expected a number from 0 on`);
    }
  }
}
