import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDuoStudents } from '#pipelines/sources/duo-students.ts';
import { openSource } from '#pipelines/sources/source-file.ts';
import { fixture } from '../../fixtures/fixture.ts';
import { describeShared } from '../../fixtures/shared-folder.ts';

const bytes = fixture('duo-students.csv');
const text = bytes.toString('utf8');
const read = (content: string | Uint8Array) =>
  readDuoStudents(openSource(typeof content === 'string' ? Buffer.from(content) : content, 'duo.csv'));

describe('file 03 of DUO', () => {
  const reading = read(bytes);
  const counts = reading.rows.map((row) => [row.brin, row.track, row.year, row.women, row.men, row.students]);

  test('a year with a count is a row, a blank year is none, and a zero stays zero', () => {
    expect(counts).toEqual([
      ['90AA', 'BOL', 2018, 76, 2, 78],
      ['90AA', 'BOL', 2019, 0, 0, 0],
      ['90AA', 'BBL', 2019, 22, 0, 22],
      ['90BB', 'BOL-part-time', 2018, 4, 3, 7],
    ]);
  });

  test('names keep their commas, accents and apostrophes; a padded blank is unknown', () => {
    expect(reading.rows[0]).toMatchObject({
      school: 'ROC Verzonnen, Café en Co',
      seat: "'S-GRAVENHAGE",
      sector_unit: 'Sectorunit zorg, welzijn en sport',
      knowledge_centre: null,
      origin: 'published',
    });
    expect(reading.rows[3]?.knowledge_centre).toBe('Kenniscentrum Fabel');
  });

  test('what is refused names the line, the column and the value of the file', () => {
    const found = reading.findings.map(({ row, column, value, code, expected }) => [
      row,
      column,
      value,
      code,
      expected,
    ]);
    expect(found).toEqual([
      [7, 'VROUW2018', '', 'missing', null],
      [7, 'TOTAAL2019', '11', 'sum-differs', '10'],
      [8, 'TYPE MBO', 'EX', 'not-in-list', 'BOLVT | BOLDT | BBL'],
      [9, 'MAN2018', '<5', 'not-a-number', '123'],
      [
        10,
        'BRIN NUMMER + TYPE MBO + KWALIFICATIENIVEAU + KWALIFICATIE CODE + TOTAAL2019',
        '90AA BBL 4 25473 2019',
        'repeated',
        '3',
      ],
    ]);
    expect([reading.rowsRead, reading.rows.length, reading.rowsRefused]).toEqual([9, 4, 5]);
  });

  test.each(['BOL', '__proto__', 'constructor', ''])('the track %j is refused', (track) => {
    const { rowsRefused, findings } = read(text.replace('BOLVT', track));
    expect(rowsRefused).toBe(track === 'BOL' ? 5 : 7);
    if (track !== 'BOL') expect(findings[0]).toMatchObject({ row: 2, column: 'TYPE MBO', value: track });
  });

  test('Latin-1 and Windows line ends make no difference', () => {
    expect(read(Buffer.from(text, 'latin1')).rows).toEqual(reading.rows);
    expect(read(text.replaceAll('\r\n', '\n')).rows).toEqual(reading.rows);
  });

  const header = text.slice(0, text.indexOf('\r\n'));
  test.each([
    [
      'a column is missing',
      text.replace('TYPE MBO', 'LEERWEG'),
      /line 1: missing columns .*: TYPE MBO; found BRIN/,
    ],
    ['a year lacks a column', text.replace('TOTAAL2018', 'TOTAA2018L'), /: TOTAAL2018; found .*TOTAA2018L/],
    [
      'it counts diplomas',
      text.replaceAll(/MAN20|VROUW20|TOTAAL20/g, 'DIP$&'),
      /: VROUW<year>, MAN<year>, TOTAAL<year>/,
    ],
    ['the last line is cut off', text.slice(0, -8), /duo\.csv, line 10: 16 values where the header has 19/],
    [
      'a quotation mark stays open',
      text.replace(';Fantasieschool', ';"Fantasieschool'),
      /line 5: .*never closed/,
    ],
    [
      'a quotation mark is stray',
      text.replace('Fantasieschool', 'F"antasie'),
      /line 5: a quotation mark in the middle/,
    ],
    ['it is a web page', '<!DOCTYPE html>\n<html><body>404</body></html>', /duo\.csv, line 1: a web page/],
    ['it is a spreadsheet', 'PK\x03\x04\x00', /line 1: a spreadsheet or zip file/],
    ['it is binary', `${header}\r\n\0\x01`, /line 2: not a text file/],
    ['it is empty', '', /line 1: empty file/],
    ['a column stands twice', header.replace('DOMEIN', 'SOORTINS'), /line 1: column "SOORTINS" stands twice/],
  ])('is refused whole when %s', (_, content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  test('a header alone is a file without rows', () => {
    expect(read(header)).toMatchObject({ rowsRead: 0, rowsRefused: 0, rows: [], findings: [] });
  });
});

describeShared('data/duo/03-deelnemers-mbo-2015-2019.csv', (file) => {
  let rows: ReturnType<typeof read>['rows'];
  let reading: ReturnType<typeof read>;
  beforeAll(() => {
    reading = read(readFileSync(file));
    rows = reading.rows;
  });
  const sum = (year: number, crebos?: string[]) =>
    rows
      .filter((row) => row.year === year && (!crebos || crebos.includes(row.crebo)))
      .reduce((total, row) => total + row.students, 0);

  test('is read as it is', () => {
    expect(reading).toMatchObject({ rowsRead: 58_044, rowsRefused: 0, findings: [] });
  });

  test('gives the totals that DUO published', () => {
    const years = [2015, 2016, 2017, 2018, 2019];
    const assistants = years.map((year) => sum(year, ['91310', '25473', '23180']));
    expect(assistants).toEqual([3_971, 3_902, 3_836, 3_919, 4_164]);
    expect(sum(2019)).toBe(501_903);
  });
});
