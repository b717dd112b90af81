import { mapSize } from '#lib/domain/boundaries.ts';
import type { Corner } from '#pipelines/boundaries/label.ts';
import type { Edge } from '#pipelines/boundaries/outlines.ts';
import { vertexAt } from '#pipelines/boundaries/ring.ts';

/** Cells along one unit of the map. */
const perUnit = 2;

const columns = mapSize.width * perUnit;
const rows = mapSize.height * perUnit;

/** The map as cells with a number each; 0 is water or abroad. */
export type Raster = Uint8Array;

export function emptyRaster(): Raster {
  return new Uint8Array(columns * rows);
}

/** The middle of a cell, in units of the map. */
export function middleOf(cell: number): Corner {
  return [((cell % columns) + 0.5) / perUnit, (Math.floor(cell / columns) + 0.5) / perUnit];
}

/** Where the sides of rings cross the middle of each row, in units of the map from the left. */
function crossingsOf(rings: readonly (readonly Corner[])[]): number[][] {
  const crossings: number[][] = Array.from({ length: rows }, () => []);
  for (const ring of rings) {
    for (const [i, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
      const from = Math.ceil(Math.min(ay, by) * perUnit - 0.5);
      const to = Math.ceil(Math.max(ay, by) * perUnit - 0.5);
      for (let row = from; row < to; row++) {
        const y = (row + 0.5) / perUnit;
        crossings[row]?.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      }
    }
  }
  return crossings;
}

/** Gives the cells within rings a number; a ring within a ring is a hole. */
export function fill(raster: Raster, rings: readonly (readonly Corner[])[], value: number): void {
  for (const [row, crossings] of crossingsOf(rings).entries()) {
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.ceil((crossings[i] ?? 0) * perUnit - 0.5);
      const to = Math.ceil((crossings[i + 1] ?? 0) * perUnit - 0.5);
      raster.fill(value, row * columns + from, row * columns + to);
    }
  }
}

/** The cells beside a cell, none of them beyond the edge of the map. */
function* beside(cell: number): Generator<number> {
  const column = cell % columns;
  if (column > 0) yield cell - 1;
  if (column < columns - 1) yield cell + 1;
  if (cell >= columns) yield cell - columns;
  if (cell < columns * (rows - 1)) yield cell + columns;
}

/** The cells of one number that hang together with a cell, and how often other numbers stand beside them. */
function patchAt(
  raster: Raster,
  start: number,
  seen: Uint8Array,
): { cells: number[]; around: Map<number, number> } {
  const value = raster[start] ?? 0;
  const cells = [start];
  const around = new Map<number, number>();
  seen[start] = 1;
  // The list grows while it is gone through.
  for (const cell of cells) {
    for (const other of beside(cell)) {
      const found = raster[other] ?? 0;
      if (found !== value) around.set(found, (around.get(found) ?? 0) + 1);
      else if (!seen[other]) {
        seen[other] = 1;
        cells.push(other);
      }
    }
  }
  return { cells, around };
}

/**
 * Gives patches that are too small to be seen to what surrounds them most: slivers between provinces that were drawn
 * apart, puddles, and scraps of one region in another.
 *
 * @param least area of the smallest patch that stays, in square units of the map
 */
export function dropPatches(raster: Raster, least: number): void {
  const seen = emptyRaster();
  for (let start = 0; start < raster.length; start++) {
    if (seen[start]) continue;
    const { cells, around } = patchAt(raster, start, seen);
    if (cells.length >= least * perUnit ** 2) continue;
    const [most] = [...around].reduce((a, b) => (b[1] > a[1] ? b : a));
    for (const cell of cells) raster[cell] = most;
  }
}

/** The sides of a cell: the step to the neighbour there, and the two corners with the cell on their right. */
const sides = [
  { step: [0, -1], from: [0, 0], to: [1, 0] },
  { step: [1, 0], from: [1, 0], to: [1, 1] },
  { step: [0, 1], from: [1, 1], to: [0, 1] },
  { step: [-1, 0], from: [0, 1], to: [0, 0] },
] as const;

/** The edges around the cells of each number, those of 0 left out. */
export function edgesByValue(raster: Raster): Map<number, Edge[]> {
  const edges = new Map<number, Edge[]>();
  const valueAt = (column: number, row: number) =>
    column < 0 || row < 0 || column >= columns || row >= rows ? 0 : raster[row * columns + column];
  for (const [cell, value] of raster.entries()) {
    if (value === 0) continue;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    const corner = ([right, down]: readonly [number, number]) =>
      vertexAt([(column + right) / perUnit, (row + down) / perUnit]);
    for (const { step, from, to } of sides) {
      if (valueAt(column + step[0], row + step[1]) === value) continue;
      const own = edges.get(value) ?? [];
      edges.set(value, own);
      own.push([corner(from), corner(to)]);
    }
  }
  return edges;
}
