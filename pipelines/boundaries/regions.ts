import type { Row } from '#lib/domain/table.ts';
import type { municipalities } from '#lib/domain/tables/geography.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import type { Area, Position } from '#pipelines/boundaries/areas.ts';
import { edgesOf, outlines } from '#pipelines/boundaries/outlines.ts';
import { mapEdges, project } from '#pipelines/boundaries/projection.ts';
import { turned, vertexAt, type Ring } from '#pipelines/boundaries/ring.ts';

/** Areas that a message names at most. */
const namedAreas = 5;

function isInNetherlands([longitude = NaN, latitude = NaN]: Position): boolean {
  const { west, east, south, north } = mapEdges;
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** Whether a position is one of the Dutch national grid (EPSG:28992), in metres. */
function isNationalGrid([x = NaN, y = NaN]: Position): boolean {
  return x >= -10_000 && x <= 310_000 && y >= 300_000 && y <= 640_000;
}

function checkPosition(file: string, code: string, position: Position): void {
  if (isInNetherlands(position)) return;
  const value = `${code}: ${position.slice(0, 2).join(', ')}`;
  if (isNationalGrid(position)) throw new RefusedFile(file, { code: 'national-grid', value });
  const { west, east, south, north } = mapEdges;
  const expected = `${west}–${east}, ${south}–${north}`;
  throw new RefusedFile(file, { code: 'outside-netherlands', value, expected });
}

/** The rings of an area on the fine grid, each going round the way that its role asks. */
function ringsOf(file: string, { code, polygons }: Area): Ring[] {
  return polygons.flatMap((polygon) =>
    polygon.map((positions, i) => {
      const [first, last] = [positions[0], positions.at(-1)];
      if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
        throw new RefusedFile(file, {
          code: 'open-outline',
          value: `${code}: ${first?.join(', ')} … ${last?.join(', ')}`,
        });
      }
      for (const position of positions) checkPosition(file, code, position);
      const ring = positions
        .slice(1)
        .map(([longitude = 0, latitude = 0]) => vertexAt(project(longitude, latitude)));
      return turned(ring, i > 0);
    }),
  );
}

/**
 * The outlines of the regions out of a file of regions, or of municipalities, which are taken together.
 *
 * @throws RefusedFile for areas of another kind, an area that is not known or absent, and coordinates that do not fit
 */
export function regionOutlines(
  file: string,
  areas: readonly Area[],
  known: readonly Row<typeof municipalities>[],
): Map<string, Ring[]> {
  const kind = areas.find(({ code }) => /^(RA|GM)\d{4}$/.test(code))?.code.slice(0, 2);
  if (kind === undefined) {
    throw new RefusedFile(file, {
      code: 'other-areas',
      value: areas[0]?.code ?? '',
      expected: 'RA0102 | GM0014',
    });
  }
  const regionOf = new Map(
    known.map(({ municipality_code, region_code }) => [
      kind === 'RA' ? region_code : municipality_code,
      region_code,
    ]),
  );
  const unknown = areas.find(({ code }) => !regionOf.has(code));
  if (unknown) throw new RefusedFile(file, { code: 'unknown-area', value: unknown.code });
  const present = new Set(areas.map(({ code }) => code));
  const missing = [...regionOf.keys()].filter((code) => !present.has(code)).sort();
  if (missing.length > 0) {
    const more = missing.length > namedAreas ? ` + ${missing.length - namedAreas}` : '';
    throw new RefusedFile(file, {
      code: 'missing-areas',
      expected: missing.slice(0, namedAreas).join(', ') + more,
    });
  }
  const rings = new Map<string, Ring[]>();
  for (const area of areas) {
    const region = regionOf.get(area.code) ?? '';
    rings.set(region, [...(rings.get(region) ?? []), ...ringsOf(file, area)]);
  }
  return new Map([...rings].map(([region, parts]) => [region, outlines(edgesOf(parts))]));
}
