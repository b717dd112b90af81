import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { z } from 'zod';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';

/** One area of a map file: its CBS code (RA0102, GM0014) and its polygons, each an outer ring and its holes. */
export interface Area {
  code: string;
  polygons: Position[][][];
}

/** Longitude and latitude, in degrees; a height behind them is left alone. */
export type Position = number[];

const ring = z.array(z.array(z.number()).min(2)).min(4);
const polygon = z.array(ring).min(1);
const surface = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
]);
const featureCollection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      id: z.unknown().optional(),
      properties: z.record(z.string(), z.unknown()).nullish(),
      geometry: z.unknown().optional(),
    }),
  ),
});
const topology = z.object({ type: z.literal('Topology'), objects: z.record(z.string(), z.unknown()) });

type Feature = z.infer<typeof featureCollection>['features'][number];

/** The features of GeoJSON, or of the first object of TopoJSON. */
function featuresOf(file: string, content: unknown): Feature[] {
  let found = content;
  if (topology.safeParse(content).success) {
    const packed = content as Topology;
    try {
      found = feature(packed, Object.keys(packed.objects)[0] ?? '');
    } catch (error) {
      // Arcs that are not there, or that are no lines.
      throw new RefusedFile(file, { code: 'damaged-file', value: (error as Error).message });
    }
  }
  const collection = featureCollection.safeParse(found);
  if (!collection.success || collection.data.features.length === 0) {
    throw new RefusedFile(file, { code: 'no-areas' });
  }
  return collection.data.features;
}

/** A code of the CBS, with or without the year before it. */
const codePattern = /^(?:\d{4})?([A-Z]{2}\d{2,8})$/;

/** The code of a feature, wherever it stands; publishers call the column statcode or jrstatcode. */
function codeOf({ id, properties }: Feature): string | undefined {
  const texts = [
    properties?.['statcode'],
    properties?.['jrstatcode'],
    id,
    ...Object.values(properties ?? {}),
  ];
  return texts.map((text) => codePattern.exec(String(text).trim())?.[1]).find((code) => code !== undefined);
}

/**
 * Reads GeoJSON or TopoJSON.
 *
 * @throws RefusedFile where there are no areas, or where one has no code or no surface
 */
export function readAreas(file: string, content: unknown): Area[] {
  return featuresOf(file, content).map((found, i) => {
    const code = codeOf(found);
    if (code === undefined) {
      const value = `feature ${i + 1}`;
      throw new RefusedFile(file, { code: 'other-areas', value, expected: 'RA0102 | GM0014' });
    }
    const parsed = surface.safeParse(found.geometry);
    if (!parsed.success) {
      const place = parsed.error.issues[0]?.path.join('.');
      throw new RefusedFile(file, {
        code: 'wrong-outline',
        value: [code, place].filter(Boolean).join(', '),
        expected: 'Polygon | MultiPolygon',
      });
    }
    const { type, coordinates } = parsed.data;
    return { code, polygons: type === 'Polygon' ? [coordinates] : coordinates };
  });
}
