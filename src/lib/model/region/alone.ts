import type { Drivers } from '#lib/model/drivers.ts';
import type { PreparedDemand } from '#lib/model/demand/demand.ts';
import type { ExitClass } from '#lib/model/stock/exits.ts';
import type { Prepared, PreparedGroup } from '#lib/model/prepare.ts';

/** One group of a prepared baseline as a baseline of its own, and where it stands among the others. */
export interface Alone {
  g: number;
  prepared: Prepared;
  /** Position of its exits, and of its demand; -1 where it has none, or none that is not of others too. */
  exitClass: number;
  demand: number;
}

/**
 * Takes one group apart. Other groups have a say in it through schools only, and what comes of that stands in its
 * drivers: its own students, by the shares of the schools that the matrix gives it.
 */
export function aloneIn(prepared: Prepared, g: number): Alone {
  const group = prepared.groups[g] as PreparedGroup;
  const { exitClass } = group;
  const demand = prepared.demand.findIndex(({ groups }) => groups.length === 1 && groups[0] === g);
  const own = prepared.demand[demand];
  return {
    g,
    exitClass,
    demand,
    prepared: {
      ...prepared,
      groups: [{ ...group, exitClass: 0 }],
      exitClasses: [prepared.exitClasses[exitClass] as ExitClass],
      demand: own ? [{ ...own, groups: [0] } satisfies PreparedDemand] : [],
    },
  };
}

/** The column of a group in a table whose rows go over all groups. */
function columnOf(table: Float64Array, g: number, groups: number): Float64Array {
  const column = new Float64Array(table.length / groups);
  for (let row = 0; row < column.length; row++) column[row] = table[row * groups + g] as number;
  return column;
}

/** What is left of the drivers of all groups for one of them. */
export function driversAlone(drivers: Drivers, { g, exitClass, demand }: Alone): Drivers {
  const only = <T>(all: readonly T[], position = g) => [all[position] as T];
  const { programme } = drivers;
  return {
    ...drivers,
    stock: only(drivers.stock),
    fte: only(drivers.fte),
    hazards: only(drivers.hazards, exitClass),
    streams: only(drivers.streams),
    agedStreams: only(drivers.agedStreams),
    sideStreams: only(drivers.sideStreams),
    moves: only(drivers.moves),
    programme: programme && {
      ...programme,
      groups: 1,
      capacity: programme.capacity && columnOf(programme.capacity, g, programme.groups),
      kinds: programme.kinds.map((kind) => ({
        ...kind,
        opening: columnOf(kind.opening, g, programme.groups),
        intake: columnOf(kind.intake, g, programme.groups),
      })),
    },
    demand: demand < 0 ? [] : only(drivers.demand, demand).map((set) => ({ ...set, groups: [0] })),
  };
}
