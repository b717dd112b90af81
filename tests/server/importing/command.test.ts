import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandRunner } from '#lib/server/importing/command.ts';

const limits = { time: 20_000, memory: 64, output: 10_000 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a script as if it were the command line. */
async function run(script: string, args: string[] = [], other: Partial<typeof limits> = {}) {
  const cli = join(folder, `cli-${Math.random()}.mjs`);
  await writeFile(cli, script);
  return commandRunner(cli, { ...limits, ...other })(args);
}

describe('a run of the command line', () => {
  test('hands over its arguments as they are, and its answer', async () => {
    const args = ['check', '/a b/$(x)/"q".csv', '--without=-x', ''];
    const { code, stdout, stderr } = await run(
      'console.log(JSON.stringify(process.argv.slice(2))); console.error("said"); process.exitCode = 3;',
      args,
    );
    expect([code, JSON.parse(stdout), stderr]).toEqual([3, args, 'said\n']);
  });

  test('keeps letters whole that arrive in parts', async () => {
    const { stdout } = await run(
      `const [a, b] = [Buffer.from('ë').subarray(0, 1), Buffer.from('ë').subarray(1)];
       process.stdout.write(a); setTimeout(() => process.stdout.write(b), 50);`,
    );
    expect(stdout).toBe('ë');
  });

  test.each([
    ['it takes too long', 'setInterval(() => {}, 1000);', { time: 500 }, 'timeout'],
    ['it goes round in a circle', 'for (;;);', { time: 500 }, 'timeout'],
    ['it says too much', `setInterval(() => console.log('x'.repeat(1000)), 1);`, {}, 'too-much'],
    ['it fails by a fault of ours', 'process.exit(70);', {}, 'fault'],
    ['its command line is wrong', 'process.exit(2);', {}, 'fault'],
    [
      'it is stopped from outside',
      `process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);`,
      {},
      'fault',
    ],
    [
      'the machine takes it down',
      `process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`,
      {},
      'no-memory',
    ],
    ['it fills the memory', 'const all = []; for (;;) all.push(new Array(1e5).fill(0));', {}, 'no-memory'],
  ])('ends in a problem that has words when %s', async (_, script, other, code) => {
    await expect(run(script, ['check'], other)).rejects.toMatchObject({ name: 'ImportProblem', code });
  });

  test('says so where there is no command line', async () => {
    await expect(commandRunner(join(folder, 'nowhere.js'))([])).rejects.toMatchObject({ code: 'no-command' });
  });
});
