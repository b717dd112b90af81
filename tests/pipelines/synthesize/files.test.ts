import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '#lib/domain/errors.ts';
import { practices } from '#lib/domain/tables/register.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import { csvTable } from '#pipelines/sources/csv-table.ts';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { readFile as readSource } from '#pipelines/sources/recognise.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { csvText } from '#pipelines/synthesize/csv-text.ts';
import { writeRegister } from '#pipelines/synthesize/files.ts';
import { made, readings } from './made.ts';

const register = made(1);
const municipalities = rowsOf(readings, geography.municipalities);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'register-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the files of a register', () => {
  const files = ['praktijken.csv', 'personeel.csv', 'stageplaatsen.csv', 'vraag.csv', 'bezoeken.csv'];

  test('are written under their own names and nothing else is left, a second time too', async () => {
    const target = join(folder, 'new', 'deeper');
    expect(await writeRegister(target, register)).toEqual(files);
    expect(await writeRegister(target, register)).toEqual(files);
    expect((await readdir(target)).sort()).toEqual(files.toSorted());
  });

  test.each([
    ['praktijken.csv', 'practices'],
    ['personeel.csv', 'practiceStaff'],
    ['stageplaatsen.csv', 'practicePlaces'],
    ['vraag.csv', 'placementDemand'],
  ] as const)('%s is read back as the rows that went in', async (file, name) => {
    const bytes = await readFile(join(folder, 'new', 'deeper', file));
    const [reading] = await readSource(inputBytes(bytes, file), { municipalities });
    if (!reading) throw new Error('no reading');
    const rows: object[] = register[name];
    const withoutOrigin = (row: object) => ({ ...row, origin: undefined });
    expect(reading.rows.map(withoutOrigin)).toEqual(rows.map(withoutOrigin));
    expect(reading.rowsRefused).toBe(0);
  });

  test.each(files)('%s says synthetic in every row', async (file) => {
    const text = await readFile(join(folder, 'new', 'deeper', file), 'utf8');
    const { header, records } = csvTable(Buffer.from(text), file);
    expect(header.at(-1)).toBe('origin');
    expect(records.filter(({ cells }) => cells['origin'] !== 'synthetic')).toEqual([]);
  });

  test('never replace a file of the region itself', async () => {
    const own = join(folder, 'personeel.csv');
    await writeFile(own, 'praktijk;functie\n1;DA\n');
    await expect(writeRegister(folder, register)).rejects.toThrow(/personeel\.csv: not a synthetic file/);
    expect(await readFile(own, 'utf8')).toBe('praktijk;functie\n1;DA\n');
    expect((await readdir(folder)).filter((name) => name.endsWith('.csv'))).toEqual(['personeel.csv']);
  });

  test('need a folder that can be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(writeRegister(join(file, 'below'), register)).rejects.toThrow(UserError);
  });
});

test('a cell with a comma, a quotation mark or a line break is quoted, and an absent value is an empty cell', () => {
  const [row] = register.practices;
  const name = 'De "Linde", 1e\nhuis';
  const text = csvText(practices, row ? [{ ...row, name, supervisors: null, recognised: false }] : []);
  expect(csvTable(Buffer.from(text), 'a.csv').records[0]?.cells).toMatchObject({
    name,
    supervisors: '',
    recognised: 'false',
  });
  expect(text.endsWith('synthetic\n')).toBe(true);
});
