import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeEditions, editionIn } from '#lib/server/edition.ts';
import { checkedManifest, switchTo } from '#lib/server/editions.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { newEdition } from '#pipelines/work.ts';
import { realEffects } from '#pipelines/effects.ts';
import { silently } from '#pipelines/steps.ts';

let root: string;
const ids = ['20260101-000000', '20270101-000000'] as const;
/** Longer than an edition is served before the server looks for a newer one. */
const aWhile = 1100;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  for (const [i, year] of [2026, 2027].entries()) {
    const now = () => new Date(Date.UTC(year, 0, 1));
    await silently(
      editionSteps,
      newEdition({ root, raw: [], draws: 5, seed: i + 1 }, { ...realEffects, now }),
    );
  }
}, 60_000);
afterAll(async () => {
  await closeEditions(root);
  await rm(root, { recursive: true, force: true });
});

test('follows every switch to and fro, and answers each time', async () => {
  for (let turn = 0; turn < 4; turn++) {
    const id = ids[turn % 2] ?? ids[0];
    await switchTo(root, id);
    await wait(aWhile);
    const edition = await editionIn(root);
    expect(edition.manifest.id).toBe(id);
    expect(await edition.rows('SELECT count(*)::INTEGER AS n FROM regions')).toEqual([{ n: 28 }]);
  }
}, 30_000);

test('a request that began with the old edition can finish with it', async () => {
  const [first, second] = ids;
  await switchTo(root, first);
  await wait(aWhile);
  const old = await editionIn(root);
  await switchTo(root, second);
  await wait(aWhile);
  expect((await editionIn(root)).manifest.id).toBe(second);
  expect(await old.rows('SELECT count(*)::INTEGER AS n FROM schools')).toEqual([{ n: 31 }]);
});

test('many requests at once share one edition', async () => {
  const editions = await Promise.all(Array.from({ length: 50 }, () => editionIn(root)));
  expect(new Set(editions).size).toBe(1);
});

test('passes over an edition that is damaged, and one that is not there', async () => {
  const [first] = ids;
  await switchTo(root, first);
  await wait(aWhile);
  await editionIn(root);
  await cp(join(root, first), join(root, 'broken'), { recursive: true });
  await writeFile(join(root, 'broken', 'edition.duckdb'), 'not a database');
  for (const id of ['broken', 'absent']) {
    await switchTo(root, id);
    await wait(aWhile);
    expect((await editionIn(root)).manifest.id, id).toBe(first);
  }
});

test('says that there is no edition, and finds the first one when it comes', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  await expect(editionIn(empty)).rejects.toThrow(/no edition in/);
  await cp(join(root, ids[0]), join(empty, ids[0]), { recursive: true });
  await switchTo(empty, ids[0]);
  expect((await editionIn(empty)).manifest.id).toBe(ids[0]);
  await closeEditions(empty);
  await rm(empty, { recursive: true });
});

test('opens an edition from before files that were not read were counted', async () => {
  const [first] = ids;
  const path = join(root, first, 'manifest.json');
  const before = await readFile(path, 'utf8');
  const older = JSON.parse(before) as Record<string, unknown>;
  delete older['unread'];
  await writeFile(path, JSON.stringify(older));
  expect(await checkedManifest(root, first)).toMatchObject({ id: first, unread: 0 });
  await writeFile(path, before);
});
