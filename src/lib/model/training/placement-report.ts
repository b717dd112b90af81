import { amountIn, factorOf } from '#lib/model/amounts.ts';
import { driversOf } from '#lib/model/drivers.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { runProgramme } from '#lib/model/training/programme.ts';
import { classStudents } from '#lib/model/training/class-students.ts';
import { routingMatrix } from '#lib/model/training/routing.ts';
import type { PreparedTraining } from '#lib/model/training/training.ts';
import { yearPaths } from '#lib/model/draws/years.ts';

/** Claims on places and places that are open, on the central path: by school year and period. */
export interface GroupPlacements {
  id: string;
  claims: number[][];
  /** Without limits to the programme there are none to count. */
  capacity: number[][] | null;
  /** Share of the claims that nobody measured: of classes that were estimated or assumed. */
  unknownClaims: number | null;
  /** Share of the places that nobody measured. */
  unknownCapacity: number | null;
}

/** Placements of all groups. */
export interface PlacementReport {
  /** Calendar years in which the school years begin. */
  schoolYears: number[];
  periods: string[];
  groups: GroupPlacements[];
}

/** A part of a total, or nothing where the total is zero. */
function share(part: number, total: number): number | null {
  return total > 0 ? part / total : null;
}

/** Students of a group that take places, weighed by how many: all of them, and those that nobody measured. */
function claimsBySource(
  training: PreparedTraining,
  { draw, groups }: { draw: Float64Array; groups: number },
): { all: Float64Array; unknown: Float64Array } {
  const matrix = routingMatrix(training.catchment, amountIn(training.decayKm, draw), groups);
  const all = new Float64Array(groups);
  const unknown = new Float64Array(groups);
  for (const { school, kind, measured, ...counted } of training.classes) {
    const need = (training.kinds[kind] as PreparedTraining['kinds'][number]).need;
    const meanNeed = need.reduce((sum, each) => sum + each, 0);
    const taking = classStudents(counted, draw).reduce((sum, each) => sum + each, 0) * meanNeed;
    (matrix[school] as Float64Array).forEach((part, g) => {
      all[g] = (all[g] as number) + taking * part;
      if (!measured) unknown[g] = (unknown[g] as number) + taking * part;
    });
  }
  return { all, unknown };
}

function placesBySource(
  { places = [] }: PreparedTraining,
  draw: Float64Array,
  g: number,
): { all: number; unknown: number } {
  let all = 0;
  let unknown = 0;
  for (const { group, places: count, open, measured } of places) {
    if (group !== g) continue;
    const mean = count.values.reduce((sum, each) => sum + each, 0) / count.values.length;
    const opened = mean * factorOf(count, draw) * open.reduce((sum, each) => sum + each, 0);
    all += opened;
    if (!measured) unknown += opened;
  }
  return { all, unknown };
}

/**
 * What students claim and what is open, on the central path, and which share of both nobody measured.
 *
 * @param central one value for every slot
 */
export function placementReport(prepared: Prepared, central: Float64Array): PlacementReport | undefined {
  const { training, years, startYear } = prepared;
  const drivers = driversOf(prepared, central, yearPaths(prepared, { draw: central })).programme;
  if (!training || !drivers) return undefined;
  const { groups, periods, capacity } = drivers;
  const { claims } = runProgramme(drivers);
  const sources = claimsBySource(training, { draw: central, groups });
  const table = (values: Float64Array, g: number) =>
    Array.from({ length: years }, (_, t) =>
      Array.from({ length: periods }, (__, p) => values[(t * periods + p) * groups + g] as number),
    );
  return {
    schoolYears: Array.from({ length: years }, (_, t) => startYear + t - 1),
    periods: training.periods,
    groups: prepared.groups.map(({ id }, g): GroupPlacements => {
      const places = placesBySource(training, central, g);
      return {
        id,
        claims: table(claims, g),
        capacity: capacity ? table(capacity, g) : null,
        unknownClaims: share(sources.unknown[g] as number, sources.all[g] as number),
        unknownCapacity: capacity ? share(places.unknown, places.all) : null,
      };
    }),
  };
}
