import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FullAmount } from '#lib/model/baseline/amount.ts';
import type { ClassRow } from '#lib/model/baseline/training.ts';
import { ModelError } from '#lib/model/error.ts';
import { catchmentOf, distanceKm, routingMatrix } from '#lib/model/training/routing.ts';
import { realBaseline } from '../real-baseline.ts';
import { sum } from '../small-baseline.ts';

describe('distance', () => {
  test.each([
    ['Amsterdam to Rotterdam', { lon: 4.9, lat: 52.37 }, { lon: 4.48, lat: 51.92 }, 57.6],
    ['a degree of latitude', { lon: 6, lat: 52 }, { lon: 6, lat: 53 }, 111.2],
    ['a degree of longitude at 60° north', { lon: 6, lat: 60 }, { lon: 7, lat: 60 }, 55.6],
    ['Amsterdam to Bonaire', { lon: 4.9, lat: 52.37 }, { lon: -68.27, lat: 12.15 }, 7800],
    ['nowhere', { lon: 5, lat: 52 }, { lon: 5, lat: 52 }, 0],
  ])('%s', (_, a, b, km) => {
    expect(Math.abs(distanceKm(a, b) - km)).toBeLessThanOrEqual(0.005 * km);
    expect(distanceKm(b, a)).toBe(distanceKm(a, b));
  });
});

const lon = fc.double({ min: 3.4, max: 7.2, noNaN: true });
const lat = fc.double({ min: 50.8, max: 53.5, noNaN: true });
const groupIds = ['a', 'b', 'c'];
const somePlaces = fc.array(
  fc.record({
    group: fc.constantFrom(...groupIds),
    inhabitants: fc.integer({ min: 1, max: 1e6 }),
    lon,
    lat,
  }),
  { minLength: 1, maxLength: 12 },
);
const someSchools = fc
  .array(fc.record({ lon, lat }), { minLength: 1, maxLength: 4 })
  .map((seats) => [...seats.map((seat, i) => ({ id: `${i}`, name: '', seat })), { id: 'private', name: '' }]);

describe('from schools to groups', () => {
  test('every row sums to 1, and a group gets something exactly when it has a place', () => {
    fc.assert(
      fc.property(
        someSchools,
        somePlaces,
        fc.double({ min: 5, max: 300, noNaN: true }),
        (schools, places, decay) => {
          const matrix = routingMatrix(catchmentOf(schools, places, groupIds), decay, groupIds.length);
          expect(matrix).toHaveLength(schools.length);
          for (const row of matrix) {
            expect(sum(row)).toBeCloseTo(1, 12);
            row.forEach((share, g) => {
              expect(share > 0).toBe(places.some(({ group }) => group === groupIds[g]));
            });
          }
        },
      ),
    );
  });

  test('per inhabitant a nearer group gets more, by exp of the difference', () => {
    fc.assert(
      fc.property(
        fc.record({ lon, lat }),
        lon,
        lat,
        fc.integer({ min: 1, max: 1e6 }),
        (seat, x, y, inhabitants) => {
          const places = [
            { group: 'a', inhabitants, ...seat },
            { group: 'b', inhabitants: 1000, lon: x, lat: y },
          ];
          const schools = [{ id: 's', name: '', seat }];
          const [row] = routingMatrix(catchmentOf(schools, places, groupIds), 20, 3);
          const [a, b] = row as Float64Array;
          const ratio = (b as number) / 1000 / ((a as number) / inhabitants);
          expect(ratio).toBeLessThanOrEqual(1 + 1e-12);
          // Distances are kept in steps of 100 m.
          expect(Math.abs(Math.log(ratio) + distanceKm(seat, { lon: x, lat: y }) / 20)).toBeLessThan(
            0.05 / 20 + 1e-9,
          );
        },
      ),
    );
  });

  test('a school without a seat follows the inhabitants', () => {
    const places = [
      { group: 'a', inhabitants: 3000, lon: 4, lat: 51 },
      { group: 'b', inhabitants: 1000, lon: 7, lat: 53 },
    ];
    expect(
      routingMatrix(catchmentOf([{ id: 's', name: '' }], places, groupIds), 5, 3).map((row) => [...row]),
    ).toEqual([[0.75, 0.25, 0]]);
  });

  test('a place overseas is far away', () => {
    const places = [
      { group: 'a', inhabitants: 1000, lon: 4.9, lat: 52.37 },
      { group: 'b', inhabitants: 1000, lon: -68.27, lat: 12.15 },
    ];
    const schools = [{ id: 's', name: '', seat: { lon: 4.9, lat: 52.37 } }];
    const [row] = routingMatrix(catchmentOf(schools, places, groupIds), 1000, 3);
    expect(row?.[1]).toBeLessThan(Math.exp(-7.7));
  });

  // ¾ is taught where a is, ¼ where b is: at 1 km of reach nobody goes 200 km away.
  test('a school that teaches at several places is near all of them', () => {
    const places = [
      { group: 'a', inhabitants: 10, lon: 5, lat: 51 },
      { group: 'b', inhabitants: 1000, lon: 5, lat: 53 },
    ];
    const teachesAt = places.map(({ lon, lat }, i) => ({ lon, lat, share: [0.75, 0.25][i] as number }));
    const school = { id: 's', seat: { lon: 7, lat: 52 }, teachesAt };
    const [row] = routingMatrix(catchmentOf([school], places, groupIds), 1, 3);
    expect([...(row ?? [])]).toEqual([0.75, 0.25, 0].map((share) => expect.closeTo(share, 12) as number));
  });

  test.each([
    { decayKm: 0, lat: 52.5, message: 'decayKm 0: expected more than 0' },
    { decayKm: -1, lat: 52.5, message: 'decayKm -1: expected more than 0' },
    { decayKm: 0.01, lat: 52.5, message: 'routing: no inhabitants within reach of a school, decayKm 0.01' },
  ])('$message', ({ decayKm, lat, message }) => {
    const places = [{ group: 'a', inhabitants: 1000, lon: 5, lat }];
    const catchment = catchmentOf([{ id: 's', name: '', seat: { lon: 5, lat: 52 } }], places, groupIds);
    expect(() => routingMatrix(catchment, decayKm, 3)).toThrow(new ModelError(message));
  });
});

describe('the 28 regions', () => {
  const { training, groups } = realBaseline;
  if (!training) throw new Error('no training');
  const ids = groups.map(({ id }) => id);
  const matrix = routingMatrix(catchmentOf(training.schools, training.routing.places, ids), 20, ids.length);

  test('every school reaches every region', () => {
    expect(matrix).toHaveLength(training.schools.length);
    for (const row of matrix) {
      expect(sum(row)).toBeCloseTo(1, 12);
      for (const share of row) expect(share).toBeGreaterThan(0);
    }
  });

  const publicCount = ({ students }: ClassRow) =>
    typeof students === 'number' ? students : ((students as FullAmount).values as number);

  // Regions in which no school has its seat.
  test.each(['RA0102', 'RA0207', 'RA0511'])('%s gets students all the same', (id) => {
    const seats = training.schools.map(({ seat }) => seat);
    const own = training.routing.places.filter(({ group }) => group === id);
    for (const seat of seats) {
      expect(own.some(({ lon, lat }) => lon === seat?.lon && lat === seat.lat)).toBe(false);
    }
    const share = sum(
      training.classes.map((row) => {
        const shares = matrix[training.schools.findIndex((one) => one.id === row.school)] as Float64Array;
        return publicCount(row) * (shares[ids.indexOf(id)] as number);
      }),
    );
    expect(share / sum(training.classes.map(publicCount))).toBeGreaterThan(0.005);
  });
});
