import type { Baseline } from '#lib/model/baseline.ts';
import { centralValues, drawValues } from '#lib/model/draws/slots.ts';
import { driversOf, type Drivers } from '#lib/model/drivers.ts';
import { ModelError } from '#lib/model/error.ts';
import { emptyOutcome, type Outcome } from '#lib/model/outcome.ts';
import { prepare, type Prepared } from '#lib/model/prepare.ts';
import { runOnce, type AgeTrail } from '#lib/model/project.ts';
import { wholeOf } from '#lib/model/draws/whole.ts';
import { workspaceFor, type Workspace } from '#lib/model/stock/workspace.ts';
import { yearPaths } from '#lib/model/draws/years.ts';

/** Where the spread of the draws comes from. */
export interface Sources {
  /** Assumptions, drawn once per run. */
  assumptions: boolean;
  /** Shocks of years, and the path of the enrolment. */
  years: boolean;
  /** People, who come and go as whole heads. */
  people: boolean;
}

export const allSources: Sources = { assumptions: true, years: true, people: true };

/** How draws are made. */
export interface DrawOptions {
  draws: number;
  seed: number;
  sources?: Sources;
  /**
   * For each draw the number of the draw of the assumptions that it takes, after matching to history; its own number
   * without it.
   */
  chosen?: Int32Array;
  /** The central path: a value for every slot; the central ones of the assumptions without it. */
  central?: Float64Array;
}

/** The central run of a baseline, with its stock by age, and a number of seeded draws. */
export interface Simulation {
  prepared: Prepared;
  /** The value of every slot on the central path. */
  centralDraw: Float64Array;
  central: Outcome;
  ages: AgeTrail;
  draws: Outcome;
}

/** Does something in a draw, such that what goes wrong says in which draw. */
export function namingDraw<T>(run: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ModelError(`${error.message}, in draw ${run + 1}`);
  }
}

/** The numbers that one draw computes with: all of it but the people, who come and go by chance. */
export function driversInDraw(
  prepared: Prepared,
  { seed, sources = allSources, chosen, central }: Omit<DrawOptions, 'draws'>,
  run: number,
): Drivers {
  const draw = sources.assumptions
    ? drawValues(prepared.slots, chosen?.[run] ?? run, seed)
    : (central ?? centralValues(prepared.slots));
  const paths = yearPaths(prepared, { draw, random: sources.years ? { seed, run } : undefined });
  return driversOf(prepared, draw, paths);
}

/**
 * Makes one draw into position `run` of an outcome. A draw depends on the seed and its number only: not on the order,
 * nor on the number of workers, and every scenario gets the same ones.
 *
 * @param run the number of the draw, from 0
 * @param at its position in the outcome
 */
export function drawOnce(
  prepared: Prepared,
  options: Omit<DrawOptions, 'draws'>,
  { into, run, at, space }: { into: Outcome; run: number; at: number; space: Workspace },
): void {
  const { seed, sources = allSources } = options;
  const whole = sources.people ? wholeOf(prepared.streams, { seed, run }) : undefined;
  namingDraw(run, () =>
    runOnce(prepared, driversInDraw(prepared, options, run), { into, run: at, space, whole }),
  );
}

/** Runs a prepared baseline once, with every assumption at its central value, every year as expected, and no chance. */
export function runCentral(
  prepared: Prepared,
  central: Float64Array = centralValues(prepared.slots),
): { outcome: Outcome; ages: AgeTrail } {
  const outcome = emptyOutcome(prepared, 1);
  const ages: AgeTrail = prepared.groups.map(() => []);
  const paths = yearPaths(prepared, { draw: central });
  const drivers = driversOf(prepared, central, paths);
  runOnce(prepared, drivers, { into: outcome, run: 0, space: workspaceFor(prepared), trail: ages });
  return { outcome, ages };
}

/** Makes a part of the draws, each into its own position of an outcome with room for all of them. */
export function drawRange(
  prepared: Prepared,
  options: Omit<DrawOptions, 'draws'>,
  { into, from, to, onDraw }: { into: Outcome; from: number; to: number; onDraw?: (done: number) => void },
): void {
  const space = workspaceFor(prepared);
  for (let run = from; run < to; run++) {
    drawOnce(prepared, options, { into, run, at: run, space });
    onDraw?.(run - from + 1);
  }
}

/**
 * Runs a baseline: once on its central path, and `draws` times with everything drawn that `sources` says.
 *
 * @param onDraw called after each draw, for a progress display
 */
export function simulate(
  baseline: Baseline,
  { onDraw, ...options }: DrawOptions & { onDraw?: (done: number) => void },
): Simulation {
  const prepared = prepare(baseline);
  const centralDraw = options.central ?? centralValues(prepared.slots);
  const { outcome: central, ages } = runCentral(prepared, centralDraw);
  const draws = emptyOutcome(prepared, options.draws);
  drawRange(prepared, options, { into: draws, from: 0, to: options.draws, ...(onDraw && { onDraw }) });
  return { prepared, centralDraw, central, ages, draws };
}
