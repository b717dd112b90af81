import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkedManifest, currentId, fingerprint, switchTo } from '#lib/server/editions.ts';
import { listEditions, previousId } from '#lib/server/editions/catalogue.ts';
import { spaceError } from '#lib/server/editions/space.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { beginTurn, inTurn } from '#pipelines/editions/turn.ts';
import { realEffects } from '#pipelines/effects.ts';
import { silently, type Display, type Step } from '#pipelines/steps.ts';
import { newEdition, type EditionOptions, type EditionWork } from '#pipelines/work.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const now = () => new Date('2026-11-21T12:00:00Z');

function work(options: Partial<EditionOptions> = {}): EditionWork {
  return newEdition({ root, raw: [], draws: 3, seed: 1, ...options }, { ...realEffects, now });
}

describe('an edition that is held', () => {
  test('gets its name, is whole, and leaves the one in use as it is', async () => {
    await silently(editionSteps, work());
    const held = work({ seed: 2, hold: true });
    await silently(editionSteps, held);
    expect(held.manifest?.id).toBe('20261121-120000-2');
    expect(await currentId(root)).toBe('20261121-120000');
    expect(await checkedManifest(root, '20261121-120000-2')).toMatchObject({ ...held.manifest });
    await switchTo(root, '20261121-120000-2');
    expect(await previousId(root)).toBe('20261121-120000');
  }, 60_000);

  test('is not in use either where there was none', async () => {
    await silently(editionSteps, work({ hold: true }));
    expect(await currentId(root)).toBeUndefined();
    expect(await listEditions(root)).toMatchObject([{ id: '20261121-120000', inUse: false, damage: null }]);
  }, 60_000);
});

describe('two builds at once', () => {
  test('one says since when the other is at work, and waits for it', async () => {
    const events: string[] = [];
    const telling =
      (name: string): Display =>
      async (steps, of) => {
        for (const step of steps) {
          events.push(`${name} ${step.name}`);
          await step.run(of, (detail) => events.push(`${name}: ${detail}`));
        }
        events.push(`${name} done`);
      };
    await Promise.all([telling('A')(editionSteps, work()), telling('B')(editionSteps, work({ seed: 2 }))]);
    const [first, second] = events.indexOf('A done') < events.indexOf('B done') ? ['A', 'B'] : ['B', 'A'];
    expect(events.filter((event) => event.startsWith(`${second}: another`))).toEqual([
      expect.stringMatching(/another build is at work since \d\d:\d\d:\d\d \(process \d+\), waiting/),
    ]);
    expect(events.indexOf(`${second} reference`)).toBeGreaterThan(events.indexOf(`${first} publish`));
    expect((await listEditions(root)).map(({ id, damage }) => [id, damage])).toEqual([
      ['20261121-120000-2', null],
      ['20261121-120000', null],
    ]);
    expect((await readdir(root)).sort()).toEqual([
      '20261121-120000',
      '20261121-120000-2',
      'current',
      'history',
    ]);
  }, 60_000);
});

describe('a build that fails', () => {
  const half: Step<EditionWork> = {
    name: 'half',
    title: 'Write half of it',
    run: async (of) => {
      await mkdir(join(root, `${of.id}.${process.pid}.tmp`));
      await writeFile(join(root, `${of.id}.${process.pid}.tmp`, 'edition.duckdb'), 'half');
    },
  };
  const failing = (error: Error): Step<EditionWork> => ({
    name: 'fail',
    title: 'Fail',
    run: () => Promise.reject(error),
  });

  test('leaves nothing behind, and the next one does not have to wait', async () => {
    await expect(silently(inTurn([half, failing(new Error('broken'))]), work())).rejects.toThrow('broken');
    expect(await readdir(root)).toEqual([]);
    await silently(inTurn([half]), work());
  });

  test('because another one takes too long says so, and leaves what that one is writing', async () => {
    const other = work();
    await beginTurn(other, () => undefined);
    await half.run(other, () => undefined);
    await expect(beginTurn(work(), () => undefined, 0)).rejects.toThrow(
      /another build is at work in .* since 20.*Z \(process \d+\); try again when it is done/,
    );
    expect(await readdir(root)).toContain(`${other.id}.${process.pid}.tmp`);
  });

  test.each([
    ['ENOSPC: no space left on device, write', true],
    ['IO Error: Could not write file "/x/edition.duckdb": No space left on device', true],
    ['IO Error: Could not write file "/x/edition.duckdb": File too large', true],
    ['EDQUOT: disk quota exceeded, write', true],
    ['EACCES: permission denied', false],
  ])('for “%s” says where there is no room: %j', async (message, full) => {
    const problem = silently(inTurn([half, failing(new Error(message))]), work());
    if (full)
      await expect(problem).rejects.toThrow(new RegExp(`^no space left in ${root}: what was there stays`));
    else await expect(problem).rejects.toThrow(message);
    expect(spaceError(root, new Error(message)) instanceof Error).toBe(true);
  });
});

test('the fingerprint of a large file is taken piece by piece', async () => {
  const file = join(root, 'large');
  await writeFile(file, Buffer.alloc(5 * 2 ** 20 + 3, 'abc'));
  expect(await fingerprint(file)).toEqual({
    bytes: 5242883,
    sha256: (await import('node:crypto'))
      .createHash('sha256')
      .update(Buffer.alloc(5 * 2 ** 20 + 3, 'abc'))
      .digest('hex'),
  });
});
