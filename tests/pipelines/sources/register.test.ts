import { describe, expect, test } from 'vitest';
import type { Reading } from '#pipelines/sources/reading.ts';
import { readDemand } from '#pipelines/sources/register-demand.ts';
import { readPlaces } from '#pipelines/sources/register-places.ts';
import { readPractices } from '#pipelines/sources/register-practices.ts';
import { readStaff } from '#pipelines/sources/register-staff.ts';
import { csvTable } from '#pipelines/sources/csv-table.ts';
import { fixture, todaysMunicipalities } from '../../fixtures/fixture.ts';

const municipalities = todaysMunicipalities();
const fixtureSource = (name: string) => csvTable(fixture(name), name);
const textSource = (text: string) => csvTable(Buffer.from(text), 'eigen.csv');

function found({ findings }: Reading) {
  return findings
    .filter(({ code }) => code !== 'ignored-column' && code !== 'zero-restored')
    .map(({ row, column, value, code }) => [row, column, value, code]);
}

/** What the file of practices does not ask, and its care group. */
const unasked = {
  care_group: 'Fabel',
  dispensing: null,
  experienced: null,
  norm_practices: null,
  places_offered: null,
  postcode: null,
  supervisors_trained_on: null,
};

describe('practices', () => {
  const reading = readPractices(fixtureSource('praktijken.csv'), { municipalities });

  test('cells are read as a Dutch spreadsheet writes them; an empty one is unknown, never zero', () => {
    expect(reading.rows).toEqual([
      {
        practice_id: 'V001',
        name: 'Praktijk Verzonnen Linde',
        ...unasked,
        municipality_code: 'GM0518',
        registered_patients: 2350,
        recognised: true,
        recognised_until: '2026-12-31',
        offer_status: 'offering',
        supervisors: 2,
        bbl_interest: true,
        last_visited: '2024-03-05',
        origin: 'loaded',
      },
      {
        practice_id: 'V002',
        name: 'Praktijk Verzonnen Eik',
        ...unasked,
        municipality_code: 'GM1900',
        registered_patients: null,
        recognised: null,
        recognised_until: null,
        offer_status: 'not-visited',
        supervisors: null,
        bbl_interest: null,
        last_visited: null,
        origin: 'loaded',
      },
      {
        practice_id: '01001234',
        name: 'Praktijk Verzonnen Beuk',
        ...unasked,
        municipality_code: 'GM0344',
        registered_patients: 0,
        recognised: false,
        recognised_until: null,
        offer_status: 'will-offer',
        supervisors: 0,
        bbl_interest: false,
        last_visited: '2024-01-31',
        origin: 'loaded',
      },
    ]);
  });

  test('what is refused shows the header and the value of the file', () => {
    expect(found(reading)).toEqual([
      [5, 'Gemeente', 'Weesp', 'not-in-list'],
      [6, 'Patiënten', '1.900,5', 'not-whole'],
      [6, 'Erkend leerbedrijf', 'misschien', 'not-yes-or-no'],
      [6, 'Erkend tot', '31-02-2024', 'not-a-date'],
      [6, 'Biedt stageplaats', 'soms', 'not-in-list'],
      [7, 'Praktijk_ID', 'V001', 'repeated'],
      [9, 'Praktijk_ID', 'Totaal', 'totals-row'],
    ]);
    expect([reading.rowsRead, reading.rows.length, reading.rowsRefused]).toEqual([6, 3, 3]);
  });

  test('a column without use is reported, and so is a zero that was put back', () => {
    const text = 'agb;naam;gemeente;biedt stageplaats;lievelingskleur\n1001234;Verzonnen;Utrecht;ja;rood\n';
    const { findings, rows } = readPractices(textSource(text), { municipalities });
    expect(rows[0]?.practice_id).toBe('01001234');
    expect(findings.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [2, 'agb', '1001234', 'zero-restored'],
      [1, 'lievelingskleur', null, 'ignored-column'],
    ]);
  });

  test('our own column names do as well, with any separator', () => {
    const own =
      'practice_id,name,municipality_code,offer_status,registered_patients\nV1,Verzonnen,GM0344,wants-to,1200\n';
    for (const text of [own, own.replaceAll(',', '\t')]) {
      const { rows, findings } = readPractices(textSource(text), { municipalities });
      expect(rows).toMatchObject([
        { practice_id: 'V1', offer_status: 'wants-to', registered_patients: 1200 },
      ]);
      expect(findings).toEqual([]);
    }
  });

  test.each([
    ['ja', 'offering'],
    ['Komend jaar', 'will-offer'],
    ['wil', 'wants-to'],
    ['nog niet', 'not-yet'],
    ['niet bezocht', 'not-visited'],
  ])('biedt stageplaats %s is %s', (word, status) => {
    const { rows } = readPractices(
      textSource(`agb;naam;gemeente;biedt stageplaats\n01009999;Verzonnen;Utrecht;${word}\n`),
      { municipalities },
    );
    expect(rows[0]?.offer_status).toBe(status);
  });

  test('missing columns are told with the headers that were found', () => {
    expect(() => readPractices(textSource('naam;plaats\nVerzonnen;Utrecht\n'), { municipalities })).toThrow(
      'eigen.csv, line 1: columns are missing; found “naam, plaats”; expected praktijk_id (practice_id), ' +
        'Gemeente (municipality_code), Biedt stageplaats (offer_status)',
    );
  });
});

describe('staff', () => {
  const reading = readStaff(fixtureSource('personeel.csv'));

  test('bands and functions are read as people write them', () => {
    const rows = reading.rows.map((row) => Object.values(row));
    expect(rows).toEqual([
      ['V001', 'doktersassistent', 25, 29, 2, 1.6, 'loaded'],
      ['V001', 'doktersassistent', 65, 120, 1, 0.4, 'loaded'],
      ['V001', 'poh', 30, 34, 1, 1, 'loaded'],
      ['01001234', 'doktersassistent', 60, 64, 3, 3.6, 'loaded'],
    ]);
  });

  test('what is refused shows the header and the value of the file', () => {
    expect(found(reading)).toEqual([
      [6, 'fte', '2,5', 'out-of-range'],
      [7, 'leeftijdsgroep', '43', 'wrong-form'],
      [8, 'aantal', '', 'missing'],
      [9, 'praktijk + functie + leeftijdsgroep', 'V001 doktersassistent 25', 'repeated'],
    ]);
  });

  test('ages may stand in two columns; an empty end is open', () => {
    const text =
      'agb;functie;leeftijd van;leeftijd tot;personen;fte\nV1;DA;25;29;1;1\nV1;DA;65;;1;1\nV1;DA;40;35;1;1\n';
    const two = readStaff(textSource(text));
    expect(two.rows.map((row) => [row.age_from, row.age_to])).toEqual([
      [25, 29],
      [65, 120],
    ]);
    expect(found(two)).toEqual([[4, 'leeftijd tot', '35', 'out-of-range']]);
  });

  test.each(['geboortejaar', 'Geboortedatum', 'geb. datum', 'birth_year'])(
    'a file with %s is not read',
    (name) => {
      const text = `praktijk;functie;leeftijdsgroep;${name};aantal;fte\nV1;DA;25-29;1998;1;1\n`;
      expect(() => readStaff(textSource(text))).toThrow(
        new RegExp(
          `eigen\\.csv, line 1, column “${name}”: .*five-year age bands, or make them with “cli band”`,
        ),
      );
    },
  );
});

describe('places and demand', () => {
  test('school years and periods are read as schools write them', () => {
    const reading = readPlaces(fixtureSource('stageplaatsen.csv'));
    expect(reading.rows.map((row) => Object.values(row))).toEqual([
      ['S1', 'V001', 2024, 1, 3, 'BOL', null, 1, null, 'loaded'],
      ['S1', 'V001', 2024, 2, 3, 'BOL', null, 2, null, 'loaded'],
      ['S2', '01001234', 2025, 1, 4, 'BBL', null, 0, null, 'loaded'],
    ]);
    expect(found(reading)).toEqual([
      [5, 'schooljaar', '2025-2027', 'not-a-number'],
      [6, 'periode', '5', 'out-of-range'],
      [6, 'dagen/week', '6', 'out-of-range'],
    ]);
  });

  test('a school that gave no number is unknown', () => {
    const reading = readDemand(fixtureSource('vraag.csv'));
    expect(reading.rows.map((row) => Object.values(row))).toEqual([
      ['90AA', null, 'BOL', 2, 2024, 48, 'measured', 1.5, 0.6, 'loaded'],
      ['Particuliere Fabelschool', null, 'BBL', 1, 2025, null, 'unknown', null, 0.125, 'loaded'],
    ]);
    expect(found(reading)).toEqual([
      [4, 'Leerweg', 'EX', 'not-in-list'],
      [4, 'Aandeel huisarts', '60', 'out-of-range'],
    ]);
  });
});

test('the findings of a file that is wrong throughout stay few, and say how many more there are', () => {
  const row = 'V1;DA;jong;veel;weinig\n';
  const { rowsRefused, findings } = readStaff(
    textSource('praktijk;functie;leeftijdsgroep;aantal;fte\n' + row.repeat(20_000)),
  );
  expect([rowsRefused, findings.length]).toEqual([20_000, 50_001]);
  expect(findings.at(-1)).toMatchObject({ code: 'more-findings', value: '10000', row: null });
});

test('a finding shows the beginning of a value that is very long', () => {
  const { findings } = readStaff(
    textSource(`praktijk;functie;leeftijdsgroep;aantal;fte\nV1;DA;25-29;${'9'.repeat(5000)};1\n`),
  );
  expect(findings.map(({ code, value }) => [code, value?.length])).toEqual([['not-a-number', 201]]);
});
