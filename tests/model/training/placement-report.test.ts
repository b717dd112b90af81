import { describe, expect, test } from 'vitest';
import { placementReport } from '#lib/model/training/placement-report.ts';
import { prepare } from '#lib/model/prepare.ts';
import { centralValues } from '#lib/model/draws/slots.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import { smallBaseline, smallTraining } from '../small-baseline.ts';

/** Second-years are in practice for half of every period; south counted its places, north did not. */
const training: Training = {
  ...smallTraining,
  classes: [
    { school: 'school', track: 'BOL', students: 30, status: 'measured' },
    { school: 'other', track: 'BOL', students: 10, status: 'assumed' },
  ],
  schools: [{ id: 'school' }, { id: 'other' }],
  placementModels: [
    {
      id: 'half',
      track: 'BOL',
      blocks: ['1', '2', '3', '4'].map((period) => ({ programmeYear: 2, period, weeks: 5, daysPerWeek: 4 })),
    },
  ],
  places: [
    { group: 'north', places: 30, everyYears: 2, status: 'assumed' },
    { group: 'south', places: 3, periods: [1, 1, 0, 1] },
    { group: 'south', places: 1, status: 'estimated' },
  ],
};

function report(changes: Partial<Training> = {}) {
  const prepared = prepare(smallBaseline({ training: { ...training, ...changes } }));
  return placementReport(prepared, centralValues(prepared.slots));
}

describe('placements on the central path', () => {
  // 40 students, of which half as many in the second year: 13⅓, ¾ of them in north; each takes half a place.
  test('claims and places by school year and period', () => {
    const [north, south] = report()?.groups ?? [];
    expect(report()?.schoolYears).toEqual([2023, 2024, 2025]);
    expect(north?.claims[0]?.map((claims) => Number(claims.toFixed(9)))).toEqual([5, 5, 5, 5]);
    expect(north?.capacity?.[0]).toEqual([15, 15, 15, 15]);
    expect(south?.capacity?.[0]).toEqual([4, 4, 1, 4]);
  });

  test('what nobody measured is said, and is not zero', () => {
    const [north, south] = report()?.groups ?? [];
    expect(north?.unknownClaims).toBeCloseTo(0.25, 12);
    expect(north?.unknownCapacity).toBe(1);
    expect(south?.unknownCapacity).toBeCloseTo(4 / 13, 12);
  });

  test('without limits there are no places to count', () => {
    const unlimited = { ...training };
    delete unlimited.places;
    const prepared = prepare(smallBaseline({ training: unlimited }));
    const [north] = placementReport(prepared, centralValues(prepared.slots))?.groups ?? [];
    expect(north?.capacity).toBeNull();
    expect(north?.unknownCapacity).toBeNull();
  });

  test('without a programme there is nothing to report', () => {
    const bare = smallBaseline();
    delete bare.training;
    const prepared = prepare(bare);
    expect(placementReport(prepared, centralValues(prepared.slots))).toBeUndefined();
  });
});
