import type { Row } from '#lib/domain/table.ts';
import type { regionBoundaries } from '#lib/domain/tables/geography.ts';
import { emptyRaster, fill, type Raster } from '#pipelines/boundaries/raster.ts';
import { regionCodes } from './maps.ts';
import { ringsOf } from './paths.ts';

type Shape = Row<typeof regionBoundaries>;

/** The map as cells with the number of their region, from 1. */
export function rasterOf(rows: readonly Shape[]): Raster {
  const raster = emptyRaster();
  for (const { region_code, path } of rows) fill(raster, ringsOf(path), regionCodes.indexOf(region_code) + 1);
  return raster;
}

/** The share of the land of both maps that they give to the same region. */
export function agreement(one: readonly Shape[], other: readonly Shape[]): number {
  const [a, b] = [rasterOf(one), rasterOf(other)];
  let [both, same] = [0, 0];
  a.forEach((region, cell) => {
    if (region === 0 || b[cell] === 0) return;
    both += 1;
    if (region === b[cell]) same += 1;
  });
  return same / both;
}
