import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { countOf, exact, parseCount, sumOf, type Interval } from '#lib/domain/interval.ts';
import { fixture } from '../../fixtures/fixture.ts';
import { readDuo } from '../../fixtures/read-duo.ts';
import { describeShared } from '../../fixtures/shared-folder.ts';

const bytes = fixture('duo-students.csv');
const text = bytes.toString('utf8');
type Reading = Awaited<ReturnType<typeof readDuo>>;

describe('file 03 of DUO', async () => {
  const reading = await readDuo(bytes);
  const told = reading.rows.map((row) => [
    row['brin'],
    row['track'],
    row['year'],
    ...['women', 'men', 'students'].map((name) => countOf(name, row)),
  ]);

  test('a year with a count is a row, a blank year is none, and a zero stays zero', () => {
    expect(told.filter((row) => row[1] !== 'extraneus')).toEqual([
      ['90AA', 'BOL', 2018, exact(76), exact(2), exact(78)],
      ['90AA', 'BOL', 2019, exact(0), exact(0), exact(0)],
      ['90AA', 'BBL', 2019, exact(22), exact(0), exact(22)],
      ['90BB', 'BOL-part-time', 2018, exact(4), exact(3), exact(7)],
      ['90BB', 'BBL', 2018, exact(2), parseCount('<5'), exact(3)],
    ]);
  });

  test('a masked count and its total are compared as intervals', async () => {
    const wrong = await readDuo(text.replace('<5;2;3;', '<5;2;7;'));
    expect(wrong.findings).toContainEqual(
      expect.objectContaining({
        row: 9,
        column: 'TOTAAL2018',
        value: '7',
        code: 'sum-differs',
        expected: '3–6',
      }),
    );
  });

  test('an extraneus is kept apart: no BOL and no BBL', () => {
    expect(told).toContainEqual(['90BB', 'extraneus', 2018, exact(2), exact(1), exact(3)]);
  });

  test('names keep their commas, accents and apostrophes; a padded blank is unknown', () => {
    expect(reading.rows[0]).toMatchObject({
      school: 'ROC Verzonnen, Café en Co',
      seat: "'S-GRAVENHAGE",
      sector_unit: 'Sectorunit zorg, welzijn en sport',
      knowledge_centre: null,
      file: 'duo.csv',
      origin: 'published',
    });
    expect(reading.rows[3]?.['knowledge_centre']).toBe('Kenniscentrum Fabel');
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
      [
        10,
        'BRIN NUMMER + TYPE MBO + KWALIFICATIENIVEAU + KWALIFICATIE CODE + TOTAAL2019 + file',
        '90AA BBL 4 25473 2019 duo.csv',
        'repeated',
        '3',
      ],
      [1, 'MAN2018, VROUW2018, TOTAAL2018, MAN2019, VROUW2019, TOTAAL2019', '1 / 6', 'masked-counts', null],
    ]);
    expect([reading.rowsRead, reading.rows.length, reading.rowsRefused]).toEqual([9, 6, 3]);
  });

  test.each(['Nacht', '__proto__', 'constructor', ''])('the track %j is refused', async (track) => {
    const { rowsRefused, findings } = await readDuo(text.replace('BOLVT', track));
    expect(rowsRefused).toBe(5);
    expect(findings[0]).toMatchObject({ row: 2, column: 'TYPE MBO', value: track });
    if (track)
      expect(findings[0]).toMatchObject({ code: 'not-in-list', expected: 'BOLVT | BOLDT | BBL | EX' });
  });

  test.each([
    ['BRIN', '90AA', '90aa', '90AA'],
    ['crebo', ';25473;', ';25473.0;', '25473'],
    ['crebo', ';25473;', ";'25473;", '25473'],
    ['crebo', ';25473;', ';0025473;', '25473'],
    ['level', /;4;(?=\d{5};)/g, ';Niveau 4;', 4],
    ['level', /;4;(?=\d{5};)/g, ';MBO-niveau 4;', 4],
    ['level', /;4;(?=\d{5};)/g, ';4.0;', 4],
    ['track', 'BOLVT', 'bol', 'BOL'],
    ['track', 'BOLVT', 'BOL voltijd', 'BOL'],
  ])('%s %s may be %j', async (column, before, after, expected) => {
    const read = await readDuo(text.replaceAll(before, after));
    expect(read.rows.length).toBe(6);
    expect(read.rows[0]?.[column.toLowerCase()]).toBe(expected);
  });

  test.each([
    ['1.234', exact(1234)],
    ['12,0', exact(12)],
    ['12.0', exact(12)],
    ['1.000', exact(1000)],
    [' 12 ', exact(12)],
  ])('the count %j is read', async (written, expected) => {
    const read = await readDuo(text.replace('0;0;0', `${written};0;${written}`));
    expect(countOf('students', read.rows[1] ?? {})).toEqual(expected);
  });

  test.each(['12,5', '-3', 'elf', '1e3'])('the count %j is refused with its place', async (written) => {
    const { findings } = await readDuo(text.replace('0;0;0', `0;${written};0`));
    expect(findings[0]).toMatchObject({ row: 2, column: 'VROUW2019', value: written, expected: '12 | <5' });
  });

  test('Latin-1, Windows line ends, commas and quotation marks make no difference', async () => {
    expect((await readDuo(Buffer.from(text, 'latin1'))).rows).toEqual(reading.rows);
    expect((await readDuo(text.replaceAll('\r\n', '\n'))).rows).toEqual(reading.rows);
    const quoted = text.replaceAll(/[^;\r\n]+/g, (cell) => (cell === '""' ? cell : `"${cell}"`));
    expect((await readDuo(quoted)).rows).toEqual(reading.rows);
    expect((await readDuo(quoted.replaceAll(/(?<=[;\n"]|^);|;(?=[;\r\n"])/g, ','))).rows).toEqual(
      reading.rows,
    );
  });

  const header = text.slice(0, text.indexOf('\r\n'));
  test.each([
    [
      'a column is missing',
      text.replace('TYPE MBO', 'SOORT'),
      /line 1: columns are missing.*expected LEERWEG/,
    ],
    [
      'a year lacks a column',
      text.replace('TOTAAL2018', 'TOT2018'),
      /columns are missing.*expected TOTAAL2018/,
    ],
    [
      'nothing says what is counted, by whom or where',
      text.replace(/^.*\r\n/, (line) => line.replace('TYPE MBO', 'A').replace('KWALIFICATIENIVEAU', 'B')),
      /this layout is new.*BRIN NUMMER, SOORTINS.*, A, B,/,
    ],
    ['the last line is cut off', text.slice(0, -8), /duo\.csv, line 10: .*found “16”; expected 19/],
    [
      'a quotation mark stays open',
      text.replace(';Fantasieschool', ';"Fantasieschool'),
      /line 5: .*never closed/,
    ],
    ['it is a web page', '<!DOCTYPE html>\n<html><body>404</body></html>', /line 1: this is a web page/],
    ['it is binary', `${header}\r\n\0\x01`, /line 2: this is neither text/],
    ['it is empty', '', /the file is empty/],
    ['a column stands twice', header.replace('DOMEIN', 'SOORTINS'), /column “SOORTINS”: .*stands twice/],
  ])('is refused whole when %s', async (_, content, message) => {
    await expect(readDuo(content)).rejects.toThrow(message);
  });

  test('a header alone is a file without rows', async () => {
    expect(await readDuo(header)).toMatchObject({ rowsRead: 0, rowsRefused: 0, rows: [], findings: [] });
  });
});

describeShared('data/duo/03-deelnemers-mbo-2015-2019.csv', (file) => {
  const years = [2015, 2016, 2017, 2018, 2019];
  const assistants = ['91310', '25473', '23180'];
  const published = [3_971, 3_902, 3_836, 3_919, 4_164];
  const count = (row: Reading['rows'][number]) => countOf('students', row);
  const sums = (rows: Reading['rows']) =>
    years.map((year) => sumOf(rows.filter((row) => row['year'] === year).map(count)));
  const ofProgramme = (rows: Reading['rows']) =>
    rows.filter((row) => assistants.includes(String(row['crebo'])));

  let content: string;
  let reading: Reading;
  beforeAll(async () => {
    content = readFileSync(file, 'utf8');
    reading = await readDuo(content);
  }, 60_000);

  test('is read as it is', () => {
    expect(reading).toMatchObject({ rowsRead: 58_044, rowsRefused: 0, findings: [] });
  });

  test('gives the totals that DUO published', () => {
    const rows = ofProgramme(reading.rows);
    expect(rows).toHaveLength(279);
    expect(sums(rows)).toEqual(published.map(exact));
    expect(sums(reading.rows)[4]).toEqual(exact(501_903));
  });

  test('a school has one seat, so that its rows are told apart without it', () => {
    const seats = new Map<unknown, Set<unknown>>();
    for (const { brin, seat } of reading.rows) seats.set(brin, (seats.get(brin) ?? new Set()).add(seat));
    expect([...seats.values()].filter((places) => places.size > 1)).toEqual([]);
  });

  describe('with the lines of the programme masked as later releases are', () => {
    const lines = () => {
      const [header = '', ...rest] = content.split('\r\n');
      return [header, ...rest.filter((line) => line.includes(';Doktersassistent;'))];
    };
    const inBounds = (counts: Interval[]) =>
      counts.map(
        ({ low, high }, i) => low <= (published[i] ?? NaN) && (published[i] ?? NaN) <= (high ?? Infinity),
      );

    test('<5: no row is refused, and the intervals contain the published totals', async () => {
      const mask = (line: string) => line.replaceAll(/(?<=;)[1-4](?=;|$)/g, '<5');
      const [header = '', ...rest] = lines();
      // The level stands among the cells that look like a count.
      const masked = rest.map((line) => mask(line).replace(/(BOLVT|BOLDT|BBL);<5/, '$1;4'));
      const read = await readDuo([header, ...masked].join('\n'));
      expect(read.rowsRefused).toBe(0);
      expect(read.rows).toHaveLength(279);
      expect(inBounds(sums(read.rows))).toEqual(years.map(() => true));
      const small = read.rows.filter((row) => row['students_status'] === 'protected');
      const men = read.rows.filter((row) => row['men_status'] === 'protected');
      expect([small.length, men.length]).toEqual([29, 137]);
      for (const row of small) expect(count(row)).toEqual({ low: 1, high: 4, status: 'protected' });
    });

    test('4 with J: read alike, by a file with a line for each count', async () => {
      const rows = ofProgramme(reading.rows).map(({ brin, crebo, track, level, year, students_low }) => {
        const small = Number(students_low) > 0 && Number(students_low) < 5;
        return [brin, crebo, track, level, 'Utrecht', year, small ? 4 : students_low, small ? 'J' : 'N'].join(
          ',',
        );
      });
      const header = 'BRIN,KWALIFICATIE CODE,TYPE MBO,NIVEAU,WOONGEMEENTE,JAAR,AANTAL,INDICATIEAVG';
      const read = await readDuo(
        [header, ...rows.map((row) => row.replace('BOL-part-time', 'BOLDT'))].join('\n'),
      );
      expect(read).toMatchObject({ rowsRefused: 0, table: { name: 'mbo_students_by_home' } });
      expect(inBounds(sums(read.rows))).toEqual(years.map(() => true));
      expect(read.rows.filter((row) => row['students_status'] === 'protected')).toHaveLength(29);
    });
  });
});
