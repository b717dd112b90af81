import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkedManifest, currentId } from '#lib/server/editions.ts';
import { manifest } from '#lib/server/manifest.ts';

const command = join(process.cwd(), 'bin/praktijkbalans.js');
const patience = 60_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  test.each([[[]], [['start']], [['build']], [['synthesize']]])('explains itself: %j --help', (args) => {
    const { status, stdout } = run([...args, '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: praktijkbalans/);
    expect(stdout).toContain('Options:');
  });

  test.each([
    [['sing'], 2, /unknown command 'sing'/],
    [['build', '--draws', 'many'], 2, /--draws.*'many' is invalid.*whole number/s],
    [['synthesize'], 2, /required option '--out <folder>'/],
    [['build', '--raw', '/no/such/file', '--json'], 1, /^error: cannot read \/no\/such\/file/],
  ])('%j ends with code %i and says why', (args, code, message) => {
    const { status, stdout, stderr } = run([...args, ...(args[0] === 'build' ? ['--editions', folder] : [])]);
    expect(status).toBe(code);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
  });

  test(
    'builds an edition and prints its manifest for a machine',
    async () => {
      const root = join(folder, 'json');
      const { status, stdout } = run(['build', '--editions', root, '--draws', '20', '--json']);
      expect(status).toBe(0);
      expect(manifest.parse(JSON.parse(stdout)).id).toBe(await currentId(root));
    },
    patience,
  );

  test(
    'tells each step on a plain line where there is no terminal',
    () => {
      const { status, stdout, stderr } = run(['build', '--editions', join(folder, 'plain'), '--draws', '20']);
      expect(status).toBe(0);
      expect(stdout + stderr).toMatch(
        /Read the reference data[\s\S]*Forecast 28 regions[\s\S]*put it into use/,
      );
      expect(stdout).toMatch(/Edition \d{8}-\d{6} is in use: \d+ rows, 0 refused, 20 draws\./);
    },
    patience,
  );

  test(
    'writes a register that it can read back, still marked as made up',
    async () => {
      const out = join(folder, 'register');
      expect(run(['synthesize', '--out', out]).status).toBe(0);
      expect((await readdir(out)).length).toBe(5);
      const { status, stdout } = run([
        'build',
        '--raw',
        out,
        '--editions',
        join(folder, 'read'),
        '--draws',
        '20',
        '--json',
      ]);
      expect(status).toBe(0);
      expect(manifest.parse(JSON.parse(stdout))).toMatchObject({ registerOrigin: 'synthetic', refusals: 0 });
    },
    patience,
  );
});

describe('npm start', () => {
  test('says in one line that the port is in use, without building anything', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const root = join(folder, 'port');
    const child = spawn(process.execPath, [command, 'start', '--editions', root], {
      env: { ...process.env, PORT: String(port) },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    other.close();
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^error: port ${port} is in use: .*PORT=4174 npm start\n$`));
    await expect(readdir(root)).rejects.toThrow('ENOENT');
  });

  test.each([
    [{ PORT: 'http' }, /^error: port “http”: expected a whole number from 1 to 65535\n$/],
    [{ PORT: '4173', HOST: '203.0.113.7' }, /^error: host 203\.0\.113\.7 is not an address of this machine/],
  ])('says in one line what is wrong with %j', (env, message) => {
    const { status, stderr } = run(['start', '--editions', join(folder, 'host')], env);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });

  test('says in one line that the folder of the editions cannot be written', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    const { status, stderr } = run(['start', '--editions', join(file, 'editions')], { PORT: '41731' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: cannot write in .*a file.editions: ENOTDIR.*\n$/);
  });

  test(
    'says in one line that the edition in use is damaged',
    async () => {
      const root = join(folder, 'damaged');
      run(['build', '--editions', root, '--draws', '20', '--json']);
      const id = (await currentId(root)) ?? '';
      await writeFile(join(root, id, 'edition.duckdb'), 'x');
      const { status, stderr } = run(['start', '--editions', root], { PORT: '41730' });
      expect(status).toBe(1);
      expect(stderr).toMatch(new RegExp(`^error: edition ${id} is damaged: .*npm run -s cli -- build.*\n$`));
    },
    patience,
  );
});

describe('a build that is killed', () => {
  const kills = 10;

  test(`${kills} times at random moments leaves the edition in use whole, and the next build succeeds`, async () => {
    const root = join(folder, 'killed');
    const build = ['build', '--editions', root, '--draws', '60', '--json'];
    const begun = performance.now();
    expect(run(build).status).toBe(0);
    const duration = performance.now() - begun;
    const first = await currentId(root);
    for (let kill = 0; kill < kills; kill++) {
      const child = spawn(process.execPath, [command, ...build], { stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('close', resolve));
      // From the first read to the last rename; the moments are spread so that every step is hit.
      await wait((duration * (kill + Math.random())) / kills);
      child.kill('SIGKILL');
      await ended;
      const id = (await currentId(root)) ?? '';
      expect((await checkedManifest(root, id)).id, `kill ${kill + 1}`).toBe(id);
    }
    await wait(1000);
    expect(run(build).status).toBe(0);
    const last = (await currentId(root)) ?? '';
    expect(last).not.toBe(first);
    await checkedManifest(root, last);
    expect((await readdir(root)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  }, 180_000);
});
