import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realEffects } from '#pipelines/effects.ts';
import { bringTogether } from '#pipelines/sources/cbs/ages.ts';
import { todaysMunicipalities } from '#pipelines/sources/cbs/today.ts';
import { withLocalFile } from '#pipelines/bulk/local-file.ts';
import { inputBytes, inputFile } from '#pipelines/sources/input-file.ts';
import { readFile, type ReadContext } from '#pipelines/sources/recognise.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { cbsContext, mergers } from '../../fixtures/cbs/context.ts';
import { ageCode, areaRows, observationsFile, populationHeader } from '../../fixtures/cbs/observations.ts';
import { zip } from '../../fixtures/zip.ts';

async function read(bytes: Uint8Array | string, context: Partial<ReadContext> = {}) {
  const input = inputBytes(Buffer.from(bytes), '03759ned.zip');
  const [reading] = await readFile(input, { ...cbsContext, ...context });
  if (!reading) throw new Error('no reading');
  return reading as typeof reading & { rows: Record<string, unknown>[] };
}
const codes = ({ findings }: Awaited<ReturnType<typeof read>>) => findings.map(({ code }) => code);
const rowsOf = (reading: Awaited<ReturnType<typeof read>>, code: string) =>
  reading.rows
    .filter((row) => row['municipality_code'] === code)
    .map((row) => [row['age_from'], row['age_to'], row['men'], row['women'], row['persons'], row['status']]);

/** A folder for temporary files that belongs to this suite, so that what is left in it can be counted. */
let folder: string;
const was = process.env['TMPDIR'];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-test-'));
  process.env['TMPDIR'] = folder;
});
afterAll(async () => {
  if (was === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = was;
  await rm(folder, { recursive: true });
});
const leftBehind = async () =>
  (await readdir(folder)).filter((name) => name.startsWith('praktijkbalans-bulk-'));

const utrecht = areaRows('GM0344', { over: 2 });

describe('03759ned, the whole table', () => {
  test('gives persons by single age, and those of 100 and over from the total', async () => {
    const reading = await read(observationsFile(utrecht));
    expect(reading).toMatchObject({ table: { name: 'municipal_population' }, rowsRead: 303, rowsRefused: 0 });
    const rows = rowsOf(reading, 'GM0344');
    expect(rows).toHaveLength(101);
    expect(rows[0]).toEqual([0, 0, 2, 3, 5, 'measured']);
    expect(rows[99]).toEqual([99, 99, 2, 3, 5, 'measured']);
    expect(rows[100]).toEqual([100, null, 0, 2, 2, 'measured']);
    expect(codes(reading)).toEqual([]);
  });

  test('as an archive, packed by itself, or plain; in any order of columns; with space behind codes', async () => {
    const plain = await read(observationsFile(utrecht));
    const turned = observationsFile(utrecht, [...populationHeader].reverse());
    const spaced = observationsFile(
      utrecht.map((row) => ({ ...row, RegioS: `${row.RegioS}  `, Leeftijd: `${row.Leeftijd} ` })),
    );
    const archive = zip([
      { name: 'MeasureCodes.csv', content: Buffer.from('Identifier;Title;Unit\nM000352;Bevolking;aantal\n') },
      { name: 'Observations.csv', content: Buffer.from(turned) },
    ]);
    for (const bytes of [archive, gzipSync(turned), turned, spaced]) {
      expect((await read(bytes)).rows).toEqual(plain.rows);
    }
    expect(await leftBehind()).toEqual([]);
  });

  test('takes the last year of the file, or the one that is asked for', async () => {
    const both = observationsFile([...areaRows('GM0344', { year: 2021, men: 7 }), ...utrecht]);
    const last = await read(both);
    expect(new Set(last.rows.map((row) => row['year']))).toEqual(new Set([2022]));
    expect(last.findings.map(({ code, value, expected }) => [code, value, expected])).toEqual([
      ['unused-rows', '303', '2022'],
    ]);
    const asked = await read(both, { populationYear: 2021 });
    expect(asked.rows[0]).toMatchObject({ year: 2021, men: 7 });
    await expect(read(both, { populationYear: 1999 })).rejects.toThrow(/found “2021–2022”; expected 1999/);
  });

  test('other topics, marital states, areas and groups of ages are passed over and counted', async () => {
    const others = [
      { Measure: 'M000357', Value: '1,5' },
      { BurgerlijkeStaat: '1010' },
      { RegioS: 'PV26' },
      { RegioS: 'CR17' },
      { Leeftijd: '70100' },
      { Leeftijd: '22000' },
    ];
    const reading = await read(observationsFile([...utrecht, ...others]));
    expect(reading.rows).toEqual((await read(observationsFile(utrecht))).rows);
    expect(reading.findings.map(({ code, value }) => [code, value])).toEqual([['unused-rows', '6']]);
  });

  test('a reason for having no number is a status and never zero', async () => {
    const reasons = ['Confidential', 'NotAvailable', 'Impossible'];
    const rows = utrecht.map((row, i) => {
      const reason = row.Geslacht === '3000' ? reasons[i] : undefined;
      return reason ? { ...row, ValueAttribute: reason, Value: reason === 'Confidential' ? '0' : '' } : row;
    });
    const reading = await read(observationsFile(rows));
    expect(rowsOf(reading, 'GM0344').slice(0, 4)).toEqual([
      [0, 0, null, 3, 5, 'protected'],
      [1, 1, null, 3, 5, 'unknown'],
      [2, 2, null, 3, 5, 'unknown'],
      [3, 3, 2, 3, 5, 'measured'],
    ]);
    // The men over 99 are what the total has more, which is not known either.
    expect(rowsOf(reading, 'GM0344')[100]).toEqual([100, null, null, 2, 2, 'protected']);
  });

  test('in a file with some ages only the others are unknown, and not over 99', async () => {
    const young = utrecht.filter(({ Leeftijd = '' }) => Leeftijd === '10000' || Leeftijd < '12000');
    const reading = await read(observationsFile(young));
    expect(rowsOf(reading, 'GM0344').at(-1)).toEqual([100, null, null, null, null, 'unknown']);
  });

  test('municipalities that merged are brought to those of today, and nobody is lost', async () => {
    const rows = [
      ...areaRows('GM0363', {}),
      ...areaRows('GM0457', { men: 10, women: 20 }),
      ...areaRows('GM0788', { men: 40, women: 60 }),
    ];
    const reading = await read(observationsFile(rows));
    expect(rowsOf(reading, 'GM0363')[30]).toEqual([30, 30, 12, 23, 35, 'measured']);
    expect(['GM0757', 'GM0824', 'GM0855', 'GM0865'].map((code) => rowsOf(reading, code)[30])).toEqual([
      [30, 30, 6, 9, 15, 'measured'],
      [30, 30, 16, 24, 40, 'measured'],
      [30, 30, 4, 6, 10, 'measured'],
      [30, 30, 14, 21, 35, 'measured'],
    ]);
    expect(
      reading.findings.map(({ code, column, value, expected }) => [code, column, value, expected]),
    ).toEqual([
      ['merged-municipality', 'RegioS', 'GM0457', 'Amsterdam'],
      ['split-municipality', 'RegioS', 'GM0788', 'Boxtel 15 %, Oisterwijk 40 %, Tilburg 10 %, Vught 35 %'],
    ]);
  });

  test('municipalities that do not add up to the nation have to be accepted, with both numbers', async () => {
    const nation = areaRows('NL01', { men: 20, women: 30 });
    const good = await read(
      observationsFile([
        ...areaRows('GM0344', { men: 8, women: 12 }),
        ...areaRows('GM0363', { men: 12, women: 18 }),
        ...nation,
      ]),
    );
    expect(good.findings).toEqual([]);
    expect(good.rows.some((row) => row['municipality_code'] === 'NL01')).toBe(false);
    const half = await read(observationsFile([...areaRows('GM0344', { men: 8, women: 12 }), ...nation]));
    expect(
      half.findings.map(({ severity, code, value, expected }) => [severity, code, value, expected]),
    ).toContainEqual(['confirm', 'regions-do-not-add-up', '2022, all: 2000', '5000']);
  });

  test('ages and sexes that do not add up have to be accepted, with both numbers', async () => {
    const rows = areaRows('GM0344', { men: 20, women: 30 }).map((row) =>
      row.Leeftijd === '10000' && row.Geslacht === '3000' ? { ...row, Value: '1000' } : row,
    );
    const reading = await read(observationsFile(rows));
    expect(
      reading.findings.map(({ severity, code, column, value, expected }) => [
        severity,
        code,
        column,
        value,
        expected,
      ]),
    ).toEqual([
      ['confirm', 'parts-do-not-add-up', 'Leeftijd', 'GM0344: 2000', '1000'],
      ['confirm', 'parts-do-not-add-up', 'Geslacht', 'GM0344: 4000', '5000'],
    ]);
  });

  test('a row that does not fit is refused with its line, column and value', async () => {
    const wrong = [
      { Value: '12 345', Leeftijd: ageCode(1) },
      { Geslacht: '9999', Leeftijd: ageCode(2) },
      { RegioS: '', Leeftijd: ageCode(3) },
      { ValueAttribute: 'Geheim', Leeftijd: ageCode(4) },
      { Perioden: '2022', RegioS: 'utrecht', Leeftijd: ageCode(5) },
    ];
    const text = observationsFile([...utrecht, ...wrong, utrecht[0] ?? {}]);
    const [header = '', ...lines] = text.split('\n');
    const ragged = [
      header,
      '',
      ...lines.slice(0, 2),
      '1;M000352;None',
      ...lines.slice(2, -1),
      '1;2;3;4;5;6;7;8;9;10;11',
      '',
    ].join('\n');
    const reading = await read(ragged);
    expect(
      reading.findings.map(({ row, column, value, code, expected }) => [row, column, value, code, expected]),
    ).toEqual([
      [5, null, '1;M000352;None', 'ragged-line', null],
      [307, 'Value', '12 345', 'wrong-form', '12345'],
      [308, 'Geslacht', '9999', 'not-in-list', 'T001038 | 3000 | 4000'],
      [309, 'RegioS', '', 'missing', null],
      [310, 'ValueAttribute', 'Geheim', 'not-in-list', 'None | Impossible | Confidential | NotAvailable'],
      [311, 'RegioS', 'utrecht', 'wrong-form', 'GM0363'],
      [311, 'Perioden', '2022', 'wrong-form', '2022JJ00'],
      [
        312,
        'Measure + Geslacht + Leeftijd + BurgerlijkeStaat + RegioS + Perioden',
        'M000352 3000 10010 T001019 GM0344 2022JJ00',
        'repeated',
        '3',
      ],
      [313, null, '1;2;3;4;5;6;7;8;9;10;11', 'ragged-line', null],
    ]);
    expect([reading.rowsRead, reading.rowsRefused]).toEqual([303 + 5 + 1 + 2, 8]);
    expect(reading.rows).toEqual((await read(observationsFile(utrecht))).rows);
  });

  test('of very many wrong rows the first are listed and the others are counted', async () => {
    const wrong = Array.from({ length: 3000 }, (_, i) => ({
      Value: 'x',
      Leeftijd: '70100',
      RegioS: `GM${String(i).padStart(4, '0')}`,
    }));
    const reading = await read(observationsFile([...utrecht, ...wrong]));
    expect(reading).toMatchObject({ rowsRead: 3303, rowsRefused: 3000 });
    expect(codes(reading).filter((code) => code === 'wrong-form')).toHaveLength(1000);
    expect(reading.findings.find(({ code }) => code === 'more-findings')).toMatchObject({
      row: null,
      value: '2000',
    });
  });

  test('a file of which many lines are no rows is refused as a whole', async () => {
    const text = observationsFile(utrecht) + '1;2;3\n'.repeat(1500);
    await expect(read(text)).rejects.toMatchObject({
      finding: { code: 'ragged-row', severity: 'stop', row: 305, value: '1;2;3', expected: '10' },
    });
    expect(await leftBehind()).toEqual([]);
  });

  test('columns that are missing are named, with those that were found', async () => {
    await expect(
      read(observationsFile(utrecht, ['Id', 'Measure', 'ValueAttribute', 'RegioS', 'Perioden'])),
    ).rejects.toThrow(/line 1: columns are missing; found “Id, Measure, .*”; expected Value/);
  });
});

describe('a packed file that is not right', () => {
  const text = Buffer.from(observationsFile(utrecht));
  const good = zip([{ name: 'Observations.csv', content: text }]);

  test.each([
    ['cut off', good.subarray(0, good.length / 2), 'damaged-file'],
    [
      'with another content than it says',
      zip([{ name: 'Observations.csv', content: text, saysCrc: 1 }]),
      'damaged-file',
    ],
    [
      'that unpacks to more than it says',
      zip([{ name: 'Observations.csv', content: text, saysSize: 10 }]),
      'too-large-unpacked',
    ],
    ['without the table', zip([{ name: 'MeasureCodes.csv', content: text }]), 'unknown-file'],
    ['packed by itself and cut off', gzipSync(text).subarray(0, -200), 'damaged-file'],
  ])('%s is refused, and leaves nothing behind', async (_, bytes, code) => {
    const attempt = read(bytes);
    await expect(attempt).rejects.toThrow(RefusedFile);
    await expect(attempt).rejects.toMatchObject({ finding: { file: '03759ned.zip', code } });
    expect(await leftBehind()).toEqual([]);
  });

  test.each([
    ['an archive', zip([{ name: 'Observations.csv', content: Buffer.alloc(2_000_000, 0x3b) }])],
    ['packed by itself', gzipSync(Buffer.alloc(2_000_000, 0x3b))],
  ])('%s that unpacks to too much is refused before it fills the disk', async (_, bytes) => {
    const attempt = withLocalFile(inputBytes(bytes, 'bomb.zip'), async () => 'read', { most: 1_000_000 });
    await expect(attempt).rejects.toMatchObject({ finding: { code: 'too-large-unpacked' } });
    expect(await leftBehind()).toEqual([]);
  });

  test('a file on this machine is read where it stands, and stays', async () => {
    const path = join(folder, 'observations.csv');
    await writeFile(path, text);
    const [reading] = await readFile(await inputFile(path, 'observations.csv', realEffects), cbsContext);
    expect(reading?.rows).toHaveLength(101);
    expect(await readdir(folder)).toEqual(['observations.csv']);
  });
});

test('bringing municipalities together loses and makes nobody, and a sum with an unknown count is unknown', () => {
  const today = todaysMunicipalities(cbsContext.municipalities, mergers);
  const known = [
    ...cbsContext.municipalities.map(({ municipality_code }) => municipality_code),
    ...mergers.map(({ from_code }) => from_code),
  ];
  const count = fc.option(fc.nat(5000), { freq: 8 });
  const age = fc.record({ women: count, men: count, persons: count });
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...known), age, { maxKeys: 40 }), (areas) => {
      const ages = new Map(
        Object.entries(areas).map(([code, counts]) => [
          code,
          [
            {
              age_from: 30,
              age_to: 30,
              ...counts,
              status: Object.values(counts).includes(null) ? ('unknown' as const) : ('measured' as const),
            },
          ],
        ]),
      );
      const rows = bringTogether(ages, today);
      for (const column of ['women', 'men', 'persons'] as const) {
        const given = [...ages.values()].flat().map((row) => row[column]);
        const brought = rows.map((row) => row[column]);
        expect(brought.includes(null)).toBe(given.includes(null));
        if (given.includes(null)) continue;
        const sum = (counts: readonly (number | null)[]) =>
          counts.reduce<number>((total, n) => total + (n ?? 0), 0);
        expect(sum(brought)).toBe(sum(given));
      }
      expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
    }),
  );
});
