import { entrantFlows, exitFlows } from '#lib/model/flows.ts';
import type { Prepared } from '#lib/model/prepare.ts';

/**
 * What runs of the model gave, in arrays of runs × groups × years: states hold on 1 January and have one year more
 * than flows. A run writes where it wrote last, so the years of a group lie together.
 */
export interface Outcome {
  runs: number;
  heads: Float64Array;
  fte: Float64Array;
  /** By set of groups instead of group, in the order of the demand rows. */
  demandFte: Float64Array;
  /** By exit flow (in the order of `exitFlows`), in heads per year. */
  exits: Float64Array[];
  /** FTE of all that leave. */
  exitFte: Float64Array;
  /** By entrant flow (in the order of `entrantFlows`), in heads per year. */
  entrants: Float64Array[];
  /** In heads per year, the external ones included. */
  netMoves: Float64Array;
  /** On 1 October before; students go to groups by the matrix from schools to groups. */
  students: Float64Array;
  waiting: Float64Array;
  leftWithoutPlace: Float64Array;
  /** Places that students need and that are open in the tightest period of the school year. */
  placeClaims: Float64Array;
  placeCapacity: Float64Array;
}

/**
 * An outcome with room for a number of runs.
 *
 * @param room makes an array of a length: in memory that threads share, where they are to fill it together
 */
export function emptyOutcome(
  { groups, years, demand }: Pick<Prepared, 'groups' | 'years' | 'demand'>,
  runs: number,
  room: (length: number) => Float64Array = (length) => new Float64Array(length),
): Outcome {
  const states = () => room(groups.length * (years + 1) * runs);
  const flows = () => room(groups.length * years * runs);
  return {
    runs,
    heads: states(),
    fte: states(),
    demandFte: room(demand.length * (years + 1) * runs),
    exits: exitFlows.map(flows),
    exitFte: flows(),
    entrants: entrantFlows.map(flows),
    netMoves: flows(),
    students: states(),
    waiting: flows(),
    leftWithoutPlace: flows(),
    placeClaims: flows(),
    placeCapacity: flows(),
  };
}
