import { describe, expect, test } from 'vitest';
import { cellText } from '#pipelines/sources/workbook-cells.ts';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { fixture } from '../../fixtures/fixture.ts';
import { zip } from '../../fixtures/zip.ts';
import { cbsContext } from '../../fixtures/cbs/context.ts';
import { areaRows, observationsFile } from '../../fixtures/cbs/observations.ts';

// Each of these files once stopped the program, loaded what its table does not allow, or gave a message of a page.

async function read(content: string | Uint8Array, name: string) {
  const [reading] = await readFile(inputBytes(Buffer.from(content), name), cbsContext);
  if (!reading) throw new Error('no reading');
  const told = reading.findings.map(({ row, column, code }) => [row, column, code]);
  return { ...reading, told };
}

describe('a large table', () => {
  const rows = areaRows('GM0344', {});
  const text = observationsFile(rows);

  test('with bytes that are no text, in a file with columns that are not used', async () => {
    const { rowsRead, rowsRefused, told } = await read(
      Buffer.from(text.replace('GM0344', 'GM03Ö4'), 'latin1'),
      '03759ned.csv',
    );
    expect(told).toContainEqual([2, null, 'unreadable-line']);
    expect([rowsRead, rowsRefused]).toEqual([rows.length, 1]);
  });

  test('with such bytes in a column that is not used, which does not shift the lines of other findings', async () => {
    const lines = text.split('\n');
    const strange = lines.map((line, i) =>
      i === 2 ? line.replace(';;', ';Ö;') : i === 4 ? line.replace('GM0344', '?') : line,
    );
    const { told } = await read(Buffer.from(strange.join('\n'), 'latin1'), '03759ned.csv');
    expect(told).toContainEqual([3, null, 'unreadable-line']);
    expect(told).toContainEqual([5, 'RegioS', 'wrong-form']);
  });

  test.each([
    [
      'not closed',
      `0;"M000352;None\n${'1;x;\n'.repeat(2_000_000)}`,
      /line 3: a value opens with a quotation mark/,
    ],
    ['closed before something', '0;"M0\n"00;None\n', /line 3: a value opens with a quotation mark/],
  ])(
    'with a quotation mark that is %s is refused, because it takes rows with it',
    async (_, strange, message) => {
      const [header = '', first = '', ...rest] = text.split('\n');
      const changed = [header, first, strange + rest.join('\n')].join('\n');
      await expect(read(changed, '03759ned.csv')).rejects.toThrow(message);
    },
  );

  test.each([70_000, 3_000_000, 9_000_000, 40_000_000])(
    'with a line of %i bytes is refused, wherever it stands',
    async (bytes) => {
      const long = 'x'.repeat(bytes);
      const [header = '', first = '', ...rest] = text.split('\n');
      const at = (lines: string[]) => read(lines.join('\n'), '03759ned.csv');
      await expect(at([`${header};${long}`, first, ...rest])).rejects.toThrow(/line 1: a line is too long/);
      if (bytes < 2_000_000) return;
      await expect(at([header, first, long, ...rest])).rejects.toThrow(/line 3: a line is too long/);
      await expect(at([header, first, first.replace(';;', `;${long};`), ...rest])).rejects.toThrow(
        /line 3: a line is too long/,
      );
      await expect(at([header, first, ...rest, first.replace(';;', `;${long}`)])).rejects.toThrow(
        /line \d+: a line is too long/,
      );
    },
  );

  test('with two names that differ in capitals only, which a database takes for one', async () => {
    await expect(read(text.replace('StringValue', 'vaLue'), '03759ned.csv')).rejects.toThrow(
      /line 1, column “vaLue”: this column name stands twice/,
    );
  });

  test('with a name that is no text', async () => {
    await expect(read(text.replace('StringValue', 'String\0Value'), '03759ned.csv')).rejects.toThrow(
      /line 1: this is neither text/,
    );
  });

  test('with lines of very many values, which take minutes each', async () => {
    const [header = '', first = '', ...rest] = text.split('\n');
    const wide = [`${'“;'.repeat(1500)}`, 'y;'.repeat(450_000), 'x;'.repeat(4000)];
    await expect(read([header, first, ...wide, ...rest].join('\n'), '03759ned.csv')).rejects.toThrow(
      /line 4: a line is too long/,
    );
    const shorter = [header, first, ...wide.map((line) => line.slice(0, 1000)), ...rest];
    const { told, rowsRefused } = await read(shorter.join('\n'), '03759ned.csv');
    expect(told.filter(([, , code]) => code === 'ragged-line').map(([row]) => row)).toEqual([3, 4, 5]);
    expect(rowsRefused).toBe(3);
  });

  test('with more values that are too many than can be noted is refused, not read in part', async () => {
    const [header = '', first = '', ...rest] = text.split('\n');
    const wide = Array.from({ length: 5 }, () => 'x;'.repeat(2500));
    await expect(read([header, first, ...rest, ...wide].join('\n'), '03759ned.csv')).rejects.toThrow(
      /line \d+: this line has more or fewer values/,
    );
  });

  test('of which most lines have another number of values than the header', async () => {
    const [header = '', ...rest] = text.split('\n');
    const more = rest.slice(0, -1).map((line) => `${line};;`);
    await expect(read([header, ...more].join('\n'), '03759ned.csv')).rejects.toThrow(
      /line 2: this line has more .*;;”; expected 10/,
    );
  });

  test('with a value over lines and other letters, of which the database cuts one in two', async () => {
    const [header = '', first = '', ...rest] = text.split('\n');
    const strange = `"${'“\n'.repeat(4000)}"`;
    const cut = Array.from({ length: 4 }, (_, i) => `${'x'.repeat(i)};${strange}`);
    await expect(read([header, first, ...cut, ...rest].join('\n'), '03759ned.csv')).rejects.toThrow(
      /this is no CSV file/,
    );
  });

  test('in an archive with a list of codes that is no table', async () => {
    const bytes = zip([
      { name: 'Observations.csv', content: Buffer.from(text.replace('Leeftijd', 'Onderwerp')) },
      { name: 'MeasureCodes.csv', content: Buffer.from('Identifier;Title\n1;a"b\n') },
    ]);
    await expect(read(bytes, 'tabel.zip')).rejects.toThrow(
      /^tabel\.zip \[MeasureCodes\.csv\], line 2: a quotation mark/,
    );
  });

  test('with a year far off, which is not taken for the last one', async () => {
    const reading = await read(text.replace(/\d{4}JJ00/, '2925JJ00'), '03759ned.csv');
    expect(reading.told).toContainEqual([2, 'Perioden', 'wrong-form']);
    expect(reading.rows.map((row) => (row as { year: number }).year)).not.toContain(2925);
    expect(reading.rows.length).toBeGreaterThan(0);
  });
});

test('a forecast for a year far off is refused', async () => {
  const text =
    '"ID";"Leeftijd";"RegioIndeling2021";"PrognoseInterval";"Perioden";"TotaleBevolking_1"\n' +
    '0;10000;GM0363;MW00000;2025JJ00;920.4\n1;10000;GM0363;MW00000;2925JJ00;920.4\n';
  const { rows, rowsRefused, told } = await read(text, '85171NED.csv');
  expect(rowsRefused).toBe(1);
  expect(told).toContainEqual([3, 'Perioden', 'wrong-form']);
  expect(new Set(rows.map((row) => (row as { year: number }).year))).toEqual(new Set([2025]));
});

describe('a very long value is told by its beginning', () => {
  const long = 'x'.repeat(30_000);
  const longest = ({ findings }: Awaited<ReturnType<typeof read>>) =>
    Math.max(...findings.flatMap(({ value, expected }) => [value?.length ?? 0, expected?.length ?? 0]));

  test('of a municipality that is not known', async () => {
    const text = fixture('population-2021.csv').toString('utf8').replaceAll('Vijfheerenlanden', long);
    const reading = await read(text, 'population-2021.csv');
    expect(reading.findings.map(({ code }) => code)).toContain('unknown-municipality');
    expect(longest(reading)).toBeLessThan(1100);
  });

  test('of a column', async () => {
    const text = `ID;RegioS;Perioden;RegioPlus ${long} (code)\n0;GM0014;2023JJ00;RA2711\n`;
    const reading = await read(text, '70072ned.csv');
    const [finding] = reading.findings.filter(({ code }) => code === 'crosswalk-differs');
    expect(finding?.column?.length).toBe(1001);
  });

  test('of what another value has to be', async () => {
    const text = fixture('plaatsingen.csv').toString('utf8').replace('01-09-2025', long);
    const reading = await read(text, 'plaatsingen.csv');
    expect(reading.findings.map(({ code }) => code)).toContain('out-of-range');
    expect(longest(reading)).toBeLessThan(1100);
  });
});

test('a text of a workbook has no half characters, which a database cannot keep', () => {
  expect(cellText('S1\ud800')).toBe('S1\ufffd');
  expect(cellText('a\0b')).toBe('a\ufffdb');
  expect(cellText('é😀')).toBe('é😀');
  expect(cellText(null, { formula: 'A1\udfff' })).toBe('=A1\ufffd');
});
