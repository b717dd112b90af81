import * as geography from '#lib/domain/tables/geography.ts';
import type { InputFile } from '#pipelines/sources/input-file.ts';
import { sha256, type Reading } from '#pipelines/sources/reading.ts';
import type { BulkFormat, ReadContext } from '#pipelines/sources/recognise.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { readAreas } from '#pipelines/boundaries/areas.ts';
import { regionOutlines } from '#pipelines/boundaries/regions.ts';
import { boundaryRows } from '#pipelines/boundaries/rows.ts';

/** Bytes of the largest file of boundaries that is read. The municipalities at full detail take half of it. */
const largestMap = 80_000_000;

/** Characters around a fault that a message shows. */
const shownAround = 20;

/** Bytes in which the type of a map file is sought. */
const typeWithin = 4096;

function parse(file: string, bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? text.length);
    throw new RefusedFile(file, {
      code: 'damaged-file',
      row: text.slice(0, at).split('\n').length,
      value: text.slice(Math.max(0, at - shownAround), at + shownAround),
    });
  }
}

async function read(
  { name: file, size, read: readBytes }: InputFile,
  { municipalities }: ReadContext,
): Promise<Reading<typeof geography.regionBoundaries>[]> {
  if (size > largestMap) {
    throw new RefusedFile(file, { code: 'too-large', value: `${size} bytes`, expected: `≤ ${largestMap}` });
  }
  const bytes = await readBytes();
  const areas = readAreas(file, parse(file, bytes));
  const sourceKey = geography.regionBoundaries.name;
  const rows = boundaryRows(regionOutlines(file, areas, municipalities), { schematic: false, sourceKey });
  const flat = rows.find(({ path }) => path === '');
  if (flat) throw new RefusedFile(file, { code: 'wrong-outline', value: flat.region_code });
  return [
    {
      table: geography.regionBoundaries,
      file,
      sourceKey,
      origin: 'published',
      sha256: sha256(bytes),
      rows,
      lines: rows.map(() => 1),
      rowsRead: areas.length,
      rowsRefused: 0,
      findings: [],
    },
  ];
}

/** Boundaries of the 28 regions or of all municipalities as GeoJSON or TopoJSON, as PDOK and the CBS publish them. */
export const boundariesFormat: BulkFormat = {
  name: 'boundaries',
  matches: ({ head }) =>
    /^\uFEFF?\s*\{[^]*"(Topology|FeatureCollection|Feature)"/.test(
      new TextDecoder().decode(head.subarray(0, typeWithin)),
    ),
  read,
};
