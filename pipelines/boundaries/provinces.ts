import type { Corner } from '#pipelines/boundaries/label.ts';
import { project } from '#pipelines/boundaries/projection.ts';

/** A province as its rings of corners on our map. */
export interface Province {
  name: string;
  rings: Corner[][];
}

/** The outermost points of the European Netherlands, in degrees (WGS84); general geography. */
const extremes = { west: 3.358, east: 7.2275, south: 50.7504, north: 53.5556 } as const;

/** Names in the drawing that differ from those of the CBS. */
const otherNames: Record<string, string> = { Friesland: 'Fryslân' };

/** The corners of an SVG path that is made of relative straight lines only. */
function ringsOf(path: string): Corner[][] {
  let [x, y] = [0, 0];
  return path
    .split(/(?=m)/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const numbers = /^m ([-\d., ]+) z$/.exec(part)?.[1]?.split(/[ ,]+/).map(Number);
      if (!numbers || numbers.length % 2 === 1 || numbers.some(Number.isNaN)) {
        throw new Error(`not a path of relative lines: ${part.slice(0, 40)}`);
      }
      const corners: Corner[] = [];
      for (let i = 0; i < numbers.length; i += 2) {
        x += numbers[i] ?? 0;
        y += numbers[i + 1] ?? 0;
        corners.push([x, y]);
      }
      // The next ring starts from where this one began.
      [x, y] = corners[0] ?? [x, y];
      return corners;
    });
}

/**
 * The provinces of `@svg-maps/netherlands`, moved to our map. The drawing does not say how it was projected; its
 * proportions are those of Mercator between the outermost points of the country, as those of our map are.
 *
 * @param svg the file of the package
 */
export function provincesIn(svg: string): Province[] {
  const found = [...svg.matchAll(/<path\s[^>]*?\bname="([^"]+)"[^>]*?\bd="([^"]+)"/g)].map(
    ([, name = '', path = '']) => ({ name: otherNames[name] ?? name, rings: ringsOf(path) }),
  );
  const corners = found.flatMap(({ rings }) => rings.flat());
  const [left, right] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))];
  const [top, bottom] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))];
  const [ourLeft, ourTop] = project(extremes.west, extremes.north);
  const [ourRight, ourBottom] = project(extremes.east, extremes.south);
  const across = (ourRight - ourLeft) / (right - left);
  const down = (ourBottom - ourTop) / (bottom - top);
  const moved = ([x, y]: Corner): Corner => [ourLeft + (x - left) * across, ourTop + (y - top) * down];
  return found.map(({ name, rings }) => ({ name, rings: rings.map((ring) => ring.map(moved)) }));
}
