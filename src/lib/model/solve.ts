import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { prepare } from '#lib/model/prepare.ts';
import type { DrawOptions } from '#lib/model/simulate.ts';
import { changeFrom } from '#lib/model/solve/change.ts';
import { closedByStep, emptyStep, fillStep } from '#lib/model/solve/effect.ts';
import { fewestPlaces } from '#lib/model/solve/extra.ts';
import { cut, frameOf, sizesOf, type Frame, type Pieces } from '#lib/model/solve/pieces.ts';
import { lackingPlaces, largestFor, largestSizes, type Bottleneck } from '#lib/model/solve/places.ts';
import { apart } from '#lib/model/solve/program.ts';
import type { Reason } from '#lib/model/solve/reason.ts';
import { leastBetween, leastFor, requiredSizes, runsFor } from '#lib/model/solve/requirement.ts';
import { directIntakes } from '#lib/model/solve/rows.ts';
import type { ExtraPlaces } from '#lib/model/solve/scenario.ts';
import { targetOf, together, type Target } from '#lib/model/solve/target.ts';

/** Which intake can be changed, and how draws are made. */
export interface SolveSetup extends DrawOptions {
  /** Calendar year of the first intake that can be changed; the start year without it. */
  from?: number | undefined;
  /** How much of the change holds in the 1st, 2nd, … intake; the last one holds on. */
  phase?: readonly number[] | undefined;
}

/** What is asked. */
export interface SolveQuestion {
  /** Ids of groups (or sets that share a demand), schools, or direct intakes. */
  for: readonly string[];
  /** The gap must be closed on 1 January of this year. */
  year: number;
  chance: number;
  /** Whether places stay as they are, or may be added. */
  places: 'fixed' | 'free';
  /** In which groups every student needs a place: those of the gap (without it), or all of them. */
  placesIn?: 'named' | 'all' | undefined;
  /** Whether schools scale by one factor (without it), or each by its own where that takes fewer extra places. */
  schools?: 'together' | 'apart' | undefined;
}

/** A baseline cut into linear pieces, to be used for every question about it. */
export interface Solver {
  baseline: Baseline;
  setup: SolveSetup;
  frame: Frame;
  central: Pieces;
  drawn: Pieces;
}

/** What real runs of an earlier answer showed. */
export interface Shortfall {
  /** FTE that the gap is larger than the linear one, by run and goal. */
  later: Float64Array;
  /** The chance to aim at in place of the one that was asked. */
  aim: number;
}

/** The answer in sizes of the lever: 1 is the intake as it is (or 0, counted in heads, when there is none). */
export interface Solution {
  question: SolveQuestion;
  target: Target;
  state: number;
  status: 'possible' | 'not-possible' | 'already-closed';
  /** The smallest size that does it; undefined when there is none. */
  size: number | undefined;
  /** The smallest size that closes the gap if places were no limit; infinite when none does. */
  sizeForGap: number;
  /** What closes the gap on the central path. */
  centralSize: number;
  /** What closes the gap in every run. */
  required: Float64Array;
  /** The largest size with a place for everybody, in every run, and with the chance. */
  largest: { sizes: Float64Array; size: number; bottleneck: Bottleneck | undefined };
  reason: Reason | undefined;
  extra: ExtraPlaces | undefined;
}

/**
 * Cuts a baseline into the pieces that all questions share: one run of the model per draw, whatever is asked.
 *
 * @throws ModelError for what `prepare` refuses, or a change outside the years of the run
 */
export function prepareSolve(baseline: Baseline, setup: SolveSetup): Solver {
  const prepared = prepare(baseline);
  const from = setup.from ?? prepared.startYear;
  const change = changeFrom(prepared, { from, phase: setup.phase ?? [1] });
  const frame = frameOf(prepared, change, directIntakes(baseline, prepared, from));
  return { baseline, setup, frame, ...cut(frame, setup) };
}

/** The first 1 January on which the lever reaches every gap on the central path; undefined when it never does. */
function firstReached({ frame, central }: Solver, { goals, lever }: Target): number | undefined {
  const step = emptyStep(frame);
  fillStep(step, frame, central, lever, 0);
  const { states } = sizesOf(frame);
  for (let state = 1; state < states; state++) {
    if (goals.every((goal) => closedByStep(step, frame, central, { goal, lever, state }) > 0)) return state;
  }
  return undefined;
}

function reasonForPlaces(
  frame: Frame,
  { bottleneck, size }: { bottleneck: Bottleneck; size: number },
): Reason {
  const { prepared, change } = frame;
  const place = {
    group: prepared.groups[bottleneck.group]?.id ?? '',
    period: prepared.training?.periods[bottleneck.period] ?? '',
    schoolYear: prepared.startYear + change.affected + bottleneck.year - 1,
  };
  if (!(size >= 0)) return { code: 'places-anyway', ...place };
  return { code: 'places', ...place, largestSize: size };
}

/** Why an intake does not reach the gap in time. */
function reasonForReach(solver: Solver, target: Target, year: number): Reason {
  if (target.lever.classes.length + target.lever.rows.length === 0) return { code: 'no-intake' };
  const reached = firstReached(solver, target);
  if (reached === undefined) return { code: 'no-flow' };
  return { code: 'too-late', year, firstReached: solver.frame.prepared.startYear + reached };
}

/** Sizes that differ by rounding. */
const roundingSize = 1e-9;

function roundingOf(size: number): number {
  return roundingSize * Math.max(1, size);
}

/** What is looked for: which gaps, on the 1 January of which state, beyond which shortfall. */
interface Sought {
  question: SolveQuestion;
  target: Target;
  state: number;
  real?: Shortfall | undefined;
}

/** Whether an answer takes fewer extra places than another. */
function isBetter(one: Solution, other: Solution): boolean {
  if (one.size === undefined || other.size === undefined) return one.size !== undefined;
  const [own, its] = [one.extra?.total ?? 0, other.extra?.total ?? 0];
  const slack = roundingSize * Math.max(1, its);
  return own < its - slack;
}

/** Looks for the best answer on one 1 January. Schools that scale apart may also scale together. */
function solveAt(solver: Solver, sought: Sought): Solution {
  const target = { ...sought.target, lever: together(sought.target.lever) };
  const usual = solveFor(solver, { ...sought, target });
  if (sought.question.schools !== 'apart') return usual;
  // More for a region should not mean less for the others that its schools feed.
  const least = Math.max(0, Math.min(1, usual.centralSize));
  const lever = apart(solver.frame, solver.central, { target, state: sought.state, least });
  if (!lever) return usual;
  const own = solveFor(solver, { ...sought, target: { ...target, lever } });
  return isBetter(own, usual) ? own : usual;
}

/** Looks for the smallest size that closes the gaps on one 1 January, among those with a place for everybody. */
function solveFor(solver: Solver, { question, target, state, real }: Sought): Solution {
  const { frame, central, drawn } = solver;
  const { chance, places } = question;
  const aim = real?.aim ?? chance;
  const { lever, scope } = target;
  const required = requiredSizes(frame, drawn, { target, state, later: real?.later });
  const [centralSize = NaN] = requiredSizes(frame, central, { target, state });
  const sizeForGap = leastFor(required, aim);
  const room = largestSizes(frame, drawn, { lever, groups: scope, state });
  const largest = { sizes: room.sizes, ...largestFor(room, chance) };
  const found = { question, target, state, sizeForGap, centralSize, required, largest };
  const none = { status: 'not-possible' as const, size: undefined, extra: undefined };
  if (sizeForGap === Infinity)
    return { ...found, ...none, reason: reasonForReach(solver, target, frame.prepared.startYear + state) };
  if (places === 'free') return { ...found, ...freely(solver, { target, state, required, chance: aim }) };
  const { size, attained } = leastBetween(required, room.sizes, { chance: aim, slack: roundingOf });
  if (size !== undefined) return { ...found, ...statusOf(size), size, extra: undefined };
  // Nothing to gain from an intake, so that lacking places do not depend on it.
  if (sizeForGap <= 0) return { ...found, ...statusOf(0), size: 0, extra: undefined };
  const { bottleneck } = largest;
  const short = bottleneck && sizeForGap > largest.size + roundingOf(sizeForGap);
  return {
    ...found,
    ...none,
    reason: short ? reasonForPlaces(frame, { ...largest, bottleneck }) : { code: 'together', attained },
  };
}

function statusOf(size: number): Pick<Solution, 'status' | 'reason'> {
  return size > 0
    ? { status: 'possible', reason: undefined }
    : { status: 'already-closed', reason: { code: 'closed-without-intake' } };
}

/** Sizes that are tried beyond the smallest one that closes the gap, when places may be added. */
const freeSizes = 8;

/**
 * The fewest extra places with which a gap is closed and every student has a place with a chance, and the intake. In
 * every run the places that lack grow with the intake, so in a single run the smallest intake is the one that needs
 * the fewest. With a chance a larger intake closes the gap in more runs, of which more may then lack places: some sizes
 * are tried, from the one that closes the gap in just enough runs on.
 */
function freely(
  { frame, drawn }: Solver,
  {
    target,
    state,
    required,
    chance,
  }: { target: Target; state: number; required: Float64Array; chance: number },
): Pick<Solution, 'status' | 'size' | 'reason' | 'extra'> {
  const { periods } = sizesOf(frame);
  const { lever, scope: groups } = target;
  const wanted = runsFor(chance, required.length);
  const sorted = required.toSorted();
  let best: { size: number; extra: ExtraPlaces } | undefined;
  for (let i = 0; i < freeSizes; i++) {
    const rank = wanted - 1 + Math.floor((i * (required.length - wanted)) / freeSizes);
    const size = Math.max(0, sorted[rank] as number);
    if (size === Infinity || size === best?.size) continue;
    const closed = lackingPlaces(frame, drawn, { lever, groups, state, size }).filter(
      (_, run) => (required[run] as number) <= size,
    );
    const places = fewestPlaces(closed, wanted);
    const total = places.reduce((sum, count) => sum + count, 0) / Math.max(1, periods);
    if (!best || total < best.extra.total * (1 - roundingSize))
      best = { size, extra: { groups, places, total } };
  }
  const { size, extra } = best as NonNullable<typeof best>;
  return { ...statusOf(size), size, extra };
}

function checkQuestion(
  { frame: { prepared } }: Solver,
  { year, chance, places, schools }: SolveQuestion,
): void {
  const last = prepared.startYear + prepared.years;
  if (!(Number.isInteger(year) && year >= prepared.startYear && year <= last))
    throw new ModelError(`year ${year}: expected ${prepared.startYear} to ${last}`);
  if (!(chance > 0 && chance <= 1)) throw new ModelError(`chance ${chance}: expected more than 0, at most 1`);
  if (schools === 'apart' && places !== 'free')
    throw new ModelError('schools apart: expected places free, because they scale apart to save places');
}

/**
 * The smallest first-year intake that closes a gap with a chance, for which every student has a place with that
 * chance. Both are linear in the intake in every draw. A draw counts when its gap is closed and every student has a
 * place, so that the chance holds in real runs too: where nothing limits, the answer is the quantile of what the draws
 * require.
 *
 * @param real what real runs fell short of it
 * @throws ModelError for an id that does not exist, or a year outside the run
 */
export function solve(solver: Solver, question: SolveQuestion, real?: Shortfall): Solution {
  checkQuestion(solver, question);
  const target = targetOf(solver.frame, solver.central, {
    ids: question.for,
    scope: question.placesIn ?? 'named',
  });
  return solveAt(solver, { question, target, state: question.year - solver.frame.prepared.startYear, real });
}

/** The first year from that of a solution on in which it is possible; undefined when there is none in the run. */
export function firstPossibleYear(
  solver: Solver,
  { question, target, state, status }: Solution,
): number | undefined {
  const { prepared } = solver.frame;
  if (status !== 'not-possible') return prepared.startYear + state;
  for (let later = state + 1; later <= prepared.years; later++) {
    if (solveAt(solver, { question, target, state: later }).status !== 'not-possible')
      return prepared.startYear + later;
  }
  return undefined;
}
