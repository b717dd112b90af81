/** A corner of an outline, in units of the map. */
export type Corner = readonly [x: number, y: number];

/** Texts are about this many times as wide as they are high. */
const textWidth = 2;

/** Places that are tried along each side of a region. */
const tries = 48;

/** The distance between a point and the piece of line from `a` to `b`. */
function distance([x, y]: Corner, [ax, ay]: Corner, [bx, by]: Corner): number {
  const dx = bx - ax;
  const dy = by - ay;
  const along = dx === 0 && dy === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
  const nearest = Math.max(0, Math.min(1, along));
  return Math.hypot(x - ax - nearest * dx, y - ay - nearest * dy);
}

type Side = readonly [Corner, Corner];

function isInside([x, y]: Corner, sides: readonly Side[]): boolean {
  let inside = false;
  for (const [[ax, ay], [bx, by]] of sides) {
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

function rangeOf(values: readonly number[]): [least: number, most: number] {
  return values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [values[0] ?? 0, values[0] ?? 0],
  );
}

/** The place within outlines with the most room for a text, and the free height around it on both sides. */
export function labelPlace(rings: readonly (readonly Corner[])[]): { x: number; y: number; room: number } {
  // Made narrow, so that what is wide enough for a text counts as high enough.
  const narrow = rings.map((ring) => ring.map(([x, y]): Corner => [x / textWidth, y]));
  const sides = narrow.flatMap((ring) =>
    ring.map((from, i): Side => [from, ring[(i + 1) % ring.length] ?? from]),
  );
  const corners = narrow.flat();
  const [left, right] = rangeOf(corners.map(([x]) => x));
  const [top, bottom] = rangeOf(corners.map(([, y]) => y));
  let best = { x: left, y: top, room: 0 };
  for (let row = 0; row < tries; row++) {
    for (let column = 0; column < tries; column++) {
      const x = left + ((column + 0.5) / tries) * (right - left);
      const y = top + ((row + 0.5) / tries) * (bottom - top);
      if (!isInside([x, y], sides)) continue;
      const room = sides.reduce((least, [from, to]) => Math.min(least, distance([x, y], from, to)), Infinity);
      if (room > best.room) best = { x, y, room };
    }
  }
  return { x: Math.round(best.x * textWidth), y: Math.round(best.y), room: Math.round(best.room) };
}
