import { triangleArea, type Ring, type Vertex } from '#pipelines/boundaries/ring.ts';

/** Points that are not between just two others: where three areas meet, or where an outline touches itself. */
function junctionsOf(rings: readonly Ring[]): (vertex: Vertex) => boolean {
  const neighbours = new Map<Vertex, Set<Vertex>>();
  for (const ring of rings) {
    for (const [i, vertex] of ring.entries()) {
      const around = neighbours.get(vertex) ?? new Set();
      for (const other of [ring.at(i - 1), ring[(i + 1) % ring.length]]) {
        if (other !== undefined) around.add(other);
      }
      neighbours.set(vertex, around);
    }
  }
  return (vertex) => neighbours.get(vertex)?.size !== 2;
}

/** Shares of the least triangle that are tried one after the other, so that the smallest goes first. */
const rounds = [1 / 8, 1 / 4, 1 / 2, 1];

/** Passes in a round. Each halves the points of a curve, so that this is enough for any line. */
const passes = 32;

/** A line without the points that stick out least; of two neighbours at most one goes at a time. */
function passOver(line: readonly Vertex[], least: number): readonly Vertex[] {
  const kept: Vertex[] = [];
  let dropped = false;
  for (const [i, vertex] of line.entries()) {
    const before = line[i - 1];
    const after = line[i + 1];
    dropped =
      !dropped && before !== undefined && after !== undefined && triangleArea(before, vertex, after) < least;
    if (!dropped) kept.push(vertex);
  }
  return kept;
}

/** A line without the points that matter least (after Visvalingam and Whyatt 1993); its ends stay. */
function thinned(line: readonly Vertex[], least: number): readonly Vertex[] {
  let kept = line;
  for (const share of rounds) {
    for (let pass = 0, before = 0; pass < passes && kept.length !== before; pass++) {
      before = kept.length;
      kept = passOver(kept, least * share);
    }
  }
  return kept;
}

/** The same line whichever way it is gone along, so that neighbours keep the same points of it. */
function thinnedAlike(line: readonly Vertex[], least: number): readonly Vertex[] {
  const [first = 0, second = 0] = line;
  const [last = 0, lastButOne = 0] = line.toReversed();
  const backwards = first > last || (first === last && second > lastButOne);
  return backwards ? thinned(line.toReversed(), least).toReversed() : thinned(line, least);
}

/** A ring that starts at one of its points. */
function startingAt(ring: Ring, at: number): Ring {
  return [...ring.slice(at), ...ring.slice(0, at)];
}

function simplifyRing(ring: Ring, isJunction: (vertex: Vertex) => boolean, least: number): Ring {
  // At its lowest junction, or lowest point, wherever this ring and the one around the same island happen to start.
  const ends = ring.some(isJunction) ? ring.filter(isJunction) : ring;
  const start = ring.indexOf(ends.reduce((low, vertex) => Math.min(low, vertex)));
  const from = startingAt(ring, start);
  const corners = from.flatMap((vertex, i) => (i === 0 || isJunction(vertex) ? [i] : []));
  const closed = [...from, ...from.slice(0, 1)];
  return corners.flatMap((corner, i) => {
    const line = closed.slice(corner, (corners[i + 1] ?? from.length) + 1);
    return thinnedAlike(line, least).slice(0, -1);
  });
}

/**
 * Leaves out the points of outlines that matter least. A line that two outlines share is thinned once, so that no gap
 * comes between them.
 *
 * @param least area of the smallest triangle that a point may stick out, in square units of the map
 */
export function simplify(areas: readonly (readonly Ring[])[], least: number): Ring[][] {
  const isJunction = junctionsOf(areas.flat());
  return areas.map((rings) => rings.map((ring) => simplifyRing(ring, isJunction, least)));
}
