import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeTurn, type Holder } from '#lib/server/editions/turn.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const here = hostname().replaceAll(/[^\w-]/g, '_');
/** A process id that no process has: above the largest that Linux gives out. */
const nobody = 2 ** 22 + 1;

function ticksOf(pid: number): string {
  if (!existsSync('/proc/self/stat')) return '';
  return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[19] ?? '';
}

/** A claim as another process leaves it. */
async function claim({ pid = process.pid, ticks = '', host = here, age = 0 }): Promise<string> {
  const file = `build.${Date.now()}.${pid}.${ticks}.${host}.abcdef01.lock`;
  await writeFile(join(root, file), '');
  const then = new Date(Date.now() - age);
  await utimes(join(root, file), then, then);
  return file;
}

describe('a turn', () => {
  test('is held by one at a time, of many that want it at once', async () => {
    let holding = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        const end = await takeTurn(root, 'switch');
        most = Math.max(most, ++holding);
        await wait(3);
        holding--;
        await end();
      }),
    );
    expect(most).toBe(1);
    expect(await readdir(root)).toEqual([]);
  });

  test('tells once whom it waits for, and comes when that one is done', async () => {
    const end = await takeTurn(root, 'build');
    const told: Holder[] = [];
    const second = takeTurn(root, 'build', { onWait: (holder) => told.push(holder) });
    await expect.poll(() => told.length, { timeout: 30_000 }).toBe(1);
    expect(told[0]).toMatchObject({ pid: process.pid });
    await end();
    await (
      await second
    )();
    expect(told).toHaveLength(1);
  });

  test('of one task does not stand in the way of another', async () => {
    const end = await takeTurn(root, 'build');
    await (
      await takeTurn(root, 'switch')
    )();
    await end();
  });

  test('is not waited for without end: the message says who has it', async () => {
    const end = await takeTurn(root, 'build');
    await expect(takeTurn(root, 'build', { most: 0 })).rejects.toThrow(
      new RegExp(`another build is at work in ${root} since .* \\(process ${process.pid}\\)`),
    );
    await end();
  });

  test.each<[string, () => Parameters<typeof claim>[0]]>([
    ['a process that is gone', () => ({ pid: nobody })],
    ['a process whose number another one got', () => ({ pid: process.pid, ticks: '1' })],
    ['another machine that has said nothing for long', () => ({ host: 'elsewhere', age: 3_600_000 })],
  ])('is taken from %s', async (_, left) => {
    await claim(left());
    await (
      await takeTurn(root, 'build', { most: 0 })
    )();
    expect(await readdir(root)).toEqual([]);
  });

  test.each<[string, () => Parameters<typeof claim>[0]]>([
    ['a process that lives', () => ({ pid: process.ppid })],
    ['a process that lives and was known by its start', () => ({ ticks: ticksOf(process.pid) })],
    ['another machine that was heard of', () => ({ host: 'elsewhere', age: 1000 })],
  ])('is never taken from %s', async (_, left) => {
    const file = await claim(left());
    await expect(takeTurn(root, 'build', { most: 0 })).rejects.toThrow(/another build is at work/);
    expect(await readdir(root)).toEqual([file]);
  });

  test('does not mind other files in the folder', async () => {
    for (const name of ['build.lock', 'build.1.2.lock', 'notes.lock', '.lock'])
      await writeFile(join(root, name), '');
    await (
      await takeTurn(root, 'build', { most: 0 })
    )();
    expect(await readdir(root)).toHaveLength(4);
  });
});
