import { amountIn, shareIn, sizeFactorOf, yearly, type ScaledValues } from '#lib/model/amounts.ts';
import { demandDrivers, type DemandDrivers } from '#lib/model/demand/demand.ts';
import { ModelError } from '#lib/model/error.ts';
import { hazardsOf, type Hazards } from '#lib/model/stock/exits.ts';
import { entrantFlows } from '#lib/model/flows.ts';
import { enteringHeads } from '#lib/model/stock/intakes.ts';
import type { Prepared, PreparedEntrants, PreparedGroup } from '#lib/model/prepare.ts';
import type { AgeProfile } from '#lib/model/stock/profile.ts';
import type { KindDrivers, ProgrammeDrivers } from '#lib/model/training/programme.ts';
import { routingMatrix } from '#lib/model/training/routing.ts';
import { steadyIntake, steadyProfile, yearOutcomes } from '#lib/model/training/students.ts';
import type { PreparedTraining } from '#lib/model/training/training.ts';
import { calmYears, type YearPaths } from '#lib/model/draws/years.ts';

/** A yearly number of people who enter a group, and how they are spread over the ages. */
export interface Stream {
  flow: number;
  /** A number that says which stream it is, also when others come or go. */
  id: number;
  headsPerYear: Float64Array;
  /** Heads per year before the factors of the years, where these alone make one year differ from another. */
  steady: number | undefined;
  profile: AgeProfile;
}

/** People who enter a group by a flow, by year and age. */
export interface AgedStream {
  flow: number;
  id: number;
  heads: Float64Array;
}

/** Graduates whose share that is still active is given, beside the stock by age. */
export interface SideStream {
  id: number;
  headsPerYear: Float64Array;
  activeAfter: Float64Array;
  /** FTE per head; the mean of the group at the start without it. */
  ftePerHead: number | undefined;
}

/** Everything that a run computes with: a prepared baseline in one draw, as numbers. */
export interface Drivers {
  /** Heads by single age at the start, by group. */
  stock: Float64Array[];
  /** FTE of one head by age, in one row or a row for every state, times a factor; by group. */
  fte: { values: Float64Array; rows: number; factor: number }[];
  /** By exit class. */
  hazards: Hazards[];
  /** By which all hazards are multiplied in each year. */
  exitFactors: Float64Array | undefined;
  /** By which career changers and returners are multiplied in each year. */
  entrantFactors: Float64Array | undefined;
  exposure: number;
  /** By group. */
  streams: Stream[][];
  agedStreams: AgedStream[][];
  sideStreams: SideStream[][];
  /** By group, year and age. */
  moves: Float64Array[];
  programme: ProgrammeDrivers | undefined;
  demand: DemandDrivers[];
  demandFactors: Float64Array | undefined;
}

function scaled(values: Float64Array, factor: number): Float64Array {
  const all = new Float64Array(values.length);
  for (let i = 0; i < all.length; i++) all[i] = (values[i] as number) * factor;
  return all;
}

function times(values: Float64Array, factors: Float64Array | undefined): Float64Array {
  return factors ? values.map((value, year) => value * (factors[year] as number)) : values;
}

function entrantStream(
  { flow, id, heads, ages }: PreparedEntrants & { ages: AgeProfile },
  { draw, years, factors, group }: StreamFrame,
): Stream {
  const factor = sizeFactorOf(heads, draw, `${entrantFlows[flow]} of group ${group}`);
  return {
    flow,
    id,
    headsPerYear: times(yearly(heads, draw, years), factors),
    steady: heads.rows === 1 ? (heads.values[0] as number) * factor : undefined,
    profile: ages,
  };
}

/** What the streams of a group are made with. */
interface StreamFrame {
  draw: Float64Array;
  years: number;
  factors: Float64Array | undefined;
  group: string;
}

/** Students of each kind by programme year and group, and the intake that they imply. */
function kindDrivers(
  training: PreparedTraining,
  { draw, groups, years, paths }: { draw: Float64Array; groups: number; years: number; paths: YearPaths },
): KindDrivers[] {
  const matrix = routingMatrix(training.catchment, amountIn(training.decayKm, draw), groups);
  const yearlySizes = (scaledBy: ScaledValues, what: string) => {
    sizeFactorOf(scaledBy, draw, what);
    return yearly(scaledBy, draw, years);
  };
  const common = yearlySizes(training.intakeIndex, 'training.intakeIndex');
  const steady = training.tracks.map((track) => {
    const what = `training.tracks.${track.id}`;
    const completion = shareIn(track.completion, draw, `${what}.completion`);
    const outcomes = yearOutcomes(completion, amountIn(track.repeating, draw), track.dropoutShape);
    return { outcomes, profile: steadyProfile(outcomes), intake: steadyIntake(1, outcomes) };
  });
  const kinds = training.kinds.map((kind): KindDrivers => {
    const { outcomes } = steady[kind.track] as (typeof steady)[number];
    const inPractice = kind.inPractice
      ? shareIn(kind.inPractice, draw, 'training.placementModels.inPractice')
      : 1;
    return {
      track: kind.track,
      outcomes,
      need: inPractice > 0 ? scaled(kind.need, inPractice) : new Float64Array(0),
      switches: kind.switches.map(({ to, share }) => ({
        to,
        share: shareIn(share, draw, 'training.switches.share'),
      })),
      opening: new Float64Array(outcomes.length * groups),
      intake: new Float64Array(years * groups),
    };
  });
  for (const { track, switches } of kinds) {
    const share = switches.reduce((sum, each) => sum + each.share, 0);
    if (share > 1) {
      const { id } = training.tracks[track] as PreparedTraining['tracks'][number];
      throw new ModelError(`training.switches from ${id}: ${share} together, expected at most 1`);
    }
  }
  // First-years of the first year by kind and group, before any index: the intake follows from them.
  const implied = kinds.map(() => new Float64Array(groups));
  for (const { school, kind, students } of training.classes) {
    const { opening, outcomes } = kinds[kind] as KindDrivers;
    const { intake: base } = training.kinds[kind] as PreparedTraining['kinds'][number];
    const { profile, intake } = steady[(kinds[kind] as KindDrivers).track] as (typeof steady)[number];
    const factor = sizeFactorOf(students, draw, 'training.classes.students');
    const byYear = students.values.length > 1 || outcomes.length === 1;
    const row = matrix[school] as Float64Array;
    const first = implied[kind] as Float64Array;
    let total = 0;
    for (const value of students.values) total += value * factor;
    for (let y = 0; y < outcomes.length; y++) {
      const heads = byYear ? (students.values[y] as number) * factor : total * (profile[y] as number);
      for (let g = 0; g < groups; g++) {
        const cell = y * groups + g;
        opening[cell] = (opening[cell] as number) + heads * paths.opening * (row[g] as number);
      }
    }
    for (let g = 0; g < groups; g++)
      first[g] = (first[g] as number) + (base ? 1 : total * intake) * (row[g] as number);
  }
  kinds.forEach(({ intake }, k) => {
    const { intake: given, intakeIndex } = training.kinds[k] as PreparedTraining['kinds'][number];
    const own = given && yearlySizes(given, 'training.classes.intake');
    const index = intakeIndex && yearlySizes(intakeIndex, 'training.classes.intakeIndex');
    for (let t = 0; t < years; t++) {
      const relative = own ? (own[t] as number) : (common[t] as number) * (paths.enrolment?.[t] ?? 1);
      const factor = relative * (index ? (index[t] as number) : 1) * (paths.intake?.[t] ?? 1);
      for (let g = 0; g < groups; g++)
        intake[t * groups + g] = ((implied[k] as Float64Array)[g] as number) * factor;
    }
  });
  for (const { school, kind, extraIntake } of training.classes) {
    if (!extraIntake) continue;
    const { intake } = kinds[kind] as KindDrivers;
    const row = matrix[school] as Float64Array;
    yearly(extraIntake, draw, years).forEach((heads, t) => {
      for (let g = 0; g < groups; g++) {
        const cell = t * groups + g;
        intake[cell] = (intake[cell] as number) + heads * (row[g] as number);
      }
    });
  }
  return kinds;
}

/** Places open by year, period and group. */
function capacityIn(
  training: PreparedTraining,
  { draw, groups, years }: { draw: Float64Array; groups: number; years: number },
): Float64Array | undefined {
  if (!training.places) return undefined;
  const periods = training.periods.length;
  const capacity = new Float64Array(years * periods * groups);
  for (const { group, places, open } of training.places) {
    const factor = sizeFactorOf(places, draw, 'training.places');
    for (let t = 0; t < years; t++) {
      const row = places.rows > 1 ? t : 0;
      const count = (places.values[row] as number) * factor;
      for (let p = 0; p < periods; p++) {
        const cell = (t * periods + p) * groups + group;
        capacity[cell] = (capacity[cell] as number) + count * (open[t * periods + p] as number);
      }
    }
  }
  return capacity;
}

function programmeDrivers(
  training: PreparedTraining,
  frame: { draw: Float64Array; groups: number; years: number; paths: YearPaths },
): ProgrammeDrivers {
  return {
    groups: frame.groups,
    years: frame.years,
    periods: training.periods.length,
    kinds: kindDrivers(training, frame),
    capacity: capacityIn(training, frame),
    waiting: shareIn(training.waiting, frame.draw, 'training.waiting'),
    toOccupation: shareIn(training.toOccupation, frame.draw, 'training.toOccupation'),
  };
}

function groupStreams(
  group: PreparedGroup,
  frame: StreamFrame,
): { streams: Stream[]; aged: AgedStream[]; sides: SideStream[] } {
  const { draw, years, factors } = frame;
  const streams: Stream[] = [];
  const aged: AgedStream[] = [];
  const sides: SideStream[] = [];
  for (const { flow, id, heads, ages } of group.entrants) {
    if (ages) streams.push(entrantStream({ flow, id, heads, ages }, frame));
    else {
      sizeFactorOf(heads, draw, `${entrantFlows[flow]} of group ${group.id}`);
      const byAge = yearly(heads, draw, years);
      const row = byAge.length / years;
      aged.push({
        flow,
        id,
        heads: factors ? byAge.map((value, i) => value * (factors[Math.floor(i / row)] as number)) : byAge,
      });
    }
  }
  for (const intake of group.intakes) {
    const headsPerYear = enteringHeads(intake, draw);
    const { stream: id, ages, activeAfter } = intake;
    if (ages) streams.push({ flow: 0, id, headsPerYear, steady: undefined, profile: ages });
    if (activeAfter) {
      const { ftePerHead: perHead } = intake;
      const ftePerHead =
        perHead &&
        (perHead.values[0] as number) * sizeFactorOf(perHead, draw, `intakes.${intake.id}.ftePerHead`);
      sides.push({ id, headsPerYear, activeAfter, ftePerHead });
    }
  }
  return { streams, aged, sides };
}

/**
 * Turns a prepared baseline and the values of a draw into numbers.
 *
 * @param draw one value for every slot
 * @param paths what the years of this run are like; like any other without it
 * @throws ModelError for what cannot be: a share above 1, a negative size
 */
export function driversOf(prepared: Prepared, draw: Float64Array, paths: YearPaths = calmYears): Drivers {
  const { years, ages, groups, training } = prepared;
  const perGroup = groups.map((group) =>
    groupStreams(group, { draw, years, factors: paths.entrants, group: group.id }),
  );
  return {
    stock: groups.map(({ id, stock }) =>
      scaled(stock.values, sizeFactorOf(stock, draw, `stock of group ${id}`)),
    ),
    fte: groups.map(({ id, ftePerHead }) => ({
      values: ftePerHead.values,
      rows: ftePerHead.rows,
      factor: sizeFactorOf(ftePerHead, draw, `fte of group ${id}`),
    })),
    hazards: prepared.exitClasses.map((exitClass) => hazardsOf(exitClass, draw, ages)),
    exitFactors: paths.exits,
    entrantFactors: paths.entrants,
    exposure: shareIn(prepared.entrantExposure, draw, 'entrantExposure'),
    streams: perGroup.map(({ streams }) => streams),
    agedStreams: perGroup.map(({ aged }) => aged),
    sideStreams: perGroup.map(({ sides }) => sides),
    moves: groups.map(({ moves }) => moves),
    programme: training && programmeDrivers(training, { draw, groups: groups.length, years, paths }),
    demand: prepared.demand.map((set) => demandDrivers(set, draw)),
    demandFactors: paths.demand,
  };
}
