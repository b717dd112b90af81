import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '#lib/domain/finding.ts';
import { parseRow } from '#lib/domain/rows.ts';
import { regionBoundaries } from '#lib/domain/tables/geography.ts';
import { boundariesFormat } from '#pipelines/boundaries/format.ts';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { geojson, municipalities, regionCodes, square, squares, type Feature } from './maps.ts';
import { areaOf, ringsOf } from './paths.ts';

async function read(bytes: Uint8Array) {
  const [reading] = await boundariesFormat.read(inputBytes(bytes, 'grenzen.geojson'), { municipalities });
  return reading;
}

async function refused(bytes: Uint8Array): Promise<RefusedFile> {
  const error = await read(bytes).catch((thrown: unknown) => thrown);
  if (error instanceof RefusedFile) return error;
  throw error ?? new Error('was read');
}

/** The squares with something changed in the third, RA0103. */
function with3rd(change: (feature: Feature) => Partial<Feature>): Uint8Array {
  return geojson(squares().map((feature, i) => (i === 2 ? { ...feature, ...change(feature) } : feature)));
}

const polygon = (...coordinates: unknown[]) => ({ geometry: { type: 'Polygon', coordinates } });
const point = { geometry: { type: 'Point', coordinates: [5, 52] } };
const named = (statcode: string) => ({ properties: { statcode } });
const all = (properties: Record<string, unknown>) =>
  geojson(squares().map((feature) => ({ ...feature, properties })));
const third = square(5, 52, 0.1);

describe('a file of the 28 regions', () => {
  test('becomes a row per region that fits the table', async () => {
    const reading = await read(geojson(squares()));
    expect(reading).toMatchObject({
      sourceKey: 'region_boundaries',
      origin: 'published',
      rowsRead: 28,
      findings: [],
    });
    expect(reading?.rows.map((row) => row['region_code'])).toEqual(regionCodes);
    for (const row of reading?.rows ?? []) {
      const cells = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
      expect(parseRow(regionBoundaries, cells)).toEqual({ row });
      expect(row['schematic']).toBe(false);
    }
  });

  test.each<[string, (feature: Feature) => Partial<Feature>]>([
    ['spaces behind the code', () => ({ properties: { statcode: 'RA0103  ' } })],
    ['only the code with its year', () => ({ properties: { jrstatcode: '2022RA0103' } })],
    ['the code as the id of the feature', () => ({ id: 'RA0103', properties: {} })],
    ['a code in a column of another name', () => ({ properties: { ra: 'RA0103' } })],
  ])('may have %s', async (_, change) => {
    expect((await read(with3rd(change)))?.rows).toEqual((await read(geojson(squares())))?.rows);
  });

  test('is drawn the same whichever way its rings go round', async () => {
    const turned = squares().map((feature) => ({
      ...feature,
      geometry: {
        type: 'MultiPolygon',
        coordinates: (feature.geometry.coordinates as number[][][][]).map((parts) =>
          parts.map((ring) => ring.toReversed()),
        ),
      },
    }));
    expect((await read(geojson(turned)))?.rows).toEqual((await read(geojson(squares())))?.rows);
  });

  test('keeps a hole', async () => {
    const hole = square(5.02, 52.02, 0.05);
    const areas = await Promise.all(
      [polygon(third), polygon(third, hole)].map(async (geometry) => {
        const row = (await read(with3rd(() => geometry)))?.rows[2];
        return areaOf(ringsOf(String(row?.['path'])));
      }),
    );
    expect(Math.abs(areas[1] ?? 0) / Math.abs(areas[0] ?? 1)).toBeCloseTo(0.75, 1);
  });
});

test('a file of all municipalities is taken together by region', async () => {
  const codes = municipalities.map(({ municipality_code }) => municipality_code);
  const rows = (await read(geojson(squares(codes))))?.rows ?? [];
  expect(rows.map((row) => row['region_code'])).toEqual(regionCodes);
});

describe('a file that cannot be drawn says why', () => {
  const text = new TextDecoder().decode(geojson(squares()));
  const bytes = (content: string) => new TextEncoder().encode(content);

  test.each<[string, Uint8Array, string, Partial<Finding>]>([
    ['cut off', bytes(text.slice(0, 2000)), 'damaged-file', { row: 1, value: text.slice(1980, 2000) }],
    ['without areas', bytes('{"type":"FeatureCollection","features":[]}'), 'no-areas', {}],
    [
      'of provinces',
      all({ statcode: 'PV20' }),
      'other-areas',
      { value: 'PV20', expected: 'RA0102 | GM0014' },
    ],
    ['without codes', all({}), 'other-areas', { value: 'feature 1' }],
    ['with an unknown region', with3rd(() => named('RA9999')), 'unknown-area', { value: 'RA9999' }],
    ['without the first region', geojson(squares().slice(1)), 'missing-areas', { expected: 'RA0101' }],
    [
      'without the first eight',
      geojson(squares().slice(8)),
      'missing-areas',
      { expected: 'RA0101, RA0102, RA0103, RA0204, RA0205 + 3' },
    ],
    ['of points', with3rd(() => point), 'wrong-outline', { value: 'RA0103, type' }],
    [
      'with a text for a number',
      with3rd(() => polygon([...third.slice(1), ['a', 52]])),
      'wrong-outline',
      { value: 'RA0103, coordinates.0.4.0' },
    ],
    [
      'with a ring of two points',
      with3rd(() => polygon(third.slice(0, 2))),
      'wrong-outline',
      { value: 'RA0103, coordinates.0' },
    ],
    [
      'with a ring that does not close',
      with3rd(() => polygon([...third, [5.5, 52]])),
      'open-outline',
      { value: 'RA0103: 5, 52 … 5.5, 52' },
    ],
    [
      'of no width',
      with3rd(() => polygon([third[0], third[1], third[0], third[0]])),
      'wrong-outline',
      { value: 'RA0103' },
    ],
    [
      'on the national grid',
      with3rd(() => polygon(square(155000, 463000, 1000))),
      'national-grid',
      { value: 'RA0103: 155000, 463000' },
    ],
    [
      'with latitude first',
      with3rd(() => polygon(third.map((position) => position.toReversed()))),
      'outside-netherlands',
      { value: 'RA0103: 52, 5', expected: '3.3–7.28, 50.7–53.62' },
    ],
  ])('%s', async (_, file, code, found) => {
    const { finding, message } = await refused(file);
    expect(finding).toMatchObject({ code, file: 'grenzen.geojson', severity: 'stop', ...found });
    expect(message).toMatch(/^grenzen\.geojson/);
  });

  test('and topology with arcs that are not there', async () => {
    const topology = {
      type: 'Topology',
      arcs: [],
      objects: {
        x: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', id: 'RA0101', arcs: [[7]] }] },
      },
    };
    expect((await refused(bytes(JSON.stringify(topology)))).finding.code).toBe('damaged-file');
  });

  test('and one that is larger than any map', async () => {
    const input = { ...inputBytes(geojson(squares()), 'grenzen.geojson'), size: 1e9 };
    await expect(boundariesFormat.read(input, { municipalities })).rejects.toThrow(
      /larger than is read here/,
    );
  });
});

describe('a file that was changed anywhere', () => {
  const packed = {
    type: 'Topology',
    transform: { scale: [0.001, 0.001], translate: [4, 51] },
    arcs: regionCodes.map((_, i) => [
      [(i % 7) * 300, Math.floor(i / 7) * 300],
      [200, 0],
      [0, 200],
      [-200, 0],
      [0, -200],
    ]),
    objects: {
      x: {
        type: 'GeometryCollection',
        geometries: regionCodes.map((id, i) => ({ type: 'Polygon', id, arcs: [[i]] })),
      },
    },
  };

  test.each([
    ['GeoJSON', new TextDecoder().decode(geojson(squares()))],
    ['TopoJSON', JSON.stringify(packed)],
  ])('is read or refused, as %s', async (_, whole) => {
    expect((await read(new TextEncoder().encode(whole)))?.rows).toHaveLength(28);
    const pieces = fc.constantFrom(
      '',
      '0',
      '-1',
      '1e9',
      '[',
      ']',
      '{}',
      'null',
      '"x"',
      ',',
      '[[1,2]]',
      '"type":"Point",',
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length }), fc.nat({ max: 12 }), pieces, async (at, cut, piece) => {
        const changed = whole.slice(0, at) + piece + whole.slice(at + cut);
        const answer = await read(new TextEncoder().encode(changed)).catch((error: unknown) => error);
        if (answer instanceof RefusedFile) return;
        expect((answer as { rows: unknown[] }).rows).toHaveLength(28);
      }),
      { numRuns: 150 },
    );
  });
});

test.each([
  ['{"type":"FeatureCollection","name":"x","features":[', true],
  ['\uFEFF {\n "type": "Topology",', true],
  ['{ "features": [ { "type": "Feature", "geometry": {', true],
  ['{"type": "something else"}', false],
  ['code;naam\n"Topology";x', false],
  ['', false],
])('a file that begins with %j is taken for a map: %s', (head, expected) => {
  expect(boundariesFormat.matches(inputBytes(new TextEncoder().encode(head), 'x'))).toBe(expected);
});
