import type { LandMap, RegionShape } from '#lib/domain/boundaries.ts';
import type { Edition } from '#lib/server/edition.ts';

/** Whether an edition holds boundaries; the first editions do not. */
export function hasLandMap({ manifest }: Edition): boolean {
  return (manifest.rowCounts['region_boundaries'] ?? 0) > 0;
}

/** The map of an edition with the boundaries of its regions, or null where it holds none. */
export async function landMapOf(edition: Edition): Promise<LandMap | null> {
  if (!hasLandMap(edition)) return null;
  const shapes = await edition.rows<RegionShape>(`
    SELECT region_code AS code, path, label_x AS x, label_y AS y, label_room AS room
    FROM region_boundaries ORDER BY region_code`);
  const [origin] = await edition.rows<{ source: string; schematic: boolean }>(
    'SELECT any_value(source_key) AS source, bool_or(schematic) AS schematic FROM region_boundaries',
  );
  const source = edition.manifest.sources[origin?.source ?? ''];
  return {
    shapes,
    schematic: origin?.schematic ?? true,
    publisher: source?.publisher ?? '',
    licence: source?.licence ?? '',
  };
}
