import { amountIn, sizeFactorOf } from '#lib/model/amounts.ts';
import { driversOf, type Drivers } from '#lib/model/drivers.ts';
import { centralValues, drawValues } from '#lib/model/draws/slots.ts';
import type { ExitTable } from '#lib/model/stock/exits.ts';
import { emptyOutcome, type Outcome } from '#lib/model/outcome.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import type { AgeProfile } from '#lib/model/stock/profile.ts';
import { runProgramme, type KindDrivers, type ProgrammeDrivers } from '#lib/model/training/programme.ts';
import { runOnce } from '#lib/model/project.ts';
import { routingMatrix } from '#lib/model/training/routing.ts';
import { allSources, type DrawOptions } from '#lib/model/simulate.ts';
import { heldIn, type Change } from '#lib/model/solve/change.ts';
import { unitResponses } from '#lib/model/solve/responses.ts';
import { rowValues, type DirectIntake } from '#lib/model/solve/rows.ts';
import { entrantValues, valueClassesOf, type ValueClasses } from '#lib/model/solve/values.ts';
import { steadyIntake } from '#lib/model/training/students.ts';
import type { PreparedTraining } from '#lib/model/training/training.ts';
import { workspaceFor, type Workspace } from '#lib/model/stock/workspace.ts';
import { yearPaths, type YearPaths } from '#lib/model/draws/years.ts';

/**
 * The model cut into the pieces that are linear in the intake, for a number of runs. They hold as long as every
 * student has a place from the first school year that the change reaches; before it, places limit as ever.
 */
export interface Pieces {
  runs: number;
  /** FTE short, by run, demand set and 1 January. */
  gap: Float64Array;
  /** Places open less places claimed, by run, school year from `affected` on, period and group. */
  spare: Float64Array | undefined;
  /** First-years of a class in units of the course of its kind, by run and class. */
  scale: Float64Array;
  /** By run, school and group. */
  routing: Float64Array;
  /** First-years in a year by a unit of a kind, by run, kind and year. */
  course: Float64Array;
  /** Share of an intake of a kind that obtains the diploma, by run and kind. */
  completion: Float64Array;
  /** FTE on 1 January by a unit of a kind that changes, by run, kind, value class and state. */
  worth: Float64Array;
  /** Places claimed by a unit of a kind that changes, by run, school year from `affected` on, period and kind. */
  claims: Float64Array;
  /** FTE on 1 January by the heads of a direct intake that change, by run, row and state. */
  rows: Float64Array;
}

/** What all runs have in common. */
export interface Frame {
  prepared: Prepared;
  change: Change;
  direct: DirectIntake[];
  classes: ValueClasses;
}

/** Sizes of the pieces. */
export function sizesOf({ prepared: { groups, years, demand, training }, change, classes, direct }: Frame) {
  return {
    groups: groups.length,
    years,
    states: years + 1,
    sets: demand.length,
    kinds: training?.kinds.length ?? 0,
    rooms: training?.classes.length ?? 0,
    schools: training?.schools.length ?? 0,
    periods: training?.periods.length ?? 0,
    late: years - change.affected,
    values: classes.groups.length,
    rows: direct.length,
  };
}

function emptyPieces(frame: Frame, runs: number): Pieces {
  const { groups, states, years, sets, kinds, rooms, schools, periods, late, values, rows } = sizesOf(frame);
  const room = (...sizes: number[]) =>
    new Float64Array(sizes.reduce((product, size) => product * size, runs));
  return {
    runs,
    gap: room(sets, states),
    spare: frame.prepared.training?.places && room(late, periods, groups),
    scale: room(rooms),
    routing: room(schools, groups),
    course: room(kinds, years),
    completion: room(kinds),
    worth: room(kinds, values, states),
    claims: room(late, periods, kinds),
    rows: room(rows, states),
  };
}

/** Places limit the years before the change only: after it every student has one, or the intake is not looked at. */
function limitedBefore(
  { capacity, periods, groups }: ProgrammeDrivers,
  affected: number,
): Float64Array | undefined {
  return capacity?.slice().fill(Infinity, affected * periods * groups);
}

/** First-years of every class in units of the course of its kind, and the matrix from schools to groups. */
function fillClasses(
  training: PreparedTraining,
  { kinds, groups }: ProgrammeDrivers,
  { draw, into, run }: { draw: Float64Array; into: Pieces; run: number },
): void {
  const matrix = routingMatrix(training.catchment, amountIn(training.decayKm, draw), groups);
  matrix.forEach((row, school) => into.routing.set(row, (run * matrix.length + school) * groups));
  training.classes.forEach(({ kind, students }, c) => {
    const factor = sizeFactorOf(students, draw, 'training.classes.students');
    const total = students.values.reduce((sum, value) => sum + value * factor, 0);
    const given = training.kinds[kind]?.intake !== undefined;
    const scale = given ? 1 : steadyIntake(total, (kinds[kind] as KindDrivers).outcomes);
    into.scale[run * training.classes.length + c] = scale;
  });
}

/** First-years by year of one unit of every kind: its intake in a group ÷ the units that the group gets. */
function coursesOf(
  training: PreparedTraining,
  { kinds, groups, years }: ProgrammeDrivers,
  { from, run }: { from: Pieces; run: number },
): Float64Array[] {
  const units = kinds.map(() => new Float64Array(groups));
  training.classes.forEach(({ kind, school }, c) => {
    const own = units[kind] as Float64Array;
    const scale = from.scale[run * training.classes.length + c] as number;
    const first = (run * training.schools.length + school) * groups;
    for (let g = 0; g < groups; g++)
      own[g] = (own[g] as number) + scale * (from.routing[first + g] as number);
  });
  return kinds.map(({ intake }, k) => {
    const own = units[k] as Float64Array;
    const most = own.indexOf(Math.max(...own));
    const unit = own[most] as number;
    return Float64Array.from({ length: years }, (_, t) =>
      unit > 0 ? (intake[t * groups + most] as number) / unit : 0,
    );
  });
}

function fillProgramme(
  frame: Frame,
  {
    training,
    programme,
    values,
    into,
    run,
  }: {
    training: PreparedTraining;
    programme: ProgrammeDrivers;
    /** By value class and track. */
    values: Float64Array[][];
    into: Pieces;
    run: number;
  },
): void {
  const { kinds, years, states, periods, late } = sizesOf(frame);
  const { held, affected } = frame.change;
  const courses = coursesOf(training, programme, { from: into, run });
  courses.forEach((course, k) => into.course.set(course, (run * kinds + k) * years));
  programme.kinds.forEach(({ outcomes }, k) => {
    into.completion[run * kinds + k] = outcomes.reduce(
      (share, { promoted, repeating }) => share * (promoted / (1 - repeating)),
      1,
    );
  });
  const { claims, graduates } = unitResponses(
    programme,
    courses.map((course) => course.map((heads, t) => heads * (held[t] as number))),
  );
  into.claims.set(claims.subarray(affected * periods * kinds), run * late * periods * kinds);
  for (let k = 0; k < kinds; k++) {
    values.forEach((tracks, v) => {
      const first = ((run * kinds + k) * values.length + v) * states;
      graduates.forEach((heads, track) => {
        const value = tracks[track] as Float64Array;
        for (let t = 0; t < years; t++) {
          const entering = heads[t * kinds + k] as number;
          if (entering === 0) continue;
          for (let state = t + 1; state < states; state++) {
            const cell = first + state;
            into.worth[cell] =
              (into.worth[cell] as number) + entering * (value[t * states + state] as number);
          }
        }
      });
    });
  }
}

function fillSpare(
  { change }: Frame,
  { capacity, periods, groups }: ProgrammeDrivers,
  { claims, into, run }: { claims: Float64Array; into: Pieces; run: number },
): void {
  if (!capacity || !into.spare) return;
  const first = change.affected * periods * groups;
  const at = run * (capacity.length - first);
  for (let i = first; i < capacity.length; i++) {
    into.spare[at + i - first] = (capacity[i] as number) - (claims[i] as number);
  }
}

function fillGap(
  { demand, years }: Prepared,
  outcome: Outcome,
  { into, run }: { into: Pieces; run: number },
): void {
  const states = years + 1;
  demand.forEach(({ groups }, d) => {
    for (let state = 0; state < states; state++) {
      let fte = 0;
      for (const g of groups) fte += outcome.fte[g * states + state] as number;
      into.gap[(run * demand.length + d) * states + state] =
        (outcome.demandFte[d * states + state] as number) - fte;
    }
  });
}

/** The pieces of one run. */
function fillRun(
  frame: Frame,
  {
    draw,
    paths,
    into,
    run,
    space,
    outcome,
  }: { draw: Float64Array; paths: YearPaths; into: Pieces; run: number; space: Workspace; outcome: Outcome },
): void {
  const { prepared, change, direct, classes } = frame;
  const { training, years, ages } = prepared;
  const drivers = driversOf(prepared, draw, paths);
  const { programme } = drivers;
  let running = drivers;
  if (training && programme) {
    const base = { ...programme, capacity: limitedBefore(programme, change.affected) };
    running = { ...drivers, programme: base };
    fillSpare(frame, programme, { claims: runProgramme(base).claims, into, run });
    fillClasses(training, programme, { draw, into, run });
  }
  runOnce(prepared, running, { into: outcome, run: 0, space });
  fillGap(prepared, outcome, { into, run });
  const tracks = training?.tracks.map(({ entryAges }) => entryAges) ?? [];
  const ownAges = (v: number) =>
    direct.flatMap(({ group, intake }) => (classes.classOf[group] === v && intake.ages ? [intake.ages] : []));
  const values = classes.groups.map((g, v) => {
    const profiles: AgeProfile[] = [...tracks, ...ownAges(v)];
    return entrantValues(profiles, {
      exits: space.tables[prepared.groups[g]?.exitClass as number] as ExitTable,
      fte: drivers.fte[g] as Drivers['fte'][number],
      exposure: drivers.exposure,
      years,
      ages,
    });
  });
  if (training && programme) fillProgramme(frame, { training, programme, values, into, run });
  const used = classes.groups.map(() => tracks.length);
  direct.forEach((row, i) => {
    const v = classes.classOf[row.group] as number;
    let value: Float64Array | undefined;
    if (row.intake.ages) {
      value = values[v]?.[used[v] as number];
      used[v] = (used[v] as number) + 1;
    }
    const held = (year: number) => heldIn(change, year);
    into.rows.set(
      rowValues(row, { prepared, draw, drivers, value, held }),
      (run * direct.length + i) * (years + 1),
    );
  });
}

/** Cuts the model into linear pieces: for its central path, and for a number of draws. */
export function cut(
  frame: Frame,
  { draws, seed, sources = allSources, chosen, central }: DrawOptions,
): { central: Pieces; drawn: Pieces } {
  const { prepared } = frame;
  const space = workspaceFor(prepared);
  const outcome = emptyOutcome(prepared, 1);
  const middle = central ?? centralValues(prepared.slots);
  const one = emptyPieces(frame, 1);
  fillRun(frame, {
    draw: middle,
    paths: yearPaths(prepared, { draw: middle }),
    into: one,
    run: 0,
    space,
    outcome,
  });
  if (draws === 0) return { central: one, drawn: one };
  const into = emptyPieces(frame, draws);
  for (let run = 0; run < draws; run++) {
    const draw = sources.assumptions ? drawValues(prepared.slots, chosen?.[run] ?? run, seed) : middle;
    const paths = yearPaths(prepared, { draw, random: sources.years ? { seed, run } : undefined });
    fillRun(frame, { draw, paths, into, run, space, outcome });
  }
  return { central: one, drawn: into };
}

/** What all runs of a baseline under a change have in common. */
export function frameOf(prepared: Prepared, change: Change, direct: DirectIntake[]): Frame {
  return { prepared, change, direct, classes: valueClassesOf(prepared) };
}
