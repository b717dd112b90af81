import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import * as c from '#lib/domain/column.ts';
import type { Column } from '#lib/domain/column.ts';
import { tables } from '#lib/domain/tables.ts';
import type { Finding } from '#lib/domain/finding.ts';
import type { Table } from '#lib/domain/table.ts';
import { checkRows } from '#lib/server/bulk-check.ts';
import { queryRows } from '#lib/server/database.ts';
import { literal, quoted, rowCheck } from '#lib/server/row-check.ts';
import { cellFinding, readRecords } from '#pipelines/sources/reading.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.fromCache(':memory:', { threads: '2' });
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

type Cells = Record<string, string>;

/** The rows as a relation, in their order. */
async function staged(columns: readonly string[], rows: readonly Cells[]): Promise<string> {
  const names = columns.map((name) => `${quoted(name)} VARCHAR`).join(', ');
  await connection.run(`CREATE OR REPLACE TABLE staged (${names})`);
  const texts = rows.map((row) => `(${columns.map((name) => literal(row[name] ?? '')).join(', ')})`);
  if (texts.length > 0) await connection.run(`INSERT INTO staged VALUES ${texts.join(', ')}`);
  return 'staged';
}

const shown = ({ row, column, code, expected, value }: Finding) =>
  JSON.stringify([row, column, code, expected, value]);

/** What the check in SQL says of some rows. */
async function inSql(table: Table, rows: readonly Cells[], few: readonly string[] = []) {
  const columns = Object.keys(table.columns);
  const from = await staged(columns, rows);
  const found = Object.fromEntries(columns.map((name) => [name, quoted(name)]));
  const check = await checkRows(connection, { all: from, once: from }, { table, found, few });
  const good = await queryRows<Record<string, unknown>>(connection, `SELECT * FROM ${check.good}`);
  return {
    read: check.rowsRead,
    refused: check.rowsRefused,
    good: good.map((row) => JSON.stringify(row)).sort(),
    problems: check.problems.map((problem) => shown(cellFinding('x', problem.row, problem))).sort(),
  };
}

/** What the check row by row says of them. */
function byRow(table: Table, rows: readonly Cells[]) {
  const reading = readRecords(
    { table, file: 'x', sourceKey: 'x', sha256: '', origin: 'loaded' },
    { records: rows.map((cells, i) => ({ line: i + 1, cells })) },
  );
  return {
    read: reading.rowsRead,
    refused: reading.rowsRefused,
    good: reading.rows
      .map((row) =>
        JSON.stringify(Object.fromEntries(Object.entries(row).map(([k, v]) => [k, v === 0 ? 0 : v]))),
      )
      .sort(),
    problems: reading.findings.map(shown).sort(),
  };
}

const awkward = [
  '',
  ' ',
  '\u00a0',
  '\ufeff',
  '\u200b',
  '\u180e',
  '\u0085',
  '\t',
  ' 5',
  '5 ',
  '\u00a05\u2003',
  '5\u200b',
  '+5',
  '05',
  '-0',
  '-05',
  '0',
  '1_000',
  '1.000',
  '1,5',
  '1.5',
  '5.',
  '.5',
  '-.5',
  '.',
  '-',
  '--5',
  '5-',
  '½',
  '٣',
  '５',
  'NaN',
  'nan',
  'Infinity',
  '-inf',
  'inf',
  'infinity',
  'epoch',
  '1e999',
  '-1e999',
  '1e-999',
  '1e5',
  '1E5',
  '1e+5',
  '1e',
  '0x1F',
  '0b1',
  '1e-5',
  '2147483647',
  '2147483648',
  '-2147483647',
  '-2147483648',
  '9'.repeat(40),
  '9'.repeat(400),
  `${'0'.repeat(400)}7`,
  `0.${'0'.repeat(400)}1`,
  `1${'0'.repeat(308)}`,
  `1${'0'.repeat(309)}`,
  '1.7976931348623157e308',
  '1.7976931348623159e308',
  '4.9e-324',
  '2e-324',
  '0.1',
  '0.30000000000000004',
  '123456789.123456789',
  '2024-02-29',
  '2023-02-29',
  '2024-02-30',
  '0000-01-01',
  '9999-12-31',
  '10000-01-01',
  '2024-1-1',
  '2024-01-01 ',
  '2024-01-01T00:00',
  '2024-13-01',
  '2024-00-10',
  '2024-01-01 (BC)',
  '0001-01-01 (BC)',
  '31-01-2024',
  'true',
  'false',
  'True',
  't',
  '1',
  'ja',
  'RA0102',
  'RA0102 ',
  'ra0102',
  'RA01022',
  'RA010२',
  "'",
  '"',
  ';',
  'null',
  'NULL',
  'a\nb',
  'é',
  'e\u0301',
  '😀',
  'BOL',
  'bol',
  ' BOL',
  'BOL\r',
  'GM0363',
  'NL',
  'NLRA0102',
];
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...awkward) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }).map((t) => t.replaceAll('\0', '')) },
  { weight: 1, arbitrary: fc.double({ noNaN: true }).map(String) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.date({ noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(' ', '\u3000', '\v', '\u0085', '\u200b'), fc.constantFrom(...awkward))
      .map(([a, b]) => a + b + a),
  },
);
const bound = fc.constantFrom(undefined, -5, 0, 0.5, 1, 5, 100, 2147483647);
const patterns = [
  ['RA\\d{4}', 'RA0102'],
  ['RA\\d{4}|NL', 'NL'],
  ['[0-9]{2}[A-Z]{2}', '25LW'],
  ['\\d{5}', '25473'],
  ['(M\\d+ \\d+l[-\\d ]+z)+', 'M10 10l5 0z'],
  ['\\w+', 'a_1'],
  ['a?b*', 'b'],
  [' ?5', '5'],
] as const;
const column: fc.Arbitrary<Column> = fc
  .record({
    sql: fc.constantFrom('INTEGER', 'DOUBLE', 'DATE', 'BOOLEAN', 'choice', 'pattern', 'VARCHAR'),
    min: bound,
    max: bound,
    nullable: fc.boolean(),
    form: fc.constantFrom(...patterns),
  })
  .map(({ sql, min, max, nullable, form: [source, example] }) => {
    const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    const made: Column =
      sql === 'INTEGER'
        ? c.whole('', '', bounds)
        : sql === 'DOUBLE'
          ? c.decimal('', '', bounds)
          : sql === 'DATE'
            ? c.day('', '')
            : sql === 'BOOLEAN'
              ? c.flag('', '')
              : sql === 'choice'
                ? c.choice(['BOL', 'BBL', "o'n", 'é'], '', '')
                : sql === 'pattern'
                  ? c.text('', '', { pattern: { source, example } })
                  : c.text('', '');
    return nullable ? c.optional(made) : made;
  });
const sample: fc.Arbitrary<Table> = fc
  .tuple(fc.array(column, { minLength: 1, maxLength: 4 }), fc.nat({ max: 3 }))
  .map(([columns, keys]) => ({
    name: 'sample',
    kind: 'raw',
    title: { nl: '', en: '' },
    key: columns.map((_, i) => `c${i}`).slice(0, keys + 1),
    columns: Object.fromEntries(columns.map((made, i) => [`c${i}`, made])),
  }));

/** Rows of which most are good as they stand, so that the quick way is taken as well. */
const plain = fc.constantFrom('1', '2', '3', 'true', 'BOL', 'é', 'RA0102', '2024-01-31', '');

describe('the row check in SQL', () => {
  test('refuses the same rows as the check row by row, with the same codes, and loads the same values', async () => {
    await fc.assert(
      fc.asyncProperty(
        sample,
        fc
          .constantFrom(text, plain)
          .chain((cell) => fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 12 })),
        async (table, rows) => {
          const cells = rows.map((row) => Object.fromEntries(row.map((value, i) => [`c${i}`, value])));
          expect(await inSql(table, cells)).toEqual(byRow(table, cells));
          const texts = Object.entries(table.columns).filter(([, { sql }]) => sql === 'VARCHAR');
          const few = texts.map(([name]) => name);
          expect(await inSql(table, cells, few)).toEqual(byRow(table, cells));
        },
      ),
      { numRuns: 100 },
    );
  }, 30_000);

  test.each([
    ['whole', c.whole('', '', { min: 0, max: 100 })],
    ['decimal', c.decimal('', '', { min: 0, max: 1 })],
    ['any number', c.decimal('', '')],
    ['day', c.day('', '')],
    ['flag', c.flag('', '')],
    ['choice', c.choice(['BOL', 'null'], '', '')],
    ['form', c.text('', '', { pattern: { source: 'RA\\d{4}', example: 'RA0102' } })],
    ['text', c.optional(c.text('', ''))],
  ])('on every awkward cell of a %s', async (_, declared) => {
    const table: Table = {
      name: 'sample',
      kind: 'raw',
      title: { nl: '', en: '' },
      key: ['row'],
      columns: { row: c.whole('', ''), cell: declared },
    };
    const cells = awkward.map((cell, i) => ({ row: String(i), cell }));
    expect(await inSql(table, cells)).toEqual(byRow(table, cells));
  });

  test('bounds of a count that contradict its status are refused, as row by row', async () => {
    const table: Table = {
      name: 'sample',
      kind: 'raw',
      title: { nl: '', en: '' },
      key: ['row'],
      columns: { row: c.whole('', ''), ...c.interval('n', '', '') },
    };
    const bounds = ['', '0', '1', '4', '04', '-1', 'x'];
    const statuses = ['measured', 'protected', 'unknown', 'not-asked', ' measured', 'x', ''];
    const cells = bounds.flatMap((n_low) =>
      bounds.flatMap((n_high) => statuses.map((n_status) => ({ n_low, n_high, n_status }))),
    );
    const rows = cells.map((cell, i) => ({ row: String(i), ...cell }));
    expect(await inSql(table, rows)).toEqual(byRow(table, rows));
  });

  test('a key that stands before on a good row refuses the later one, and one on a bad row does not', async () => {
    const table: Table = {
      name: 'sample',
      kind: 'raw',
      title: { nl: '', en: '' },
      key: ['a', 'b'],
      columns: { a: c.text('', ''), b: c.whole('', ''), n: c.whole('', '') },
    };
    const rows = ['x,1,?', 'x,1,1', 'x,01,2', ' x,1,?', 'y,1,1', 'x,1,3'].map((row) => {
      const [a = '', b = '', n = ''] = row.split(',');
      return { a, b, n };
    });
    const found = await inSql(table, rows);
    expect(found).toEqual(byRow(table, rows));
    expect(found.problems.filter((p) => p.includes('repeated'))).toEqual([
      JSON.stringify([3, 'a + b', 'repeated', '2', 'x 1']),
      JSON.stringify([6, 'a + b', 'repeated', '2', 'x 1']),
    ]);
  });

  test('every declared table can be checked in SQL', async () => {
    for (const table of tables) {
      const names = Object.keys(table.columns);
      const from = await staged(names, []);
      const found = Object.fromEntries(names.map((name) => [name, quoted(name)]));
      expect(await checkRows(connection, { all: from, once: from }, { table, found })).toMatchObject({
        rowsRead: 0,
        rowsRefused: 0,
      });
    }
  });

  test('a form that could mean another thing in SQL is refused when it is declared', () => {
    const table = (source: string): Table => ({
      name: 'sample',
      kind: 'raw',
      title: { nl: '', en: '' },
      key: ['a'],
      columns: { a: c.text('', '', { pattern: { source, example: '' } }) },
    });
    for (const source of [
      '.',
      '\\s+',
      '[^a]',
      '(?=a)',
      '\\u00e9',
      'é',
      '(a)\\1',
      '\\bx',
      'a{2}?{',
      '$',
      '\\p{L}',
    ]) {
      expect(() => rowCheck(table(source), { a: 'a' }), source).toThrow(/may mean another thing/);
    }
  });

  test('of many problems of a kind the first are told and all are counted', async () => {
    const table: Table = {
      name: 'sample',
      kind: 'raw',
      title: { nl: '', en: '' },
      key: ['n'],
      columns: { n: c.whole('', ''), x: c.whole('', '') },
    };
    await connection.run(
      `CREATE OR REPLACE TABLE staged AS SELECT i::VARCHAR AS n, CASE WHEN i % 2 = 0 THEN 'x' ELSE '1' END AS x FROM range(5000) t(i)`,
    );
    const check = await checkRows(
      connection,
      { all: 'staged', once: 'staged' },
      { table, found: { n: 'n', x: 'x' } },
    );
    expect(check).toMatchObject({ rowsRead: 5000, rowsRefused: 2500 });
    expect(check.counts).toEqual(new Map([['not-a-number', 2500]]));
    expect(check.problems.map(({ row }) => row)).toEqual(Array.from({ length: 1000 }, (_, i) => 2 * i + 1));
  });
});
