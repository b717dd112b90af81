import { findingText } from '#lib/domain/finding.ts';
import { readAreas, type Area } from '#pipelines/boundaries/areas.ts';
import { Refusal } from '#pipelines/refresh/refusal.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';

/** The European Netherlands with some room around it, in degrees (WGS84). */
const edges = { west: 2, east: 8, south: 50, north: 54 };

function areasOf(bytes: Uint8Array): Area[] {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Refusal('damaged', 'the map is damaged or cut off');
  }
  try {
    return readAreas('', content);
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    const { code, value } = error.finding;
    throw new Refusal('wrong-kind', [findingText(code, 'en'), value].filter(Boolean).join(': '));
  }
}

/**
 * Counts the areas of GeoJSON or TopoJSON.
 *
 * @throws Refusal for what is no map of the Netherlands in degrees
 */
export function inspectMap(bytes: Uint8Array): number {
  const areas = areasOf(bytes);
  for (const { code, polygons } of areas) {
    for (const [longitude = NaN, latitude = NaN] of polygons.flat(2)) {
      const { west, east, south, north } = edges;
      if (longitude >= west && longitude <= east && latitude >= south && latitude <= north) continue;
      throw new Refusal(
        'wrong-kind',
        `${code} lies at ${longitude}, ${latitude}, not in the Netherlands in degrees`,
      );
    }
  }
  return areas.length;
}
