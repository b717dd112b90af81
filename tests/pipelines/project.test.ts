import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Result } from '#lib/model/result.ts';
import { projectCommand } from '#pipelines/commands/project.ts';
import { documentText } from '#pipelines/documents.ts';
import { projectFolder } from '#pipelines/paths.ts';

const examples = join(projectFolder, 'data/examples');
const keepers = join(examples, 'lighthouse-keepers.baseline.json');
const change = join(examples, 'lighthouse-keepers.scenario.json');
const founders = join(examples, 'bell-founders.baseline.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-project-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

/** Runs the command; what it printed. */
async function project(...args: string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  await projectCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(args, { from: 'user' });
  vi.restoreAllMocks();
  return printed.join('');
}

async function written(name: string, content: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function hashOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

describe('project', () => {
  test('writes a result and says in three lines what it is', async () => {
    const out = join(folder, 'result.json');
    const said = await project('--baseline', keepers, '--draws', '40', '--seed', '3', '--out', out);
    const result = JSON.parse(await readFile(out, 'utf8')) as Result;
    expect(result).toMatchObject({
      format: 'praktijkbalans-result/1',
      title: 'Lighthouse keepers of Elsewhere (invented)',
      scenario: null,
      draws: 40,
      seed: 3,
      sources: { assumptions: true, years: true, people: true },
      sha256: { baseline: await hashOf(keepers), scenario: null },
    });
    expect(result.ages).toBeUndefined();
    expect(said.split('\n')).toEqual([
      'Lighthouse keepers of Elsewhere (invented): 40 draws, seed 3.',
      expect.stringMatching(
        /^total, 2030 to 2033: supply 200 to 133\.8 FTE, demand 200 to 254\.7 FTE; gap 120\.9 FTE \(80 %: \d.* to \d.*\), chance of a shortage 100 %$/,
      ),
      `Wrote ${out}.`,
      '',
    ]);
    expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  test('writes the JSON and nothing else to standard output, the same every time', async () => {
    const args = ['--baseline', keepers, '--draws', '10', '--out', '-'];
    const said = await project(...args);
    expect(said.startsWith('{\n  "format": "praktijkbalans-result/1"')).toBe(true);
    expect(await project(...args)).toBe(said);
    expect(await project(...args, '--seed', '2')).not.toBe(said);
  });

  test('applies a scenario', async () => {
    const said = await project(
      '--baseline',
      keepers,
      '--scenario',
      change,
      '--draws',
      '0',
      '--ages',
      '--out',
      '-',
    );
    const { scenario, total, sha256, ages } = JSON.parse(said) as Result;
    expect(scenario).toBe('A second course, and fewer lights');
    expect(sha256).toEqual({ baseline: await hashOf(keepers), scenario: await hashOf(change) });
    expect(total?.quantities.gap_fte?.central[3]).toBeCloseTo(83.39735, 9);
    expect(ages?.groups[1]?.heads[3]?.[1]).toBeCloseTo(3.42, 9);
  });

  test('draws from the sources that it is told', async () => {
    const wide = async (sources: string) => {
      const said = await project('--baseline', keepers, '--draws', '20', '--sources', sources, '--out', '-');
      const { total, sources: used } = JSON.parse(said) as Result;
      const { q10, q90 } = total?.quantities.supply_heads ?? { q10: [], q90: [] };
      return { used, wide: (q90[3] as number) - (q10[3] as number) > 1e-9 };
    };
    const none = { assumptions: false, years: false, people: false };
    expect(await wide('none')).toEqual({ used: none, wide: false });
    expect(await wide('assumptions,years')).toEqual({
      used: { ...none, assumptions: true, years: true },
      wide: false,
    });
    expect(await wide('people')).toEqual({ used: { ...none, people: true }, wide: true });
  });

  test('says that demand is unknown where nothing is said of it', async () => {
    const out = join(folder, 'founders.json');
    const said = await project('--baseline', founders, '--out', out);
    expect(said).toContain('founders, 2030 to 2032: supply 40 to 32.4 FTE; demand unknown\n');
  });
});

describe('what is wrong begins with the file', () => {
  const bare = { format: 'praktijkbalans-baseline/1', title: 'x', startYear: 2030, horizonYear: 2031 };
  const people = {
    groups: [{ id: 'a' }],
    stock: [{ group: 'a', heads: 1 }],
    exits: [{ groups: '*', flow: 'deaths', exitProbability: 0 }],
  };

  test.each<[string, unknown, string]>([
    [
      'no JSON',
      '{"format": 0,5}',
      'line 1, column 14: expected the name of a field between double quotes, found 5',
    ],
    ['with a byte order mark, and cut off', '\uFEFF{', 'line 1, column 2: expected the name of a field'],
    ['a field too many', { ...bare, ...people, stok: [] }, 'stok: unknown field (did you mean stock?)'],
    ['two problems', bare, '3 problems:\n  groups: expected a list, found nothing\n  stock:'],
    ['refused by prepare', { ...bare, ...people, exits: [] }, 'exits of group a: no rate'],
    [
      'refused in a run',
      { ...bare, ...people, moves: [{ group: 'a', headsPerYear: -2, external: true }] },
      'stock of group a, age 0, year 2031: -1 heads',
    ],
  ])('a baseline %s', async (name, content, message) => {
    const file = await written(`${name}.json`, content);
    const out = join(folder, 'never.json');
    const failed = project('--baseline', file, '--out', out, '--draws', '0');
    await expect(failed).rejects.toThrow(`${file}: ${message}`);
    await expect(readFile(out)).rejects.toThrow('ENOENT');
  });

  test('a scenario that touches nothing', async () => {
    const scenario = {
      format: 'praktijkbalans-scenario/1',
      demand: [{ groups: '*', from: 2031, factor: 2 }],
    };
    const file = await written('idle.json', scenario);
    const failed = project('--baseline', founders, '--scenario', file, '--out', '-');
    await expect(failed).rejects.toThrow(`${file}: demand[0]: the baseline has no demand`);
  });

  test('a scenario that makes a baseline impossible', async () => {
    const scenario = {
      format: 'praktijkbalans-scenario/1',
      exits: [{ groups: '*', flow: 'earlyExits', from: 2031, factor: 20 }],
    };
    const file = await written('much.json', scenario);
    const failed = project('--baseline', founders, '--scenario', file, '--out', '-');
    await expect(failed).rejects.toThrow(`${founders} with ${file}: exit earlyExits of group founders`);
  });

  test('a file that is not there, or not text', async () => {
    await expect(project('--baseline', 'nowhere.json', '--out', '-')).rejects.toThrow(
      'cannot read nowhere.json: no such file',
    );
    const file = join(folder, 'utf16.json');
    await writeFile(file, Buffer.from('\uFEFF{}', 'utf16le'));
    await expect(project('--baseline', file, '--out', '-')).rejects.toThrow(`${file}: not a text in UTF-8`);
  });

  test('a result that cannot be written', async () => {
    const out = join(folder, 'none/result.json');
    await expect(project('--baseline', founders, '--out', out)).rejects.toThrow(`cannot write ${out}`);
  });

  test.each([
    [['--draws', '-1'], 'whole number from 0 on'],
    [['--draws', '1e3'], 'whole number from 0 on'],
    [['--seed', ''], 'whole number from 0 on'],
    [['--sources', 'persons'], 'Expected assumptions, years, people with commas, or none'],
  ])('%j', async (args, message) => {
    await expect(project('--baseline', founders, '--out', '-', ...args)).rejects.toThrow(message);
  });
});

test('the text of a document is JSON with a list of numbers on one line', () => {
  const document = {
    a: [1, null, 2.5],
    b: [[1], [2, 3]],
    'c "d"': { e: [], f: {} },
    g: undefined,
    h: 'i [1,  2]',
  };
  const text = documentText(document);
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(document)));
  expect(text).toContain('"a": [1, null, 2.5],\n  "b": [\n    [1],\n    [2, 3]\n  ],');
});
