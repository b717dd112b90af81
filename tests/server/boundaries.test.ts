import { expect, test } from 'vitest';
import { landMapOf, hasLandMap } from '#lib/server/boundaries.ts';
import type { Edition } from '#lib/server/edition.ts';

const shape = { code: 'RA0102', path: 'M0 0l1 0 0 1z', x: 1, y: 1, room: 1 };

/** An edition with one region, whose boundaries come from a source. */
function edition(rowCounts: Record<string, number>, source: string, schematic: boolean): Edition {
  return {
    manifest: {
      rowCounts,
      sources: { region_boundaries: { publisher: 'CBS/Kadaster', licence: 'CC BY 4.0' } },
    } as unknown as Edition['manifest'],
    rows: async <R>(sql: string) => (sql.includes('path') ? [shape] : [{ source, schematic }]) as R[],
  };
}

test('the map of an edition comes with its publisher and licence', async () => {
  const loaded = edition({ region_boundaries: 28 }, 'region_boundaries', false);
  expect(hasLandMap(loaded)).toBe(true);
  expect(await landMapOf(loaded)).toEqual({
    shapes: [shape],
    schematic: false,
    publisher: 'CBS/Kadaster',
    licence: 'CC BY 4.0',
  });
});

test.each([[{}], [{ region_boundaries: 0 }]])('an edition with %j has no such map', async (rowCounts) => {
  const older = edition(rowCounts, '', true);
  expect(hasLandMap(older)).toBe(false);
  expect(await landMapOf(older)).toBeNull();
});
