import fc from 'fast-check';
import { writeOds, writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { findingKinds, isFindingCode } from '#lib/domain/finding-kinds.ts';
import { separatorOf } from '#pipelines/sources/separator.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { fixture, todaysMunicipalities } from '../../fixtures/fixture.ts';

const context = { municipalities: todaysMunicipalities() };
/** The one reading that a file gives. */
async function readOne(bytes: Uint8Array, name: string): Promise<Reading> {
  const [reading] = await readFile(inputBytes(bytes, name), context);
  if (!reading) throw new Error(`${name}: no reading`);
  return reading;
}

const files = [
  ['duo-students.csv', 'mbo_students'],
  ['population-2021.csv', 'municipal_population'],
  ['praktijken.csv', 'practices'],
  ['personeel.csv', 'practice_staff'],
  ['stageplaatsen.csv', 'practice_places'],
  ['vraag.csv', 'placement_demand'],
  ['plaatsingen.csv', 'placements'],
] as const;

describe('a file is known by its header', () => {
  test.each(files)('%s holds %s, whatever it is called', async (name, table) => {
    const reading = await readOne(fixture(name), 'somebody/2021.dat');
    expect(reading).toMatchObject({ file: 'somebody/2021.dat', table: { name: table } });
    expect(reading.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('also as UTF-16, as a spreadsheet saves it', async () => {
    const utf16 = Buffer.from(`\uFEFF${fixture('praktijken.csv').toString('utf8')}`, 'utf16le');
    const { rows } = await readOne(fixture('praktijken.csv'), 'a.csv');
    expect((await readOne(utf16, 'a.csv')).rows).toEqual(rows);
  });

  test.each([
    ['a,b\n1,2\n', /x\.csv, line 1: this kind of file is not known here; it is passed over; found “a, b”/],
    [
      'praktijk;functie;leeftijdsgroep;aantal\n',
      /x\.csv, line 1: columns are missing; found “praktijk, .*”; expected Fte \(fte\)/,
    ],
    ['praktijk;functie;geboortejaar\n', /x\.csv, line 1, column “geboortejaar”: .*five-year age bands/],
    [
      fixture('population-2021.csv').toString('utf8'),
      /x\.csv: the file does not say which year it is about, and neither does its name/,
    ],
  ])('%j is refused', async (text, message) => {
    const attempt = readOne(Buffer.from(text), 'x.csv');
    await expect(attempt).rejects.toThrow(RefusedFile);
    await expect(attempt).rejects.toThrow(message);
  });
});

function expectAccounted(reading: Reading) {
  expect(reading.rowsRead).toBe(reading.rows.length + reading.rowsRefused);
  expect(reading.findings.length).toBeGreaterThanOrEqual(reading.rowsRefused);
  for (const { file, row, column, code } of reading.findings) {
    expect(file).toMatch(/^2021\.csv( \[.*\])?$/);
    if (!isFindingCode(code) || findingKinds[code].scope !== 'row') continue;
    expect(row).toBeGreaterThan(0);
    expect(column).toBeTruthy();
  }
}

/** Reads what somebody may have made of a file: every row accounted for, or an error that the user can read. */
async function readAnything(bytes: Uint8Array) {
  try {
    expectAccounted(await readOne(bytes, '2021.csv'));
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    expect(error.message).toMatch(/^2021\.csv( \[[^\]]*\])?(, line \d+)?(, column “[^]*”)?: ./);
  }
}

const cell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '-1',
    '0',
    '<5',
    '1e999',
    '1,5',
    'ja',
    '31-02-2024',
    '__proto__',
    '65+',
    '"',
    '\r\n',
  ),
  fc.string({ unit: 'binary' }),
  fc.integer().map(String),
);

describe('whatever stands in a file', () => {
  test.each(files)(
    'changed cells of %s: each row is loaded or refused with its place',
    async (name) => {
      const text = fixture(name).toString('utf8').trimEnd();
      const separator = separatorOf(text);
      const lines = text.split(/\r?\n/).filter((line) => line !== '""');
      // Only cells without quotation marks are cut right by this; the fixtures keep the others to one line.
      const table = lines.filter((line, i) => i === 0 || !/"[^"]*[;][^"]*"/.test(line));
      const rows = table.map((line) => line.split(separator).map((value) => value.replace(/^"(.*)"$/, '$1')));
      const change = fc.record({ row: fc.nat(), column: fc.nat(), value: cell });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
          const changed = rows.map((row) => [...row]);
          for (const { row, column, value } of changes) {
            const target = changed[1 + (row % (changed.length - 1))];
            if (target) target[column % target.length] = value.replaceAll('\0', '');
          }
          const quoted = changed.map((row) => row.map((v) => `"${v.replaceAll('"', '""')}"`).join(separator));
          expectAccounted(await readOne(Buffer.from(quoted.join('\n')), '2021.csv'));
          const sheets = [{ name: 'blad', rows: changed }];
          await readAnything(await writeXlsx({ sheets }));
          await readAnything(await writeOds({ sheets }));
        }),
        { numRuns: 20 },
      );
    },
    30_000,
  );

  test.each(files)('%s with bytes struck out or put in never crashes', async (name) => {
    const bytes = fixture(name);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length),
        fc.nat(30),
        fc.uint8Array({ maxLength: 6 }),
        async (at, cut, extra) => {
          await readAnything(Buffer.concat([bytes.subarray(0, at), extra, bytes.subarray(at + cut)]));
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each(['regio.xlsx', 'regio.ods', 'regio.xls'])(
    '%s with bytes struck out or put in never crashes',
    async (name) => {
      const bytes = fixture(`workbooks/${name}`);
      await fc.assert(
        fc.asyncProperty(
          fc.nat(bytes.length),
          fc.nat(30),
          fc.uint8Array({ maxLength: 6 }),
          async (at, cut, extra) => {
            await readAnything(Buffer.concat([bytes.subarray(0, at), extra, bytes.subarray(at + cut)]));
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  test('any bytes at all never crash', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), readAnything), { numRuns: 300 });
  });
});
