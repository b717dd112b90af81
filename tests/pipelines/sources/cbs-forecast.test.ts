import { describe, expect, test } from 'vitest';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { cbsContext } from '../../fixtures/cbs/context.ts';
import { zip } from '../../fixtures/zip.ts';

type Line = [area: string, variant: string, year: number, value: string, age?: string];

/** The forecast as a data set of the older service: wide, codes with space behind them. */
function dataSet(lines: readonly Line[]): string {
  const rows = lines.map(
    ([area, variant, year, value, age = '10000'], i) =>
      `${i};"${area.padEnd(8)}";"${variant}";"${age}";"${year}JJ00";${value}`,
  );
  return `"ID";"RegioIndeling2021";"PrognoseInterval";"Leeftijd";"Perioden";"TotaleBevolking_1"\n${rows.join('\n')}\n`;
}

/** The same as observations: long, with a decimal comma, in another order. */
function observations(lines: readonly Line[]): string {
  const rows = lines.map(
    ([area, variant, year, value, age = '10000'], i) =>
      `${i};M000352;${year}JJ00;${value.replace('.', ',')};;None;${age};${variant};${area}`,
  );
  return `Id;Measure;Perioden;Value;StringValue;ValueAttribute;Leeftijd;PrognoseInterval;RegioIndeling2021\n${rows.join('\n')}\n`;
}

async function read(content: string | Uint8Array) {
  const [reading] = await readFile(inputBytes(Buffer.from(content), '85173NED.csv'), cbsContext);
  if (!reading) throw new Error('no reading');
  return reading as typeof reading & { rows: Record<string, unknown>[] };
}

// Enschede had 161,738 inhabitants in 2023; Amsterdam 918,117.
const lines: Line[] = [
  ['NL01', 'MW00000', 2023, '1104.5'],
  ['GM0153', 'MW00000', 2023, '161.7'],
  ['GM0153', 'MOG0067', 2023, '160.1'],
  ['GM0153', 'MBG0067', 2023, '163.4'],
  ['GM0363', 'MW00000', 2023, '918.1'],
  ['GM0457', 'MW00000', 2023, '20.1'],
  ['GM0457', 'MOG0067', 2023, '19.9'],
  ['PV23', 'MW00000', 2023, '1180.0'],
];

describe('the regional forecast of CBS and PBL', () => {
  test('is read in persons, on municipalities and regions of today', async () => {
    const reading = await read(dataSet(lines));
    expect(reading).toMatchObject({ table: { name: 'regional_forecast' }, rowsRead: 8, rowsRefused: 0 });
    expect(reading.rows).toEqual([
      { area_code: 'NL', year: 2023, persons: 1_104_500, low: null, high: null, origin: 'published' },
      { area_code: 'GM0153', year: 2023, persons: 161_700, low: 160_100, high: 163_400, origin: 'published' },
      { area_code: 'RA0205', year: 2023, persons: 161_700, low: 160_100, high: 163_400, origin: 'derived' },
      // Weesp went up in Amsterdam; one bound without the other is no bound of the sum.
      { area_code: 'GM0363', year: 2023, persons: 938_200, low: null, high: null, origin: 'published' },
      { area_code: 'RA0616', year: 2023, persons: 938_200, low: null, high: null, origin: 'derived' },
    ]);
    expect(reading.findings.map(({ code, value, expected }) => [code, value, expected])).toEqual([
      ['regions-do-not-add-up', '2023: 1099900', '1104500'],
      ['merged-municipality', 'GM0457', 'Amsterdam'],
      ['unused-rows', '1', null],
    ]);
  });

  test('is the same as observations, plain or in an archive', async () => {
    const wide = await read(dataSet(lines));
    const long = observations(lines);
    const archive = zip([{ name: 'Observations.csv', content: Buffer.from(long) }]);
    for (const content of [long, archive]) expect((await read(content)).rows).toEqual(wide.rows);
  });

  test('figures that are no thousands stop it, with how far they are off', async () => {
    const persons = lines.map(([area, variant, year, value]): Line => [
      area,
      variant,
      year,
      String(Number(value) * 1000),
    ]);
    await expect(read(dataSet(persons))).rejects.toThrow(
      /a thousand times too large or too small; found “1002.* ×”; expected × 1 000/,
    );
    const millions = lines.map(([area, variant, year, value]): Line => [
      area,
      variant,
      year,
      (Number(value) / 1000).toFixed(6),
    ]);
    await expect(read(dataSet(millions))).rejects.toThrow(/too small; found “0 ×”/);
  });

  test('ages, which were withdrawn, are passed over, and what cannot be read is refused with its place', async () => {
    const more: Line[] = [
      ['GM0153', 'MW00000', 2024, '9.9', '10010'],
      ['GM0153', 'XX00000', 2024, '162.0'],
      ['GM0153', 'MW00000', 2024, 'veel'],
      ['Enschede', 'MW00000', 2024, '162.0'],
      ['GM0153', 'MW00000', 2023, '162.0'],
      ['GM0153', 'MW00000', 2025, '.'],
    ];
    const reading = await read(dataSet([...lines.slice(1, 4), ...more]));
    expect(reading.rows.map((row) => [row['area_code'], row['year']])).toEqual([
      ['GM0153', 2023],
      ['RA0205', 2023],
    ]);
    expect(reading.findings.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [6, 'PrognoseInterval', 'XX00000', 'not-in-list'],
      [7, 'TotaleBevolking_1', 'veel', 'not-a-number'],
      [8, 'RegioIndeling2021', 'Enschede', 'wrong-form'],
      [9, 'RegioIndeling2021 + PrognoseInterval + Perioden', 'GM0153 2023JJ00 persons', 'repeated'].slice(
        0,
        4,
      ),
      [null, null, '2', 'unused-rows'],
    ]);
  });
});
