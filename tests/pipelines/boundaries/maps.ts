import { todaysMunicipalities } from '../../fixtures/fixture.ts';

export const municipalities = todaysMunicipalities();
export const regionCodes = [...new Set(municipalities.map(({ region_code }) => region_code))].sort();

/** A feature of GeoJSON. */
export interface Feature {
  type: string;
  id?: unknown;
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown };
}

/** A square with its south-west corner there, drawn as GeoJSON asks: round to the left. */
export function square(longitude: number, latitude: number, size: number): number[][] {
  return [
    [longitude, latitude],
    [longitude + size, latitude],
    [longitude + size, latitude + size],
    [longitude, latitude + size],
    [longitude, latitude],
  ];
}

/** A made-up file of areas as PDOK publishes them: squares in a row of seven, side by side. */
export function squares(codes: readonly string[] = regionCodes): Feature[] {
  const size = 3 / Math.ceil(Math.sqrt(codes.length) * 1.33);
  const across = Math.floor(3 / size);
  return codes.map((code, i) => ({
    type: 'Feature',
    id: i + 1,
    properties: {
      id: i + 1,
      statcode: code,
      jrstatcode: `2023${code}`,
      statnaam: `Gebied ${i}`,
      rubriek: 'x',
    },
    geometry: {
      type: 'MultiPolygon',
      coordinates: [[square(4 + (i % across) * size, 51 + Math.floor(i / across) * size * 0.7, size * 0.7)]],
    },
  }));
}

/** The bytes of a file of features. */
export function geojson(features: readonly Feature[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
}
