import { modelVersion } from '#lib/model/flows.ts';
import type { Scenario } from '#lib/model/scenario.ts';
import { allSources, type Sources } from '#lib/model/simulate.ts';
import { closedShare } from '#lib/model/solve/check.ts';
import { chancesOf, type Chances } from '#lib/model/solve/chances.ts';
import { groupEffects, type GroupEffect } from '#lib/model/solve/effects.ts';
import { figure, sizeFigure, spreadOf, wholeYear, type SizeFigure } from '#lib/model/solve/figures.ts';
import { headsAt, intakePath } from '#lib/model/solve/intake.ts';
import { sizesOf } from '#lib/model/solve/pieces.ts';
import { largestFor, largestSizes } from '#lib/model/solve/places.ts';
import { reasonText, type Reason } from '#lib/model/solve/reason.ts';
import { scenarioAt } from '#lib/model/solve/scenario.ts';
import type { Settled } from '#lib/model/solve/settle.ts';
import { partsOf } from '#lib/model/solve/target.ts';
import { firstPossibleYear, type Solution, type Solver } from '#lib/model/solve.ts';

/** The largest intake for which everybody has a place with the chance, and where places run out beyond it. */
export interface Bound {
  /** Null when places lack even without any new first-years. */
  largest: SizeFigure | null;
  group: string;
  period: string;
  /** The calendar year in which the school year begins. */
  schoolYear: number;
}

/** The gap of some groups in the year asked, in FTE: on the central path, and the chance that it is closed. */
export interface GoalAnswer {
  id: string;
  groups: string[];
  gapFte: { now: number | null; needed: number | null };
  chanceClosed: { now: number; needed: number | null };
}

/** What the solver answers, as a plain object that is written to JSON. */
export interface Advice {
  format: 'praktijkbalans-advice/1';
  modelVersion: string;
  title: string;
  /** Title of the scenario that was read, or null without one. */
  scenario: string | null;
  seed: number;
  draws: number;
  sources: Sources;
  sha256: { baseline: string; scenario: string | null };
  for: string[];
  year: number;
  from: number;
  phase: number[];
  chance: number;
  places: 'fixed' | 'free';
  /** Where every student needs a place: in the groups of the gaps, or in all. */
  placesIn: 'named' | 'all';
  /** Whether schools scale by one factor, or each by its own. */
  scaling: 'together' | 'apart';
  status: Solution['status'];
  reason: (Reason & { text: string }) | null;
  /** Whose intake changes. */
  schools: string[];
  intakes: string[];
  /** New first-years by year, on the central path. */
  intake: { years: number[]; now: number[]; needed: number[] | null; factor: number | null };
  /** The same for each school and direct intake, in the first year in which the whole change holds. */
  intakeBySchool: ({ id: string; now: number } & SizeFigure)[] | null;
  /** What closes the gap if places were no limit: with the chance, on the central path, and over the draws. */
  required: {
    forChance: SizeFigure | null;
    central: SizeFigure | null;
    q10: SizeFigure | null;
    q50: SizeFigure | null;
    q90: SizeFigure | null;
  };
  /** Shares of the draws at the intake needed, as long as everybody has a place. */
  chances: Chances | null;
  /** Shares of real runs, with every limit and everything drawn; null when nothing was run. */
  check: { runs: number; closed: number; placed: number; raised: number } | null;
  goals: GoalAnswer[];
  /** Null where nothing limits the programme. */
  bounds: { named: Bound | null; all: Bound | null };
  extraPlaces: { group: string; periods: { period: string; places: number }[] }[] | null;
  /** School-year places: the mean over the periods, summed over the groups. */
  extraPlacesTotal: number | null;
  firstPossibleYear: number | null;
  /** The last year that was looked at for the first possible one. */
  lookedUntil: number;
  effects: GroupEffect[];
  /** The answer as a scenario, for `project --scenario`. */
  answer: Scenario | null;
}

/** What an advice says of how it was made. */
export interface AdviceOptions {
  title: string;
  scenario: string | null;
  sha256: Advice['sha256'];
}

function boundIn(
  { frame, central, drawn }: Solver,
  { target, state, question }: Solution,
  groups: readonly number[],
): Bound | null {
  const { prepared, change } = frame;
  const { lever } = target;
  const room = largestSizes(frame, drawn, { lever, groups, state });
  const { size, bottleneck } = largestFor(room, question.chance);
  if (!bottleneck) return null;
  const path = intakePath(frame, central, { lever, state });
  return {
    largest: size >= 0 ? sizeFigure(size, { path, lever, frame }) : null,
    group: prepared.groups[bottleneck.group]?.id ?? '',
    period: prepared.training?.periods[bottleneck.period] ?? '',
    schoolYear: prepared.startYear + change.affected + bottleneck.year - 1,
  };
}

function goalAnswers({ frame: { prepared } }: Solver, { solution, runs, without }: Settled): GoalAnswer[] {
  const { goals } = solution.target;
  const own = (gaps: Float64Array, i: number) => gaps.filter((_, cell) => cell % goals.length === i);
  return goals.map(({ id, groups }, i) => ({
    id,
    groups: groups.map((g) => prepared.groups[g]?.id ?? ''),
    gapFte: { now: figure(without.central[i]), needed: figure(runs?.central[i]) },
    chanceClosed: {
      now: closedShare({ ...without, gaps: own(without.gaps, i) }, 1),
      needed: runs ? closedShare({ ...runs, gaps: own(runs.gaps, i) }, 1) : null,
    },
  }));
}

function extraRows({ frame }: Solver, { extra }: Solution): Advice['extraPlaces'] {
  if (!extra) return null;
  const { periods } = sizesOf(frame);
  return extra.groups.flatMap((g, i) => {
    const own = extra.places.subarray(i * periods, (i + 1) * periods);
    if (own.every((places) => places === 0)) return [];
    return [
      {
        group: frame.prepared.groups[g]?.id ?? '',
        periods: [...own].map((places, p) => ({ period: frame.prepared.training?.periods[p] ?? '', places })),
      },
    ];
  });
}

function bySchool({ frame, central }: Solver, { target, state, size }: Solution): Advice['intakeBySchool'] {
  if (size === undefined) return null;
  const { training } = frame.prepared;
  return partsOf(target.lever, frame).map((lever) => {
    const [school, row] = [lever.schools[0] ?? -1, lever.rows[0] ?? -1];
    const path = intakePath(frame, central, { lever, state });
    const { heads } = sizeFigure(size, { path, lever, frame }) as SizeFigure;
    return {
      id: training?.schools[school] ?? frame.direct[row]?.id ?? '',
      now: path.now[wholeYear(path, frame)] as number,
      heads,
      factor: lever.start === 1 ? size * (lever.weights[0] as number) : null,
    };
  });
}

/** Turns an answer that was checked into the object that `solve` writes. */
export function adviceOf(solver: Solver, settled: Settled, options: AdviceOptions): Advice {
  const { frame, setup, central } = solver;
  const { prepared, change, direct } = frame;
  const { solution, runs, raised } = settled;
  const { question, target, state, size, extra, reason } = solution;
  const { lever } = target;
  const path = intakePath(frame, central, { lever, state });
  const shown = (value: number | undefined) =>
    sizeFigure(value === undefined ? undefined : Math.max(0, value), { path, lever, frame });
  const [q10, q50, q90] = spreadOf(solution.required);
  return {
    format: 'praktijkbalans-advice/1',
    modelVersion,
    title: options.title,
    scenario: options.scenario,
    seed: setup.seed,
    draws: setup.draws,
    sources: setup.sources ?? allSources,
    sha256: options.sha256,
    for: [...question.for],
    year: question.year,
    from: change.from,
    phase: [...change.phase],
    chance: question.chance,
    places: question.places,
    placesIn: question.placesIn ?? 'named',
    scaling: question.schools ?? 'together',
    status: solution.status,
    reason: reason ? { ...reason, text: reasonText(reason) } : null,
    schools: lever.schools.map((k) => prepared.training?.schools[k] ?? ''),
    intakes: lever.rows.map((i) => direct[i]?.id ?? ''),
    intake: {
      years: path.years,
      now: path.now,
      needed: size === undefined ? null : headsAt(path, { size, lever, change }),
      factor: size === undefined || lever.start === 0 ? null : size,
    },
    intakeBySchool: bySchool(solver, solution),
    required: {
      forChance: shown(solution.sizeForGap),
      central: shown(solution.centralSize),
      q10: shown(q10),
      q50: shown(q50),
      q90: shown(q90),
    },
    chances: chancesOf(solver, solution),
    check: runs
      ? {
          runs: runs.placed.length,
          closed: closedShare(runs, target.goals.length),
          placed: runs.placed.filter(Boolean).length / runs.placed.length,
          raised,
        }
      : null,
    goals: goalAnswers(solver, settled),
    bounds: {
      named: boundIn(solver, solution, [...new Set(target.goals.flatMap(({ groups }) => groups))]),
      all: boundIn(
        solver,
        solution,
        prepared.groups.map((_, g) => g),
      ),
    },
    extraPlaces: extraRows(solver, solution),
    extraPlacesTotal: extra?.total ?? null,
    firstPossibleYear: firstPossibleYear(solver, solution) ?? null,
    lookedUntil: prepared.startYear + prepared.years,
    effects: groupEffects(solver, solution),
    answer: size === undefined ? null : (scenarioAt(frame, { lever, size, extra }) ?? null),
  };
}
