import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tables } from '#lib/domain/tables.ts';
import { closeEditions, editionIn, type Edition } from '#lib/server/edition.ts';
import { checkedManifest, currentId } from '#lib/server/editions.ts';
import { openFindings } from '#lib/server/provenance.ts';
import { regionForecast } from '#lib/server/region.ts';
import type { Manifest } from '#lib/server/manifest.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { findingsOf, newEdition, type EditionOptions } from '#pipelines/work.ts';
import { realEffects } from '#pipelines/effects.ts';
import { silently } from '#pipelines/steps.ts';
import { describeShared } from '../fixtures/shared-folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterAll(async () => {
  for (const name of await readdir(folder)) await closeEditions(join(folder, name));
  await rm(folder, { recursive: true, force: true });
});

/** Builds an edition in a folder of its own, as if at a given second. */
async function build(name: string, options: Partial<EditionOptions> = {}, second = 0) {
  const root = join(folder, name);
  const now = () => new Date(Date.UTC(2026, 10, 21, 12, 0, second));
  const work = newEdition({ root, raw: [], draws: 20, seed: 1, ...options }, { ...realEffects, now });
  await silently(editionSteps, work);
  return { root, work, edition: await editionIn(root) };
}

async function one<R>(edition: Edition, sql: string): Promise<R> {
  const [row] = await edition.rows<R>(sql);
  if (!row) throw new Error(`no row: ${sql}`);
  return row;
}

describe('an edition of the reference data', () => {
  let edition: Edition;
  let root: string;
  let manifest: Manifest;
  beforeAll(async () => {
    ({ edition, root } = await build('plain'));
    manifest = edition.manifest;
  });

  test('is in use under its own name, with what it was made from', async () => {
    expect(await currentId(root)).toBe('20261121-120000');
    expect(manifest).toMatchObject({ seed: 1, draws: 20, baseYear: 2024, horizonYear: 2044, refusals: 0 });
    expect(manifest.files.map(({ file }) => file)).toContain('students.csv');
    expect(await readdir(root)).toEqual(['20261121-120000', 'current']);
  });

  test('has every table that is declared, with the rows that the manifest counts', async () => {
    for (const table of tables) {
      const { n } = await one<{ n: number }>(edition, `SELECT count(*)::INTEGER AS n FROM "${table.name}"`);
      expect(n, table.name).toBe(manifest.rowCounts[table.name]);
      const columns = await edition.rows<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${table.name}' ORDER BY ordinal_position`,
      );
      expect(columns.map(({ name }) => name)).toEqual(Object.keys(table.columns));
    }
  });

  test('has the students of the programme as DUO counted them', async () => {
    const rows = await edition.rows<{ year: number; students: number }>(
      'SELECT year, sum(students)::INTEGER AS students FROM student_counts GROUP BY year ORDER BY year',
    );
    expect(rows.map(({ students }) => students)).toEqual([3971, 3902, 3836, 3919, 4164]);
  });

  test('has a register that adds up to the starting stock of every region, and says that it is made up', async () => {
    const rows = await edition.rows<{
      region_code: string;
      heads: number;
      derived: number;
      patients: number;
      all: number;
    }>(`
      SELECT s.region_code, s.heads AS derived, s.registered_patients AS "all",
        (SELECT sum(heads)::INTEGER FROM practice_staff JOIN practices USING (practice_id)
         JOIN municipalities m USING (municipality_code) WHERE m.region_code = s.region_code) AS heads,
        (SELECT sum(registered_patients)::INTEGER FROM practices
         JOIN municipalities m USING (municipality_code) WHERE m.region_code = s.region_code) AS patients
      FROM starting_stock s`);
    expect(rows).toHaveLength(28);
    for (const { region_code, heads, derived, patients, all } of rows) {
      expect(Math.abs(heads - derived), region_code).toBeLessThanOrEqual(0.5);
      expect(Math.abs(patients - all), region_code).toBeLessThanOrEqual(0.5);
    }
    const origins = await edition.rows('SELECT DISTINCT origin FROM practices');
    expect(origins).toEqual([{ origin: 'synthetic' }]);
    expect(manifest.registerOrigin).toBe('synthetic');
  });

  test('leaves no region without graduates, also the three without a school', async () => {
    const rows = await edition.rows<{ region_code: string; graduates: number }>(
      "SELECT region_code, min(central) AS graduates FROM forecast WHERE quantity = 'graduates' GROUP BY region_code",
    );
    expect(rows).toHaveLength(29);
    for (const { region_code, graduates } of rows) expect(graduates, region_code).toBeGreaterThan(1);
  });

  test('is the same forecast again with the same seed, and another with another', async () => {
    const rows = (of: Edition) => of.rows('SELECT * FROM forecast ORDER BY ALL');
    const again = await build('again');
    const other = await build('other', { seed: 2 });
    expect(await rows(again.edition)).toEqual(await rows(edition));
    expect(await rows(other.edition)).not.toEqual(await rows(edition));
  });
});

describe('a damaged edition', () => {
  test.each([
    [
      'the database is cut off',
      'edition.duckdb',
      (bytes: Buffer) => bytes.subarray(0, 4096),
      /is not the file that was built/,
    ],
    [
      'the manifest is cut off',
      'manifest.json',
      (bytes: Buffer) => bytes.subarray(0, 100),
      /manifest\.json cannot be read/,
    ],
  ])('is refused with its name when %s', async (what, file, harm, message) => {
    const { root } = await build(`damaged ${what}`);
    const path = join(root, '20261121-120000', file);
    await writeFile(path, harm(await readFile(path)));
    await expect(checkedManifest(root, '20261121-120000')).rejects.toThrow(message);
    await expect(checkedManifest(root, '20261121-120000')).rejects.toThrow(
      /edition 20261121-120000 is damaged/,
    );
  });

  test('leaves the one before it in use when a build fails', async () => {
    const { root } = await build('failing');
    const work = newEdition({ root, raw: [join(folder, 'no such file')], draws: 20, seed: 1 }, realEffects);
    await expect(silently(editionSteps, work)).rejects.toThrow(/cannot read .*no such file/);
    expect(await currentId(root)).toBe('20261121-120000');
  });

  test('cannot be built where nothing can be written', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    const work = newEdition({ root: join(file, 'editions'), raw: [], draws: 20, seed: 1 }, realEffects);
    await expect(silently(editionSteps, work)).rejects.toThrow(/cannot write in/);
  });
});

describe("files of the region's own", () => {
  const practices = `praktijk_id;naam;gemeente;patiënten;erkend leerbedrijf;biedt stageplaats;opgeleide begeleiders
P1;Praktijk Een (verzonnen);Assen;95.000;ja;ja;1
P2;Praktijk Twee (verzonnen);Emmen;94.000;nee;niet bezocht;
P3;Praktijk Drie (verzonnen);Nergenshuizen;3.000;ja;ja;1
P4;Praktijk Vier (verzonnen);Emmen;61.000;ja;wil;
P5;Praktijk Vijf (verzonnen);Emmen;;ja;wil;
`;
  const staff = `praktijk_id;functie;leeftijdsgroep;aantal;fte
P1;doktersassistent;25-34;40;28,5
P1;doktersassistent;55-64;40;26
P2;doktersassistent;35-54;80;52
P2;doktersassistent;35-54;drie;130
P9;doktersassistent;35-54;2;1
P4;doktersassistent;45-54;40;26
P5;doktersassistent;45-54;1;1
`;

  test('replace the derived stock of their region, and what does not fit is refused with its place', async () => {
    const raw = join(folder, 'raw');
    await mkdir(raw);
    await writeFile(join(raw, 'praktijken.csv'), practices);
    await writeFile(join(raw, 'personeel.csv'), staff);
    await writeFile(join(raw, 'notitie.csv'), 'een;notitie\n1;2\n');
    const { edition, work } = await build('loaded', { raw: [raw], accept: ['unknown-file'] });
    const drenthe = await one<{ heads: number; coverage: number; status: string }>(
      edition,
      "SELECT heads, coverage, status FROM starting_stock WHERE region_code = 'RA0102'",
    );
    expect(drenthe.status).toBe('estimated');
    expect(drenthe.coverage).toBeCloseTo(250_000 / 490_441, 3);
    expect(drenthe.heads).toBeCloseTo(200 / drenthe.coverage, 6);
    const others = await edition.rows(
      "SELECT DISTINCT status FROM starting_stock WHERE region_code <> 'RA0102'",
    );
    expect(others).toEqual([{ status: 'estimated' }]);
    const origins = await edition.rows(`SELECT DISTINCT region_code, origin FROM practices
      JOIN municipalities USING (municipality_code) WHERE region_code IN ('RA0102', 'RA0101') ORDER BY 1`);
    expect(origins).toEqual([
      { region_code: 'RA0101', origin: 'synthetic' },
      { region_code: 'RA0102', origin: 'loaded' },
    ]);
    expect(edition.manifest.refusals).toBe(3);
    expect(findingsOf(work)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          file: 'personeel.csv',
          row: 5,
          column: 'aantal',
          value: 'drie',
          code: 'not-a-number',
        }),
        expect.objectContaining({
          file: 'praktijken.csv',
          row: 4,
          column: 'gemeente',
          value: 'Nergenshuizen',
        }),
        expect.objectContaining({ file: 'personeel.csv', row: 6, value: 'P9', code: 'unknown-practice' }),
        expect.objectContaining({ file: 'praktijken.csv', row: 6, value: 'P5', code: 'no-list-size' }),
        expect.objectContaining({ file: 'notitie.csv', code: 'unknown-file', expected: null }),
      ]),
    );
  });
});

test.each([
  ['one practice', 1, 20],
  ['three practices with 27 assistants', 3, 9],
  ['three practices with nobody', 3, 0],
])('figures of %s do not stand for a region', async (what, count, heads) => {
  const raw = join(folder, what);
  await mkdir(raw);
  const ids = Array.from({ length: count }, (_, i) => `P${i}`);
  const practices = ids.map((id) => `${id};${id} (verzonnen);Assen;3.000;ja`);
  const staff = ids.map((id) => `${id};doktersassistent;25-34;${heads};${heads / 2}`.replace('.', ','));
  const header = {
    practices: 'praktijk_id;naam;gemeente;patiënten;biedt stageplaats',
    staff: 'praktijk_id;functie;leeftijdsgroep;aantal;fte',
  };
  await writeFile(join(raw, 'praktijken.csv'), `${[header.practices, ...practices].join('\n')}\n`);
  await writeFile(join(raw, 'personeel.csv'), `${[header.staff, ...staff].join('\n')}\n`);
  const { edition } = await build(`few ${what}`, { raw: [raw] });
  expect(
    await one(edition, "SELECT coverage, status FROM starting_stock WHERE region_code = 'RA0102'"),
  ).toEqual({
    coverage: 0,
    status: 'estimated',
  });
  const page = await regionForecast(edition, 'RA0102');
  expect(page?.register).toEqual({
    origin: 'loaded',
    practices: 0,
    offers: [],
    withSupervisor: 0,
    supervisorUnknown: 0,
  });
});

test('a file that cannot be read leaks nothing of what stood in it', async () => {
  const raw = join(folder, 'people.csv');
  await writeFile(
    raw,
    'Jan de Vries (verzonnen);12-03-1985;doktersassistent\nPiet Bakker (verzonnen);1-1-1990;x\n',
  );
  const { edition, work } = await build('people', { raw: [raw], accept: ['unknown-file'] });
  expect(edition.manifest.unread).toBe(1);
  expect(findingsOf(work)[0]).toMatchObject({ file: 'people.csv', code: 'unknown-file' });
  expect(JSON.stringify(await openFindings(edition))).not.toMatch(/Jan|1985/);
});

test('exactly the same file twice counts once, and a row that stands in two files is refused in the second', async () => {
  const practice =
    'praktijk_id;naam;gemeente;patiënten;biedt stageplaats\nP1;Een (verzonnen);Assen;3.000;ja\n';
  const folders = ['een', 'twee'].map((name) => join(folder, name));
  for (const path of folders) {
    await mkdir(path);
    await writeFile(join(path, 'praktijken.csv'), practice);
  }
  await writeFile(
    join(folders[1] as string, 'nog een.csv'),
    `${practice}P2;Twee (verzonnen);Assen;2.900;nee\n`,
  );
  const { edition, work } = await build('twice', { raw: folders });
  expect(await one(edition, "SELECT count(*)::INTEGER AS n FROM practices WHERE origin = 'loaded'")).toEqual({
    n: 2,
  });
  expect(findingsOf(work)).toEqual([
    expect.objectContaining({ file: 'praktijken.csv (2)', code: 'same-file', value: 'praktijken.csv' }),
    expect.objectContaining({
      code: 'repeated',
      file: 'nog een.csv',
      row: 2,
      value: 'P1',
      expected: 'praktijken.csv, 2',
    }),
  ]);
});

test('two builds within a second are two editions', async () => {
  const first = await build('second');
  const now = () => new Date(Date.UTC(2026, 10, 21, 12, 0, 0));
  const work = newEdition({ root: first.root, raw: [], draws: 20, seed: 1 }, { ...realEffects, now });
  await silently(editionSteps, work);
  expect(await currentId(first.root)).toBe('20261121-120000-2');
  expect((await checkedManifest(first.root, '20261121-120000')).id).toBe('20261121-120000');
});

describeShared('data/duo/03-deelnemers-mbo-2015-2019.csv', (duo) => {
  test('an edition with the files of DUO and CBS has their totals', async () => {
    const { edition } = await build('public', { raw: [duo, join(duo, '../../cbs')] });
    const rows = await edition.rows<{ year: number; students: number }>(
      `SELECT year, sum(students_low)::INTEGER AS students FROM mbo_students
       WHERE crebo IN (SELECT crebo FROM programmes) GROUP BY year ORDER BY year`,
    );
    expect(rows.map(({ students }) => students)).toEqual([3971, 3902, 3836, 3919, 4164]);
    expect(
      await one(edition, 'SELECT sum(students_high)::INTEGER AS n FROM mbo_students WHERE year = 2019'),
    ).toEqual({
      n: 501_903,
    });
    expect(await one(edition, 'SELECT sum(persons)::INTEGER AS n FROM municipal_population')).toEqual({
      n: 17_467_155,
    });
    expect(edition.manifest.refusals).toBe(0);
    const both = await edition.rows(
      `SELECT c.brin, c.track, c.crebo, c.year FROM student_counts c
       FULL JOIN mbo_students m ON (m.brin, m.track, m.crebo, m.year) = (c.brin, c.track, c.crebo, c.year)
       WHERE coalesce(m.crebo, c.crebo) IN (SELECT crebo FROM programmes)
         AND (m.students_low, m.students_high) IS DISTINCT FROM (c.students, c.students)`,
    );
    expect(both).toEqual([]);
  }, 60_000);
});
