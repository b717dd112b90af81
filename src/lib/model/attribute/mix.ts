import { factors, type Factor, type Part } from '#lib/model/attribute/factors.ts';
import type { DemandDrivers } from '#lib/model/demand/demand.ts';
import type { Drivers, SideStream } from '#lib/model/drivers.ts';
import type { Hazards } from '#lib/model/stock/exits.ts';
import type { KindDrivers, ProgrammeDrivers } from '#lib/model/training/programme.ts';

type Fte = Drivers['fte'][number];

/** Graduates are the first flow of entrants. */
const ofGraduates = ({ flow }: { flow: number }) => flow === 0;
const ofOthers = ({ flow }: { flow: number }) => flow !== 0;

/** The programme of one side with the places, and the need of places, of another. */
function mixProgramme(
  own: ProgrammeDrivers | undefined,
  places: ProgrammeDrivers | undefined,
): ProgrammeDrivers | undefined {
  if (!own || own === places) return own;
  return {
    ...own,
    kinds: own.kinds.map((kind, k): KindDrivers => ({ ...kind, need: places?.kinds[k]?.need ?? kind.need })),
    capacity: places?.capacity,
    waiting: places?.waiting ?? own.waiting,
  };
}

/**
 * Drivers of which every factor comes from one of two sides, which are alike in structure: the same groups, kinds of
 * students, classes of exits, and sets of demand.
 *
 * @param sideOf the drivers that a factor is taken from
 */
export function mixDrivers(sideOf: (part: Part) => Drivers): Drivers {
  const retirement = sideOf('retirement');
  const leaving = sideOf('otherLeaving');
  const study = sideOf('furtherStudy');
  const graduates = sideOf('graduates');
  const others = sideOf('otherEntrants');
  const places = sideOf('placement');
  const population = sideOf('population');
  const growth = sideOf('otherGrowth');
  const start = sideOf('start');
  return {
    stock: start.stock,
    fte: growth.fte,
    hazards: retirement.hazards.map(({ byFlow }, c): Hazards => {
      const left = (leaving.hazards[c] as Hazards).byFlow;
      const studied = (study.hazards[c] as Hazards).byFlow;
      return { byFlow: [byFlow[0], byFlow[1], left[2], studied[3], left[4]] as Float64Array[] };
    }),
    exitFactors: start.exitFactors,
    entrantFactors: others.entrantFactors,
    exposure: leaving.exposure,
    streams: graduates.streams.map((own, g) => [
      ...own.filter(ofGraduates),
      ...(others.streams[g] ?? []).filter(ofOthers),
    ]),
    agedStreams: graduates.agedStreams.map((own, g) => [
      ...own.filter(ofGraduates),
      ...(others.agedStreams[g] ?? []).filter(ofOthers),
    ]),
    sideStreams: graduates.sideStreams.map((own, g) =>
      own.map(({ id, headsPerYear }, i): SideStream => ({
        id,
        headsPerYear,
        activeAfter: (leaving.sideStreams[g]?.[i] as SideStream).activeAfter,
        ftePerHead: (growth.sideStreams[g]?.[i] as SideStream).ftePerHead,
      })),
    ),
    moves: leaving.moves,
    programme: mixProgramme(graduates.programme, places.programme),
    demand: start.demand.map(({ groups, startFte, unfilledShare }, d): DemandDrivers => {
      const { path, otherIndex, growth: rate } = growth.demand[d] as DemandDrivers;
      const { volumeIndex } = population.demand[d] as DemandDrivers;
      return { groups, startFte, unfilledShare, path, volumeIndex, otherIndex, growth: rate };
    }),
    demandFactors: growth.demandFactors,
  };
}

function constant(values: Float64Array): Float64Array {
  return new Float64Array(values.length).fill(values[0] as number);
}

/** Every head counts the mean FTE per head of the opening stock; a group that starts empty keeps what it starts with. */
function frozenFte({ values, factor }: Fte, stock: Float64Array): Fte {
  const ages = stock.length;
  let heads = 0;
  let fte = 0;
  for (let age = 0; age < ages; age++) {
    heads += stock[age] as number;
    fte += (stock[age] as number) * (values[age] as number);
  }
  const frozen = heads > 0 ? new Float64Array(ages).fill(fte / heads) : values.slice(0, ages);
  return { values: frozen, rows: 1, factor };
}

/** Drivers under which nothing changes: nobody leaves, nobody comes, and what is asked stays what it is. */
function stillDrivers(drivers: Drivers): Drivers {
  const { stock, hazards, sideStreams } = drivers;
  return {
    stock,
    fte: drivers.fte.map((fte, g) => frozenFte(fte, stock[g] as Float64Array)),
    hazards: hazards.map(({ byFlow }) => ({ byFlow: byFlow.map(({ length }) => new Float64Array(length)) })),
    exitFactors: drivers.exitFactors,
    entrantFactors: undefined,
    exposure: drivers.exposure,
    streams: drivers.streams.map(() => []),
    agedStreams: drivers.agedStreams.map(() => []),
    sideStreams: sideStreams.map((sides, g) =>
      sides.map(({ id, headsPerYear, ftePerHead }) => ({
        id,
        headsPerYear: new Float64Array(headsPerYear.length),
        activeAfter: Float64Array.of(1),
        ftePerHead: stock[g]?.some((heads) => heads > 0) ? undefined : ftePerHead,
      })),
    ),
    moves: drivers.moves.map(({ length }) => new Float64Array(length)),
    programme: undefined,
    demand: drivers.demand.map(({ groups, startFte, unfilledShare, path, volumeIndex, otherIndex }) => ({
      groups,
      startFte,
      unfilledShare,
      path: path && constant(path),
      volumeIndex: constant(volumeIndex),
      otherIndex: constant(otherIndex),
      growth: 0,
    })),
    demandFactors: undefined,
  };
}

/**
 * Drivers with some factors off: that flow is zero, places are without limit, an index stays what it is at the start,
 * and every head counts the mean FTE of its group at the start. With all of them off the gap stays that of the start.
 */
export function driversOff(drivers: Drivers, off: Iterable<Factor> = factors): Drivers {
  const still = stillDrivers(drivers);
  const chosen = new Set<Part>(off);
  return mixDrivers((part) => (chosen.has(part) ? still : drivers));
}
