import type { Ring, Vertex } from '#pipelines/boundaries/ring.ts';

/** A piece of boundary that goes from one point to the next, with the area on its right. */
export type Edge = readonly [from: Vertex, to: Vertex];

/** The edges of rings. */
export function* edgesOf(rings: Iterable<Ring>): Generator<Edge> {
  for (const ring of rings) {
    for (const [i, from] of ring.entries()) {
      const to = ring[(i + 1) % ring.length] ?? from;
      if (to !== from) yield [from, to];
    }
  }
}

function take(ends: Set<Vertex> | undefined): Vertex | undefined {
  for (const end of ends ?? []) {
    ends?.delete(end);
    return end;
  }
  return undefined;
}

/**
 * The outline of areas together: an edge that two of them share, each its own way round, is no boundary any more.
 * What is left is strung into rings. An area that is given twice counts once.
 *
 * @param edges those of outer rings go round to the right, those of holes to the left
 */
export function outlines(edges: Iterable<Edge>): Ring[] {
  const next = new Map<Vertex, Set<Vertex>>();
  for (const [from, to] of edges) {
    if (next.get(to)?.delete(from)) continue;
    const ends = next.get(from) ?? new Set();
    next.set(from, ends.add(to));
  }
  const rings: Ring[] = [];
  for (const [start, ends] of next) {
    // As many edges lead to a point as away from it, so that a walk ends where it began.
    for (let at = take(ends); at !== undefined; at = take(ends)) {
      const ring = [start];
      for (; at !== undefined && at !== start; at = take(next.get(at))) ring.push(at);
      rings.push(ring);
    }
  }
  return rings;
}
