import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mapSize } from '#lib/domain/boundaries.ts';
import type { Row } from '#lib/domain/table.ts';
import type { regionBoundaries } from '#lib/domain/tables/geography.ts';
import { boundariesFormat } from '#pipelines/boundaries/format.ts';
import { project } from '#pipelines/boundaries/projection.ts';
import { readSchematic } from '#pipelines/boundaries/boundaries.ts';
import { realEffects } from '#pipelines/effects.ts';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { describeShared } from '../../fixtures/shared-folder.ts';
import { municipalities, regionCodes } from './maps.ts';
import { areaOf, middleOf, ringsOf } from './paths.ts';
import { agreement } from './agreement.ts';

/** The middle of a region's municipalities, weighted by their area, on our map. */
function expectedMiddle(code: string): [number, number] {
  const own = municipalities.filter(({ region_code }) => region_code === code);
  const area = own.reduce((sum, { area_km2 }) => sum + area_km2, 0);
  const mean = (of: (row: (typeof own)[number]) => number) =>
    own.reduce((sum, row) => sum + of(row) * row.area_km2, 0) / area;
  return project(
    mean(({ lon }) => lon),
    mean(({ lat }) => lat),
  );
}

/** A kilometre in the middle of the country, in units of the map. */
const kilometre = project(5, 52.009)[1] - project(5, 52)[1];

for (const name of ['nl-regioplus-2023', 'nl-gemeente-2023']) {
  describeShared(`data/geo/${name}.topojson`, (file) => {
    const input = inputBytes(readFileSync(file), `${name}.topojson`);
    const rows = boundariesFormat
      .read(input, { municipalities })
      .then(([reading]) => (reading?.rows ?? []) as Row<typeof regionBoundaries>[]);
    const shapes = rows.then((all) =>
      all.map((row) => ({ code: row.region_code, rings: ringsOf(row.path) })),
    );

    test('is taken for a map', () => expect(boundariesFormat.matches(input)).toBe(true));

    test('has all regions where their municipalities are, in their size', async () => {
      expect((await shapes).map(({ code }) => code)).toEqual(regionCodes);
      for (const { code, rings } of await shapes) {
        const [x, y] = middleOf(rings);
        const [wantedX, wantedY] = expectedMiddle(code);
        expect(Math.hypot(x - wantedX, y - wantedY) / kilometre, code).toBeLessThan(8);
        const land = municipalities
          .filter(({ region_code }) => region_code === code)
          .reduce((sum, { area_km2 }) => sum + area_km2, 0);
        expect(areaOf(rings) / kilometre ** 2 / land, code).toBeGreaterThan(0.85);
        expect(areaOf(rings) / kilometre ** 2 / land, code).toBeLessThan(1.25);
      }
    });

    test('stays on the map, and is small', async () => {
      const corners = (await shapes).flatMap(({ rings }) => rings.flat());
      for (const [x, y] of corners)
        expect(x >= 0 && x <= mapSize.width && y >= 0 && y <= mapSize.height).toBe(true);
      expect((await rows).map(({ path }) => path).join('').length).toBeLessThan(20_000);
    });

    test('agrees with our schematic map for at least 19 of 20 spots', async () => {
      const schematic = await readSchematic(realEffects);
      expect(agreement(await rows, schematic.rows)).toBeGreaterThan(0.95);
    });
  });
}
