import type { Row } from '#lib/domain/table.ts';
import type { regionBoundaries } from '#lib/domain/tables/geography.ts';
import { labelPlace, type Corner } from '#pipelines/boundaries/label.ts';
import { fine, ringArea, stepsOf, type Ring } from '#pipelines/boundaries/ring.ts';
import { simplify } from '#pipelines/boundaries/simplify.ts';

/** Area of the smallest triangle that a point of an outline may stick out, in square units of the map. */
const leastTriangle = 5;

/** Area of the smallest island or enclave that is drawn, in square units of the map: about one square kilometre. */
const leastArea = 14;

/** The corners of a ring in whole units of the map; corners that fall together count once. */
function cornersOf(ring: Ring): Corner[] {
  const corners = ring.map((vertex) => {
    const [x, y] = stepsOf(vertex);
    return [Math.round(x / fine), Math.round(y / fine)] as const;
  });
  return corners.filter(([x, y], i) => {
    const before = corners.at(i - 1);
    return x !== before?.[0] || y !== before[1];
  });
}

/** A ring as an SVG path of relative steps, which takes the fewest characters. */
function pathOf(corners: readonly Corner[]): string {
  let [fromX, fromY] = [0, 0];
  const steps = corners.map(([x, y]) => {
    const step = `${x - fromX} ${y - fromY}`;
    [fromX, fromY] = [x, y];
    return step;
  });
  return `M${steps[0]}l${steps.slice(1).join(' ').replaceAll(' -', '-')}z`;
}

/** The rings that are drawn: the largest one, and the others that are large enough to be seen. */
function drawn(rings: readonly Ring[]): Corner[][] {
  return rings
    .map((ring) => ({ corners: cornersOf(ring), area: Math.abs(ringArea(ring)) }))
    .sort((a, b) => b.area - a.area)
    .filter(({ corners, area }, rank) => corners.length > 2 && (rank === 0 || area >= leastArea))
    .map(({ corners }) => corners);
}

/**
 * The rows of an edition that draw its map: outlines that are simplified without gaps between neighbours, and the place
 * for a text in each.
 *
 * @param regions the rings of each region by its code, on the fine grid
 */
export function boundaryRows(
  regions: ReadonlyMap<string, readonly Ring[]>,
  { schematic, sourceKey }: { schematic: boolean; sourceKey: string },
): Row<typeof regionBoundaries>[] {
  const codes = [...regions.keys()].sort();
  const simplified = simplify(
    codes.map((code) => regions.get(code) ?? []),
    leastTriangle,
  );
  return codes.map((region_code, i) => {
    const rings = drawn(simplified[i] ?? []);
    const { x, y, room } = labelPlace(rings);
    return {
      region_code,
      path: rings.map(pathOf).join(''),
      label_x: x,
      label_y: y,
      label_room: room,
      schematic,
      source_key: sourceKey,
    };
  });
}
