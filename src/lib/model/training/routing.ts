import type { School, Training } from '#lib/model/baseline/training.ts';
import { ModelError } from '#lib/model/error.ts';
import { exponentials } from '#lib/model/powers.ts';

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

/** A place where teaching is done, with the distances from there to every place in steps of 100 m. */
interface Origin {
  share: number;
  steps: Uint32Array;
}

/** Distances from every school to every place, group by group; a school without a seat is near everywhere. */
export interface Catchment {
  origins: Origin[][];
  /** Where the places of each group begin, and where the last ones end. */
  starts: Uint32Array;
  inhabitants: Float64Array;
  longest: number;
}

/**
 * Measures the distances once, so that a draw only has to weigh them.
 *
 * @throws ModelError when the shares of the places where a school teaches do not sum to 1
 */
export function catchmentOf(
  schools: readonly School[],
  places: Training['routing']['places'],
  groupIds: readonly string[],
): Catchment {
  const sorted = groupIds.flatMap((id) => places.filter(({ group }) => group === id));
  let counted = 0;
  const starts = [0, ...groupIds.map((id) => (counted += places.filter(({ group }) => group === id).length))];
  const origins = schools.map(({ id, seat, teachesAt }) => {
    const points = teachesAt ?? [{ ...seat, share: 1 }];
    const total = points.reduce((sum, { share }) => sum + share, 0);
    if (Math.abs(total - 1) > 1e-9)
      throw new ModelError(`training.schools.${id}.teachesAt: expected shares that sum to 1, got ${total}`);
    return points.map(({ lon, lat, share }) => ({
      share,
      steps: Uint32Array.from(sorted, (place) =>
        lon === undefined || lat === undefined ? 0 : Math.round(distanceKm({ lon, lat }, place) / stepKm),
      ),
    }));
  });
  return {
    origins,
    starts: Uint32Array.from(starts),
    inhabitants: Float64Array.from(sorted, ({ inhabitants }) => inhabitants),
    longest: Math.max(0, ...origins.flat().map(({ steps }) => steps.reduce((a, b) => Math.max(a, b), 0))),
  };
}

/** Weighs the places around one origin, by group, and returns the sum of their weights. */
function weigh(
  weights: Float64Array,
  { steps }: Origin,
  { starts, inhabitants }: Catchment,
  decay: Float64Array,
): number {
  let total = 0;
  for (let g = 0; g < weights.length; g++) {
    const end = starts[g + 1] as number;
    let sum = 0;
    for (let place = starts[g] as number; place < end; place++) {
      sum += (inhabitants[place] as number) * (decay[steps[place] as number] as number);
    }
    weights[g] = sum;
    total += sum;
  }
  return total;
}

/**
 * The matrix from schools to groups: the share of a school's students that do their placements, and later work, in
 * each group, in proportion to inhabitants × exp(−km ÷ decayKm) of the places there. Every row sums to 1, and no
 * group gets nothing only because no school has its seat there.
 *
 * @returns for every school, the shares by group
 */
export function routingMatrix(catchment: Catchment, decayKm: number, groups: number): Float64Array[] {
  if (!(decayKm > 0)) throw new ModelError(`decayKm ${decayKm}: expected more than 0`);
  const decay = exponentials(0, -stepKm / decayKm, catchment.longest + 1);
  const weights = new Float64Array(groups);
  return catchment.origins.map((origins) => {
    const row = new Float64Array(groups);
    for (const origin of origins) {
      const total = weigh(weights, origin, catchment, decay);
      if (!(total > 0))
        throw new ModelError(`routing: no inhabitants within reach of a school, decayKm ${decayKm}`);
      for (let g = 0; g < groups; g++)
        row[g] = (row[g] as number) + ((weights[g] as number) / total) * origin.share;
    }
    return row;
  });
}
