import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { currentId, editionPaths, switchTo } from '#lib/server/editions.ts';
import { editionsCommand } from '#pipelines/commands/editions.ts';
import { publishCommand } from '#pipelines/commands/publish.ts';
import { alteredEdition, tinyEdition } from '../fixtures/edition.ts';

const [a, b, c] = ['20260101-000000', '20260102-000000', '20260103-000000'] as const;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  await tinyEdition(root, a, 33);
  await tinyEdition(root, b, 41);
  await switchTo(root, a);
  await switchTo(root, b);
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** What a command prints. */
async function run(command: Command, ...args: string[]): Promise<string> {
  let said = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  try {
    await command.parseAsync([...args, '--editions', root], { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return said;
}
const editions = (...args: string[]) => run(editionsCommand(), ...args);

describe('the command “editions”', () => {
  test('lists them for a person and for a machine', async () => {
    await alteredEdition(root, {
      from: a,
      id: c,
      about: {
        files: [
          ['personeel.csv', 'practice_staff', 'register_files', 'loaded'],
          ['duo.csv', 'mbo_students', 'duo_students', 'published'],
          ['practices (synthetic)', 'practices', 'synthetic_register', 'synthetic'],
        ].map(([file = '', table = '', source = '', origin = '']) => ({
          ...{ file, table, source, origin: origin as 'loaded' },
          ...{ sha256: 'x', rowsRead: 1, rowsLoaded: 1, rowsRefused: 0 },
        })),
      },
    });
    await truncate(editionPaths(root, a).database, 99);
    const said = await editions('list');
    expect(said).toMatch(/^edition +made +model +seed +draws +own files +public +MB +state\n/);
    expect(said).toMatch(/20260103-000000 +2026-01-01 00:00 +1\.0\.0 +33 +10 +1 +1 +\d+\.\d\n/);
    expect(said).toMatch(/20260102-000000 .* in use\n/);
    expect(said).toMatch(/20260101-000000 .* before it, DAMAGED\n/);
    expect(JSON.parse(await editions('list', '--json'))).toMatchObject([
      { id: b, inUse: true, seed: 41, draws: 10, files: { own: 0, public: 0 }, damage: null },
      { id: c, inUse: false, files: { own: 1, public: 1 } },
      { id: a, isPrevious: true, damage: expect.stringMatching(/is not the file that was built/) },
    ]);
    expect(await editions('show', '20260103')).toMatch(
      /^Edition 20260103-000000\n[\s\S]*personeel\.csv +practice_staff/,
    );
    expect(JSON.parse(await editions('show', 'current', '--json'))).toMatchObject({
      id: b,
      manifest: { seed: 41 },
    });
  });

  test('tells the difference in the words of a policymaker', async () => {
    const said = await editions('diff', 'previous', 'current');
    expect(said).toMatch(/^Edition 20260101-000000 → 20260102-000000\n/);
    expect(said).toMatch(/Model\n {2}seed: 33 → 41\n/);
    expect(said).toMatch(/Drenthe 2024: \+33 \(\+33 to \+33\) → \+41 \(\+41 to \+41\) heads/);
    expect(JSON.parse(await editions('diff', a, b, '--json'))).toMatchObject({
      same: false,
      model: [{ setting: 'seed', before: 33, after: 41 }],
      figures: [{ region: 'RA0102', heads: { change: 8 } }, {}, {}, {}],
    });
    expect(await editions('diff', a, a)).toMatch(/the same data, model, world and figures\.\n$/);
  });

  test('switches, and undoes that', async () => {
    expect(await editions('switch', 'previous')).toMatch(
      /Edition 20260101-000000 is in use; .* goes back to 20260102/,
    );
    expect(await currentId(root)).toBe(a);
    expect(JSON.parse(await editions('switch', 'previous', '--json'))).toEqual({ id: b, before: a });
    expect(await currentId(root)).toBe(b);
    expect(await editions('switch', b)).toMatch(/was in use already/);
  });

  test.each([
    ['damaged', () => truncate(editionPaths(root, a).database, 9), /is damaged/],
    [
      'foreign',
      () => alteredEdition(root, { from: b, id: a, sql: ['DROP TABLE forecast'] }),
      /cannot be opened: it has no table forecast/,
    ],
  ])('does not put one into use that is %s', async (_, harm, message) => {
    await harm();
    await expect(editions('switch', a)).rejects.toThrow(message);
    expect(await currentId(root)).toBe(b);
  });

  test('removes old ones with the files that only they were built from, and says which', async () => {
    const files = join(root, 'files');
    await mkdir(files);
    for (const name of ['aa', 'cc', 'stray']) await writeFile(join(files, name), '');
    await alteredEdition(root, {
      from: a,
      id: '20250101-000000',
      about: { createdAt: '2025-01-01T00:00:00.000Z', inputs: [{ name: 'old.csv', sha256: 'aa' }] },
    });
    await alteredEdition(root, {
      from: a,
      id: c,
      about: { createdAt: '2026-01-03T00:00:00.000Z', inputs: [{ name: 'new.csv', sha256: 'cc' }] },
    });
    expect(await editions('prune')).toMatch(
      /^Kept files that no edition needs any more, removed: 1\.\n4 editions are left/,
    );
    const said = await editions('prune', '--keep', '1');
    expect(said).toMatch(/Removed edition 20250101-000000\./);
    expect(said).toMatch(/removed: 1\.\n3 editions are left\./);
    expect(await readdir(files)).toEqual(['cc']);
    expect(JSON.parse(await editions('prune', '--keep', '1', '--json'))).toEqual({
      removed: [],
      files: [],
      left: [c, b, a],
    });
  });

  test('leaves the files of the regions alone while a manifest that may name them cannot be read', async () => {
    await mkdir(join(root, 'files'));
    await writeFile(join(root, 'files', 'aa'), '');
    await writeFile(editionPaths(root, a).manifest, '{');
    await editions('prune', '--keep', '1');
    expect(await readdir(join(root, 'files'))).toEqual(['aa']);
  });
});

describe('the command “publish”', () => {
  test('writes the edition that is asked for, and says what it wrote', async () => {
    const out = join(root, 'out');
    expect(await run(publishCommand(), '--parquet', out)).toMatch(
      /regions\.parquet: 1 rows\n[\s\S]*Wrote the open tables of edition 20260102-000000/,
    );
    expect(
      JSON.parse(await run(publishCommand(), '--parquet', out, '--edition', 'previous', '--json')),
    ).toMatchObject({
      edition: a,
      folder: out,
      files: [
        { file: 'regions.parquet', rows: 1 },
        { file: 'forecast.parquet', rows: 21 },
      ],
    });
    expect(JSON.parse(await readFile(join(out, 'datapackage.json'), 'utf8'))).toMatchObject({ version: a });
  });
});
