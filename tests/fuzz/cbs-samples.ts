import { gzipSync } from 'node:zlib';
import { zip } from '../fixtures/zip.ts';

const lines = (...rows: string[]) => `${rows.join('\r\n')}\r\n`;

const areas = ['GM0363', 'GM0014', 'GM0010'];

/** Table 03759ned as the CBS hands it out as a whole: two ages and all ages, of three areas and the nation. */
function population(): string {
  const rows = [...areas, 'NL01'].flatMap((area) =>
    ['10000', '10010', '11800'].flatMap((age) =>
      ['3000', '4000', 'T001038'].map((sex) => {
        const persons = (age === '10000' ? 2 : 1) * (sex === 'T001038' ? 2 : 1) * (area === 'NL01' ? 30 : 10);
        return `M000352;None;${persons};;${sex};${age};T001019;${area};2022JJ00`;
      }),
    ),
  );
  rows.push(
    'M000352;Impossible;;;3000;10010;T001019;GM0005;2022JJ00',
    'M000352;None;7;;3000;10010;1010;GM0363;2022JJ00',
  );
  const numbered = rows.map((row, i) => `${i + 1};${row}`);
  return lines(
    'Id;Measure;ValueAttribute;Value;StringValue;Geslacht;Leeftijd;BurgerlijkeStaat;RegioS;Perioden',
    ...numbered,
  );
}

/** Table 70072ned as a whole, of which only the crosswalk is used. */
function areasInNetherlands(): string {
  return lines(
    'Id;Measure;ValueAttribute;Value;StringValue;RegioS;Perioden',
    '1;GM000C_1;None;;RA0102;GM0014;2023JJ00',
    '2;GM000N_1;None;;Groningen;GM0014;2023JJ00',
    '3;GM000C_1;None;;RA2711;GM0363;2023JJ00',
    '4;M000100;None;123,5;;GM0363;2023JJ00',
  );
}

const measureCodes = lines(
  'Identifier;Title;Unit',
  "GM000C_1;RegioPlus-arbeidsmarktregio's code;code",
  "GM000N_1;RegioPlus-arbeidsmarktregio's naam;naam",
);

/** Any other table as a whole. */
function sickness(): string {
  return lines(
    'Id;Measure;ValueAttribute;Value;StringValue;RegioS;Perioden',
    '1;M001;None;5,3;;RA0102;2023KW01',
    '2;M001;Confidential;;;RA0103;2023KW01',
    '3;M001;NotAvailable;;;RA0104;2023KW01',
  );
}

const regionCodes = lines('Identifier;Title', 'RA0102;Groningen (RA)', 'RA0103;Drenthe (RA)');

/** Made-up tables as StatLine and the CBS hand them out, by the name of the file. */
export function cbsSamples(): Map<string, Buffer> {
  const forecast = lines(
    '"ID";"Leeftijd";"RegioIndeling2021";"PrognoseInterval";"Perioden";"TotaleBevolking_1"',
    ...['MW00000', 'MOG0067', 'MBG0067'].flatMap((variant, i) => [
      `${i};10000;GM0363;${variant};2025JJ00;${900 + i}.4`,
      `${i + 3};10000;GM0014;${variant};2025JJ00;${230 + i}`,
      `${i + 6};10000;NL01;${variant};2025JJ00;${17_000 + i}`,
      `${i + 9};51300;GM0014;${variant};2025JJ00;.`,
    ]),
  );
  const crosswalk = lines(
    `"Regio's";"Perioden";"RegioPlus-arbeidsmarktregio's (code)";"RegioPlus-arbeidsmarktregio's (naam)"`,
    '"Groningen (gemeente)";"2023";"RA0102";"Groningen"',
    '"GM0014";"2023";"RA0102";"Groningen"',
    '"GM0363";"2023";"RA2711";"Groot Amsterdam"',
  );
  const codes = lines(
    'ID;RegioS;Perioden;Naam_2;Code_14;Naam_15',
    '0;GM0014  ;2023JJ00;Groningen;RA0102  ;Groningen',
    '1;GM0363  ;2023JJ00;Amsterdam;RA2711  ;Groot Amsterdam',
  );
  const exported = lines(
    '"Ziekteverzuim; bedrijfstak en regio, 24015NED"',
    '"Bedrijfstakken";"Regio\'s";"Perioden";"Ziekteverzuim (%)";"Werknemers (aantal)"',
    '"Huisartsen en gezondheidscentra";"Groningen (RA)";"2023 1e kwartaal";"5,3";"1200"',
    '"Huisartsen en gezondheidscentra";"Drenthe (RA)";"2023 1e kwartaal";".";"x"',
    '"Totaal";"Nederland";"2023";"6,1";""',
    '"Bron: CBS."',
  );
  const screen = lines(
    '"Onderwerp";"Ziekteverzuim";"Ziekteverzuim"',
    '"Perioden";"2022";"2023"',
    '"Nederland";"5";"6"',
    'Bron: CBS',
  );
  return new Map([
    ['85171NED.csv', Buffer.from(forecast)],
    ['crosswalk.csv', Buffer.from(crosswalk)],
    ['70072ned-codes.csv', Buffer.from(codes)],
    ['24015NED.csv', Buffer.from(exported)],
    ['screen.csv', Buffer.from(screen)],
    ['Observations.csv', Buffer.from(population())],
    ['Observations.csv.gz', gzipSync(population())],
    [
      '03759ned.zip',
      zip([
        { name: 'Observations.csv', content: Buffer.from(population()) },
        { name: 'RegioSCodes.csv', content: Buffer.from(regionCodes) },
      ]),
    ],
    [
      '70072ned.zip',
      zip([
        { name: 'Observations.csv', content: Buffer.from(areasInNetherlands()) },
        { name: 'MeasureCodes.csv', content: Buffer.from(measureCodes) },
      ]),
    ],
    [
      '24015NED.zip',
      zip([
        { name: 'Observations.csv', content: Buffer.from(sickness()) },
        { name: 'RegioSCodes.csv', content: Buffer.from(regionCodes) },
      ]),
    ],
  ]);
}
