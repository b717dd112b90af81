import { describe, expect, test } from 'vitest';
import type { Row, Table } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import { municipalPopulation, regionalForecast } from '#lib/domain/tables/raw.ts';
import { baseYear, horizonYear } from '#pipelines/period.ts';
import { projectPopulation } from '#pipelines/population.ts';
import { regionCounts } from '#pipelines/regional-counts.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { readings } from '../model/real-baseline.ts';

type Count = Row<typeof municipalPopulation>;

function readingOf<T extends Table>(table: T, rows: Row<T>[]): Reading<Table> {
  return {
    table,
    file: `${table.name}.csv`,
    sourceKey: 'cbs',
    origin: 'published',
    sha256: '',
    rows,
    lines: [],
    rowsRead: rows.length,
    rowsRefused: 0,
    findings: [],
  };
}

/** Two women and one man of every five-year band in every municipality of today. */
function countOf(year: number): Count[] {
  return rowsOf(readings, geography.municipalities).flatMap(({ municipality_code, name }) =>
    Array.from({ length: 20 }, (_, band): Count => ({
      table_id: '83502NED',
      municipality_name: name,
      corop_name: null,
      municipality_code,
      year,
      age_from: band * 5,
      age_to: band === 19 ? null : band * 5 + 4,
      women: 2,
      men: 1,
      persons: 3,
      status: 'measured',
      origin: 'published',
    })),
  );
}

const totalIn = (rows: ReturnType<typeof projectPopulation>, region: string, year: number) =>
  rows
    .filter((row) => row.region_code === region && row.year === year)
    .reduce((sum, { persons }) => sum + persons, 0);

describe('a count of the population that was loaded', () => {
  test('takes the place of an earlier one, summed to the regions of today', () => {
    const drenthe = rowsOf(readings, geography.municipalities).filter(
      ({ region_code }) => region_code === 'RA0102',
    );
    const all = [...readings, readingOf(municipalPopulation, countOf(baseYear))];
    const rows = projectPopulation(all, horizonYear);
    expect(Math.min(...rows.map(({ year }) => year))).toBe(baseYear);
    expect(totalIn(rows, 'RA0102', baseYear)).toBeCloseTo(drenthe.length * 60, 6);
    expect(new Set(rows.map(({ region_code }) => region_code)).size).toBe(28);
  });

  test.each([
    ['lacks a municipality', (rows: Count[]) => rows.slice(20)],
    ['hides a figure', ([first, ...rest]: Count[]) => [{ ...(first as Count), men: null }, ...rest]],
    ['is older than what is known', () => countOf(2019)],
    ['is from after the base year', () => countOf(baseYear + 1)],
  ])('is left aside where it %s', (what, changed) => {
    const all = [...readings, readingOf(municipalPopulation, changed(countOf(2023)))];
    expect(regionCounts(all)).toEqual(regionCounts(readings));
  });
});

describe('a regional forecast that was loaded', () => {
  const growth = (region: string, year: number) => (region === 'RA0102' ? 1 - (year - 2023) / 100 : 1);
  const rows = rowsOf(readings, geography.regions).flatMap(({ region_code }) =>
    [2023, 2030, 2040].map((year) => ({
      area_code: region_code,
      year,
      persons: Math.round(400_000 * growth(region_code, year)),
      low: null,
      high: null,
      origin: 'published' as const,
    })),
  );
  const before = projectPopulation(readings, horizonYear);
  const after = projectPopulation([...readings, readingOf(regionalForecast, rows)], horizonYear);

  test('sets how the number of inhabitants grows, and leaves the shares of the ages', () => {
    const from = totalIn(before, 'RA0102', 2023);
    expect(totalIn(after, 'RA0102', 2023)).toBeCloseTo(from, 6);
    expect(totalIn(after, 'RA0102', 2030)).toBeCloseTo(from * 0.93, 3);
    expect(totalIn(after, 'RA0102', 2040)).toBeCloseTo(from * 0.83, 3);
    expect(totalIn(after, 'RA0101', 2040)).toBeCloseTo(totalIn(before, 'RA0101', 2023), 3);
    const shareOfOld = (all: typeof before) =>
      all.find((row) => row.region_code === 'RA0102' && row.year === 2040 && row.age_from === 80)?.persons ??
      NaN;
    expect(shareOfOld(after) / totalIn(after, 'RA0102', 2040)).toBeCloseTo(
      shareOfOld(before) / totalIn(before, 'RA0102', 2040),
      9,
    );
  });

  test('keeps its last factor after its last year', () => {
    const factor = (year: number) => totalIn(after, 'RA0102', year) / totalIn(before, 'RA0102', year);
    expect(factor(horizonYear)).toBeCloseTo(factor(2040), 9);
  });
});

test('without such files the population is as it was', () => {
  expect(new Set(regionCounts(readings).map(({ year }) => year))).toEqual(new Set([2021]));
});
