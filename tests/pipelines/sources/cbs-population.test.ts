import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCbsPopulation, yearInName } from '#pipelines/sources/cbs-population.ts';
import { openSource } from '#pipelines/sources/source-file.ts';
import { fixture, todaysMunicipalities } from '../../fixtures/fixture.ts';
import { describeShared } from '../../fixtures/shared-folder.ts';

const municipalities = todaysMunicipalities();
const read = (bytes: Uint8Array, year = 2021) =>
  readCbsPopulation(openSource(bytes, 'population.csv'), { municipalities, year });

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
      [null, 'Groot-Amsterdam', 2021, 0, 4, 20, 20, 40],
      [null, 'Groot-Amsterdam', 2021, 95, null, 0, 0, 0],
    ]);
  });

  test('a municipality that merged since is reported once, what is unreadable is refused', () => {
    const found = reading.findings.map(({ row, column, value, code }) => [row, column, value, code]);
    expect(found).toEqual([
      [8, 'leeftijd', 'onbekend', 'wrong-form'],
      [9, 'inwoners', '.', 'not-a-number'],
      [6, 'gemeente', 'Weesp', 'merged-municipality'],
    ]);
    expect([reading.rowsRead, reading.rows.length, reading.rowsRefused]).toEqual([8, 6, 2]);
  });

  test('columns and the year are needed', () => {
    expect(() => read(Buffer.from('gemeente;leeftijd\nUtrecht;0-4\n'))).toThrow(
      /population\.csv, line 1: missing columns .*: nuts3, inwoners, .*; found gemeente, leeftijd/,
    );
    expect(() => read(fixture('population-2021.csv'), 21)).toThrow(/year 21/);
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
    expect(reading).toMatchObject({ rowsRead: (353 + 4) * 20, rowsRefused: 0 });
    expect(new Set(reading.rows.map((row) => row.municipality_name)).size).toBe(353);
    expect(reading.rows.reduce((sum, row) => sum + row.persons, 0)).toBe(17_467_155);
  });

  test('15 municipalities merged since', () => {
    expect(reading.findings).toHaveLength(15);
    expect(new Set(reading.findings.map((finding) => finding.code))).toEqual(
      new Set(['merged-municipality']),
    );
  });
});
