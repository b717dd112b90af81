import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as c from '#lib/domain/column.ts';
import { table } from '#lib/domain/table.ts';
import { checkTable, withBulkTable } from '#pipelines/bulk/bulk-table.ts';

const declared = table({
  name: 'sample',
  kind: 'raw',
  title: { nl: '', en: '' },
  key: ['id'],
  columns: { id: c.whole('', ''), count: c.whole('', ''), text: c.optional(c.text('', '')) },
});
const found = { id: '"Id"', count: '"Count"', text: '"Text"' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function check(content: string | Buffer, used?: string) {
  const path = join(folder, 'file.csv');
  await writeFile(path, content);
  return withBulkTable({ path, folder }, 'file.csv', async (open) => {
    const wanted = { table: declared, found, ...(used === undefined ? {} : { used }) };
    const checked = await checkTable(open, wanted, (column) => column.toUpperCase());
    const rows = await open.database.rows<Record<string, unknown>>(
      `SELECT * FROM ${checked.good} ORDER BY id`,
    );
    return { ...checked, rows };
  });
}

/** What may stand on a line, and what has to be found there. */
const kinds = {
  good: { lines: 1, code: null, write: (id: number) => `${id};${id};x` },
  broken: { lines: 3, code: null, write: (id: number) => `${id};1;"a\n""b"";\nc"` },
  blank: { lines: 1, code: null, write: () => '' },
  wrong: { lines: 1, code: 'not-a-number', write: (id: number) => `${id};one;"x"` },
  wrongBelow: { lines: 2, code: 'not-a-number', write: (id: number) => `${id};one;"x\ny"` },
  short: { lines: 1, code: 'ragged-line', write: (id: number) => `${id};1` },
  long: { lines: 1, code: 'ragged-line', write: (id: number) => `${id};1;2;3;4` },
} as const;
type Kind = keyof typeof kinds;

describe('a large table', () => {
  test('is told the line of everything that is wrong, past values of several lines, blank lines and lines that are no rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...(Object.keys(kinds) as Kind[])), { minLength: 1, maxLength: 60 }),
        fc.constantFrom('\n', '\r\n'),
        async (lines, end) => {
          let line = 2;
          const expected: [number, string][] = [];
          for (const kind of lines) {
            const { lines: taken, code } = kinds[kind];
            if (code) expected.push([line, code]);
            line += taken;
          }
          const written = lines.map((kind, i) => kinds[kind].write(i));
          // Within a value the end of a line is always the same here, as DuckDB wants it in the whole file.
          const text = ['Id;Count;Text', ...written].join('\n').replaceAll('\n', end);
          const { findings, rowsRead, rowsRefused } = await check(text + end);
          expect(findings.map(({ row, code }) => [row, code])).toEqual(expected);
          expect(rowsRefused).toBe(expected.length);
          expect(rowsRead).toBe(lines.filter((kind) => kind !== 'blank').length);
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);

  test('also far into a file, past what is read at once', async () => {
    const many = Array.from({ length: 200_000 }, (_, i) => `${i};${i};"${'x'.repeat(20)}"`);
    many[150_000] = '150000;?;x';
    many[150_100] = '150100;1';
    many[199_999] = '7;7;x';
    const { findings, rowsRead, rows } = await check(`Id;Count;Text\n${many.join('\n')}\n`);
    expect(findings.map(({ row, column, code, expected }) => [row, column, code, expected])).toEqual([
      [150_002, 'COUNT', 'not-a-number', '123'],
      [150_102, null, 'ragged-line', null],
      [200_001, 'ID', 'repeated', '9'],
    ]);
    expect([rowsRead, rows.length]).toEqual([200_000, 199_997]);
  });

  test('gives the first of rows with one key, and checks also rows that are not used, but not their keys', async () => {
    const text = 'Id;Count;Text\n1;1;a\n01;2;b\n 2 ;3;c\n3;-;d\n3;4;e\n4;9;f\n4;9;g\n';
    const { rows, findings } = await check(text, 'count < 9');
    expect(rows).toEqual([
      { id: 1, count: 1, text: 'a' },
      { id: 2, count: 3, text: 'c' },
      { id: 3, count: 4, text: 'e' },
    ]);
    expect(findings.map(({ row, code, expected }) => [row, code, expected])).toEqual([
      [3, 'repeated', '2'],
      [5, 'not-a-number', '123'],
    ]);
  });

  test('bytes that are no text set their line aside', async () => {
    const text = Buffer.concat([
      Buffer.from('Id;Count;Text\n1;1;a\n2;2;'),
      Buffer.from([0xe9]),
      Buffer.from('\n3;3;c\n'),
    ]);
    const { rows, findings } = await check(text);
    expect(rows.map(({ id }) => id)).toEqual([1, 3]);
    expect(findings.map(({ row, code }) => [row, code])).toEqual([[3, 'unreadable-line']]);
  });

  test.each([
    ['Id;Count;Text', []],
    ['Id;Count;Text\n', []],
    ['Id;Count;Text\n1;1;a', [{ id: 1, count: 1, text: 'a' }]],
    ['\uFEFFId;Count;Text\n"1";"1";""\n', [{ id: 1, count: 1, text: null }]],
  ])('%j has the rows that it has', async (text, rows) => {
    expect((await check(text)).rows).toEqual(rows);
  });

  test('can reach no other file', async () => {
    const path = join(folder, 'file.csv');
    await writeFile(path, 'Id;Count;Text\n1;1;a\n');
    await withBulkTable({ path, folder }, 'file.csv', async ({ database }) => {
      await expect(database.rows(`FROM read_csv('${import.meta.filename}')`)).rejects.toThrow(/Permission/);
      await expect(database.run(`COPY (SELECT 1) TO '${folder}-other.csv'`)).rejects.toThrow(/Permission/);
      await expect(database.run('SET enable_external_access = true')).rejects.toThrow();
    });
  });

  test('a header that is none, or has a name twice, is refused', async () => {
    await expect(check('')).rejects.toThrow(/empty/);
    await expect(check('Id;Count;Id\n')).rejects.toThrow(/column “Id”: this column name stands twice/);
  });
});
