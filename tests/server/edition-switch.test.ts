import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { closeEditions, editionIn, type Edition } from '#lib/server/edition.ts';
import { editionPaths, switchTo } from '#lib/server/editions.ts';
import { openable } from '#lib/server/editions/opened.ts';
import { alteredEdition, tinyEdition } from '../fixtures/edition.ts';

const ids = ['20260101-000000', '20270101-000000'] as const;
/** Longer than an edition is served before the server looks for a newer one, in milliseconds. */
const aWhile = 1100;
/** Longer than an edition that was replaced stays open after its last question, in milliseconds. */
const long = 61_000;

let made: string;
let root: string;
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  await tinyEdition(made, ids[0], 1);
  await tinyEdition(made, ids[1], 2);
});
afterAll(() => rm(made, { recursive: true, force: true }));
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  await cp(made, root, { recursive: true });
  await switchTo(root, ids[0]);
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await closeEditions(root);
  await rm(root, { recursive: true, force: true });
});

async function afterAWhile(): Promise<Edition> {
  vi.advanceTimersByTime(aWhile);
  return editionIn(root);
}

let asked = 0;
/** The seeds that stand in an edition, asked in two questions of which the answer was not kept. */
async function seedsIn(edition: Edition): Promise<number[]> {
  const seeds: number[] = [];
  for (const year of [2024, 2044]) {
    const rows = await edition.rows<{ seed: number }>(
      `SELECT DISTINCT central::INTEGER AS seed FROM forecast WHERE year >= $1 AND ${++asked} > 0`,
      [year],
    );
    seeds.push(...rows.map(({ seed }) => seed));
    await nextTurn();
  }
  return seeds;
}

describe('under load', () => {
  test('30 switches to and fro give no error, and every answer is wholly of one edition', async () => {
    let switching = true;
    const served = new Map<number, number>();
    const visitor = async () => {
      while (switching) {
        const edition = await editionIn(root);
        const { seed } = edition.manifest;
        expect(await seedsIn(edition)).toEqual([seed, seed]);
        served.set(seed, (served.get(seed) ?? 0) + 1);
      }
    };
    const visitors = Promise.all(Array.from({ length: 12 }, visitor));
    try {
      for (let turn = 1; turn <= 30; turn++) {
        const id = ids[turn % 2] ?? ids[0];
        await switchTo(root, id);
        // Now and then nobody switches for so long that what was replaced is closed.
        vi.advanceTimersByTime(turn % 5 === 0 ? long : aWhile);
        await vi.waitFor(
          async () => {
            expect((await editionIn(root)).manifest.id).toBe(id);
          },
          { timeout: 20_000 },
        );
      }
    } finally {
      switching = false;
      await visitors;
    }
    expect(Math.min(served.get(1) ?? 0, served.get(2) ?? 0)).toBeGreaterThanOrEqual(30);
    expect(console.error).not.toHaveBeenCalled();
  }, 60_000);

  test('the first request of many opens the edition, and the others get the same one', async () => {
    const editions = await Promise.all(Array.from({ length: 50 }, () => editionIn(root)));
    expect(new Set(editions).size).toBe(1);
  });

  test('an edition that comes back while it was about to close stays open', async () => {
    const first = await editionIn(root);
    await switchTo(root, ids[1]);
    const second = await afterAWhile();
    await switchTo(root, ids[0]);
    expect(await afterAWhile()).toBe(first);
    vi.advanceTimersByTime(long);
    expect(await seedsIn(first)).toEqual([1, 1]);
    expect(await seedsIn(second)).toEqual([2, 2]);
  });

  test('whoever kept an edition that was closed meanwhile still gets its answers', async () => {
    const first = await editionIn(root);
    expect(await seedsIn(first)).toEqual([1, 1]);
    await switchTo(root, ids[1]);
    await afterAWhile();
    vi.advanceTimersByTime(long);
    await nextTurn();
    expect(await seedsIn(first)).toEqual([1, 1]);
    vi.advanceTimersByTime(long);
    await switchTo(root, ids[0]);
    expect(await seedsIn(await afterAWhile())).toEqual([1, 1]);
  });

  test('an edition is not closed while it is being asked', async () => {
    const edition = openable(editionPaths(root, ids[0]).database, (await editionIn(root)).manifest);
    const asking = edition.rows<{ n: number }>('SELECT sum(i)::DOUBLE AS n FROM range(20000000) t(i)');
    edition.leave();
    vi.advanceTimersByTime(long);
    expect(await asking).toEqual([{ n: 199999990000000 }]);
    await edition.close();
  });
});

describe('what cannot be opened is passed over', () => {
  const id = '20280101-000000';
  const foreign = async (name: string, content: (path: string) => Promise<void>) => {
    await tinyEdition(root, name);
    await content(editionPaths(root, name).database);
    await alteredEdition(root, { from: name, id });
    await rm(join(root, name), { recursive: true });
  };
  const rewrite = async (path: string, change: (text: string) => string) =>
    writeFile(path, change(await readFile(path, 'utf8')));

  test.each<[string, () => Promise<void>, RegExp]>([
    [
      'a file that is no database, with a manifest that fits it',
      () => foreign('20290101-000000', (database) => writeFile(database, 'no database'.repeat(1000))),
      /edition 20280101-000000 cannot be opened: .*not a valid DuckDB database/,
    ],
    [
      'a database of something else, with a manifest that fits it',
      () =>
        alteredEdition(root, {
          from: ids[1],
          id,
          sql: ['DROP TABLE forecast', 'CREATE TABLE invoices AS SELECT 1 AS amount'],
        }),
      /cannot be opened: it has no table forecast/,
    ],
    [
      'a database of something else, whose manifest asks for nothing',
      () =>
        alteredEdition(root, {
          from: ids[1],
          id,
          sql: ['DROP TABLE forecast', 'DROP TABLE regions', 'CREATE TABLE invoices AS SELECT 1 AS amount'],
          about: { rowCounts: {} },
        }),
      /cannot be opened: it has no table regions, forecast/,
    ],
    [
      'a manifest of another format',
      async () => {
        await alteredEdition(root, { from: ids[1], id });
        await rewrite(editionPaths(root, id).manifest, (text) => text.replace('edition/1', 'edition/9'));
      },
      /is damaged: manifest\.json cannot be read/,
    ],
    [
      'a manifest that is no JSON',
      async () => {
        await alteredEdition(root, { from: ids[1], id });
        await rewrite(editionPaths(root, id).manifest, (text) => text.slice(0, 99));
      },
      /is damaged: manifest\.json cannot be read/,
    ],
    [
      'the manifest of another edition',
      async () => {
        await cp(join(root, ids[1]), join(root, id), { recursive: true });
      },
      /is damaged: manifest\.json is of edition 20270101-000000/,
    ],
    [
      'a database that was cut off',
      async () => {
        await alteredEdition(root, { from: ids[1], id });
        await truncate(editionPaths(root, id).database, 8192);
      },
      /is damaged: edition\.duckdb is not the file that was built/,
    ],
    [
      'a database of the right size with another byte',
      async () => {
        await alteredEdition(root, { from: ids[1], id });
        const { database } = editionPaths(root, id);
        const bytes = await readFile(database);
        bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
        await writeFile(database, bytes);
      },
      /is damaged: edition\.duckdb is not the file that was built/,
    ],
    [
      'a log beside the database that would change it',
      async () => {
        await alteredEdition(root, { from: ids[1], id });
        await writeFile(`${editionPaths(root, id).database}.wal`, '');
      },
      /is damaged: a log stands beside/,
    ],
    ['an edition that is not there', async () => undefined, /is damaged: manifest\.json is missing/],
  ])('%s', async (_, make, message) => {
    const before = await editionIn(root);
    await make();
    await switchTo(root, id);
    expect(await afterAWhile()).toBe(before);
    expect(await afterAWhile()).toBe(before);
    expect(await seedsIn(before)).toEqual([1, 1]);
    // Said once, not with every request.
    expect(console.error).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(message));
    await switchTo(root, ids[1]);
    expect((await afterAWhile()).manifest.id).toBe(ids[1]);
  });

  test('and taken up once it is as it was built', async () => {
    await editionIn(root);
    await alteredEdition(root, { from: ids[1], id });
    const { database } = editionPaths(root, id);
    const whole = await readFile(database);
    await writeFile(database, 'cut off');
    await switchTo(root, id);
    expect((await afterAWhile()).manifest.id).toBe(ids[0]);
    await writeFile(database, whole);
    vi.advanceTimersByTime(15_000);
    expect((await afterAWhile()).manifest.id).toBe(id);
  });

  test('also by a server that starts, which then serves the one before it', async () => {
    await alteredEdition(root, { from: ids[1], id });
    await switchTo(root, id);
    await truncate(editionPaths(root, id).database, 100);
    expect((await editionIn(root)).manifest.id).toBe(ids[0]);
    expect(console.error).toHaveBeenCalledWith(
      expect.stringMatching(/serving edition 20260101-000000: .*damaged/),
    );
  });

  test('a folder whose only edition is damaged says so to whoever asks', async () => {
    await rm(join(root, ids[1]), { recursive: true });
    await truncate(editionPaths(root, ids[0]).database, 100);
    await expect(editionIn(root)).rejects.toThrow(/edition 20260101-000000 is damaged/);
  });

  test('the file that names the edition in use is empty for a moment', async () => {
    const before = await editionIn(root);
    await writeFile(join(root, 'current'), '');
    expect(await afterAWhile()).toBe(before);
  });
});
