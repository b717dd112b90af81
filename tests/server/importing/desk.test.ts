import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CheckReport } from '#lib/domain/check-report.ts';
import type { Outcome } from '#lib/server/importing/command.ts';
import { deskFor, type Desk } from '#lib/server/importing/desk.ts';
import { draftPaths, readDraft, saveDraft } from '#lib/server/importing/drafts.ts';
import { ImportProblem } from '#lib/server/importing/problem.ts';

const nothing: CheckReport = { verdict: 'ready', toAccept: [], files: [], findings: [], changes: [] };

/** A finding that stops a file, as the command line reports it. */
function stopping(file: string, code: string): CheckReport {
  const about = { row: 1, column: 'geboortejaar', value: null, severity: 'stop', expected: null } as const;
  return { ...nothing, verdict: 'stop', findings: [{ file, code, ...about }] };
}

let root: string;
let desk: Desk;
/** What the command line was asked, without paths. */
let asked: string[];
/** What it answers to a check, and to an import. */
let report: CheckReport;
let imported: (folder: string) => Promise<Outcome>;

function answer(document: unknown, code = 0): Outcome {
  return { code, stdout: JSON.stringify(document), stderr: '' };
}

async function inUse(id: string): Promise<void> {
  await writeFile(join(root, 'current'), `${id}\n`);
}

/** Stands in for the command line: what it checks, builds and switches to is in the variables above. */
async function run([command = '', first = '', second = '', ...rest]: readonly string[]): Promise<Outcome> {
  if (command === 'check') {
    asked.push(`check ${(await readdir(first)).sort().join(',')}`);
    return answer(report, { ready: 0, confirm: 3, stop: 1 }[report.verdict]);
  }
  if (command === 'import') {
    const accepted = [second, ...rest].filter((option) => option.startsWith('--accept'));
    asked.push(['import', ...accepted].join(' '));
    return imported(first);
  }
  asked.push([command, first, second].join(' '));
  if (first === 'switch') await inUse(second);
  return answer({});
}

function file(name: string, text = 'a;b\n1;2\n'): File {
  return new File([text], name);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  await inUse('one');
  asked = [];
  report = nothing;
  imported = async () => answer({ id: 'two' });
  desk = deskFor(root, {
    run,
    limit: 1000,
    served: async () => (await readFile(join(root, 'current'), 'utf8')).trim(),
  });
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('files that are handed over', () => {
  test('are kept as they are, for the user of this machine only', async () => {
    const id = await desk.drop([file('staf.csv', 'é;1\r\n'), file('../staf.csv'), file('C:\\staf.csv')]);
    const paths = draftPaths(root, id);
    expect(await readdir(paths.files)).toEqual(['staf (2).csv', 'staf (3).csv', 'staf.csv']);
    expect(await readFile(join(paths.files, 'staf.csv'), 'utf8')).toBe('é;1\r\n');
    expect((await stat(join(paths.files, 'staf.csv'))).mode & 0o777).toBe(0o600);
    expect((await stat(paths.folder)).mode & 0o777).toBe(0o700);
    expect(asked).toEqual([]);
  });

  test.each([
    ['nothing', () => []],
    ['too-many', () => Array.from({ length: 61 }, (_, i) => file(`${i}.csv`))],
    ['too-large', () => [file('a.csv', 'x'.repeat(600)), file('b.csv', 'x'.repeat(600))]],
  ])('are refused: %s', async (code, files) => {
    await expect(desk.drop(files())).rejects.toMatchObject({ code });
    expect(existsSync(join(root, 'drafts'))).toBe(false);
  });

  test('leave nothing behind when one of them breaks off', async () => {
    const broken = Object.assign(file('b.csv'), {
      stream: () => new ReadableStream({ pull: (controller) => controller.error(new Error('broken off')) }),
    });
    await expect(desk.drop([file('a.csv'), broken])).rejects.toThrow('broken off');
    expect(await readdir(join(root, 'drafts'))).toEqual([]);
  });

  test('go after a day; those of today stay, and so does everything that is no draft', async () => {
    const [old, young] = [await desk.drop([file('a.csv')]), await desk.drop([file('b.csv')])];
    const yesterday = new Date(Date.now() - 25 * 3600_000);
    const draft = await readDraft(root, old);
    if (draft) await saveDraft(root, { ...draft, createdAt: yesterday.toISOString() });
    const unfinished = join(root, 'drafts', 'f'.repeat(32));
    await mkdir(unfinished);
    await utimes(unfinished, yesterday, yesterday);
    const other = join(root, 'drafts', 'mine');
    await mkdir(other);
    await utimes(other, yesterday, yesterday);
    const last = await desk.drop([file('c.csv')]);
    expect((await readdir(join(root, 'drafts'))).sort()).toEqual([young, last, 'mine'].sort());
    expect((await desk.drafts()).map(({ draft: { id } }) => id)).toEqual([last, young]);
  });
});

describe('a draft', () => {
  test.each([
    ['another id', 'f'.repeat(32)],
    ['a path', '../../etc'],
    ['a path of the length of an id', `../${'a'.repeat(29)}`],
    ['nothing', ''],
    ['the folder of all drafts', '.'],
  ])('is not found under %s', async (_, id) => {
    await desk.drop([file('a.csv')]);
    await expect(desk.open(id, 'nl')).rejects.toMatchObject({ code: 'no-draft' });
    await expect(desk.build(id, [])).rejects.toMatchObject({ code: 'no-draft' });
    await expect(desk.use(id)).rejects.toMatchObject({ code: 'no-draft' });
    expect(await desk.download(id, 'report.txt')).toBeUndefined();
    await desk.discard(id);
    expect((await desk.drafts()).length).toBe(1);
    expect(asked).toEqual([]);
  });

  test('is not found behind a link that leads out of the folder, nor where it is damaged', async () => {
    const id = await desk.drop([file('a.csv')]);
    const link = 'e'.repeat(32);
    await symlink(draftPaths(root, id).folder, join(root, 'drafts', link));
    await expect(desk.open(link, 'nl')).rejects.toMatchObject({ code: 'no-draft' });
    await writeFile(draftPaths(root, id).state, '{"id":');
    await expect(desk.open(id, 'nl')).rejects.toMatchObject({ code: 'no-draft' });
    expect(await desk.drafts()).toEqual([]);
  });

  test('is checked once, however often it is looked at, and again against another edition', async () => {
    const id = await desk.drop([file('a.csv')]);
    const looks = await Promise.all([1, 2, 3].map(() => desk.open(id, 'nl')));
    expect(looks.map(({ stage }) => stage)).toEqual(['checked', 'checked', 'checked']);
    expect(asked).toEqual(['check a.csv']);
    await inUse('other');
    await desk.open(id, 'nl');
    expect(asked).toEqual(['check a.csv', 'check a.csv']);
  });

  test('can be looked at again after a check that did not succeed', async () => {
    let broken = true;
    const fragile = deskFor(root, {
      run: (args) => (broken ? Promise.reject(new ImportProblem('timeout')) : run(args)),
      limit: 1000,
      served: async () => 'one',
    });
    const id = await fragile.drop([file('a.csv')]);
    await expect(fragile.open(id, 'nl')).rejects.toMatchObject({ code: 'timeout' });
    broken = false;
    expect((await fragile.open(id, 'nl')).stage).toBe('checked');
  });

  test.each([
    ['error: no such folder\n', 'refused', 'no such folder'],
    ['waiting for a build\nerror: it has no rows\n  in a.csv\n', 'refused', 'it has no rows\n  in a.csv'],
    ['SyntaxError: unexpected token\n    at file:///a.ts:1:1\n', 'fault', expect.any(String)],
  ])('tells what the command line says that has no report: %j', async (stderr, code, detail) => {
    const mute = deskFor(root, {
      run: async () => ({ code: 1, stdout: '', stderr }),
      limit: 1000,
      served: async () => 'one',
    });
    const id = await mute.drop([file('a.csv')]);
    await expect(mute.open(id, 'nl')).rejects.toMatchObject({ code, detail });
  });

  test('loses a file with births at once, and goes on without it', async () => {
    const id = await desk.drop([file('staf.xlsx'), file('praktijken.csv')]);
    report = stopping('staf.xlsx [Blad 1]', 'births');
    const { draft } = await desk.open(id, 'nl');
    expect(draft).toMatchObject({ removed: ['staf.xlsx'], files: [{ name: 'praktijken.csv' }] });
    expect(await readdir(draftPaths(root, id).files)).toEqual(['praktijken.csv']);
    report = nothing;
    await desk.takeOut(id, ['staf.xlsx']);
    expect((await desk.open(id, 'nl')).report.verdict).toBe('ready');
    expect(asked).toEqual(['check praktijken.csv,staf.xlsx', 'check praktijken.csv']);
  });

  test('loses all its files when it is not clear which of them has the births', async () => {
    const id = await desk.drop([file('a.csv'), file('b.csv')]);
    report = stopping('something else', 'births');
    await desk.open(id, 'nl');
    expect(await readdir(draftPaths(root, id).files)).toEqual([]);
  });

  test('goes on without one of its files, never with one of somebody else', async () => {
    const id = await desk.drop([file('a.csv'), file('b.csv')]);
    await desk.takeOut(id, ['a.csv']);
    await desk.takeOut(id, ['../draft.json']);
    await desk.open(id, 'nl');
    expect(asked).toEqual(['check b.csv']);
  });

  test('can be thrown away, twice', async () => {
    const id = await desk.drop([file('a.csv')]);
    await desk.discard(id);
    await desk.discard(id);
    expect(existsSync(draftPaths(root, id).folder)).toBe(false);
    await expect(desk.open(id, 'nl')).rejects.toMatchObject({ code: 'no-draft' });
  });
});

describe('the edition of a draft', () => {
  test('is built once when it is asked for twice at the same moment, and put into use once', async () => {
    const id = await desk.drop([file('a.csv')]);
    await desk.open(id, 'nl');
    await Promise.all([desk.build(id, []), desk.build(id, [])]);
    expect(await desk.open(id, 'nl')).toMatchObject({
      stage: 'built',
      draft: { built: { id: 'two', against: 'one' } },
    });
    await Promise.all([desk.use(id), desk.use(id)]);
    await desk.build(id, []);
    expect((await desk.open(id, 'nl')).stage).toBe('used');
    expect(asked).toEqual(['check a.csv', 'import', 'editions diff one', 'editions switch two']);
  });

  test('is said to be at work as long as it is being built', async () => {
    const id = await desk.drop([file('a.csv')]);
    expect((await desk.open(id, 'nl')).building).toBe(false);
    let finish = () => {};
    imported = () => new Promise((resolve) => (finish = () => resolve(answer({ id: 'two' }))));
    const done = desk.build(id, []);
    await expect.poll(() => asked).toContain('import');
    expect(await desk.open(id, 'nl')).toMatchObject({ stage: 'checked', building: true });
    finish();
    await done;
    expect(await desk.open(id, 'nl')).toMatchObject({ stage: 'built', building: false });
  });

  test('is not built while something has to be put right, or was not accepted', async () => {
    const id = await desk.drop([file('a.csv')]);
    report = stopping('a.csv', 'web-page');
    await desk.open(id, 'nl');
    await expect(desk.build(id, ['web-page'])).rejects.toMatchObject({ code: 'stopped' });
    const other = await desk.drop([file('b.csv')]);
    report = { ...nothing, verdict: 'confirm', toAccept: ['many-refused', 'students-differ'] };
    await desk.open(other, 'nl');
    await expect(desk.build(other, ['many-refused'])).rejects.toMatchObject({ code: 'not-accepted' });
    expect(asked).not.toContain('import');
    await desk.build(other, ['students-differ', 'many-refused', '--hold', 'unheard-of']);
    expect(asked).toContain('import --accept=many-refused --accept=students-differ');
  });

  test('is not built before the check was there to see', async () => {
    const id = await desk.drop([file('a.csv')]);
    await expect(desk.build(id, [])).rejects.toMatchObject({ code: 'moved-on' });
    expect(asked).toEqual([]);
  });

  test('is checked anew when the command line refuses to build what it let pass before', async () => {
    const id = await desk.drop([file('a.csv')]);
    await desk.open(id, 'nl');
    report = { ...nothing, verdict: 'confirm', toAccept: ['students-differ'] };
    imported = async () => answer(report, 3);
    await expect(desk.build(id, [])).rejects.toMatchObject({ code: 'moved-on' });
    expect((await desk.open(id, 'nl')).report.toAccept).toEqual(['students-differ']);
  });

  test('does not take the place of an edition that came into use since it was built', async () => {
    const [first, second] = [await desk.drop([file('a.csv')]), await desk.drop([file('b.csv')])];
    await desk.open(first, 'nl');
    await desk.open(second, 'nl');
    await desk.build(first, []);
    imported = async () => answer({ id: 'three' });
    await desk.build(second, []);
    await desk.use(first);
    await expect(desk.use(second)).rejects.toMatchObject({ code: 'moved-on' });
    expect((await readFile(join(root, 'current'), 'utf8')).trim()).toBe('two');
    expect((await desk.open(second, 'nl')).stage).toBe('checked');
    await desk.build(second, []);
    await desk.use(second);
    expect((await desk.open(first, 'nl')).stage).toBe('past');
    await expect(desk.build(first, [])).rejects.toMatchObject({ code: 'moved-on' });
  });

  test('makes room for the one before it once, also when that is asked twice', async () => {
    const id = await desk.drop([file('a.csv')]);
    await desk.open(id, 'nl');
    await desk.build(id, []);
    await desk.use(id);
    await Promise.all([desk.goBack('two', 'one'), desk.goBack('two', 'one')]);
    expect(asked.filter((line) => line.startsWith('editions switch'))).toEqual([
      'editions switch two',
      'editions switch one',
    ]);
    await expect(desk.goBack('one', '--editions=/')).rejects.toMatchObject({ code: 'refused' });
    // What was built is still there to be used after all.
    expect((await desk.open(id, 'nl')).stage).toBe('built');
    await desk.use(id);
    expect((await readFile(join(root, 'current'), 'utf8')).trim()).toBe('two');
  });
});
