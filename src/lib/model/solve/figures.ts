import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import { headsAt, type IntakePath } from '#lib/model/solve/intake.ts';
import type { Frame } from '#lib/model/solve/pieces.ts';
import type { Lever } from '#lib/model/solve/target.ts';

/** A size of an intake: a factor on that of now (null when there is none now), and heads on the central path. */
export interface SizeFigure {
  factor: number | null;
  /** New first-years in the first year in which the whole change holds. */
  heads: number;
}

/** A number, or null where there is none. */
export function figure(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** The position of the first year in which the whole change holds. */
export function wholeYear({ years }: IntakePath, { change: { phase } }: Pick<Frame, 'change'>): number {
  return Math.min(years.length, phase.length) - 1;
}

/** A size of a lever as a reader counts it; null where there is none. */
export function sizeFigure(
  size: number | undefined,
  { path, lever, frame: { change } }: { path: IntakePath; lever: Lever; frame: Frame },
): SizeFigure | null {
  if (size === undefined || !Number.isFinite(size)) return null;
  const heads = headsAt(path, { size, lever, change })[wholeYear(path, { change })] as number;
  return { factor: lever.start === 1 ? size : null, heads };
}

/** The 10th, 50th and 90th percentile of what the runs require, where less than nothing is nothing. */
export function spreadOf(sizes: Float64Array): [number, number, number] {
  return quantilesOf(
    sizes.map((size) => Math.max(0, size)),
    [0.1, 0.5, 0.9],
  ) as [number, number, number];
}
