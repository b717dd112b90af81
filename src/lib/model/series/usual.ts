import { fewestKnown, originMemory, type Rolled } from '#lib/model/series/rolled.ts';
import { changeAt, errorAt, levelOf, type UsualYear } from '#lib/model/series/scale.ts';
import { weightedQuantiles, type Weighted } from '#lib/model/series/weighted.ts';

function sharesOf({ series, origins, steps }: Rolled): { change: Weighted[]; error: Weighted[] } {
  const change: Weighted[] = [];
  const error: Weighted[] = [];
  const total = origins.reduce((sum, { known }) => sum + originMemory ** -known, 0);
  for (const { known, path } of origins) {
    const level = levelOf(series.values.subarray(0, known), path[0] as number);
    if (known < fewestKnown || level === 0) continue;
    const weight = originMemory ** -known / total;
    const changes = changeAt(level, series, known);
    const errors = errorAt(level, steps, known);
    if (changes.years > 0) change.push({ value: changes.sum / changes.years / level, weight });
    if (errors.years > 0) error.push({ value: errors.sum / errors.years / level, weight });
  }
  return { change, error };
}

function middleShare(shares: Weighted[]): number {
  return weightedQuantiles(shares, [0.5])[0] as number;
}

/** The usual year of a collection of series: medians over its series, and between collections the geometric mean. */
export function usualYearOf(collections: readonly (readonly Rolled[])[]): UsualYear {
  const logs = collections.map((collection) => {
    const shares = collection.map(sharesOf);
    return {
      change: Math.log(middleShare(shares.flatMap(({ change }) => change))),
      error: Math.log(middleShare(shares.flatMap(({ error }) => error))),
    };
  });
  const mean = (of: 'change' | 'error') =>
    Math.exp(logs.reduce((sum, log) => sum + log[of], 0) / logs.length);
  return { change: mean('change'), error: mean('error') };
}
