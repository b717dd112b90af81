import type { School, Training } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';

/** Kilometres per step of the distance table. */
const stepKm = 0.1;
const earthRadiusKm = 6371.0088;

/** Great-circle distance in kilometres between two points in degrees (haversine formula). */
export function distanceKm(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const rad = Math.PI / 180;
  const dLat = ((b.lat - a.lat) * rad) / 2;
  const dLon = ((b.lon - a.lon) * rad) / 2;
  const h = Math.sin(dLat) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(h));
}

/** Distances from every school to every place, in steps of 100 m; a school without a seat is near everywhere. */
export interface Catchment {
  steps: Uint32Array[];
  group: Uint16Array;
  inhabitants: Float64Array;
  longest: number;
}

/** Measures the distances once, so that a draw only has to weigh them. */
export function catchmentOf(
  schools: readonly School[],
  places: Training['routing']['places'],
  groupIds: readonly string[],
): Catchment {
  const steps = schools.map(({ seat }) =>
    Uint32Array.from(places, (place) => (seat ? Math.round(distanceKm(seat, place) / stepKm) : 0)),
  );
  return {
    steps,
    group: Uint16Array.from(places, ({ group }) => groupIds.indexOf(group)),
    inhabitants: Float64Array.from(places, ({ inhabitants }) => inhabitants),
    longest: Math.max(0, ...steps.map((row) => row.reduce((a, b) => Math.max(a, b), 0))),
  };
}

/**
 * The matrix from schools to groups: the share of a school's graduates that goes to each group, in proportion to
 * inhabitants × exp(−km ÷ decayKm) of the places there. Every row sums to 1, and no group gets nothing only
 * because no school has its seat there.
 *
 * @returns for every school, the shares by group
 */
export function routingMatrix(catchment: Catchment, decayKm: number, groups: number): Float64Array[] {
  if (!(decayKm > 0)) throw new ModelError(`decayKm ${decayKm}: expected more than 0`);
  const decay = new Float64Array(catchment.longest + 1);
  for (let step = 0; step < decay.length; step++) decay[step] = Math.exp((-step * stepKm) / decayKm);
  return catchment.steps.map((steps) => {
    const row = new Float64Array(groups);
    let total = 0;
    for (let place = 0; place < steps.length; place++) {
      const weight = (catchment.inhabitants[place] as number) * (decay[steps[place] as number] as number);
      const group = catchment.group[place] as number;
      row[group] = (row[group] as number) + weight;
      total += weight;
    }
    if (!(total > 0))
      throw new ModelError(`routing: no inhabitants within reach of a school, decayKm ${decayKm}`);
    for (let group = 0; group < groups; group++) row[group] = (row[group] as number) / total;
    return row;
  });
}
