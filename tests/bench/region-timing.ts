import type { Baseline } from '#lib/model/baseline.ts';
import { prepare } from '#lib/model/prepare.ts';
import { quantilesByState } from '#lib/model/region/gap.ts';
import { regionRunner } from '#lib/model/region.ts';

/** Which region is run, and how often. */
export interface RegionTimingOptions {
  group: string;
  draws: number;
  seed: number;
  warmUp: number;
  runs: number;
  /** Intake of which the gap is handed back, relative to that of now. */
  factor: number;
}

/** How long it took in milliseconds, and what came out. */
export interface RegionTiming {
  referenceMs: number;
  runMs: number[];
  bytes: number;
  /** The gap in FTE with the intake asked for, by draw and state. */
  gap: number[];
}

const probabilities = [0.1, 0.25, 0.5, 0.75, 0.9];

/** Times one region as a slider of its intake asks for it, where this code runs: in Node, or bundled in a page. */
export function timeRegion(
  baseline: Baseline,
  { warmUp, runs, factor, ...options }: RegionTimingOptions,
): RegionTiming {
  const start = performance.now();
  const prepared = prepare(baseline);
  const runner = regionRunner(prepared, options);
  const referenceMs = performance.now() - start;
  const intakeFactor = new Float64Array(prepared.years);
  const runMs: number[] = [];
  for (let run = -warmUp; run < runs; run++) {
    intakeFactor.fill(1 + run / runs);
    const from = performance.now();
    const gap = runner.run({ intakeFactor });
    quantilesByState(gap.fte, gap, probabilities);
    if (run >= 0) runMs.push(performance.now() - from);
  }
  const { fte } = runner.run({ intakeFactor: intakeFactor.fill(factor) });
  return { referenceMs, runMs, bytes: runner.bytes ?? NaN, gap: [...fte] };
}
