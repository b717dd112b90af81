import { describe, expect, test } from 'vitest';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { cbsContext } from '../../fixtures/cbs/context.ts';
import { fixture } from '../../fixtures/fixture.ts';
import { zip } from '../../fixtures/zip.ts';

async function read(content: string | Uint8Array, name = 'tabel.csv') {
  const [reading] = await readFile(inputBytes(Buffer.from(content), name), cbsContext);
  if (!reading) throw new Error('no reading');
  return reading as typeof reading & { rows: Record<string, unknown>[] };
}
const foundIn = ({ findings }: Awaited<ReturnType<typeof read>>) =>
  findings.map(({ row, column, value, code }) => [row, column, value, code]);

const branch = 'Huisartsen en gezondheidscentra';
/** What the site hands over as “CSV zonder statistische symbolen”: titles, units, a decimal comma, remarks below. */
const sickness =
  `\uFEFF"Ziekteverzuimpercentage; zorg en welzijn (AZW)"\n` +
  `"Bedrijfstakken/branches (SBI 2008)";"Perioden";"Ziekteverzuimpercentage (%)"\n` +
  `"${branch}";"2022";"7,9"\n` +
  `"${branch}";"2023";"6.7"\n` +
  `"${branch}";"2024";"."\n` +
  `"Ziekenhuizen";"2024";"0"\n` +
  `"Voorlopige cijfers"\n` +
  `"Bron: CBS"\n`;

describe('any table of StatLine', () => {
  test('as the site exports it: a title above, remarks below, and a point for what is not known', async () => {
    const reading = await read(sickness, '24015NED.csv');
    expect(reading).toMatchObject({ table: { name: 'statline_observations' }, rowsRead: 4, rowsRefused: 0 });
    const about = {
      table_id: '24015NED',
      title: 'Ziekteverzuimpercentage; zorg en welzijn (AZW)',
      measure: 'Ziekteverzuimpercentage',
      unit: '%',
      region_code: null,
      region_name: null,
      text: null,
      origin: 'published',
    };
    const dimensions = `{"Bedrijfstakken/branches (SBI 2008)":"${branch}"}`;
    expect(reading.rows).toEqual([
      { ...about, period: '2022', year: 2022, dimensions, value: 7.9, status: 'measured' },
      { ...about, period: '2023', year: 2023, dimensions, value: 6.7, status: 'measured' },
      { ...about, period: '2024', year: 2024, dimensions, value: null, status: 'unknown' },
      {
        ...about,
        period: '2024',
        year: 2024,
        dimensions: '{"Bedrijfstakken/branches (SBI 2008)":"Ziekenhuizen"}',
        value: 0,
        status: 'measured',
      },
    ]);
  });

  test('a branch is no occupation, and says so', async () => {
    expect(foundIn(await read(sickness))).toEqual([
      [2, 'Bedrijfstakken/branches (SBI 2008)', branch, 'branch-not-occupation'],
    ]);
  });

  test('the region of employees is where they live, and says so; RegioPlus regions have their code', async () => {
    const reading = await read(
      `"Regio's";"Perioden";"Werknemers (x 1 000)"\n"Nederland";"2024 1e kwartaal";"1400,5"\n` +
        `"Groningen (RA)";"2024 1e kwartaal";"41,2"\n"Groningen (PV)";"2024 1e kwartaal";"45,0"\n"IJsselvecht (RA)";"2024 1e kwartaal";"40"\n`,
    );
    expect(
      reading.rows.map((row) => [
        row['region_code'],
        row['region_name'],
        row['unit'],
        row['value'],
        row['year'],
      ]),
    ).toEqual([
      ['NL01', 'Nederland', 'x 1 000', 1400.5, 2024],
      ['RA0101', 'Groningen (RA)', 'x 1 000', 41.2, 2024],
      [null, 'Groningen (PV)', 'x 1 000', 45, 2024],
      ['RA0204', 'IJsselvecht (RA)', 'x 1 000', 40, 2024],
    ]);
    expect(foundIn(reading)).toEqual([[1, "Regio's", 'Werknemers', 'home-region']]);
  });

  test('as a data set with codes: space behind them, padded points, several topics', async () => {
    const reading = await read(
      `"ID";"RegioS";"Perioden";"Verzuim_1";"MeldingenPerWerknemer_2"\n0;"RA0102  ";"2024JJ00";"     5.2";"       ."\n1;"GM0363  ";"2024KW01";"1.234";\n`,
      '24015NED_UntypedDataSet_21112026_101500.csv',
    );
    expect(
      reading.rows.map((row) => [
        row['table_id'],
        row['region_code'],
        row['period'],
        row['measure'],
        row['value'],
        row['status'],
      ]),
    ).toEqual([
      ['24015NED', 'RA0102', '2024JJ00', 'Verzuim', 5.2, 'measured'],
      ['24015NED', 'RA0102', '2024JJ00', 'MeldingenPerWerknemer', null, 'unknown'],
      // A point is never one between thousands here.
      ['24015NED', 'GM0363', '2024KW01', 'Verzuim', 1.234, 'measured'],
      ['24015NED', 'GM0363', '2024KW01', 'MeldingenPerWerknemer', null, 'unknown'],
    ]);
  });

  test('as observations in an archive, with titles and units from its lists of codes', async () => {
    const archive = zip([
      { name: 'MeasureCodes.csv', content: Buffer.from('Identifier;Title;Unit\nM1;Ziekteverzuim;%\n') },
      { name: 'BranchesCodes.csv', content: Buffer.from(`Identifier;Title\nB1;${branch}\n`) },
      {
        name: 'Observations.csv',
        content: Buffer.from(
          'Id;Measure;ValueAttribute;Value;StringValue;Branches;Perioden\n' +
            '0;M1;None;5,8;;B1;2025JJ00\n1;M1;Confidential;;;B2;2025JJ00\n2;M1;Impossible;;;B3;2025JJ00\n3;M9;NotAvailable;0;;B1;2025JJ00\n',
        ),
      },
    ]);
    const reading = await read(archive, '24015NED.zip');
    expect(
      reading.rows.map((row) => [
        row['measure'],
        row['unit'],
        row['dimensions'],
        row['value'],
        row['status'],
      ]),
    ).toEqual([
      ['Ziekteverzuim', '%', `{"Branches":"${branch}"}`, 5.8, 'measured'],
      ['Ziekteverzuim', '%', '{"Branches":"B2"}', null, 'protected'],
      ['Ziekteverzuim', '%', '{"Branches":"B3"}', null, 'not-applicable'],
      ['M9', null, `{"Branches":"${branch}"}`, null, 'unknown'],
    ]);
    expect(foundIn(reading)).toEqual([[1, 'Branches', branch, 'branch-not-occupation']]);
  });

  test('what is no number is refused with its line, its column and its value', async () => {
    const reading = await read(
      `"Perioden";"Geslacht";"Verzuim (%)";"Meldingen (aantal)"\n"2024";"Mannen";"5,1";"."\n` +
        `"2024";"Mannen";"5,1";"1"\n"2023";"Mannen";"1.234,5";"1"\n`,
    );
    expect(reading.rows).toHaveLength(3);
    expect(foundIn(reading)).toEqual([
      [3, expect.stringContaining('Perioden'), expect.any(String), 'repeated'],
      [3, expect.stringContaining('Perioden'), expect.any(String), 'repeated'],
      [4, 'Verzuim (%)', '1.234,5', 'not-a-number'],
    ]);
  });

  test('the layout of the screen is refused with the advice which export to choose', async () => {
    const screen = `"Ziekteverzuim"\n"";"Perioden";"2023";"2024"\n"Onderwerp";"";"";""\n"Ziekteverzuim";"%";"5,1";"5,2"\n"Bron: CBS"\n`;
    await expect(read(screen)).rejects.toThrow(/choose “CSV without statistical symbols”/);
  });

  test.each([
    'duo-students.csv',
    'population-2021.csv',
    'praktijken.csv',
    'personeel.csv',
    'stageplaatsen.csv',
    'vraag.csv',
  ])('%s is none of it', async (name) => {
    const [reading] = await readFile(inputBytes(fixture(name), 'population-2021.csv'), cbsContext);
    expect(reading?.table.name).not.toMatch(/statline|regional_forecast|municipality_regions/);
  });
});
