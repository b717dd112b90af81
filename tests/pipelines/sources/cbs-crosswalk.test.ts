import { describe, expect, test } from 'vitest';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { cbsContext } from '../../fixtures/cbs/context.ts';
import { zip } from '../../fixtures/zip.ts';

async function read(content: string | Uint8Array) {
  const [reading] = await readFile(inputBytes(Buffer.from(content), 'gebieden.csv'), cbsContext);
  if (!reading) throw new Error('no reading');
  return reading as typeof reading & { rows: Record<string, unknown>[] };
}
const rowsOf = ({ rows }: Awaited<ReturnType<typeof read>>) =>
  rows.map((row) => [row['municipality_code'], row['year'], row['region_code'], row['region_name']]);
const foundIn = ({ findings }: Awaited<ReturnType<typeof read>>) =>
  findings.map(({ row, severity, code, value, expected }) => [row, severity, code, value, expected]);

const titled =
  `"Regionale kerncijfers Nederland"\n` +
  `"Regio's";"Perioden";"Arbeidsmarktregio's (code)";"RegioPlus-arbeidsmarktregio's (code)";"RegioPlus-arbeidsmarktregio's (naam)"\n` +
  `"GM0014";"2022";"AM01";"RA0101";"Groningen (RA)"\n` +
  `"GM0484";"2022";"AM20";"RA0818";"Rijnstreek (RA)"\n` +
  `"GM0484";"2021";"AM20";"RA0818";"Rijnstreek"\n` +
  `"PV20";"2022";".";".";"."\n` +
  `"Bron: CBS"\n`;

describe('which RegioPlus region a municipality is in', () => {
  test('is read by the titles of columns, of the last year, municipalities only; a former name is an alias', async () => {
    const reading = await read(titled);
    expect(reading).toMatchObject({ table: { name: 'municipality_regions' }, rowsRead: 4, rowsRefused: 0 });
    expect(rowsOf(reading)).toEqual([
      ['GM0014', 2022, 'RA0101', 'Groningen (RA)'],
      ['GM0484', 2022, 'RA0818', 'Rijnstreek (RA)'],
    ]);
    expect(foundIn(reading)).toEqual([[null, 'warn', 'unused-rows', '2', '2022']]);
  });

  test.each([
    ['Code_10', 'Naam_11'],
    ['Code_28', 'Naam_29'],
  ])(
    'where columns have numbers (%s) it is found by what stands in it, because they shift',
    async (code, name) => {
      const text =
        `"ID";"RegioS";"Code_1";"Naam_2";"Code_6";"Naam_7";"${code}";"${name}"\n` +
        `0;"GM0014 ";"GM0014";"Groningen";"AM01";"Groningen";"RA0101 ";"Groningen"\n` +
        `1;"GM0363 ";"GM0363";"Amsterdam";"AM18";"Groot Amsterdam";"RA0616 ";"Amsterdam"\n`;
      const reading = await read(text);
      expect(rowsOf(reading)).toEqual([
        ['GM0014', null, 'RA0101', 'Groningen'],
        ['GM0363', null, 'RA0616', 'Amsterdam'],
      ]);
      expect(reading.rows[1]).toMatchObject({ municipality_name: 'Amsterdam' });
      expect(foundIn(reading)).toEqual([]);
    },
  );

  test('a municipality in another region than here has to be accepted, and a region of another name is told', async () => {
    const text = titled
      .replace('"GM0014";"2022";"AM01";"RA0101"', '"GM0014";"2022";"AM01";"RA0102"')
      .replace('"Rijnstreek (RA)"', '"Rijn en Gouwe"');
    expect(foundIn(await read(text))).toEqual([
      [3, 'confirm', 'crosswalk-differs', 'Groningen: RA0102', 'RA0101'],
      [null, 'warn', 'region-name-differs', 'RA0102 Groningen (RA)', 'Drenthe'],
      [null, 'warn', 'region-name-differs', 'RA0818 Rijn en Gouwe', 'Rijn Gouwe'],
      [null, 'warn', 'unused-rows', '2', '2022'],
    ]);
  });

  test('one that merged is compared by what it became, and one that was split by any of its parts', async () => {
    const text = `"Regio's";"RegioPlus-arbeidsmarktregio's (code)"\n"GM0457";"RA0616"\n"GM0788";"RA1325"\n"GM0501";"RA0101"\n`;
    expect(foundIn(await read(text))).toEqual([
      [4, 'confirm', 'crosswalk-differs', 'Voorne aan Zee: RA0101', 'RA0919'],
    ]);
  });

  const lines = [
    ['M1', 'GM0014', '2021JJ00', 'RA0101'],
    ['M1', 'GM0014', '2022JJ00', 'RA0101'],
    ['M2', 'GM0014', '2022JJ00', 'Groningen'],
    ['M3', 'GM0014', '2022JJ00', ''],
    ['M1', 'PV20', '2022JJ00', 'RA0101'],
  ].map(
    ([measure, area, period, text], i) =>
      `${i};${measure};None;${measure === 'M3' ? '238147' : ''};${text};${area};${period}`,
  );
  const long = `Id;Measure;ValueAttribute;Value;StringValue;RegioS;Perioden\n${lines.join('\n')}\n`;

  test.each([
    [
      'by the titles in its list of topics',
      `Identifier;Title;Unit\nM1;"RegioPlus-arbeidsmarktregio's (code)";code\nM2;"RegioPlus-arbeidsmarktregio's (naam)";naam\nM3;Bevolking;aantal\n`,
      'Groningen',
    ],
    [
      'or, without such titles, by what stands in it',
      'Identifier;Title\nM1;Code\nM2;Naam\nM3;Bevolking\n',
      null,
    ],
  ])('out of a whole table of any size, %s', async (_, topics, name) => {
    const archive = zip([
      { name: '70072ned_MeasureCodes.csv', content: Buffer.from(topics) },
      { name: '70072ned_Observations.csv', content: Buffer.from(long) },
    ]);
    const reading = await read(archive);
    expect(reading).toMatchObject({ table: { name: 'municipality_regions' }, rowsRead: 5 });
    expect(rowsOf(reading)).toEqual([['GM0014', 2022, 'RA0101', name]]);
  });
});
