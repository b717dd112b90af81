import type { Corner } from '#pipelines/boundaries/label.ts';

/** The rings of a path of an edition: each an absolute start and relative steps. */
export function ringsOf(path: string): Corner[][] {
  return path
    .split('z')
    .filter(Boolean)
    .map((part) => {
      let [x, y] = [0, 0];
      const numbers = (part.match(/-?\d+/g) ?? []).map(Number);
      return Array.from({ length: numbers.length / 2 }, (_, i): Corner => {
        x += numbers[2 * i] ?? NaN;
        y += numbers[2 * i + 1] ?? NaN;
        return [x, y];
      });
    });
}

/** The area within rings, in square units of the map; a hole goes round the other way and is taken off. */
export function areaOf(rings: readonly Corner[][]): number {
  return rings.reduce((sum, ring) => sum + ringMoments(ring).area, 0);
}

function ringMoments(ring: readonly Corner[]): { area: number; x: number; y: number } {
  let [area, sumX, sumY] = [0, 0, 0];
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    sumX += ((ax + bx) * cross) / 6;
    sumY += ((ay + by) * cross) / 6;
  });
  return { area, x: sumX, y: sumY };
}

/** The middle of what lies within rings. */
export function middleOf(rings: readonly Corner[][]): Corner {
  const moments = rings.map(ringMoments);
  const area = moments.reduce((sum, ring) => sum + ring.area, 0);
  return [
    moments.reduce((sum, ring) => sum + ring.x, 0) / area,
    moments.reduce((sum, ring) => sum + ring.y, 0) / area,
  ];
}
