import type { Baseline } from '#lib/model/baseline.ts';
import { drawValues } from '#lib/model/draws.ts';
import { prepare, type Prepared } from '#lib/model/prepare.ts';
import { emptyOutcome, runOnce, type AgeTrail, type Outcome } from '#lib/model/project.ts';

/** The central run of a baseline, with its stock by age, and a number of seeded draws. */
export interface Simulation {
  prepared: Prepared;
  central: Outcome;
  ages: AgeTrail;
  draws: Outcome;
}

/**
 * Runs a baseline: once with every assumption at its central value, and `draws` times with all of them drawn.
 *
 * @param onDraw called after each draw, for a progress display
 */
export function simulate(
  baseline: Baseline,
  { draws, seed, onDraw }: { draws: number; seed: number; onDraw?: (done: number) => void },
): Simulation {
  const prepared = prepare(baseline);
  const central = emptyOutcome(prepared, 1);
  const ages: AgeTrail = prepared.groups.map(() => []);
  runOnce(prepared, { draw: drawValues(prepared.slots, 0, seed), into: central, run: 0, trail: ages });
  const drawn = emptyOutcome(prepared, draws);
  for (let run = 0; run < draws; run++) {
    runOnce(prepared, { draw: drawValues(prepared.slots, run + 1, seed), into: drawn, run });
    onDraw?.(run + 1);
  }
  return { prepared, central, ages, draws: drawn };
}
