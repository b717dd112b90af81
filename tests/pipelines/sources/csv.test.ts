import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText, readCsv } from '#pipelines/sources/csv.ts';
import { openSheets } from '#pipelines/sources/open-sheets.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { separatorOf } from '#pipelines/sources/separator.ts';
import { sourceFile } from '#pipelines/sources/source-file.ts';

const rows = (text: string) => readCsv('a.csv', text).rows.map(({ line, cells }) => [line, ...cells]);
const cut = (text: string, options?: Parameters<typeof sourceFile>[2]) =>
  sourceFile({ file: 'a.csv', sha256: '' }, readCsv('a.csv', text).rows, options);

function codeOf(work: () => unknown): [string, number | null] {
  try {
    work();
  } catch (error) {
    if (error instanceof RefusedFile) return [error.finding.code, error.finding.row];
    throw error;
  }
  return ['', null];
}

describe('the separator', () => {
  test.each([
    ['a;b;c\n1;2;3', ';'],
    ['a,b,c\n1,2,3', ','],
    ['a\tb\n1\t2', '\t'],
    ['een kolom\n1', ','],
    ['', ','],
    // A title with commas, and decimal commas in every row.
    ['Praktijken, stand 1 januari, regio Fabel\nid;naam;fte\nV1;Eik;1,5\nV2;Es;0,8\n', ';'],
    ['Titel\n\nid;naam;fte\nV1;Eik;1,5', ';'],
    ['"a;b","c;d","e;f"\n1,2,3', ','],
    ['sep=,\na;b,c;d\n1;1,2;2', ','],
    ['sep=;\r\na;b\r\n', ';'],
    ['id;opmerking\nV1;een, twee, drie, vier\nV2;ja, nee, ja, ja', ';'],
  ])('of %j is %j', (text, separator) => {
    expect(separatorOf(text)).toBe(separator);
  });

  test('is found for any table that was written with it, decimal commas and all', () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-z ]{1,8}$/),
      fc.double({ min: 0, max: 99, noNaN: true }).map((n) => n.toFixed(1).replace('.', ',')),
    );
    const table = fc
      .integer({ min: 2, max: 6 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 8 }),
      );
    fc.assert(
      fc.property(table, fc.constantFrom(';' as const, '\t' as const), (cells, separator) => {
        const header = cells[0]?.map((_, i) => `kolom ${i}`) ?? [];
        expect(separatorOf([header, ...cells].map((row) => row.join(separator)).join('\n'))).toBe(separator);
      }),
    );
  });
});

describe('the text', () => {
  test.each([
    ['UTF-8', Buffer.from('café €')],
    ['UTF-8 with a mark', Buffer.from('\uFEFFcafé €')],
    ['UTF-16', Buffer.from('\uFEFFcafé €', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\uFEFFcafé €', 'utf16le').swap16()],
    ['Windows-1252', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x80])],
  ])('in %s is read', (_, bytes) => {
    expect(decodeText(bytes).replace('\uFEFF', '')).toBe('café €');
  });
});

describe('rows', () => {
  test('have the number of the line on which they begin, blank lines and broken cells counted', () => {
    expect(rows('a;b\r\n\r\n1;"twee\r\nregels"\r\n3;4\r\n')).toEqual([
      [1, 'a', 'b'],
      [3, '1', 'twee\r\nregels'],
      [5, '3', '4'],
    ]);
  });

  test.each([
    ['a;b\n1;"2\n3;4\n', 'quote-not-closed', 2],
    ['a;b\n1;"2"3\n', 'quote-reopened', 2],
    ['a;b\n1;2\n3;4"5\n', 'quote-in-middle', 3],
  ])('%j is refused with the line', (text, code, line) => {
    expect(codeOf(() => readCsv('a.csv', text))).toEqual([code, line]);
  });

  test('one line of 20 MB is refused before it is kept, and so is one value that never ends', async () => {
    for (const text of ['a;b\n' + 'x;'.repeat(10_000_000), 'a;b\n"' + 'x;y\n'.repeat(5_000_000)]) {
      await expect(openSheets(Buffer.from(text), 'a.csv')).rejects.toMatchObject({
        finding: { code: 'too-long-line', row: 2 },
      });
    }
  });

  test('more cells than anyone fills in are refused on the way', () => {
    const wide = 'x;'.repeat(999) + 'x\n';
    expect(codeOf(() => readCsv('a.csv', wide.repeat(5100)))).toEqual(['too-many-cells', 5001]);
  });
});

describe('a table', () => {
  test.each([
    ['a;b;c\n1;2\n', ['ragged-row', 2]],
    ['a;b;c\n1;2;3;4\n', ['ragged-row', 2]],
    ['a;b;a\n1;2;3\n', ['repeated-column', 1]],
  ])('%j is refused, because a value may stand in another column', (text, expected) => {
    expect(codeOf(() => cut(text))).toEqual(expected);
  });

  test('in a file that people keep, a line of text may stand below; half a row may not', () => {
    const remarks = { remarks: true };
    expect(cut('a;b;c\n1;2;3\nBron: eigen opgave\n', remarks).records.map(({ line }) => line)).toEqual([
      2, 3,
    ]);
    expect(codeOf(() => cut('a;b;c\n1;2;3\nBron:\n', remarks))).toEqual(['ragged-row', 3]);
    expect(codeOf(() => cut('a;b;c\n1;2;3\neen twee;2\n', remarks))).toEqual(['ragged-row', 3]);
  });

  test('columns without a name at the end are no columns; one in between with values is noted', () => {
    const { header, records, notes } = cut('a;;b;;\n1;x;2;;\n');
    expect([header, records[0]?.cells]).toEqual([['a', '', 'b'], { a: '1', '': 'x', b: '2' }]);
    expect(notes).toMatchObject([{ row: 2, column: 'B', value: 'x', code: 'nameless-column' }]);
    expect(codeOf(() => cut('a;b;;\n1;2;;x\n'))).toEqual(['ragged-row', 2]);
  });
});
