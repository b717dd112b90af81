import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOf, exact, parseCount, sumOf, unbounded, type Interval } from '#lib/domain/interval.ts';
import { duoLayouts } from '#lib/domain/layouts/duo.ts';
import { duoForms } from '#pipelines/sources/duo/forms.ts';
import { dimensions, headerKey } from '#pipelines/sources/duo/names.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { duoFixture, readDuo } from '../../fixtures/read-duo.ts';

const small = parseCount('<5') as Interval;
const fixtures = readdirSync(new URL('../../fixtures/duo', import.meta.url));

/** The rows of a made-up file with some of their columns, and the count of each. */
async function rowsIn(name: string, columns: readonly string[], count = 'students') {
  const reading = await readDuo(duoFixture(name), name);
  return {
    reading,
    rows: reading.rows.map((row) => [...columns.map((column) => row[column]), countOf(count, row)]),
  };
}

describe('the files of DUO', () => {
  test('08, students by year of stay: blank is no row, zero is one, and the last year is open', async () => {
    const { reading, rows } = await rowsIn('08-by-year-2018-2019.csv', [
      'brin',
      'track',
      'crebo',
      'programme_year',
      'year',
    ]);
    expect(reading.table.name).toBe('mbo_students_by_year');
    expect(rows).toEqual([
      ['90AA', 'BOL', '25473', 1, 2018, exact(30)],
      ['90AA', 'BOL', '25473', 1, 2019, exact(31)],
      ['90AA', 'BOL', '25473', 2, 2018, exact(28)],
      ['90AA', 'BOL', '25473', 6, 2018, exact(0)],
      ['90AA', 'BOL', '25473', 6, 2019, small],
    ]);
    expect(reading.findings[0]).toMatchObject({ row: 6, column: 'VERBLIJFSJAAR', value: 'onbekend' });
  });

  test('10, diplomas: the diploma year is the year in the column less one, with the slip DIPTOTAA2018L', async () => {
    const { reading, rows } = await rowsIn(
      '10-diplomas-2018-2019.csv',
      ['track', 'diploma_year'],
      'diplomas',
    );
    expect(reading.table.name).toBe('mbo_diplomas');
    expect(rows).toEqual([
      ['BOL', 2017, exact(21)],
      ['BOL', 2018, exact(25)],
      ['BBL', 2018, exact(8)],
    ]);
    expect(countOf('men', reading.rows[2] ?? {})).toEqual(small);
    const wrong = await readDuo(duoFixture('10-diplomas-2018-2019.csv').replace(';1;20;21;', ';1;20;22;'));
    expect(wrong.findings[0]).toMatchObject({ row: 2, column: 'DIPTOTAA2018L', value: '22', expected: '21' });
  });

  test('2020-2024-gediplomeerden: without a total, which is the sum of the bounds', async () => {
    const { rows } = await rowsIn('2020-2021-diplomas.csv', ['track', 'diploma_year'], 'diplomas');
    expect(rows).toEqual([
      ['BOL', 2020, sumOf([small, exact(40)])],
      ['BBL', 2020, exact(12)],
      ['BBL', 2021, { low: 2, high: 8, status: 'protected' }],
    ]);
  });

  test('the API: 4 with INDICATIEAVG J is 1 to 4, and 4 with N is four', async () => {
    const { reading, rows } = await rowsIn('api-by-home-2021.csv', [
      'municipality_code',
      'age_band',
      'year',
      'track',
    ]);
    expect(rows).toEqual([
      ['GM0363', '16-17', 2021, 'BOL', exact(12)],
      ['GM0363', '18-19', 2021, 'BOL', small],
      [null, '16-17', 2021, 'BOL', exact(4)],
      // Weesp went up in Amsterdam.
      ['GM0363', '16-17', 2021, 'BOL', exact(5)],
    ]);
    expect(reading.findings).toMatchObject([
      { row: 6, column: 'AANTAL_DEELNEMERS', value: '9', code: 'out-of-range', expected: '1 | 2 | 3 | 4' },
      { row: 7, column: 'INDICATIEAVG', value: 'misschien', code: 'not-yes-or-no', expected: 'J | N' },
      { row: 1, code: 'masked-counts', value: '1 / 4' },
    ]);
  });

  test('the API says its year in the name of the file only', async () => {
    await expect(readDuo(duoFixture('api-by-home-2021.csv'), 'deelnemers.csv')).rejects.toThrow(
      /deelnemers\.csv, line 1: the file does not say which year it is about/,
    );
  });

  test('01, a column for each track', async () => {
    const { reading, rows } = await rowsIn('2021-2022-01-by-track.csv', ['track', 'year']);
    expect(reading.table.name).toBe('mbo_school_totals');
    expect(rows).toEqual([
      ['BBL', 2021, exact(120)],
      ['BOL', 2021, exact(3400)],
      ['extraneus', 2021, small],
      ['BBL', 2022, exact(131)],
      ['BOL-part-time', 2022, exact(0)],
      ['BOL', 2022, exact(3350)],
    ]);
    expect(reading.rows[0]).toMatchObject({ school: 'ROC Verzonnen, Noord', seat: 'AMSTERDAM' });
  });

  test('03 with a year in each line, men and women without a total', async () => {
    const { reading, rows } = await rowsIn('2021-2022-03-by-sex.csv', ['track', 'level', 'year']);
    expect(reading.table.name).toBe('mbo_students');
    expect(rows).toEqual([
      ['BOL', 4, 2021, sumOf([small, exact(70)])],
      ['BOL', 4, 2022, exact(72)],
      ['extraneus', 4, 2022, sumOf([small, small])],
    ]);
  });

  test('03 with a total only: women and men were not asked, which is no zero', async () => {
    const { rows } = await readDuo(
      'INSTELLINGSCODE,INSTELLINGSNAAM,PLAATSNAAM INSTELLING,LEERWEG,NIVEAU,BEROEPSOPLEIDING CODE,BEROEPSOPLEIDING NAAM,JAAR_2021\n' +
        '90AA,ROC Verzonnen,AMSTERDAM,BBL,4,25473,Doktersassistent,12\n',
    );
    expect(['women', 'men', 'students'].map((name) => countOf(name, rows[0] ?? {}))).toEqual([
      unbounded('not-asked'),
      unbounded('not-asked'),
      exact(12),
    ]);
    expect(rows[0]).toMatchObject({ women_low: null, women_high: null, women_status: 'not-asked' });
  });

  test('11, all programmes of a school by home municipality', async () => {
    const { rows } = await rowsIn('2021-2022-11-by-municipality.csv', [
      'municipality_code',
      'home_province',
      'crebo',
      'year',
    ]);
    expect(rows).toEqual([
      ['GM0518', 'Zuid-Holland', null, 2021, exact(12)],
      ['GM0518', 'Zuid-Holland', null, 2022, small],
      ['GM0363', 'Noord-Holland', null, 2022, exact(7)],
    ]);
  });

  test('12, a programme by home province, where no school has its seat', async () => {
    const { rows } = await rowsIn('2021-2022-12-by-province.csv', [
      'home_province',
      'crebo',
      'track',
      'year',
      'seat',
    ]);
    expect(rows).toEqual([
      ['Drenthe', '25473', null, 2021, 'AMSTERDAM', small],
      ['Drenthe', '25473', null, 2022, 'AMSTERDAM', exact(6)],
    ]);
  });

  test('intake: three counts, and a hidden one has no number', async () => {
    const { reading } = await rowsIn('2021-intake.csv', []);
    const counts = reading.rows.map((row) =>
      ['students', 'new_to_mbo', 'new_to_programme'].map((name) => countOf(name, row)),
    );
    expect(counts).toEqual([
      [exact(40), exact(30), small],
      [unbounded('protected'), unbounded('protected'), unbounded('protected')],
    ]);
    expect(reading.rows[1]).toMatchObject({
      prior_secondary: 'vmbo-tl',
      small_programme: true,
      year: 2021,
      students_low: null,
      students_high: null,
    });
  });

  test('the programmes on offer give the places where lessons are given', async () => {
    const { rows } = await readDuo(duoFixture('teaching-places.csv'));
    expect(rows).toMatchObject([
      {
        provider: '900A001',
        school: 'ROC Verzonnen',
        place: 'EMMEN',
        postcode: '7811AA',
        crebo: '25473',
        track: 'BOL',
      },
      {
        provider: '900A001',
        school: 'ROC Verzonnen',
        place: 'GRONINGEN',
        crebo: '25473',
        track: 'BBL',
        level: 4,
      },
    ]);
  });
});

describe('a file of DUO that is not read', () => {
  test.each([
    ['INSTELLINGSCODE,INSTELLINGSNAAM,SECTORKAMER NAAM,JAAR_2021', 'sectorkamer'],
    ['SECTORKAMER NAAM,HOOFDGROEP NAAM,LEERWEG,NIVEAU,WOONPROVINCIE,JAAR_2021,JAAR_2022', 'woonprovincie'],
    ['LEERWEG,BEROEPSOPLEIDING CODE,VERBLIJFSJAAR,JAAR_2021', 'zonder scholen'],
    ['Gemeentenaam,Leeftijdscategorie,Jaar,Aantal,Type,Versie', 'studentenprognose'],
    [
      'BEVOEGD GEZAG NUMMER,BEVOEGD GEZAG NAAM,STRAATNAAM,HUISNUMMER-TOEVOEGING,POSTCODE,PLAATSNAAM',
      'adressen',
    ],
  ])('%s is known, and of no use here', async (header, name) => {
    const attempt = readDuo(`${header}\n${header.replaceAll(/[^,]+/g, '1')}\n`);
    await expect(attempt).rejects.toThrow(RefusedFile);
    await expect(attempt).rejects.toMatchObject({ finding: { code: 'of-no-use', severity: 'confirm' } });
    await expect(attempt).rejects.toThrow(name);
  });

  test.each([
    ['divides students by sex in lines', '2021-2022-03-by-sex.csv', 'JAAR,MAN,VROUW', 'JAAR,GESLACHT,AANTAL'],
    ['divides diplomas by home', '2020-2021-diplomas.csv', 'SECTORKAMER NAAM', 'WOONPROVINCIE'],
    ['counts nothing', '2021-2022-12-by-province.csv', /JAAR_/g, 'CIJFER_'],
  ])('one that %s is a new layout, and says which columns it has', async (_, name, before, after) => {
    const text = duoFixture(name).replace(before, after);
    const header = text.slice(0, text.indexOf('\n'));
    const attempt = readDuo(text);
    await expect(attempt).rejects.toMatchObject({
      finding: { code: 'unknown-layout', severity: 'stop', row: 1, value: header.split(',').join(', ') },
    });
  });

  test('a region’s own file with columns of the same name is none of DUO’s', async () => {
    const text = 'brin;leerweg;jaar;aantal;kleur\n25LW;BBL;2021;4;rood\n';
    await expect(readDuo(text)).rejects.not.toMatchObject({ finding: { code: 'unknown-layout' } });
  });

  test('a column that nobody knows is passed over, and said', async () => {
    const name = '2021-2022-12-by-province.csv';
    const text = duoFixture(name)
      .replace('WOONPROVINCIE', 'WOONPROVINCIE,KLEUR')
      .replaceAll('Drenthe', 'Drenthe,rood');
    const reading = await readDuo(text, name);
    expect(reading.rows).toEqual((await readDuo(duoFixture(name), name)).rows);
    expect(reading.findings).toContainEqual(
      expect.objectContaining({ code: 'ignored-column', column: 'KLEUR' }),
    );
  });
});

describe('columns are bound by name', () => {
  const marks = fc.constantFrom('', ' ', '_', '-');
  const spelling = fc.record({ upper: fc.boolean(), marks, pad: fc.constantFrom('', ' ') });
  const choice = fc.record({ pick: fc.nat(), spelling, weight: fc.integer() });

  test.each(fixtures)('%s: any synonym, order, capitals and spaces give the same rows', async (name) => {
    const [head = '', ...lines] = duoFixture(name)
      .split('\n')
      .filter((line) => line !== '' && line !== '""');
    const separator = head.includes(';') ? ';' : ',';
    const cut = (line: string) =>
      (line.match(new RegExp(`(?:^|${separator})(?:"[^"]*"|[^${separator}]*)`, 'g')) ?? []).map((cell) =>
        cell.replace(new RegExp(`^${separator}`), '').replace(/^"(.*)"$/, '$1'),
      );
    const header = cut(head);
    const rows = lines.map(cut);
    const plain = (await readDuo(duoFixture(name), name)).rows;
    const byKey = (found: typeof plain) => found.map((row) => JSON.stringify(row)).sort();
    const synonyms = (column: string) =>
      Object.values(dimensions).find((names) =>
        names.some((one) => headerKey(one) === headerKey(column)),
      ) ?? [column];
    const choices = fc.array(choice, { minLength: header.length, maxLength: header.length });
    await fc.assert(
      fc.asyncProperty(choices, async (chosen) => {
        const columns = header
          .map((column, i) => {
            const { pick = 0, spelling: how, weight = 0 } = chosen[i] ?? {};
            const names = synonyms(column);
            const other = (names[pick % names.length] ?? column).replaceAll(/[ _-]/g, how?.marks ?? '');
            return {
              i,
              weight,
              name: `${how?.pad}${how?.upper ? other.toUpperCase() : other.toLowerCase()}`,
            };
          })
          .sort((a, b) => a.weight - b.weight);
        const table = [
          columns.map(({ name: one }) => one),
          ...rows.map((row) => columns.map(({ i }) => row[i] ?? '')),
        ];
        const text = table.map((cells) => cells.map((cell) => `"${cell}"`).join(separator)).join('\n');
        expect(byKey((await readDuo(text, name)).rows)).toEqual(byKey(plain));
      }),
      { numRuns: 25 },
    );
  });
});

describe('the layouts that are known', () => {
  test('each is read by one form or passed over by one, as the list says', () => {
    const listed = duoForms.flatMap(({ layouts, table }) =>
      layouts.map((key) => [key, table ? 'read' : 'passed-over'] as const),
    );
    expect(Object.fromEntries(listed)).toEqual(
      Object.fromEntries(Object.entries(duoLayouts).map(([key, { use }]) => [key, use])),
    );
    expect(listed).toHaveLength(Object.keys(duoLayouts).length);
  });

  test('only one was seen as a real file', () => {
    const seen = Object.entries(duoLayouts).filter(([, { verified }]) => verified);
    expect(seen.map(([key]) => key)).toEqual(['until 2020: 03']);
  });
});
