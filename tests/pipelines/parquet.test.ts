import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tables } from '#lib/domain/tables.ts';
import { closeEditions, editionIn, type Edition } from '#lib/server/edition.ts';
import { fingerprint } from '#lib/server/editions.ts';
import { withAttached, type Attached } from '#lib/server/editions/attached.ts';
import { openTables, withheld } from '#lib/server/parquet-tables.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { realEffects } from '#pipelines/effects.ts';
import { publishParquet } from '#pipelines/parquet/publication.ts';
import { silently } from '#pipelines/steps.ts';
import { newEdition } from '#pipelines/work.ts';
import { alteredEdition } from '../fixtures/edition.ts';

/** What version 2 of the Data Package standard requires, and what we promise beyond it. */
const licence = z.object({
  name: z.string().regex(/^[-\w.]+$/),
  path: z.url().optional(),
  title: z.string(),
});
const source = z.object({ title: z.string().min(1), path: z.url().optional() });
const field = z.object({
  name: z.string().min(1),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'date']),
  description: z.string().min(1),
  'description@en': z.string().min(1),
  unit: z.string().optional(),
  units: z.record(z.string(), z.string()).optional(),
  constraints: z.object({
    required: z.boolean(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    enum: z.array(z.string()).min(1).optional(),
    pattern: z.string().optional(),
  }),
});
const descriptor = z.object({
  $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
  name: z.string().regex(/^[-a-z0-9._/]+$/),
  title: z.string(),
  'title@en': z.string(),
  created: z.iso.datetime(),
  licenses: z.array(licence).min(1),
  sources: z.array(source).min(1),
  resources: z
    .array(
      z.object({
        name: z.string().regex(/^[-a-z0-9._/]+$/),
        type: z.literal('table'),
        // A plain name below the folder: no way out of it.
        path: z.string().regex(/^[\w-]+\.parquet$/),
        format: z.literal('parquet'),
        mediatype: z.string(),
        bytes: z.number().int().positive(),
        hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
        licenses: z.array(licence).min(1),
        sources: z.array(source).min(1),
        schema: z.object({
          fields: z.array(field).min(1),
          primaryKey: z.array(z.string()).min(1).optional(),
        }),
      }),
    )
    .min(1),
});
type Descriptor = z.infer<typeof descriptor>;

const secret = 'Praktijk Geheim';
let root: string;
let folder: string;
let edition: Edition;
let described: Descriptor;
/** Reads the folder as any other engine would. */
const read = <T>(work: (attached: Attached) => Promise<T>) => withAttached({}, work, { writable: folder });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  const raw = join(root, 'raw');
  await mkdir(raw);
  await writeFile(
    join(raw, 'praktijken.csv'),
    `praktijk_id;naam;gemeente;patiënten;erkend leerbedrijf;biedt stageplaats\nGEHEIM1;${secret};Assen;1.234;ja;ja\nGEHEIM2;${secret};Assen;veel;ja;ja\n`,
  );
  await silently(editionSteps, newEdition({ root, raw: [raw], draws: 3, seed: 1 }, realEffects));
  edition = await editionIn(root);
  folder = join(root, 'open', 'data');
  await publishParquet(root, edition.manifest, folder);
  described = descriptor.parse(JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8')));
}, 60_000);
afterAll(async () => {
  await closeEditions(root);
  await rm(root, { recursive: true, force: true });
});

describe('a publication', () => {
  test('is a Data Package of the files that are there, and of nothing else', async () => {
    const paths = described.resources.map(({ path }) => path);
    expect((await readdir(folder)).sort()).toEqual(['datapackage.json', ...paths].sort());
    expect(new Set(described.resources.map(({ name }) => name)).size).toBe(paths.length);
    for (const { path, bytes, hash } of described.resources) {
      const found = await fingerprint(join(folder, path));
      expect([found.bytes, `sha256:${found.sha256}`], path).toEqual([bytes, hash]);
    }
    expect(await readdir(join(root, 'open'))).toEqual(['data']);
  });

  test('has the open tables row by row as they stand in the edition', async () => {
    await read(async ({ rows }) => {
      for (const { path, name, schema } of described.resources) {
        const list = schema.fields.map((field) => `"${field.name}"`).join(', ');
        const published = await rows(`SELECT * FROM read_parquet('${join(folder, path)}') ORDER BY ALL`);
        expect(published, name).toEqual(await edition.rows(`SELECT ${list} FROM "${name}" ORDER BY ALL`));
        expect(published.length, name).toBe(edition.manifest.rowCounts[name]);
      }
    });
  });

  test('has fields, types, keys and constraints that hold for every row', async () => {
    const types = {
      string: 'VARCHAR',
      integer: 'INTEGER',
      number: 'DOUBLE',
      boolean: 'BOOLEAN',
      date: 'DATE',
    };
    await read(async ({ rows }) => {
      for (const { path, name, schema } of described.resources) {
        const from = `read_parquet('${join(folder, path)}')`;
        const columns = await rows<{ column_name: string; column_type: string }>(
          `DESCRIBE SELECT * FROM ${from}`,
        );
        expect(
          columns.map((is) => [is.column_name, is.column_type]),
          name,
        ).toEqual(schema.fields.map((is) => [is.name, types[is.type]]));
        for (const { name: column, constraints } of schema.fields) {
          const { required, minimum, maximum, enum: oneOf, pattern } = constraints;
          const wrong = [
            ...(required ? [`"${column}" IS NULL`] : []),
            ...(minimum === undefined ? [] : [`"${column}" < ${minimum}`]),
            ...(maximum === undefined ? [] : [`"${column}" > ${maximum}`]),
            ...(oneOf ? [`"${column}" NOT IN ('${oneOf.join("', '")}')`] : []),
            ...(pattern ? [`NOT regexp_full_match("${column}", '${pattern}')`] : []),
          ];
          if (wrong.length === 0) continue;
          const against = await rows(`SELECT * FROM ${from} WHERE ${wrong.join(' OR ')} LIMIT 1`);
          expect(against, `${name}.${column}`).toEqual([]);
        }
        if (!schema.primaryKey) continue;
        const key = schema.primaryKey.map((column) => `"${column}"`).join(', ');
        const repeated = await rows(`SELECT ${key} FROM ${from} GROUP BY ${key} HAVING count(*) > 1`);
        expect(repeated, name).toEqual([]);
      }
    });
  });

  test('says in every file itself which edition and model it is of, and under which licence', async () => {
    await read(async ({ rows }) => {
      for (const { name, path, licenses } of described.resources) {
        const found = await rows<{ key: string; value: string }>(
          `SELECT key::VARCHAR AS key, value::VARCHAR AS value FROM parquet_kv_metadata('${join(folder, path)}')`,
        );
        const entries = Object.fromEntries(found.map(({ key, value }) => [key, value]));
        expect(entries, path).toMatchObject({
          edition: edition.manifest.id,
          model_version: edition.manifest.modelVersion,
          licence: licenses.map((is) => is.name).join(', '),
          units: expect.stringContaining('{'),
        });
        const codecs = await rows<{ codec: string }>(
          `SELECT DISTINCT compression AS codec FROM parquet_metadata('${join(folder, path)}')`,
        );
        // A table without rows has no pages to compress.
        const expected = edition.manifest.rowCounts[name] === 0 ? [] : [{ codec: 'ZSTD' }];
        expect(codecs, path).toEqual(expected);
      }
    });
  });

  test('names the unit of the forecast for every quantity in it', async () => {
    const forecast = described.resources.find(({ name }) => name === 'forecast');
    const { units = {} } = forecast?.schema.fields.find(({ name }) => name === 'quantity') ?? {};
    const found = await edition.rows<{ quantity: string }>('SELECT DISTINCT quantity FROM forecast');
    for (const { quantity } of found) expect(units[quantity], quantity).toMatch(/^[a-z0-9-]+$/);
    expect(units['gap_fte']).toBe('fte');
  });
});

describe('what is not open stays here', () => {
  test('no column that is not declared open, no table about practices, no file name and no finding', async () => {
    const published = new Map(
      described.resources.map(({ name, schema }) => [name, schema.fields.map((is) => is.name)]),
    );
    for (const { name, kind, columns } of tables) {
      if (withheld[kind] !== null) expect([...published.keys()], name).not.toContain(name);
      for (const [column, { privacy }] of Object.entries(columns)) {
        if (privacy !== 'open') expect(published.get(name) ?? [], name).not.toContain(column);
      }
    }
    for (const name of [
      'practices',
      'practice_staff',
      'practice_places',
      'practice_history',
      'findings',
      'files_read',
    ])
      expect([...published.keys()]).not.toContain(name);
    expect(published.size).toBeGreaterThan(20);
  });

  test('a table whose key is not open goes nowhere, whatever part of an edition it belongs to', () => {
    for (const { table, columns } of openTables()) {
      expect(columns.map(([name]) => name)).toEqual(expect.arrayContaining([...table.key]));
      expect(columns.every(([, { privacy }]) => privacy === 'open')).toBe(true);
    }
  });

  test('what a practice reported stands in none of the files', async () => {
    const [known] = await edition.rows<{ n: number }>(
      `SELECT count(*)::INTEGER AS n FROM practices WHERE name = '${secret}'`,
    );
    expect(known?.n).toBe(1);
    await read(async ({ rows }) => {
      for (const { path } of described.resources) {
        const hits = await rows(
          `SELECT * FROM read_parquet('${join(folder, path)}') t WHERE t::VARCHAR ILIKE '%geheim%' LIMIT 1`,
        );
        expect(hits, path).toEqual([]);
      }
    });
    expect(await readFile(join(folder, 'datapackage.json'), 'utf8')).not.toMatch(/geheim|praktijken\.csv/i);
  });

  test('the connection that writes reaches no other folder', async () => {
    const outside = join(root, 'outside.parquet');
    await withAttached(
      {},
      async ({ rows }) => {
        await expect(rows(`COPY (SELECT 1 AS x) TO '${outside}' (FORMAT parquet)`)).rejects.toThrow(
          /disabled/,
        );
        await expect(
          rows(`SELECT * FROM read_text('${join(root, 'raw', 'praktijken.csv')}')`),
        ).rejects.toThrow(/disabled/);
        await expect(rows('SET enable_external_access = true')).rejects.toThrow();
      },
      { writable: folder },
    );
  });
});

describe('a folder', () => {
  test('with an earlier publication is replaced as a whole', async () => {
    const target = join(root, 'again');
    await alteredEdition(root, {
      from: edition.manifest.id,
      id: 'older',
      sql: ['DROP TABLE forecast_rank', 'ALTER TABLE starting_stock DROP COLUMN coverage'],
    });
    const manifest = { ...edition.manifest, id: 'older' };
    await publishParquet(root, edition.manifest, target);
    await publishParquet(root, manifest, target);
    const found = descriptor.parse(JSON.parse(await readFile(join(target, 'datapackage.json'), 'utf8')));
    expect(await readdir(target)).not.toContain('forecast_rank.parquet');
    const stock = found.resources.find(({ name }) => name === 'starting_stock');
    expect(stock?.schema.fields.map(({ name }) => name)).not.toContain('coverage');
    expect((await readdir(root)).filter((name) => name.startsWith('.again'))).toEqual([]);
  });

  test('that is empty is used', async () => {
    const target = join(root, 'empty');
    await mkdir(target);
    await publishParquet(root, edition.manifest, target);
    expect(await readdir(target)).toContain('datapackage.json');
  });

  test.each<[string, (target: string) => Promise<void>, RegExp]>([
    [
      'with files of somebody',
      (target) => writeFile(join(target, 'notes.txt'), 'x'),
      /no datapackage\.json of/,
    ],
    [
      'with the data package of somebody else',
      (target) => writeFile(join(target, 'datapackage.json'), '{"name":"other","resources":[]}'),
      /its datapackage\.json is not of Praktijkbalans/,
    ],
    [
      'with a publication and something beside it',
      async (target) => {
        await publishParquet(root, edition.manifest, target);
        await writeFile(join(target, 'notes.txt'), 'x');
      },
      /it also holds notes\.txt/,
    ],
  ])('%s is refused and left as it is', async (what, fill, message) => {
    const target = join(root, what);
    await mkdir(target);
    await fill(target);
    const before = await readdir(target);
    await expect(publishParquet(root, edition.manifest, target)).rejects.toThrow(message);
    expect(await readdir(target)).toEqual(before);
  });

  test('that is a file, or below one, is refused in words', async () => {
    const file = join(root, 'a file');
    await writeFile(file, 'x');
    await expect(publishParquet(root, edition.manifest, file)).rejects.toThrow(
      /is not replaced: it is a file/,
    );
    await expect(publishParquet(root, edition.manifest, join(file, 'x'))).rejects.toThrow(
      /cannot write .*a file/,
    );
  });

  test('that was lost halfway comes back when the next try fails too', async () => {
    const target = join(root, 'lost');
    await publishParquet(root, edition.manifest, join(root, '.lost.1.old'));
    await mkdir(join(root, '.lost.1.new'));
    const missing = { ...edition.manifest, id: 'nothing' };
    await expect(publishParquet(root, missing, target)).rejects.toThrow(/cannot be opened/);
    expect(await readdir(target)).toContain('datapackage.json');
    expect((await readdir(root)).filter((name) => name.startsWith('.lost'))).toEqual([]);
  });
});
