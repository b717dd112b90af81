import { mapSize } from '#lib/domain/boundaries.ts';

/** The edges of the map, in degrees (WGS84). Nobody's boundaries of the European Netherlands go beyond them. */
export const mapEdges = { west: 3.3, east: 7.28, south: 50.7, north: 53.62 } as const;

/** Mercator's height of a latitude, in degrees of longitude. */
function mercator(latitude: number): number {
  return (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;
}

const perDegree = mapSize.width / (mapEdges.east - mapEdges.west);
const top = mercator(mapEdges.north);

/**
 * Where a place stands on the map (Mercator): to the right and down from the corner in the north-west.
 *
 * @param longitude in degrees (WGS84)
 * @param latitude in degrees (WGS84)
 */
export function project(longitude: number, latitude: number): [x: number, y: number] {
  return [(longitude - mapEdges.west) * perDegree, (top - mercator(latitude)) * perDegree];
}
