import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '#lib/domain/errors.ts';
import { separatorOf } from '#pipelines/sources/csv.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { fixture, todaysMunicipalities } from '../../fixtures/fixture.ts';

const context = { municipalities: todaysMunicipalities() };
const files = [
  ['duo-students.csv', 'mbo_students'],
  ['population-2021.csv', 'municipal_population'],
  ['praktijken.csv', 'practices'],
  ['personeel.csv', 'practice_staff'],
  ['stageplaatsen.csv', 'practice_places'],
  ['vraag.csv', 'placement_demand'],
] as const;

describe('a file is known by its header', () => {
  test.each(files)('%s holds %s, whatever it is called', (name, table) => {
    const reading = readFile(fixture(name), 'somebody/2021.dat', context);
    expect(reading).toMatchObject({ file: 'somebody/2021.dat', table: { name: table } });
    expect(reading.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('also as UTF-16, as a spreadsheet saves it', () => {
    const utf16 = Buffer.from(`\uFEFF${fixture('praktijken.csv').toString('utf8')}`, 'utf16le');
    const { rows } = readFile(fixture('praktijken.csv'), 'a.csv', context);
    expect(readFile(utf16, 'a.csv', context).rows).toEqual(rows);
  });

  test.each([
    ['a,b\n1,2\n', /x\.csv, line 1: not a file that is known here; found the columns a, b/],
    [
      'praktijk;functie;leeftijdsgroep;aantal\n',
      /missing columns for practice staff: aantal fte \(fte\); found praktijk/,
    ],
    ['praktijk;functie;geboortejaar\n', /column "geboortejaar" .*five-year bands/],
    [fixture('population-2021.csv').toString('utf8'), /x\.csv: no year in the name/],
  ])('%j is refused', (text, message) => {
    const attempt = () => readFile(Buffer.from(text), 'x.csv', context);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});

function expectAccounted(reading: Reading) {
  expect(reading.rowsRead).toBe(reading.rows.length + reading.rowsRefused);
  expect(reading.findings.length).toBeGreaterThanOrEqual(reading.rowsRefused);
  for (const { file, row, column } of reading.findings) {
    expect(file).toBe('2021.csv');
    expect(row).toBeGreaterThan(0);
    expect(column).toBeTruthy();
  }
}

/** Reads what somebody may have made of a file: every row accounted for, or an error that the user can read. */
function readAnything(bytes: Uint8Array) {
  try {
    expectAccounted(readFile(bytes, '2021.csv', context));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).toMatch(/^2021\.csv(, line \d+)?: ./);
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
  test.each(files)('changed cells of %s: each row is loaded or refused with its place', (name) => {
    const text = fixture(name).toString('utf8').trimEnd();
    const separator = separatorOf(text);
    const lines = text.split(/\r?\n/).filter((line) => line !== '""');
    // Only cells without quotation marks are cut right by this; the fixtures keep the others to one line.
    const table = lines.filter((line, i) => i === 0 || !/"[^"]*[;][^"]*"/.test(line));
    const rows = table.map((line) => line.split(separator).map((value) => value.replace(/^"(.*)"$/, '$1')));
    const change = fc.record({ row: fc.nat(), column: fc.nat(), value: cell });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const changed = rows.map((row) => [...row]);
        for (const { row, column, value } of changes) {
          const target = changed[1 + (row % (changed.length - 1))];
          if (target) target[column % target.length] = value.replaceAll('\0', '');
        }
        const quoted = changed.map((row) => row.map((v) => `"${v.replaceAll('"', '""')}"`).join(separator));
        expectAccounted(readFile(Buffer.from(quoted.join('\n')), '2021.csv', context));
      }),
      { numRuns: 60 },
    );
  });

  test.each(files)('%s with bytes struck out or put in never crashes', (name) => {
    const bytes = fixture(name);
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.nat(30), fc.uint8Array({ maxLength: 6 }), (at, cut, extra) => {
        readAnything(Buffer.concat([bytes.subarray(0, at), extra, bytes.subarray(at + cut)]));
      }),
      { numRuns: 60 },
    );
  });

  test('any bytes at all never crash', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), readAnything), { numRuns: 300 });
  });
});
