import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareEditions } from '#lib/server/editions/compare.ts';
import type { EditionDiff } from '#lib/server/editions/change.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { differenceLines } from '#pipelines/editions/difference.ts';
import { realEffects } from '#pipelines/effects.ts';
import { silently } from '#pipelines/steps.ts';
import { newEdition, type EditionOptions } from '#pipelines/work.ts';
import { alteredEdition, tinyEdition } from '../fixtures/edition.ts';

const practices = `praktijk_id;naam;gemeente;patiënten;erkend leerbedrijf;biedt stageplaats;opgeleide begeleiders
P1;Praktijk Een (verzonnen);Assen;95.000;ja;ja;1
P2;Praktijk Twee (verzonnen);Emmen;94.000;nee;niet bezocht;
P4;Praktijk Vier (verzonnen);Emmen;61.000;ja;wil;
`;
const staff = `praktijk_id;functie;leeftijdsgroep;aantal;fte
P1;doktersassistent;25-34;40;28,5
P1;doktersassistent;55-64;40;26
P2;doktersassistent;35-54;80;52
P4;doktersassistent;45-54;40;26
`;

let root: string;
let plain: string;

async function build(second: number, options: Partial<EditionOptions> = {}): Promise<string> {
  const now = () => new Date(Date.UTC(2026, 10, 21, 12, 0, second));
  const work = newEdition({ root, raw: [], draws: 3, seed: 1, ...options }, { ...realEffects, now });
  await silently(editionSteps, work);
  return work.id;
}

const compare = (after: string, before = plain): Promise<EditionDiff> =>
  compareEditions(root, { before, after });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  plain = await build(0);
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

describe('two editions', () => {
  test('of the same files and the same seed do not differ in anything', async () => {
    const diff = await compare(await build(1));
    expect(diff).toMatchObject({
      same: true,
      unexplained: false,
      model: [],
      world: [],
      shape: [],
      figures: [],
    });
    expect(Object.values(diff.data).flat()).toEqual([]);
    expect(differenceLines(diff)).toEqual([
      'Edition 20261121-120000 → 20261121-120001: the same data, model, world and figures.',
    ]);
  }, 60_000);

  test('with another seed differ by the model alone, and the change is noise', async () => {
    const diff = await compare(await build(2, { seed: 2 }));
    expect(diff.model).toEqual([{ setting: 'seed', before: 1, after: 2 }]);
    expect(Object.values(diff.data).flat()).toEqual([]);
    expect(diff.world).toEqual([]);
    expect(diff.figures.length).toBeGreaterThan(28);
    const changes = diff.figures.map(({ heads }) => Math.abs(heads.change ?? NaN));
    expect(changes).toEqual([...changes].sort((a, b) => b - a));
    for (const { heads } of diff.figures) expect(heads.noise).toBeGreaterThan(0);
    expect(diff.figures.filter(({ heads }) => heads.withinNoise).length).toBeGreaterThan(28);
  }, 60_000);

  test('of which one has files of a region differ there, and it says by which practices', async () => {
    const raw = join(root, 'raw');
    await mkdir(raw);
    await writeFile(join(raw, 'praktijken.csv'), practices);
    await writeFile(join(raw, 'personeel.csv'), staff);
    const id = await build(3, { raw: [raw] });
    const diff = await compare(id);
    expect(diff.data.files.map(({ file, before, after }) => [file, before, after?.rowsLoaded])).toEqual([
      ['personeel.csv', null, 4],
      ['praktijken.csv', null, 3],
    ]);
    expect(diff.data.stocks.map(({ key, kind }) => [key, kind])).toEqual([[['RA0102'], 'changed']]);
    expect(diff.data.stocks[0]?.cells).toContainEqual({
      column: 'coverage',
      before: 0,
      after: expect.closeTo(250_000 / 490_441, 3),
    });
    const change = diff.world.find(({ table }) => table === 'practice_staff');
    expect(change).toMatchObject({ added: 4, removed: 0, changed: 0, rows: { before: 0, after: 4 } });
    expect(change?.regions).toEqual([
      { region: 'RA0102', added: 4, removed: 0, changed: 0, practices: { before: 0, after: 3 } },
    ]);
    expect(change?.totals).toContainEqual({ column: 'heads', year: null, before: null, after: 200 });
    expect(new Set(diff.figures.map(({ region }) => region))).toContain('RA0102');
    // The draws are the same, so what changed was not by chance.
    expect(diff.figures.some(({ heads }) => heads.withinNoise)).toBe(false);
    const line = differenceLines(diff).find((text) => text.includes('Drenthe'));
    expect(line).toMatch(/heads, .* FTE; here: .*staff by practice and age band of 3 practices \(was 0\)/);
    // Back again it is the same the other way round.
    const back = await compare(plain, id);
    expect(back.data.files.map(({ after }) => after)).toEqual([null, null]);
    expect(back.world.find(({ table }) => table === 'practice_staff')).toMatchObject({
      added: 0,
      removed: 4,
    });
    expect(back.figures.map(({ heads }) => -(heads.change ?? NaN))).toEqual(
      diff.figures.map(({ heads }) => heads.change),
    );
    // No practice is named, nor is what one of them reported.
    expect(JSON.stringify(diff)).not.toMatch(/P1|Praktijk Een|28\.5/);
  }, 60_000);
});

describe('a change of one thing', () => {
  test('an assumption is data, cell by cell', async () => {
    await alteredEdition(root, {
      from: plain,
      id: 'assumption',
      sql: ["UPDATE assumptions SET central = 99 WHERE key = 'contractHours'"],
    });
    const diff = await compare('assumption');
    expect(diff.data.assumptions).toEqual([
      {
        table: 'assumptions',
        key: ['contractHours'],
        kind: 'changed',
        cells: [{ column: 'central', before: expect.any(Number), after: 99 }],
      },
    ]);
    expect(diff).toMatchObject({ same: false, world: [], model: [], figures: [], unexplained: false });
  });

  test('counts of the world come with their sums by year and their regions', async () => {
    await alteredEdition(root, {
      from: plain,
      id: 'world',
      sql: [
        'UPDATE student_counts SET students = students + 10 WHERE year = 2019 AND brin = (SELECT min(brin) FROM student_counts)',
        'DELETE FROM region_population WHERE age_from = 0 AND region_code = (SELECT min(region_code) FROM regions)',
        'INSERT INTO national_practices (year, practices) VALUES (1999, 5000)',
      ],
    });
    const diff = await compare('world');
    const of = (name: string) => diff.world.find(({ table }) => table === name);
    expect(diff.world.map(({ table }) => table).sort()).toEqual([
      'national_practices',
      'region_population',
      'student_counts',
    ]);
    expect(of('region_population')).toMatchObject({ added: 0, removed: 1, changed: 0 });
    expect(of('region_population')?.regions).toMatchObject(
      [{ region: 'RA0102', removed: 1, practices: null }].map((r) => ({
        ...r,
        region: expect.stringMatching(/^RA/),
      })),
    );
    expect(of('national_practices')).toMatchObject({ added: 1, regions: [] });
    expect(of('national_practices')?.totals).toEqual([
      { column: 'practices', year: 1999, before: null, after: 5000 },
    ]);
    const students = of('student_counts');
    expect(students?.changed).toBeGreaterThan(0);
    expect(students?.regions).toHaveLength(1);
    expect(students?.totals).toEqual([
      {
        column: 'students',
        year: 2019,
        before: 4164,
        after: 4164 + 10 * (students?.changed ?? 0),
      },
    ]);
  });

  test('figures without any cause say that the model changed without its version', async () => {
    await alteredEdition(root, {
      from: plain,
      id: 'figures',
      sql: [
        "UPDATE forecast SET central = central + 8 WHERE region_code = 'RA0102' AND quantity = 'gap_heads' AND year = 2034",
      ],
    });
    const diff = await compare('figures');
    expect(diff.unexplained).toBe(true);
    expect(diff.figures).toHaveLength(1);
    expect(diff.figures[0]).toMatchObject({
      region: 'RA0102',
      name: 'Drenthe',
      year: 2034,
      heads: { change: expect.closeTo(8, 6) },
    });
    expect(diff.figures[0]?.fte.change).toBe(0);
    expect(differenceLines(diff).at(-1)).toMatch(/without a new version/);
  });
});

describe('editions of different versions', () => {
  test('are compared in what both have, and the rest is named', async () => {
    await alteredEdition(root, {
      from: plain,
      id: 'older',
      sql: [
        'DROP TABLE forecast_before',
        'DROP TABLE assumption_match',
        'ALTER TABLE starting_stock DROP COLUMN coverage',
        'ALTER TABLE contact_rates ALTER contacts_per_person TYPE VARCHAR',
        'CREATE TABLE schools_old AS SELECT * FROM schools',
        // Without a part of its key a row can only be there or not.
        'DROP TABLE entry_ages',
        "CREATE TABLE entry_ages AS SELECT 'BOL' AS way_in, 1.0::DOUBLE AS share",
        'ALTER TABLE national_population RENAME COLUMN persons TO people',
      ],
      about: { modelVersion: '0.0.1', baseYear: 2023, horizonYear: 2043 },
    });
    const diff = await compare('older', plain);
    expect(diff.model.map(({ setting }) => setting)).toEqual(['modelVersion', 'baseYear', 'horizonYear']);
    expect(diff.shape).toEqual(
      expect.arrayContaining([
        { table: 'forecast_before', column: null, only: 'before' },
        { table: 'schools_old', column: null, only: 'after' },
        { table: 'starting_stock', column: 'coverage', only: 'before' },
        { table: 'entry_ages', column: 'age_from', only: 'before' },
        { table: 'national_population', column: 'people', only: 'after' },
      ]),
    );
    // The type changed, the values did not.
    expect(diff.world.map(({ table }) => table)).not.toContain('contact_rates');
    expect(diff.unexplained).toBe(false);
    expect(differenceLines(diff).join('\n')).toMatch(/table schools_old: only in older/);
    expect((await compare(plain, 'older')).shape).toHaveLength(diff.shape.length);
  });

  test('that have hardly anything in common are compared all the same', async () => {
    await tinyEdition(root, '20200101-000000', 7);
    const diff = await compare('20200101-000000');
    expect(diff.same).toBe(false);
    expect(diff.figures.some(({ heads }) => heads.after?.central === 7)).toBe(true);
    expect(diff.figures.some(({ heads }) => heads.after === null && heads.change === null)).toBe(true);
    expect(() => differenceLines(diff)).not.toThrow();
    await alteredEdition(root, {
      from: '20200101-000000',
      id: 'bare',
      sql: ['DROP TABLE forecast'],
      about: { rowCounts: { regions: 1 } },
    });
    expect((await compare('bare')).figures.every(({ heads }) => heads.after === null)).toBe(true);
  });

  test('of which one is damaged are not compared', async () => {
    await alteredEdition(root, { from: plain, id: 'damaged' });
    await writeFile(join(root, 'damaged', 'edition.duckdb'), 'x');
    await expect(compare('damaged')).rejects.toThrow(/edition damaged is damaged/);
  });
});

test('several comparisons at once do not get in each other’s way', async () => {
  const diffs = await Promise.all(['assumption', 'world', 'figures', 'assumption'].map((id) => compare(id)));
  expect(diffs.map(({ after }) => after.id)).toEqual(['assumption', 'world', 'figures', 'assumption']);
  expect(diffs[3]).toEqual(diffs[0]);
});
