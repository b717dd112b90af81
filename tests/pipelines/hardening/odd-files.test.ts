import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixture } from '../../fixtures/fixture.ts';
import { checkFiles, type Checked } from './check-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a folder with things that are no tables', () => {
  let checked: Checked;

  beforeAll(async () => {
    const odd = join(folder, 'odd');
    const put = (name: string, content: string | Buffer) => writeFile(join(odd, name), content);
    await mkdir(join(odd, 'map.csv', 'daarin'), { recursive: true });
    await put('leeg.csv', '');
    await put('blanco.csv', ' \r\n\t\r\n');
    await put('mark.csv', '\uFEFF');
    await put('-rf.csv', fixture('stageplaatsen.csv'));
    await put('naam met spatie.csv', fixture('praktijken.csv'));
    await put('Súdwest 😀.csv', fixture('personeel.csv'));
    await put('regel\nbreuk\x1b[31m.csv', fixture('vraag.csv'));
    await put('.verborgen.csv', fixture('plaatsingen.csv'));
    await put('map.csv/daarin/kleur.csv', 'a;b\n\x1b[2J\x1b]0;x\x07;2\n');
    await put('dicht.csv', fixture('plaatsingen.csv'));
    await chmod(join(odd, 'dicht.csv'), 0);
    await symlink('/etc/passwd', join(odd, 'koppeling.csv'));
    await symlink(join(odd, 'nergens'), join(odd, 'dood.csv'));
    await symlink(odd, join(odd, 'kring'));
    execFileSync('mkfifo', [join(odd, 'pijp.csv')]);
    checked = await checkFiles(odd, '/dev/zero');
  }, 60_000);

  test('is read to its end, and each thing is told in words', () => {
    expect(checked).toMatchObject({ code: 1, errors: '' });
    expect(checked.peak).toBeLessThan(1e9);
    const noFile = 'dit is geen gewoon bestand, maar een map, koppeling of apparaat';
    const seen = (name: string) => checked.seen.get(name);
    for (const name of ['koppeling.csv', 'dood.csv', 'kring', 'pijp.csv', 'zero']) {
      expect(seen(name), name).toEqual([`${name}: ${noFile}`]);
    }
    for (const name of ['leeg.csv', 'blanco.csv', 'mark.csv']) {
      expect(seen(name), name).toEqual([`${name}: het bestand is leeg`]);
    }
    expect(seen('map.csv/daarin/kleur.csv')?.[0]).toMatch(/regel 2: dit soort bestand is hier niet bekend/);
  });

  test('with the tables among them, whatever these are called', () => {
    const loaded = new Map(checked.files.map(({ file, rowsLoaded }) => [file, rowsLoaded]));
    for (const name of ['-rf.csv', 'naam met spatie.csv', 'Súdwest 😀.csv', 'regel breuk�[31m.csv']) {
      expect(loaded.get(name), name).toBeGreaterThan(0);
    }
    expect([...loaded.keys()].join()).not.toContain('verborgen');
  });

  test('and nothing that is told obeys a terminal', () => {
    expect([...checked.seen.values()].flat().join('')).not.toMatch(/\p{Cc}/u);
  });

  test.skipIf(process.getuid?.() === 0)('and a file that may not be read', () => {
    expect(checked.seen.get('dicht.csv')?.[0]).toMatch(
      /^dicht\.csv: het bestand kan niet worden geopend; gevonden “EACCES/,
    );
  });
});

test.skipIf(process.getuid?.() === 0)(
  'a folder with one that may not be opened is told so',
  async () => {
    const closed = join(folder, 'closed', 'dicht');
    await mkdir(closed, { recursive: true });
    await chmod(closed, 0);
    const { code, errors } = await checkFiles(join(folder, 'closed'));
    await chmod(closed, 0o700);
    expect(errors).toMatch(/^error: cannot read .*closed: EACCES/);
    expect(code).toBe(1);
  },
  60_000,
);

test('a folder with thousands of files is not read', async () => {
  const many = join(folder, 'many');
  await mkdir(many);
  const names = Array.from({ length: 3000 }, (_, i) => join(many, `${i}.csv`));
  await Promise.all(names.map((name) => writeFile(name, 'a;b\n')));
  const { code, errors, peak } = await checkFiles(many);
  expect(errors).toBe(`error: ${many}: a folder with 3000 files; give one with at most 500\n`);
  expect(code).toBe(1);
  expect(peak).toBeLessThan(1e9);
}, 60_000);
