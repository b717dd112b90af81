import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { regionPopulation } from '#lib/domain/tables/geography.ts';
import { readCbsPopulation, yearInName } from '#pipelines/sources/cbs-population.ts';
import { todaysMunicipalities } from '#pipelines/sources/cbs/today.ts';
import { csvTable } from '#pipelines/sources/csv-table.ts';
import { readRecords } from '#pipelines/sources/reading.ts';
import { cbsContext, mergers } from '../../fixtures/cbs/context.ts';
import { fixture } from '../../fixtures/fixture.ts';
import { describeShared } from '../../fixtures/shared-folder.ts';

const today = todaysMunicipalities(cbsContext.municipalities, mergers);
const read = (bytes: Uint8Array, year = 2021) =>
  readCbsPopulation(csvTable(bytes, 'population.csv'), { today, year });

describe('population by municipality and age', () => {
  const reading = read(fixture('population-2021.csv'));

  test('bands become ages, and a municipality in two COROP areas keeps both rows', () => {
    const rows = reading.rows.map((row) => [
      row.municipality_code,
      row.corop_name,
      row.year,
      row.age_from,
      row.age_to,
      row.women,
      row.men,
      row.persons,
    ]);
    expect(rows).toEqual([
      ['GM0344', 'Utrecht', 2021, 0, 4, 50, 50, 105],
      ['GM0344', 'Utrecht', 2021, 95, null, 5, 0, 5],
      ['GM1961', 'Utrecht', 2021, 0, 4, 10, 10, 20],
      ['GM1961', 'Zuidoost-Zuid-Holland', 2021, 0, 4, 20, 15, 35],
      ['GM0363', 'Groot-Amsterdam', 2021, 0, 4, 20, 20, 40],
      ['GM0363', 'Groot-Amsterdam', 2021, 95, null, 0, 0, 0],
    ]);
  });

  test('a municipality that merged since is reported once, what is unreadable is refused', () => {
    const found = reading.findings.map(({ row, column, value, code, expected }) => [
      row,
      column,
      value,
      code,
      expected,
    ]);
    expect(found).toEqual([
      [8, 'leeftijd', 'onbekend', 'wrong-form', expect.any(String)],
      [9, 'inwoners', '.', 'not-a-number', '123'],
      [6, 'gemeente', 'Weesp', 'merged-municipality', 'Amsterdam'],
    ]);
    expect([reading.rowsRead, reading.rows.length, reading.rowsRefused]).toEqual([8, 6, 2]);
  });

  test('one that was split is divided by shares, one that is not known counts with none, an empty count is refused', () => {
    const header = 'gemeente;nuts3;leeftijd;inwoners;inwoners_man;inwoners_vrouw\n';
    const rows = 'Haaren;x;0-4;605;315;295\nAtlantis;x;0-4;5;5;0\nUtrecht;x;0-4;;5;0\n';
    const split = read(Buffer.from(header + rows));
    expect(split.rows.map((row) => [row.municipality_code, row.persons, row.men, row.women])).toEqual([
      ['GM0757', 91, 47, 44],
      ['GM0824', 242, 126, 118],
      ['GM0855', 60, 32, 30],
      ['GM0865', 212, 110, 103],
      [null, 5, 5, 0],
    ]);
    expect(split.findings.map(({ row, code, expected }) => [row, code, expected])).toEqual([
      [4, 'missing', null],
      [2, 'split-municipality', 'Boxtel 15 %, Oisterwijk 40 %, Tilburg 10 %, Vught 35 %'],
      [3, 'unknown-municipality', null],
    ]);
  });

  test('columns and the year are needed', () => {
    expect(() => read(Buffer.from('gemeente;leeftijd\nUtrecht;0-4\n'))).toThrow(
      /population\.csv, line 1: columns are missing; found “gemeente, leeftijd”; expected nuts3, leeftijd|expected .*nuts3/,
    );
    expect(() => read(fixture('population-2021.csv'), 21)).toThrow(/does not say which year.*found “21”/);
  });

  test.each([
    ['population_municipality_age5_2021.csv', 2021],
    ['2021-2022.csv', null],
    ['bevolking.csv', null],
    ['120210.csv', null],
  ])('the year in the name %s is %s', (name, year) => {
    expect(yearInName(name)).toBe(year);
  });
});

describeShared('data/cbs/population_municipality_age5_2021.csv', (file) => {
  let reading: ReturnType<typeof read>;
  beforeAll(() => {
    reading = read(readFileSync(file));
  });

  test('is read whole: 353 municipalities, four of them in two COROP areas, 20 bands', () => {
    // Haaren is one row in the file and four here.
    expect(reading).toMatchObject({ rowsRead: (353 + 4 + 3) * 20, rowsRefused: 0 });
    expect(new Set(reading.rows.map((row) => row.municipality_name)).size).toBe(353);
    expect(reading.rows.reduce((sum, row) => sum + (row.persons ?? NaN), 0)).toBe(17_467_155);
  });

  test('its 15 municipalities that merged since all land on one of today', () => {
    expect(reading.findings).toHaveLength(15);
    expect(
      reading.findings.filter(({ code }) => code === 'split-municipality').map(({ value }) => value),
    ).toEqual(['Haaren']);
    expect(new Set(reading.findings.map(({ code }) => code))).toEqual(
      new Set(['merged-municipality', 'split-municipality']),
    );
    expect(new Set(reading.rows.map((row) => row.municipality_code)).size).toBe(342);
  });

  test('sums by region are those of the reference data, which has all of Haaren in Midden-Brabant', () => {
    const bytes = readFileSync(new URL('../../../data/reference/region-population.csv', import.meta.url));
    const { records, sha256 } = csvTable(bytes, 'region-population.csv');
    const about = { table: regionPopulation, file: '', sha256, sourceKey: '', origin: 'published' } as const;
    const regionOf = new Map(
      cbsContext.municipalities.map(({ municipality_code, region_code }) => [municipality_code, region_code]),
    );
    const sums = new Map<string, number>();
    for (const row of reading.rows) {
      const region =
        row.municipality_name === 'Haaren' ? 'RA1324' : regionOf.get(row.municipality_code ?? '');
      const key = `${region} ${row.age_from}`;
      sums.set(key, (sums.get(key) ?? 0) + (row.persons ?? NaN));
    }
    for (const { region_code, age_from, persons } of readRecords(about, { records }).rows) {
      expect(sums.get(`${region_code} ${age_from}`), `${region_code} ${age_from}`).toBe(persons);
    }
  });
});
