import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forecastSeriesFile } from '#pipelines/series.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'series-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function forecast(text: string, request: { horizon?: number; levels?: number[] } = {}) {
  const [from, out] = [join(folder, 'in.csv'), join(folder, 'out.csv')];
  await rm(out, { force: true });
  await writeFile(from, text);
  const summary = await forecastSeriesFile({ in: from, out, horizon: 2, levels: [50, 80, 95], ...request });
  return { summary, lines: (await readFile(out, 'utf8')).trimEnd().split('\n') };
}

const rows = [
  'B,2020,30',
  'B,2021,33',
  'A,2021,5',
  'B,2022,',
  'B,2023,36',
  'A,2020,4',
  'A,2022,5',
  'A,2023,6',
];
const file = ['id,year,value', ...rows].join('\n');

test('a row per series and year ahead, in the order in which the series first stand there', async () => {
  const { lines, summary } = await forecast(file);
  expect(lines[0]).toBe('id,year,h,mean,lo50,hi50,lo80,hi80,lo95,hi95');
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
    'B 2024 1',
    'B 2025 2',
    'A 2024 1',
    'A 2025 2',
  ]);
  for (const line of lines.slice(1)) {
    const [mean, lo50, hi50, lo80, hi80, lo95, hi95] = line.split(',').slice(3).map(Number);
    const ascending = [lo95, lo80, lo50, mean, hi50, hi80, hi95];
    expect(ascending).toEqual(ascending.toSorted((a, b) => (a as number) - (b as number)));
  }
  expect(summary).toMatchObject({ series: 2, rows: 4, extrapolatedFrom: null });
  expect((await readdir(folder)).sort()).toEqual(['in.csv', 'out.csv']);
});

test('the order of the rows of a series, other columns, their order and their capitals do not matter', async () => {
  const { lines } = await forecast(file);
  const turned = rows.toReversed().map((row) => row.split(','));
  const order = [...turned.filter(([id]) => id === 'B'), ...turned.filter(([id]) => id === 'A')];
  const other = order.map(([id, year, value]) => `x;${value};${year};${id}`);
  expect((await forecast(['Note;Value;YEAR;Id', ...other].join('\r\n'))).lines).toEqual(lines);
});

test('a blank value is missing, not zero', async () => {
  const { lines } = await forecast(file);
  expect((await forecast(file.replace('B,2022,\n', ''))).lines).toEqual(lines);
  expect((await forecast(file.replace('B,2022,', 'B,2022,0'))).lines).not.toEqual(lines);
});

test('levels as asked, and where bands are extrapolated', async () => {
  const { lines, summary } = await forecast(file, { levels: [90, 60.5], horizon: 9 });
  expect(lines[0]).toBe('id,year,h,mean,lo90,hi90,lo60.5,hi60.5');
  expect(lines).toHaveLength(19);
  expect(summary.extrapolatedFrom).toBe(7);
});

test.each([
  { text: '', message: 'in.csv: the file is empty' },
  { text: 'id,year,value\n', message: 'in.csv, line 2: no rows, expected a series' },
  {
    text: 'id,jaar,value\nA,2020,1',
    message: 'no column year, expected id, year and value, found id, jaar, value',
  },
  {
    text: 'id,year,value\nA,2020,1\nA,2O21,2',
    message: 'in.csv, line 3, column year: "2O21", expected a whole number',
  },
  { text: 'id,year,value\nA,,1', message: 'in.csv, line 2, column year: "", expected a whole number' },
  { text: 'id,year,value\nA,2020,veel', message: 'line 2, column value: "veel", expected a number' },
  { text: 'id,year,value\n,2020,1', message: 'line 2, column id: "", expected a name' },
  {
    text: 'id,year,value\nA,2020,1\nA,2020,1',
    message: 'line 3, column year: "2020", expected each year of series A once',
  },
  { text: 'id,year,value\nA,2020,', message: 'in.csv, series A: no value at all, expected at least one' },
])('refuses the file: $message', async ({ text, message }) => {
  await expect(forecast(text)).rejects.toThrow(message);
  expect(await readdir(folder)).not.toContain('out.csv');
});

test('names twenty faults and counts the rest', async () => {
  const bad = Array.from({ length: 25 }, (_, i) => `A,${2000 + i},x`);
  const error = await forecast(['id,year,value', 'A,1999,1', ...bad].join('\n')).catch(
    (error: Error) => error,
  );
  const lines = (error as Error).message.split('\n');
  expect(lines).toHaveLength(21);
  expect(lines[20]).toBe('and 5 more');
});

test.each([
  { request: { horizon: 0 }, message: 'horizon: 0, expected a whole number of years from 1 to 100' },
  { request: { levels: [] }, message: 'levels: none, expected one or more percentages' },
  { request: { levels: [0.8, 100] }, message: 'levels: 100, expected more than 0 and less than 100' },
  { request: { levels: [80, 80] }, message: 'levels: 80 stands there twice' },
])('refuses the request: $message', async ({ request, message }) => {
  await expect(forecast(file, request)).rejects.toThrow(message);
});

test('a file that is not there', async () => {
  const request = { in: join(folder, 'none.csv'), out: join(folder, 'out.csv'), horizon: 1, levels: [80] };
  await expect(forecastSeriesFile(request)).rejects.toThrow('cannot read');
});
