import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { writeOds, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '#lib/domain/errors.ts';
import { bandFile, type BandRequest } from '#pipelines/band/band-file.ts';
import { ageOn, staffBands } from '#pipelines/band/bands.ts';
import { readPeople } from '#pipelines/band/people.ts';
import { realEffects } from '#pipelines/effects.ts';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { openSheets } from '#pipelines/sources/open-sheets.ts';
import { readFile as readSource } from '#pipelines/sources/recognise.ts';

const nobody = {
  practice_id: 'V1',
  occupation: 'da',
  born_on: null,
  birth_year: null,
  age: null,
  fte: 1,
  hours: null,
};

test.each([
  [{ born_on: '1980-03-01' }, '2025-02-28', 44],
  [{ born_on: '1980-03-01' }, '2025-03-01', 45],
  [{ born_on: '1980-02-29' }, '2025-02-28', 44],
  [{ birth_year: 1980 }, '2025-06-30', 44],
  [{ birth_year: 1980 }, '2025-07-01', 45],
  [{ age: 44 }, '2025-07-01', 44],
  [{}, '2025-07-01', null],
])('the age of %j on %s is %s', (person, reference, age) => {
  expect(ageOn(reference, { ...nobody, ...person })).toBe(age);
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'band-'));
});
afterAll(() => rm(folder, { recursive: true }));

const usual = { reference: '2025-01-01', language: 'nl', skipRefused: false, force: true } as const;
async function bandOf(text: string | Uint8Array, options: Partial<BandRequest> & { name?: string } = {}) {
  const { name = 'lijst.csv', out = 'uit.csv', ...more } = options;
  await writeFile(join(folder, name), text);
  const request = { ...usual, ...more, file: join(folder, name), out: join(folder, out) };
  return { made: await bandFile(request, realEffects), out: request.out };
}
const read = async (path: string) => {
  const [reading] = await readSource(inputBytes(await readFile(path), path), { municipalities: [] });
  return reading;
};

const list = `Personeelslijst, vertrouwelijk
Naam;Praktijk;Functie;Geboortedatum;Uren per week
Jan Jansen;1001234;DA;12-03-1980;19
Fatima Özdemir;1001234;doktersassistente;01-02-1981;38
Kim de Vries;V2;POH;31-12-1999;9,5

Totaal;;;;66,5
Opgesteld door het secretariaat
`;

describe('a list of people', () => {
  test.each(['uit.csv', 'uit.xlsx', 'uit.ods'])(
    'becomes bands in %s, which load as the file of staff',
    async (name) => {
      const { made, out } = await bandOf(list, { out: name });
      expect(made).toEqual({
        people: 3,
        practices: 2,
        rows: 2,
        smallRows: 2,
        refusedRows: 0,
        setAside: 2,
        yearsOnly: 0,
        fromHours: 3,
      });
      const reading = await read(out);
      expect(reading?.rows.map((row) => Object.values(row))).toEqual([
        ['01001234', 'doktersassistent', 40, 44, 2, 1.5, 'loaded'],
        ['V2', 'poh', 25, 29, 1, 0.25, 'loaded'],
      ]);
      expect(reading?.findings).toEqual([]);
    },
  );

  test('is read from a workbook too, whatever sheets stand beside it', async () => {
    const rows = [
      ['Praktijk', 'Functie', 'Geboortejaar', 'fte'],
      [1001234, 'DA', 1980, 0.8],
    ];
    const sheets = [
      { name: 'uitleg', rows: [['Lees eerst dit']] },
      { name: 'mensen', rows },
    ];
    for (const bytes of [await writeXlsx({ sheets }), await writeOds({ sheets })]) {
      const { people } = await readPeople(bytes, 'lijst');
      expect(people).toMatchObject([
        { line: 2, person: { practice_id: '01001234', birth_year: 1980, fte: 0.8 } },
      ]);
    }
  });

  test('with rows that cannot be read writes nothing, and says where without saying what', async () => {
    const wrong = `praktijk;functie;geboortejaar;fte
V1;DA;19x0;1
V1;DA;1980;Piet
;DA;1981;1
V1;DA;1890;1
V1;DA;1982;
V1;DA;2014;1
V1;DA;1983;1
`;
    const attempt = bandOf(wrong, { out: 'niets.csv' });
    await expect(attempt).rejects.toThrow(UserError);
    const message = await attempt.then(
      () => '',
      (error: Error) => error.message,
    );
    expect(message.split('\n').slice(1)).toEqual(
      [
        'regel 2, kolom “geboortejaar”: geen getal; verwacht 123',
        'regel 3, kolom “fte”: geen getal; verwacht 1.5',
        'regel 4, kolom “praktijk”: leeg, maar verplicht',
        'regel 5, kolom “geboortejaar”: buiten de grenzen; verwacht ≥ 1900',
        'regel 6, kolom “fte”: leeg, maar verplicht',
        'regel 7, kolom “leeftijd”: buiten de grenzen; verwacht 15–79',
      ].map((line) => `  ${join(folder, 'lijst.csv')}, ${line}`),
    );
    expect(message).not.toMatch(/19x0|Piet|1890|2014/);
    await expect(stat(join(folder, 'niets.csv'))).rejects.toThrow('ENOENT');
    const { made } = await bandOf(wrong, { out: 'rest.csv', skipRefused: true });
    expect(made).toMatchObject({ people: 1, refusedRows: 6 });
  });

  test.each([
    [
      'naam;leeftijd\nJan Jansen;40\n',
      /columns are missing; expected praktijk_id.*Functie.*Fte \| Uren per week/,
    ],
    ['Jan Jansen;V1;1980\nPiet Pietersen;V2;1981\n', /columns are missing/],
    ['', /the file is empty/],
  ])('%j is no such list, and nothing of it is shown', async (text, message) => {
    const attempt = bandOf(text);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.not.toThrow(/Jansen|Pietersen|198/);
  });

  test('is never written over, and neither is another file', async () => {
    await expect(bandOf(list, { out: 'lijst.csv' })).rejects.toThrow('this is the list itself');
    await writeFile(join(folder, 'ander.csv'), 'van mij');
    await expect(bandOf(list, { out: 'ander.csv', force: false })).rejects.toThrow(
      'use --force to replace it',
    );
    expect(await readFile(join(folder, 'ander.csv'), 'utf8')).toBe('van mij');
    await expect(bandOf(list, { out: 'uit.pdf' })).rejects.toThrow(
      'expected a name that ends in .xlsx, .ods or .csv',
    );
  });
});

const person = fc.record({
  practice_id: fc.constantFrom('V1', 'V2', '01001234'),
  occupation: fc.constantFrom('doktersassistent', 'poh'),
  born_on: fc
    .date({ min: new Date('1950-01-01'), max: new Date('2008-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  fte: fc.integer({ min: 0, max: 120 }).map((hundredths) => hundredths / 100),
});

describe('whatever the list', () => {
  test('heads and FTE add up to those of the list, per practice and function as well', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 60 }), (people) => {
        const bands = staffBands(
          people.map((one) => ({ ...nobody, ...one })),
          usual.reference,
        );
        for (const practice of ['V1', 'V2', '01001234']) {
          for (const occupation of ['doktersassistent', 'poh']) {
            const of = <T extends { practice_id: string; occupation: string }>(rows: T[]) =>
              rows.filter((row) => row.practice_id === practice && row.occupation === occupation);
            const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
            expect(sum(of(bands).map(({ heads }) => heads))).toBe(of(people).length);
            expect(sum(of(bands).map(({ fte }) => fte))).toBeCloseTo(
              sum(of(people).map(({ fte }) => fte)),
              9,
            );
          }
        }
      }),
    );
  });

  test('no cell of what is written holds a name, a birth or a year of one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('xlsx', 'ods', 'csv'),
        async (people, form) => {
          const rows = people.map((one, i) => [
            `Geheim${i} Geheimsma`,
            one.practice_id,
            one.occupation,
            one.born_on,
            String(one.fte).replace('.', ','),
          ]);
          const text = [['naam', 'praktijk', 'functie', 'geboortedatum', 'fte'], ...rows]
            .map((row) => row.join(';'))
            .join('\n');
          const { out } = await bandOf(text, { out: `veilig.${form}` });
          const [data] = await openSheets(await readFile(out), out);
          const cells = (data?.rows ?? []).flatMap((row) => row.cells);
          expect(cells.filter((cell) => /geheim|\b(19|20)\d\d\b/i.test(cell))).toEqual([]);
          const reading = await read(out);
          const heads = reading?.rows.reduce((sum, row) => sum + Number((row as { heads: number }).heads), 0);
          expect([heads, reading?.rowsRefused]).toEqual([people.length, 0]);
        },
      ),
      { numRuns: 25 },
    );
  });
});
