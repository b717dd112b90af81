import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Table } from '#lib/domain/table.ts';
import { regionBoundaries } from '#lib/domain/tables/geography.ts';
import { sourceList } from '#lib/server/manifest.ts';
import { readSchematic, withBoundaries } from '#pipelines/boundaries/boundaries.ts';
import { placesIn } from '#pipelines/boundaries/places.ts';
import { project } from '#pipelines/boundaries/projection.ts';
import { provincesIn } from '#pipelines/boundaries/provinces.ts';
import { schematicText } from '#pipelines/boundaries/schematic.ts';
import { realEffects } from '#pipelines/effects.ts';
import { schematicFile, sourcesFile } from '#pipelines/paths.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { rasterOf } from './agreement.ts';
import { municipalities, regionCodes } from './maps.ts';
import { areaOf, ringsOf } from './paths.ts';

const text = readFileSync(schematicFile, 'utf8');
const { rows } = await readSchematic(realEffects);

describe('the schematic map', () => {
  test('is what the script makes of the packages (npx tsx pipelines/boundaries/schematic.ts)', async () => {
    expect(await schematicText()).toBe(text);
  }, 60_000);

  test('has a source with its hash', () => {
    const sources = sourceList.parse(JSON.parse(readFileSync(sourcesFile, 'utf8')));
    expect(sources['schematic_boundaries']).toMatchObject({
      file: 'boundaries/schematic.json',
      sha256: createHash('sha256').update(text).digest('hex'),
      licence: 'CC BY 4.0',
    });
  });

  test('is small, says that it is schematic, and has all regions large enough to be seen', () => {
    expect(text.length).toBeLessThan(30_000);
    expect(rows.map(({ region_code }) => region_code)).toEqual(regionCodes);
    for (const { region_code, schematic, path, label_room } of rows) {
      expect(schematic).toBe(true);
      expect(areaOf(ringsOf(path)), region_code).toBeGreaterThan(1500);
      expect(label_room, region_code).toBeGreaterThanOrEqual(10);
    }
  });

  test('has no two regions in one spot: their areas add up to the land that they cover together', () => {
    const areas = rows.reduce((sum, { path }) => sum + areaOf(ringsOf(path)), 0);
    const covered = rasterOf(rows).filter((region) => region > 0).length / 4;
    expect(areas / covered).toBeGreaterThan(0.999);
    expect(areas / covered).toBeLessThan(1.001);
  });

  test('puts the text of each region within it', () => {
    const raster = rasterOf(rows);
    for (const { region_code, label_x, label_y } of rows) {
      expect(raster[label_y * 2 * 2000 + label_x * 2], region_code).toBe(
        regionCodes.indexOf(region_code) + 1,
      );
    }
  });
});

describe('an edition', () => {
  const loaded = (file: string): Reading<Table> => ({
    table: regionBoundaries,
    file,
    sourceKey: 'region_boundaries',
    origin: 'published',
    sha256: '',
    rows: rows.map((row) => ({ ...row, schematic: false })),
    lines: rows.map(() => 1),
    rowsRead: 28,
    rowsRefused: 0,
    findings: [],
  });

  test('has the schematic map where no boundaries were loaded', async () => {
    const readings = await withBoundaries([], realEffects);
    expect(readings.map((reading) => [reading.sourceKey, reading.rows.length])).toEqual([
      ['schematic_boundaries', 28],
    ]);
  });

  test('has the boundaries that were loaded, and of two files the first', async () => {
    const [first, second, ...others] = await withBoundaries(
      [loaded('2024.geojson'), loaded('2023.geojson')],
      realEffects,
    );
    expect(first).toEqual(loaded('2024.geojson'));
    expect(second).toMatchObject({ rows: [], rowsRefused: 0 });
    expect(second?.findings).toMatchObject([
      { file: '2023.geojson', code: 'second-map', value: '2024.geojson', severity: 'warn' },
    ]);
    expect(others).toEqual([]);
  });

  test('is not built with a schematic map that does not fit its table', async () => {
    const readFile = async () => new TextEncoder().encode(text.replace('"label_x": ', '"label_x": -'));
    await expect(withBoundaries([], { readFile })).rejects.toThrow(/schematic\.json.*label_x.*out-of-range/);
  });
});

describe('places', () => {
  const at = (admin2: string, lng: string, lat: string) => ({
    name: 'x',
    country: 'NL',
    admin1: '01',
    admin2,
    lng,
    lat,
  });
  const assen = municipalities.find(({ name }) => name === 'Assen');

  test.each([
    ['have the municipality of their number', at('0106', '6.6', '52.9'), 'Assen'],
    [
      'that were merged have the municipality whose centre is nearest',
      at('9999', '6.553', '53.005'),
      'Assen',
    ],
  ])('%s', (_, place, name) => {
    expect(placesIn([place], municipalities)[0]?.municipality.name).toBe(name);
  });

  test('abroad are left out, and a municipality without any has its centre', () => {
    const places = placesIn([{ ...at('0106', '6', '52'), country: 'BE' }], municipalities);
    expect(places).toHaveLength(municipalities.length);
    const [x, y] = project(assen?.lon ?? NaN, assen?.lat ?? NaN);
    expect(places.find(({ municipality }) => municipality === assen)).toMatchObject({ x, y });
  });
});

describe('provinces', () => {
  const drawn = (d: string) => `<svg><path\n id="fr"\n name="Friesland"\n d="${d}"/></svg>`;

  test('reach from edge to edge of the country, under the names of the CBS', () => {
    const [province] = provincesIn(drawn('m 0,0 10,0 0,10 -10,0 z m 2,2 1,0 0,1 z'));
    expect(province?.name).toBe('Fryslân');
    expect(province?.rings.map(({ length }) => length)).toEqual([4, 3]);
    expect(province?.rings[0]?.[0]).toEqual(project(3.358, 53.5556));
    const [x, y] = province?.rings[0]?.[2] ?? [0, 0];
    const [wantedX, wantedY] = project(7.2275, 50.7504);
    expect([x, y]).toEqual([expect.closeTo(wantedX, 6), expect.closeTo(wantedY, 6)]);
  });

  test.each(['M 0,0 1,1 z', 'm 0,0 1 z', 'm 0,0 1,1', 'm 0,0 c 1,1 z'])('refuse the path %s', (d) => {
    expect(() => provincesIn(drawn(d))).toThrow(/not a path of relative lines/);
  });
});
