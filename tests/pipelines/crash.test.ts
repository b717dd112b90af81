import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '#lib/domain/errors.ts';
import { currentId, editionPaths, switchTo } from '#lib/server/editions.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { realEffects } from '#pipelines/effects.ts';
import { projectFolder } from '#pipelines/paths.ts';
import { silently } from '#pipelines/steps.ts';
import { newEdition } from '#pipelines/work.ts';
import { leftovers, problemsIn, runBuild, titleOf } from '../fuzz/killed-build.ts';

const patience = 120_000;

let folder: string;
/** A folder with one edition, for every test to copy. */
let made: string;
let first: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  made = join(folder, 'made');
  const work = newEdition({ root: made, raw: [], draws: 2, seed: 1 }, realEffects);
  await silently(editionSteps, work);
  first = work.id;
}, patience);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withFirst(name: string): Promise<string> {
  const root = join(folder, name);
  await cp(made, root, { recursive: true });
  return root;
}

describe('a build that is killed', () => {
  test(
    'leaves what was in use whole, and the next build clears up',
    async () => {
      const root = await withFirst('killed');
      const { killed } = await runBuild(root, { step: titleOf('database'), after: 100 });
      expect(killed).toBe(true);
      expect(await problemsIn(root)).toEqual([]);
      expect(await currentId(root)).toBe(first);
      // At least its claim to the turn, which no living process has.
      expect(await leftovers(root)).not.toEqual([]);
      await runBuild(root, { step: titleOf('publish'), after: 0 });
      expect(await problemsIn(root)).toEqual([]);
      const { output } = await runBuild(root);
      expect(output).toMatch(/is in use/);
      expect(await problemsIn(root)).toEqual([]);
      expect(await leftovers(root)).toEqual([]);
      expect(await currentId(root)).not.toBe(first);
    },
    patience,
  );
});

/** Mounts a small disk in memory, where this machine lets us. */
function mounted(target: string, bytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', target], { stdio: 'ignore' });
    return true;
  } catch {
    console.info('skipped: a full disk, because this machine does not let us mount a small one');
    return false;
  }
}

describe('a disk that is full', () => {
  test(
    'ends a build in words, leaves the edition in use as it is and nothing half-written',
    async ({ skip }) => {
      const root = join(folder, 'small');
      await mkdir(root);
      const { size } = await stat(editionPaths(made, first).database);
      if (!mounted(root, Math.round(size * 1.5))) return skip();
      try {
        await cp(join(made, first), join(root, first), { recursive: true });
        await switchTo(root, first);
        const before = await readdir(root);
        for (let again = 0; again < 2; again++) {
          const work = newEdition({ root, raw: [], draws: 2, seed: 2 }, realEffects);
          const problem: unknown = await silently(editionSteps, work).catch((error: unknown) => error);
          expect(problem).toBeInstanceOf(UserError);
          expect((problem as Error).message).toMatch(
            new RegExp(`^no space left in ${root}: what was there stays`),
          );
          expect(await readdir(root)).toEqual(before);
          expect(await problemsIn(root)).toEqual([]);
          expect(await currentId(root)).toBe(first);
        }
      } finally {
        execFileSync('umount', [root]);
      }
    },
    patience,
  );

  test.skipIf(process.platform === 'win32')(
    'or a file that may not grow so large does the same for the command',
    async () => {
      const root = await withFirst('limited');
      const build = [
        join(projectFolder, 'bin/praktijkbalans.js'),
        'build',
        '--draws',
        '2',
        '--json',
        '--editions',
        root,
      ];
      // The shell counts in blocks of 512 bytes: 4 MB.
      const limited = ['-c', 'ulimit -f 8192 && exec "$@"', 'sh', process.execPath, ...build];
      const { status, stdout, stderr } = spawnSync('sh', limited, { encoding: 'utf8' });
      expect(stderr).toMatch(new RegExp(`^error: no space left in ${root}: .*File too large`));
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(await leftovers(root)).toEqual([]);
      expect(await currentId(root)).toBe(first);
      await silently(editionSteps, newEdition({ root, raw: [], draws: 2, seed: 1 }, realEffects));
      expect(await problemsIn(root)).toEqual([]);
      expect(await leftovers(root)).toEqual([]);
      expect(await currentId(root)).not.toBe(first);
    },
    patience,
  );
});
