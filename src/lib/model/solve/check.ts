import type { Baseline } from '#lib/model/baseline.ts';
import { measure } from '#lib/model/measures.ts';
import { emptyOutcome, type Outcome } from '#lib/model/outcome.ts';
import { prepare, type Prepared } from '#lib/model/prepare.ts';
import { applyScenario, type Scenario } from '#lib/model/scenario.ts';
import { drawOnce, runCentral, type DrawOptions } from '#lib/model/simulate.ts';
import type { Frame } from '#lib/model/solve/pieces.ts';
import { schoolYears } from '#lib/model/solve/places.ts';
import type { Target } from '#lib/model/solve/target.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';

/** What real runs gave under an answer: with every limit, and with everything drawn that was asked for. */
export interface RealRuns {
  /** FTE short, by run and goal. */
  gaps: Float64Array;
  /** Whether every student in the groups of the target had a place, by run. */
  placed: boolean[];
  /** FTE short on the central path, by goal. */
  central: number[];
}

/** Places that lack by rounding, relative to those that are open. */
const roundingShare = 1e-9;

function gapsOf(
  prepared: Prepared,
  outcome: Outcome,
  { goals, state }: { goals: Target['goals']; state: number },
): number[] {
  return goals.map(
    ({ groups }) => measure('gap_fte', { prepared, outcome, groups, year: state })[0] as number,
  );
}

function everybodyPlaced(
  prepared: Prepared,
  outcome: Outcome,
  { groups, first, count }: { groups: readonly number[]; first: number; count: number },
): boolean {
  if (!prepared.training?.places) return true;
  for (let year = first; year < first + count; year++) {
    for (const g of groups) {
      const selection = { prepared, outcome, groups: [g], year };
      const [claims = 0] = measure('place_claims', selection);
      const [open = 0] = measure('place_capacity', selection);
      if (claims > open * (1 + roundingShare) + roundingShare) return false;
    }
  }
  return true;
}

/** Runs a baseline under an answer, as `project` would. */
export function realRuns(
  baseline: Baseline,
  {
    scenario,
    frame,
    target,
    state,
  }: { scenario: Scenario | undefined; frame: Frame; target: Target; state: number },
  { draws, ...options }: DrawOptions,
): RealRuns {
  const prepared = prepare(scenario ? applyScenario(baseline, scenario) : baseline);
  const { goals, scope } = target;
  const span = { groups: scope, first: frame.change.affected, count: schoolYears(frame, state) };
  const central = runCentral(prepared, options.central).outcome;
  const middle = gapsOf(prepared, central, { goals, state });
  if (draws === 0)
    return {
      gaps: Float64Array.from(middle),
      placed: [everybodyPlaced(prepared, central, span)],
      central: middle,
    };
  const found: RealRuns = { gaps: new Float64Array(draws * goals.length), placed: [], central: middle };
  const into = emptyOutcome(prepared, 1);
  const space = workspaceFor(prepared);
  for (let run = 0; run < draws; run++) {
    drawOnce(prepared, options, { into, run, at: 0, space });
    found.gaps.set(gapsOf(prepared, into, { goals, state }), run * goals.length);
    found.placed.push(everybodyPlaced(prepared, into, span));
  }
  return found;
}

/** FTE short by rounding. */
const roundingFte = 1e-9;

/** Share of the runs in which every gap of the target is closed. */
export function closedShare({ gaps }: RealRuns, goals: number): number {
  const runs = gaps.length / goals;
  let closed = 0;
  for (let run = 0; run < runs; run++) {
    const own = gaps.subarray(run * goals, (run + 1) * goals);
    if (own.every((gap) => gap <= roundingFte)) closed++;
  }
  return closed / runs;
}
