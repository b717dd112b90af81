import { shareIn, sizeFactorOf, scaled, yearly } from '#lib/model/amounts.ts';
import { demandDrivers, type DemandDrivers } from '#lib/model/demand/demand.ts';
import { hazardsOf, type Hazards } from '#lib/model/stock/exits.ts';
import { entrantFlows } from '#lib/model/flows.ts';
import { enteringHeads } from '#lib/model/stock/intakes.ts';
import type { Prepared, PreparedEntrants, PreparedGroup } from '#lib/model/prepare.ts';
import type { AgeProfile } from '#lib/model/stock/profile.ts';
import type { ProgrammeDrivers } from '#lib/model/training/programme.ts';
import { calmYears, type YearPaths } from '#lib/model/draws/years.ts';
import { programmeDrivers } from '#lib/model/training/programme-drivers.ts';

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
