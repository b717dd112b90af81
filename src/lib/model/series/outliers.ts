import { middleOf } from '#lib/model/series/middle.ts';
import { root, square } from '#lib/model/series/root.ts';

/** A year stands out from this many typical changes on. */
const spikeChanges = 5;
/** The first and the last year may also be the start of a new level, so more is let through. */
const edgeChanges = 8;
/** Typical change of a series that hardly changes, as a share of its level, on the root scale. */
const leastChange = 0.05;
/** Below this number of values nothing is known to be usual. */
const fewest = 5;

function typicalChange(roots: Float64Array): number {
  const changes = new Float64Array(roots.length - 1);
  for (let t = 1; t < roots.length; t++) {
    changes[t - 1] = Math.abs((roots[t] as number) - (roots[t - 1] as number));
  }
  // 1.4826 makes the median absolute value comparable with a standard deviation (Hampel 1974).
  return Math.max(1.4826 * middleOf(changes), leastChange * middleOf(roots.map(Math.abs)));
}

function nearTo(value: number, neighbour: number, reach: number): number {
  return Math.max(neighbour - reach, Math.min(neighbour + reach, value));
}

/**
 * The values with single outliers taken back, for fitting only. A spike, which lies far above or far below both
 * of its neighbours, becomes their mean. A break to a new level has one near neighbour and stays. The first and
 * the last value are moved to at most eight typical changes from their neighbour, so that no single year can move
 * a forecast without bound.
 *
 * Changes are taken on the root scale, and a typical one is the median. Series under five values stay as they are.
 */
export function withoutOutliers(values: Float64Array): Float64Array {
  const last = values.length - 1;
  if (values.length < fewest) return values;
  const roots = values.map(root);
  const typical = typicalChange(roots);
  const clean = roots.slice();
  let changed = false;
  for (let t = 1; t < last; t++) {
    const before = (roots[t] as number) - (roots[t - 1] as number);
    const after = (roots[t] as number) - (roots[t + 1] as number);
    if (before * after <= 0) continue;
    if (Math.min(Math.abs(before), Math.abs(after)) <= spikeChanges * typical) continue;
    clean[t] = ((roots[t - 1] as number) + (roots[t + 1] as number)) / 2;
    changed = true;
  }
  const reach = edgeChanges * typical;
  const start = nearTo(clean[0] as number, clean[1] as number, reach);
  const end = nearTo(clean[last] as number, clean[last - 1] as number, reach);
  changed ||= start !== clean[0] || end !== clean[last];
  clean[0] = start;
  clean[last] = end;
  return changed ? clean.map(square) : values;
}
