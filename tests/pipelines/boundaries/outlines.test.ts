import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edgesOf, outlines } from '#pipelines/boundaries/outlines.ts';
import { ringArea, turned, vertexAt, type Ring } from '#pipelines/boundaries/ring.ts';
import { simplify } from '#pipelines/boundaries/simplify.ts';

function square(x: number, y: number, size = 1): Ring {
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
  ].map(([left = 0, top = 0]) => vertexAt([left, top]));
}

const total = (rings: readonly Ring[]) => rings.reduce((sum, ring) => sum + ringArea(ring), 0);

describe('areas taken together', () => {
  test('lose the border between them', () => {
    const [ring, ...others] = outlines(edgesOf([square(0, 0), square(1, 0)]));
    expect(others).toEqual([]);
    expect(new Set(ring)).toEqual(new Set([...square(0, 0), ...square(1, 0)]));
    expect(ring).toHaveLength(6);
  });

  test('keep a hole as a ring of its own', () => {
    const around = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y] as const));
    const rings = outlines(
      edgesOf(around.filter(([x, y]) => x !== 0 || y !== 0).map(([x, y]) => square(5 + x, 5 + y))),
    );
    expect(rings.map(ringArea).sort((a, b) => a - b)).toEqual([-1, 9]);
  });

  test('count once where they are given twice', () => {
    expect(outlines(edgesOf([square(2, 2), square(2, 2)]))).toHaveLength(1);
  });

  test('have the area of their parts, whichever they are', () => {
    const cells = fc.uniqueArray(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 })), {
      minLength: 1,
      selector: String,
    });
    fc.assert(
      fc.property(cells, (chosen) => {
        const rings = outlines(edgesOf(chosen.map(([x, y]) => square(x, y))));
        expect(total(rings)).toBeCloseTo(chosen.length, 9);
      }),
    );
  });
});

test('a ring is turned the way that its role asks, whichever way it was drawn', () => {
  const ring = square(3, 3);
  for (const drawn of [ring, ring.toReversed()]) {
    expect(ringArea(turned(drawn, false))).toBe(1);
    expect(ringArea(turned(drawn, true))).toBe(-1);
  }
});

describe('a simplified outline', () => {
  /** A square of 40 by 40 that a wavy line parts in two. */
  const parted = fc.array(fc.integer({ min: 5, max: 35 }), { minLength: 1, maxLength: 38 }).map((heights) => {
    const line = heights.map((y, i) => vertexAt([i + 1, y]));
    const [topLeft = 0, topRight = 0, bottomRight = 0, bottomLeft = 0] = square(0, 0, 40);
    const [left, right] = [vertexAt([0, 20]), vertexAt([40, 20])];
    return [
      [topLeft, topRight, right, ...line.toReversed(), left],
      [left, ...line, right, bottomRight, bottomLeft],
    ];
  });

  test('leaves no gap between neighbours, and no overlap', () => {
    fc.assert(
      fc.property(parted, fc.integer({ min: 0, max: 200 }), (rings, least) => {
        const simplified = simplify(
          rings.map((ring) => [ring]),
          least,
        );
        expect(total(simplified.flat())).toBeCloseTo(1600, 6);
      }),
    );
  });

  test('keeps every point that sticks out more than the least', () => {
    fc.assert(
      fc.property(parted, (rings) => {
        const kept = simplify([rings], 0).flat();
        expect(kept.map((ring) => new Set(ring))).toEqual(rings.map((ring) => new Set(ring)));
      }),
    );
  });

  test('drops a point that hardly sticks out, and keeps the one that does', () => {
    const [a = 0, b = 0, c = 0, d = 0] = square(0, 0, 10);
    const hardly = vertexAt([5, 0.5]);
    const far = vertexAt([5, 9]);
    expect(simplify([[[a, hardly, b, c, far, d]]], 4)).toEqual([[[a, b, c, far, d]]]);
  });

  test('is the same for an island and for the hole around it', () => {
    const island = Array.from({ length: 60 }, (_, i) =>
      vertexAt([50 + 20 * Math.cos(i / 9.55), 50 + 20 * Math.sin(i / 9.55)]),
    );
    const hole = [...island.slice(17), ...island.slice(0, 17)].toReversed();
    const [[kept = []] = [], [, around = []] = []] = simplify([[island], [square(0, 0, 100), hole]], 5);
    expect(kept.length).toBeLessThan(30);
    expect(new Set(around)).toEqual(new Set(kept));
  });
});
