import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { currentId, editionPaths, switchTo } from '#lib/server/editions.ts';
import { findEdition, listEditions, previousId } from '#lib/server/editions/catalogue.ts';
import { switches, usedBefore } from '#lib/server/editions/history.ts';
import { pruneEditions } from '#lib/server/editions/prune.ts';
import { tinyEdition } from '../fixtures/edition.ts';

const [a, b, c, d] = ['20260101-000000', '20260102-000000', '20260103-000000', '20260104-000000'] as const;

let made: string;
let root: string;
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  for (const [i, id] of [a, b, c, d].entries()) await tinyEdition(made, id, i + 1);
});
afterAll(() => rm(made, { recursive: true, force: true }));
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  await cp(made, root, { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Things that do not belong in the folder of the editions. */
async function litter(): Promise<string[]> {
  await writeFile(join(root, 'notes.txt'), 'x');
  await mkdir(join(root, 'files'));
  await mkdir(join(root, 'lost+found'));
  await mkdir(join(root, 'backup'));
  await writeFile(join(root, 'backup', 'manifest.json'), '{"format":"something else"}');
  await mkdir(join(root, 'renamed'));
  await writeFile(join(root, 'renamed', 'manifest.json'), await readFile(editionPaths(root, a).manifest));
  await symlink(join(root, a), join(root, '20200101-000000'));
  await writeFile(join(root, '20210101-000000'), 'a file with the name of an edition');
  return ['notes.txt', 'files', 'lost+found', 'backup', 'renamed', '20200101-000000', '20210101-000000'];
}

describe('the list', () => {
  test('has every edition, newest first, with what it was made with', async () => {
    await switchTo(root, b);
    await switchTo(root, d);
    const listed = await listEditions(root);
    expect(listed.map(({ id }) => id)).toEqual([d, c, b, a]);
    expect(listed[0]).toMatchObject({ inUse: true, isPrevious: false, damage: null });
    expect(listed[2]).toMatchObject({ inUse: false, isPrevious: true, manifest: { seed: 2 } });
  });

  test('passes over what is no edition, and says of one what is wrong with it', async () => {
    await litter();
    await truncate(editionPaths(root, b).database, 4096);
    await rm(editionPaths(root, c).manifest);
    const listed = await listEditions(root);
    expect(listed.map(({ id }) => id)).toEqual([d, c, b, a]);
    expect(listed.map(({ damage }) => damage)).toEqual([
      null,
      expect.stringMatching(/manifest\.json is missing/),
      expect.stringMatching(/edition\.duckdb is not the file that was built/),
      null,
    ]);
  });

  test('is empty where nothing was built, also where there is no folder', async () => {
    expect(await listEditions(join(root, 'none'))).toEqual([]);
    expect(await previousId(join(root, 'none'))).toBeUndefined();
  });
});

describe('an edition', () => {
  test.each([
    [c, c],
    ['20260103', c],
    ['current', d],
    ['previous', b],
  ])('is found by “%s”', async (text, id) => {
    await switchTo(root, b);
    await switchTo(root, d);
    expect(await findEdition(root, text)).toBe(id);
  });

  test.each([
    ['2026', /edition “2026” is any of 20260104-000000, .*20260101-000000/],
    ['2027', /no edition “2027” in .*; there are 20260104-000000, /],
    ['', /no edition “”/],
    ['constructor', /no edition “constructor”/],
    ['../files', /no edition/],
    ['current', /no current edition/],
    ['previous', /no previous edition/],
  ])('is not found by “%s”, and the message says why', async (text, message) => {
    await expect(findEdition(root, text)).rejects.toThrow(message);
  });
});

describe('an undo', () => {
  test('leads back to what was in use before, and from there back again', async () => {
    for (const id of [a, c, b]) await switchTo(root, id);
    expect(await previousId(root)).toBe(c);
    await switchTo(root, c);
    expect(await previousId(root)).toBe(b);
    await switchTo(root, d);
    await switchTo(root, d);
    expect(await previousId(root)).toBe(c);
  });

  test('passes over an edition that is gone', async () => {
    for (const id of [a, b, c]) await switchTo(root, id);
    await rm(join(root, b), { recursive: true });
    expect(await previousId(root)).toBe(a);
  });

  test('leads to the newest one made before where nobody noted switches', async () => {
    await writeFile(join(root, 'current'), `${c}\n`);
    expect(await previousId(root)).toBe(b);
    await writeFile(join(root, 'current'), `${a}\n`);
    expect(await previousId(root)).toBeUndefined();
  });

  test('is not misled by a line that was broken off, nor by one whose switch never came', async () => {
    for (const id of [a, b]) await switchTo(root, id);
    await appendFile(join(root, 'history'), '\n{"at":"2026-01-05T00:00:00.000Z","from":"20260102-0');
    expect(await previousId(root)).toBe(a);
    await switchTo(root, c);
    expect(await switches(root)).toHaveLength(2);
    expect(await previousId(root)).toBe(b);
    await appendFile(join(root, 'history'), `\n{"at":"2026-01-05T00:00:00.000Z","from":"${c}","to":"${d}"}`);
    expect(await previousId(root)).toBe(b);
    await switchTo(root, a);
    expect(await previousId(root)).toBe(c);
  });

  test.each<[string, [string, string][], string, string[]]>([
    ['nothing noted', [], 'a', []],
    ['one switch', [['a', 'b']], 'b', ['a']],
    [
      'to and fro',
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      'a',
      ['b'],
    ],
    [
      'a switch that was not noted',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      'd',
      ['c', 'b', 'a'],
    ],
    ['an edition in use that was never noted', [['a', 'b']], 'z', ['b', 'a']],
  ])('reads the trail: %s', (_, pairs, current, expected) => {
    const history = pairs.map(([from, to]) => ({ at: '2026-01-01T00:00:00.000Z', from, to }));
    expect(usedBefore(history, current)).toEqual(expected);
  });

  test('many switches at once leave one of them in use, each noted from the one before', async () => {
    await switchTo(root, a);
    await Promise.all([b, c, d, a, b, c].map((id) => switchTo(root, id)));
    const noted = await switches(root);
    expect(noted.at(-1)?.to).toBe(await currentId(root));
    for (const [i, { from }] of noted.entries()) expect(from).toBe(i === 0 ? a : noted[i - 1]?.to);
    expect((await readdir(root)).filter((name) => /lock|tmp/.test(name))).toEqual([]);
  });
});

describe('removing old editions', () => {
  const left = async () => (await listEditions(root)).map(({ id }) => id);

  test.each([
    [1, [d, b, a]],
    [2, [d, c, b, a]],
    [10, [d, c, b, a]],
  ])('keeps the newest %i, the one in use and the one before it', async (keep, expected) => {
    await switchTo(root, a);
    await switchTo(root, b);
    const { removed } = await pruneEditions(root, keep);
    expect(await left()).toEqual(expected);
    expect(removed.map(({ id }) => id)).toEqual([d, c, b, a].filter((id) => !expected.includes(id)));
    expect(await previousId(root)).toBe(a);
  });

  test('leaves everything alone that is no edition', async () => {
    const names = await litter();
    await switchTo(root, d);
    await pruneEditions(root, 1);
    // Nobody noted a switch: the undo leads to the one that was made before.
    expect(await left()).toEqual([d, c]);
    expect(await readdir(root)).toEqual(expect.arrayContaining(names));
  });

  test('does not count those that are damaged, and keeps a recent one to look into', async () => {
    await switchTo(root, a);
    await truncate(editionPaths(root, d).database, 10);
    await truncate(editionPaths(root, b).database, 10);
    await pruneEditions(root, 1);
    expect(await left()).toEqual([d, c, a]);
  });
});
