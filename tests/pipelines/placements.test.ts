import { describe, expect, test } from 'vitest';
import * as geography from '#lib/domain/tables/geography.ts';
import { needOf, usualCalendar } from '#lib/model/training/calendar.ts';
import { placementModels, placeRows, type LoadedPlaces } from '#pipelines/placements.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { readings } from '../model/real-baseline.ts';

const regions = rowsOf(readings, geography.regions).map(({ region_code }) => region_code);
const inZeeland = rowsOf(readings, geography.municipalities).find(
  ({ region_code }) => region_code === 'RA1222',
);

function practice(
  practice_id: string,
  registered_patients: number | null,
): LoadedPlaces['practices'][number] {
  const { municipality_code = '' } = inZeeland ?? {};
  return { practice_id, municipality_code, registered_patients } as LoadedPlaces['practices'][number];
}

function place(practice_id: string, changes: Partial<LoadedPlaces['places'][number]> = {}) {
  return {
    place_id: `${practice_id}-1`,
    practice_id,
    school_year: 2023,
    period: 1,
    days_per_week: 4,
    capacity: 1,
    origin: 'loaded',
    ...changes,
  } as LoadedPlaces['places'][number];
}

const practices = ['a', 'b', 'c'].map((id) => practice(id, 3000));

describe('places of a region', () => {
  test('that loaded none are an assumption with a range, never zero', () => {
    const rows = placeRows(readings, { practices: [], places: [] }, () => NaN);
    expect(rows.map(({ group }) => group)).toEqual(regions);
    let practiceCount = 0;
    for (const { status, places, everyYears } of rows) {
      expect(status).toBe('assumed');
      expect(everyYears).toBe(2);
      const { values, times } = places as { values: number; times: string[] };
      expect(times).toContain('practicesOffering');
      practiceCount += values;
    }
    expect(practiceCount).toBeCloseTo(4837, 6);
  });

  test('that loaded its calendar count by period, scaled to all patients of the region', () => {
    const loaded = [
      place('a'),
      place('b', { days_per_week: 2 }),
      place('c', { days_per_week: 5 }),
      place('a', { school_year: 2024, period: 4 }),
    ];
    const rows = placeRows(readings, { practices, places: loaded }, () => 18_000).filter(
      ({ group }) => group === 'RA1222',
    );
    // Half of the patients are at practices that answered; two days a week are half a place, five no more than one.
    const values = rows.map(({ places }) => (places as { values: number[] }).values.slice(0, 3));
    expect(values).toEqual([
      [5, 0, 2.5],
      [0, 0, 0],
      [0, 0, 0],
      [0, 2, 1],
    ]);
    expect(rows.map(({ periods }) => periods)).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
    expect(rows.every(({ status }) => status === 'estimated')).toBe(true);
  });

  test.each([
    ['two practices', [place('a'), place('b')], practices],
    [
      'one practice with most of the places',
      [place('a', { capacity: 9 }), place('b'), place('c')],
      practices,
    ],
    [
      'practices of unknown size',
      [place('a'), place('b'), place('c')],
      ['a', 'b', 'c'].map((id) => practice(id, null)),
    ],
  ])('stay an assumption when they rest on %s', (_, places, known) => {
    const rows = placeRows(readings, { practices: known, places }, () => 18_000);
    expect(rows.filter(({ group }) => group === 'RA1222').map(({ status }) => status)).toEqual(['assumed']);
  });
});

test('a BOL student is on placement for forty weeks in the second and third year, a BBL student in every week', () => {
  const weeks = (id: string) => {
    const model = placementModels.find((each) => each.id === id);
    if (!model) throw new Error(id);
    return needOf(model, usualCalendar, 3).map((row) => row.reduce((sum, need) => sum + need * 10, 0));
  };
  expect(weeks('BOL-blocks')).toEqual([1, 20, 20]);
  expect(weeks('BBL-days')).toEqual([40, 40, 40]);
});
