/** Steps of the fine grid in one unit of the map: about 17 metres each. */
export const fine = 16;

/** A point on the fine grid as one number, so that points of neighbours can be compared. */
export type Vertex = number;

/** A closed line; its first point is not repeated at the end. */
export type Ring = readonly Vertex[];

const perColumn = 65_536;

/** The point on the fine grid that is nearest to a place on the map. */
export function vertexAt([x, y]: readonly [x: number, y: number]): Vertex {
  return Math.round(x * fine) * perColumn + Math.round(y * fine);
}

/** Where a point of the fine grid stands, in steps of that grid. */
export function stepsOf(vertex: Vertex): [x: number, y: number] {
  return [Math.floor(vertex / perColumn), vertex % perColumn];
}

/** Twice the area of a triangle, in steps of the grid; negative where its points go round to the left. */
function doubleArea(a: Vertex, b: Vertex, c: Vertex): number {
  const [ax, ay] = stepsOf(a);
  const [bx, by] = stepsOf(b);
  const [cx, cy] = stepsOf(c);
  return (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
}

/** The area of a triangle on the fine grid, in square units of the map. */
export function triangleArea(a: Vertex, b: Vertex, c: Vertex): number {
  return Math.abs(doubleArea(a, b, c)) / 2 / fine ** 2;
}

/** The area within a ring, in square units of the map; negative where it goes round to the left. */
export function ringArea(ring: Ring): number {
  const first = ring[0] ?? 0;
  let sum = 0;
  for (let i = 1; i + 1 < ring.length; i++) sum += doubleArea(first, ring[i] ?? 0, ring[i + 1] ?? 0);
  return sum / 2 / fine ** 2;
}

/** A ring that goes round to the right, or to the left for a hole, whichever way it was drawn. */
export function turned(ring: Ring, hole: boolean): Ring {
  return ringArea(ring) < 0 === hole ? ring : ring.toReversed();
}
