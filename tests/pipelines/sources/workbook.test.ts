import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { writeOds, writeXlsx, type CellValue, type WriteSheet } from 'hucre';
import { describe, expect, test } from 'vitest';
import { openSheets } from '#pipelines/sources/open-sheets.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { columnLetters } from '#pipelines/sources/sheet.ts';
import { cellText } from '#pipelines/sources/workbook-cells.ts';
import { storedZip, unzip } from '#pipelines/sources/zip.ts';
import { zip } from '../../fixtures/zip.ts';
import { fixture } from '../../fixtures/fixture.ts';

const all = { file: 'x', wanted: () => true, most: 1e9 };
const rowsOf = async (bytes: Uint8Array, name = 'a.xlsx') =>
  (await openSheets(bytes, name))[0]?.rows.map(({ line, cells }) => [line, ...cells]);
const xlsx = (rows: CellValue[][], more: Partial<WriteSheet> = {}) =>
  writeXlsx({ sheets: [{ name: 'blad', rows, ...more }] });

async function codeOf(bytes: Uint8Array): Promise<string> {
  const attempt = openSheets(bytes, 'a.xlsx');
  await expect(attempt).rejects.toThrow(RefusedFile);
  return attempt.then(
    () => '',
    (error: RefusedFile) => error.finding.code,
  );
}

/** A workbook of which one member is replaced. */
async function with_(form: 'xlsx' | 'ods', member: string, change: (xml: string) => string): Promise<Buffer> {
  const sheets = [
    {
      name: 'blad',
      rows: [
        ['naam', 'fte'],
        ['a', 1.5],
      ],
    },
  ];
  const members = await unzip(await (form === 'xlsx' ? writeXlsx({ sheets }) : writeOds({ sheets })), all);
  const before = members.get(member)?.toString('utf8') ?? '';
  return storedZip(new Map([...members, [member, Buffer.from(change(before))]]));
}

describe('a workbook that LibreOffice wrote', () => {
  test.each(['regio.xlsx', 'regio.ods'])(
    '%s gives every row of every sheet, with the number it shows',
    async (name) => {
      const sheets = await openSheets(fixture(`workbooks/${name}`), name);
      expect(sheets.map((sheet) => [sheet.name, sheet.rows.length])).toEqual([
        ['praktijken 2025', 9],
        ['personeel', 7],
        ['vraag', 6],
        ['draaitabel', 3],
        ['leeg', 0],
        ['oude plaatsen', 4],
      ]);
      const [practices, staff, demand] = sheets.map(({ rows }) =>
        rows.map(({ line, cells }) => [line, ...cells]),
      );
      // The header is repeated on every page, and rows 9 and 10 are grouped.
      expect(practices?.slice(2)).toEqual([
        [
          4,
          'praktijk_id',
          'Naam',
          'Postcode',
          'Gemeente',
          'Patiënten',
          'Apotheek-\nhoudend',
          'Biedt stageplaats',
          'Erkend leerbedrijf',
          'Erkend\ntot',
        ],
        [
          5,
          '1001234',
          'Praktijk Verzonnen Linde',
          '1234ab',
          'Den Haag',
          '2350',
          'nee',
          'ja',
          'ja',
          '2026-12-31',
        ],
        [
          6,
          '01005678',
          'Praktijk Verzonnen Eik',
          '4321 CD',
          'Súdwest-Fryslân',
          '2450',
          'ja',
          'nog niet bezocht',
        ],
        [
          9,
          'V003',
          'Totaal Zorg Verzonnen',
          '3511',
          '344',
          '1800',
          '',
          'wil',
          'x',
          '2024-02-29',
          'belt terug',
        ],
        [10, 'V004', 'Praktijk Verzonnen Beuk', '', 'Utrecht', '#DIV/0!', '', 'nee'],
        [11, '', 'Totaal', '', '', '6600', '', '', '1'],
        [13, 'Bron: eigen opgave van de praktijken'],
      ]);
      // A practice that is merged over its three rows stands in each of them; a percentage is a share.
      expect(staff?.slice(1, 4).map(([, practice]) => practice)).toEqual([
        '01005678',
        '01005678',
        '01005678',
      ]);
      expect(demand?.[1]).toEqual([2, '90AA', '25473', 'BOL', '2', '2024-2025', '48', '1,5', '0,6']);
    },
  );

  test('says which sheets are hidden, where the form of the file does', async () => {
    const sheets = await openSheets(fixture('workbooks/regio.xlsx'), 'regio.xlsx');
    expect(sheets.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual(['oude plaatsen']);
  });
});

test('a sheet that is a chart is passed over', async () => {
  const bytes = await with_('xlsx', 'xl/workbook.xml', (xml) =>
    xml.replace('</sheets>', '<sheet name="Grafiek" sheetId="9" r:id="rId99"/></sheets>'),
  );
  expect(await rowsOf(bytes)).toEqual([
    [1, 'naam', 'fte'],
    [2, 'a', '1,5'],
  ]);
});

describe('cells', () => {
  test.each([
    [1234, '1234'],
    [0.1 + 0.2, '0,3'],
    [1.234, '1,234'],
    [-0.5, '-0,5'],
    [1e-7, '0,0000001'],
    [1e21, '1000000000000000000000'],
    [1001234, '1001234'],
    [true, 'ja'],
    [false, 'nee'],
    [new Date('2024-03-05T00:00:00Z'), '2024-03-05'],
    [new Date('2024-12-31T23:30:00Z'), '2024-12-31'],
    [new Date(NaN), 'Invalid Date'],
    [null, ''],
    ['  Den Haag ', '  Den Haag '],
  ])('%s is %j', (value, text) => {
    expect(cellText(value)).toBe(text);
  });

  test('a day stays the same day in every time zone, in both forms of file', async () => {
    const rows = [[new Date('2024-01-01T00:00:00Z'), new Date('1999-12-31T00:00:00Z')]];
    for (const bytes of [await xlsx(rows), await writeOds({ sheets: [{ name: 'a', rows }] })]) {
      expect(await rowsOf(bytes)).toEqual([[1, '2024-01-01', '1999-12-31']]);
    }
  });

  test('a formula gives its saved value, and itself where none was saved', async () => {
    const rows = [['a'], [null]];
    const saved = await xlsx(rows, {
      cells: new Map([['1,0', { value: 5, formula: 'SUM(B1:B2)', formulaResult: 5 }]]),
    });
    expect(await rowsOf(saved)).toEqual([
      [1, 'a'],
      [2, '5'],
    ]);
    const bare = await with_('xlsx', 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(/<v>1\.5<\/v>/, '<f>SUM(C1:C2)</f><v></v>'),
    );
    expect(await rowsOf(bare)).toEqual([
      [1, 'naam', 'fte'],
      [2, 'a', '=SUM(C1:C2)'],
    ]);
    const ods = await with_('ods', 'content.xml', (xml) =>
      xml.replace(
        /<table:table-cell[^>]*office:value="1.5"[^]*?<\/table:table-cell>/,
        '<table:table-cell table:formula="of:=SUM([.C1])"/>',
      ),
    );
    expect(await rowsOf(ods)).toEqual([
      [1, 'naam', 'fte'],
      [2, 'a', '=SUM(C1)'],
    ]);
  });

  test('rich text is flattened', async () => {
    const bytes = await with_('xlsx', 'xl/sharedStrings.xml', (xml) =>
      xml.replace('<si><t>naam</t></si>', '<si><r><rPr><b/></rPr><t>na</t></r><r><t>am</t></r></si>'),
    );
    expect((await rowsOf(bytes))?.[0]).toEqual([1, 'naam', 'fte']);
  });

  test('a count that is merged over rows is not counted twice, and a row without more is no row', async () => {
    const merges = [0, 1].map((column) => ({ startRow: 1, endRow: 3, startCol: column, endCol: column }));
    const rows = [
      ['naam', 'fte', 'functie'],
      ['a', 1.5, 'x'],
      [null, null, 'y'],
      [null, null, null],
      ['b', 1, 'z'],
    ];
    expect(await rowsOf(await xlsx(rows, { merges }))).toEqual([
      [1, 'naam', 'fte', 'functie'],
      [2, 'a', '1,5', 'x'],
      [3, 'a', '', 'y'],
      [5, 'b', '1', 'z'],
    ]);
  });

  test('columns have letters', () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });

  test('any table of texts comes back as it went in', async () => {
    const text = fc
      .string({ unit: 'grapheme-ascii', maxLength: 8 })
      .filter((t) => t.trim() === t && t !== '');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const expected = rows.map((row, i) => [i + 1, ...row]);
          expect(await rowsOf(await xlsx(rows))).toEqual(expected);
          expect(await rowsOf(await writeOds({ sheets: [{ name: 'a', rows }] }))).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a file that is no such workbook is refused', () => {
  test('damaged, cut off, or not a spreadsheet', async () => {
    const bytes = Buffer.from(await xlsx([['a']]));
    expect(await codeOf(bytes.subarray(0, bytes.length - 30))).toBe('damaged-file');
    expect(await codeOf(bytes.subarray(0, 40))).toBe('damaged-file');
    expect(await codeOf(await with_('xlsx', 'xl/workbook.xml', () => '<workbook'))).toBe('damaged-file');
    expect(await codeOf(await with_('ods', 'content.xml', (xml) => xml.slice(0, -40)))).toBe('damaged-file');
    expect(await codeOf(storedZip(new Map([['word/document.xml', Buffer.from('<w/>')]])))).toBe(
      'not-a-spreadsheet',
    );
    expect(await codeOf(storedZip(new Map([['xl/workbook.bin', Buffer.from('x')]])))).toBe('old-spreadsheet');
    expect(await codeOf(fixture('workbooks/regio.xls'))).toBe('old-spreadsheet');
  });

  test('with a password', async () => {
    const encryption = { password: 'geheim', spinCount: 10 };
    expect(await codeOf(await writeXlsx({ sheets: [{ name: 'a', rows: [['a']] }], encryption }))).toBe(
      'encrypted-file',
    );
    const ods = await with_('ods', 'META-INF/manifest.xml', (xml) =>
      xml.replace('</manifest:manifest>', '<manifest:encryption-data/></manifest:manifest>'),
    );
    expect(await codeOf(ods)).toBe('encrypted-file');
  });

  test('changed bytes of a member, which its checksum tells', async () => {
    const bytes = Buffer.from(await with_('xlsx', 'xl/workbook.xml', (xml) => xml));
    const at = bytes.indexOf('blad');
    bytes.write('blod', at);
    expect(await codeOf(bytes)).toBe('damaged-file');
  });
});

const sheetXml = (rows: string) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

describe('what would fill memory is refused before it does', () => {
  /** The place of the record of a member in the directory at the end. */
  function listed(zip: Buffer, name: string): number {
    const at = zip.lastIndexOf(name);
    return at - 46;
  }

  test('a member that says it is 490 MB', async () => {
    const members = [...(await unzip(await xlsx([['a']]), all))].map(([name, content]) => ({
      name,
      content,
    }));
    const bomb = zip(members.map((member) => ({ ...member, saysSize: 490_000_000 })));
    expect(await codeOf(bomb)).toBe('too-large-unpacked');
  });

  test('a member that says it is small and is not', async () => {
    const name = 'xl/worksheets/sheet1.xml';
    const members = await unzip(await xlsx([['a']]), all);
    const packed = deflateRawSync(Buffer.alloc(80_000_000, ' '));
    const bomb = storedZip(new Map([...members, [name, packed]]));
    bomb.writeUInt16LE(8, listed(bomb, name) + 10);
    expect(await codeOf(bomb)).toBe('too-large-unpacked');
  });

  test('a cell in the last column of each of many rows', async () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, i) => `<row r="${i + 1}"><c r="GA${i + 1}"><v>1</v></c></row>`,
    );
    expect(await codeOf(await with_('xlsx', 'xl/worksheets/sheet1.xml', () => sheetXml(rows.join(''))))).toBe(
      'too-many-cells',
    );
    const far = '<row r="1"><c r="KN1"><v>1</v></c></row>';
    expect(await codeOf(await with_('xlsx', 'xl/worksheets/sheet1.xml', () => sheetXml(far)))).toBe(
      'too-many-cells',
    );
  });

  test('rows and columns of an .ods that are repeated a million times', async () => {
    const cell = (repeat: number) =>
      `<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="${repeat}"><text:p>1</text:p></table:table-cell>`;
    const withRows = (rows: string) =>
      with_('ods', 'content.xml', (xml) => xml.replace(/<table:table-row[^]*<\/table:table-row>/, rows));
    const wide = `<table:table-row>${cell(16_384).repeat(3000)}</table:table-row>`;
    expect((await rowsOf(await withRows(wide)))?.[0]?.length).toBeLessThan(4000);
    const long = `<table:table-row table:number-rows-repeated="1048576">${cell(6)}</table:table-row>`;
    expect(await codeOf(await withRows(long))).toBe('too-many-cells');
  });

  test('a cell longer than a spreadsheet keeps', async () => {
    expect(await codeOf(await xlsx([['a'.repeat(40_000)]]))).toBe('too-long-line');
  });

  test('but not the padding to the last row and column that some programs write', async () => {
    const ods = await with_('ods', 'content.xml', (xml) =>
      xml.replace(
        '</table:table>',
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/></table:table-row></table:table>',
      ),
    );
    expect(await rowsOf(ods)).toEqual([
      [1, 'naam', 'fte'],
      [2, 'a', '1,5'],
    ]);
    const last = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576" s="0"/></row>';
    expect(await rowsOf(await with_('xlsx', 'xl/worksheets/sheet1.xml', () => sheetXml(last)))).toEqual([
      [1, '1'],
    ]);
  });
});

test('any bytes after the mark of a workbook never crash', async () => {
  const original = Buffer.from(
    await xlsx([
      ['naam', 'fte'],
      ['a', 1.5],
    ]),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(original.length),
      fc.nat(40),
      fc.uint8Array({ maxLength: 8 }),
      async (at, cut, extra) => {
        const bytes = Buffer.concat([original.subarray(0, at), extra, original.subarray(at + cut)]);
        await openSheets(bytes, 'a.xlsx').catch((error: unknown) => {
          if (!(error instanceof RefusedFile)) throw error;
        });
      },
    ),
    { numRuns: 300 },
  );
});
