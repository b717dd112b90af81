import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '#lib/domain/errors.ts';
import { locales } from '#lib/domain/locale.ts';
import { parseRow } from '#lib/domain/rows.ts';
import { statuses } from '#lib/domain/status.ts';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { readFile as readSource } from '#pipelines/sources/recognise.ts';
import { fileColumns, readWords } from '#pipelines/sources/register-format.ts';
import { bookNames, templateBooks, type TemplateRow } from '#pipelines/templates/books.ts';
import { templateColumns } from '#pipelines/templates/cells.ts';
import { bookForms, workbookBytes } from '#pipelines/templates/workbook.ts';
import { writeTemplates } from '#pipelines/templates/write.ts';
import { todaysMunicipalities } from '../fixtures/fixture.ts';
import { made } from './synthesize/made.ts';

const municipalities = todaysMunicipalities();
const books = templateBooks(municipalities);
const register = made(1);
const cases = bookNames.flatMap((name) =>
  locales.flatMap((language) => bookForms.map((form) => [name, language, form] as const)),
);

const placements = Array.from({ length: 40 }, (_, i) => ({
  student_ref: `L${1000 + i}`,
  school_id: '25LW',
  place_id: `S${i}`,
  starts_on: '2025-09-01',
  ends_on: i % 2 ? null : '2025-11-14',
  placement_status: (['planned', 'running', 'completed', 'stopped', null] as const)[i % 5] ?? null,
}));

/** Rows to fill a template with, of the synthetic register where it has them. */
const filled: Record<(typeof bookNames)[number], TemplateRow[]> = {
  practices: register.practices.slice(0, 300).map((row, i) => ({
    ...row,
    postcode: i % 2 ? '1234 AB' : null,
    dispensing: i % 3 === 0,
    norm_practices: i / 10,
    supervisors_trained_on: '2024-02-29',
  })),
  staff: register.practiceStaff
    .slice(0, 300)
    .map((row) => ({ ...row, age_group: `${row.age_from}-${row.age_to}` })),
  places: register.practicePlaces
    .slice(0, 300)
    .map((row) => ({ ...row, place_status: 'reserved', track: 'BOL-part-time' })),
  demand: register.placementDemand.slice(0, 300).map((row, i) => ({
    ...row,
    programme: i % 2 ? 'Doktersassistent' : '25473',
  })),
  placements,
};

describe.each(cases)('the workbook %s in %s as .%s', (name, language, form) => {
  const book = books[name];
  const read = async (bytes: Uint8Array) => readSource(inputBytes(bytes, `a.${form}`), { municipalities });

  test('as it is holds no row, only the example, which is noted', async () => {
    const [reading, ...more] = await read(await workbookBytes(book, { language, form }));
    expect([reading?.table.name, reading?.rowsRead, more]).toEqual([book.format.table.name, 0, []]);
    expect(reading?.findings.map(({ row, code }) => [row, code])).toEqual([[2, 'example-row']]);
  });

  test('filled in below the example, gives every row back as it went in', async () => {
    const rows = filled[name];
    const [reading] = await read(await workbookBytes(book, { language, form, rows, example: true }));
    expect([reading?.rowsRefused, reading?.findings.map(({ code }) => code)]).toEqual([0, ['example-row']]);
    const columns = Object.keys(book.format.table.columns).filter((column) => column !== 'origin');
    const kept = (row: object) => columns.map((column) => (row as TemplateRow)[column] ?? null);
    expect(reading?.rows.map(kept)).toEqual(rows.map(kept));
  });
});

describe('the columns of a workbook', () => {
  test.each(bookNames)(
    '%s: every column of the table can be filled in, by choice where it is a choice',
    (name) => {
      const { format, without, example } = books[name];
      const columns = templateColumns(books[name], 'nl');
      const names = columns.map((column) => column.name);
      const others = Object.values(format.extras ?? {}).flatMap(({ standsFor }) => standsFor);
      for (const column of fileColumns(format).keys()) {
        expect(names.includes(column) || (without.includes(column) && others.includes(column))).toBe(true);
      }
      expect(new Set(columns.map(({ header }) => header)).size).toBe(columns.length);
      expect(names.filter((column) => !(column in example))).toEqual(format.table.key.slice(0, 1));
      for (const {
        name: column,
        choices,
        column: { oneOf },
      } of columns) {
        if (!oneOf) continue;
        const words = format.words?.[column] ?? {};
        expect(choices.map(readWords(words))).toEqual(oneOf);
      }
    },
  );

  test('the words for what is known of a number are those of the pages', () => {
    const column = templateColumns(books.demand, 'nl').find(({ name }) => name === 'students_status');
    expect(column?.choices).toHaveLength(statuses.length);
    expect(column?.choices).toContain('niet gevraagd');
  });

  test.each(bookNames)('%s: the example would be a good row, if it were one', (name) => {
    const { format, example } = books[name];
    const [key = ''] = format.table.key;
    const extra = name === 'staff' ? { age_from: '25', age_to: '29' } : {};
    const town = name === 'practices' ? { municipality_code: 'GM0344' } : {};
    const cells = Object.fromEntries(
      Object.entries(example).map(([column, value]) => [column, value === null ? '' : String(value)]),
    );
    expect(
      parseRow(format.table, { ...cells, ...extra, ...town, [key]: '25LW', origin: 'loaded' }),
    ).toHaveProperty('row');
  });

  test('codes are text, days are days, choices are offered and the header stays in sight', async () => {
    const { sheets } = await readXlsx(await workbookBytes(books.places, { language: 'nl', form: 'xlsx' }), {
      readStyles: true,
    });
    const [data, explained] = sheets;
    const at = (header: string) =>
      templateColumns(books.places, 'nl').findIndex((column) => column.header === header);
    expect(data?.freezePane).toEqual({ rows: 1, columns: 1 });
    expect(data?.cells?.get(`1,${at('praktijk_id')}`)?.style?.numFmt).toBe('@');
    expect(data?.dataValidations?.find(({ inputTitle }) => inputTitle === 'Status')).toMatchObject({
      type: 'list',
      values: ['vrij', 'gereserveerd', 'bezet', 'vervallen'],
    });
    expect(data?.dataValidations?.find(({ inputTitle }) => inputTitle === 'Dagen per week')).toMatchObject({
      type: 'whole',
      formula1: '1',
      formula2: '5',
    });
    expect([explained?.name, explained?.rows[6]]).toEqual([
      'Uitleg',
      ['Kolom', 'Betekenis', 'Eenheid', 'Verplicht', 'Wat u kunt invullen', 'Wie mag het zien'],
    ]);
    const status = explained?.rows.find(([header]) => header === 'Status');
    expect(status).toEqual([
      'Status',
      'Stand van de plaats',
      '',
      'nee',
      'vrij | gereserveerd | bezet | vervallen',
      'alleen coördinatoren',
    ]);
  });
});

describe('writing them', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'templates-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const nl = { language: 'nl', form: 'xlsx', force: false } as const;
  const all = Object.values(books);

  test('leaves five files and nothing else, a second time and in the other language too', async () => {
    const names = [
      'praktijken.xlsx',
      'personeel.xlsx',
      'stageplaatsen.xlsx',
      'vraag.xlsx',
      'plaatsingen.xlsx',
    ];
    const target = join(folder, 'new', 'deeper');
    expect(await writeTemplates(target, all, nl)).toEqual(names);
    expect(await writeTemplates(target, all, nl)).toEqual(names);
    expect((await readdir(target)).sort()).toEqual(names.toSorted());
  });

  test('never replaces what somebody filled in, or another file of that name, unless told to', async () => {
    const own = await workbookBytes(books.demand, {
      language: 'nl',
      form: 'xlsx',
      rows: filled.demand.slice(0, 1),
      example: true,
    });
    for (const bytes of [own, Buffer.from('a;b\n1;2\n'), Buffer.from('x')]) {
      await writeFile(join(folder, 'vraag.xlsx'), bytes);
      await expect(writeTemplates(folder, all, nl)).rejects.toThrow(/vraag\.xlsx: somebody filled this in/);
      expect(Buffer.from(bytes).equals(await readFile(join(folder, 'vraag.xlsx')))).toBe(true);
    }
    expect((await readdir(folder)).filter((name) => name.endsWith('.xlsx'))).toEqual(['vraag.xlsx']);
    await writeTemplates(folder, [books.demand], { ...nl, force: true });
    expect(Buffer.from(own).equals(await readFile(join(folder, 'vraag.xlsx')))).toBe(false);
  });

  test('needs a folder that can be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(writeTemplates(join(file, 'below'), all, nl)).rejects.toThrow(UserError);
  });
});
