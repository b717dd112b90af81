import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backtestFiles, recordColumns, recordRows, tableLines } from '#pipelines/backtest.ts';
import { backtestCommand } from '#pipelines/commands/backtest.ts';
import { realEffects } from '#pipelines/effects.ts';
import { projectFolder } from '#pipelines/paths.ts';

const examples = join(projectFolder, 'data/examples');
const baseline = join(examples, 'lighthouse-keepers.baseline.json');
const history = join(examples, 'lighthouse-keepers.history.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backtest-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function historyFile(name: string, content: object): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify({ format: 'praktijkbalans-history/1', ...content }));
  return file;
}

describe('backtestFiles', () => {
  test('the example of the lighthouse keepers', async () => {
    const record = await backtestFiles({ baseline, history, draws: 50, seed: 1 }, realEffects);
    expect(record).toMatchObject({ format: 'praktijkbalans-record/1', draws: 50, seed: 1 });
    expect(record.sha256.history).toMatch(/^[0-9a-f]{64}$/);
    expect(record.sections.map(({ name, kind, inflow, all }) => [name, kind, inflow, all.n])).toEqual([
      ['stock of a group', 'synthetic', 'forecast', 9],
      ['stock of all groups together', 'synthetic', 'forecast', 3],
      ['stock of a group', 'synthetic', 'observed', 6],
      ['lighthouses', 'synthetic', null, 15],
    ]);
  });

  test('what is wrong begins with the file that has to change', async () => {
    const stray = await historyFile('stray.json', { stock: [{ group: 'cats', year: 2029, heads: 9 }] });
    await expect(backtestFiles({ baseline, history: stray, draws: 0, seed: 1 }, realEffects)).rejects.toThrow(
      `${stray}: history.stock: unknown group cats`,
    );
    const misspelt = await historyFile('misspelt.json', { stok: [] });
    await expect(
      backtestFiles({ baseline, history: misspelt, draws: 0, seed: 1 }, realEffects),
    ).rejects.toThrow(/misspelt\.json: .*stok/);
  });

  test('a history of nothing is a record of nothing', async () => {
    const empty = await historyFile('empty.json', {});
    const record = await backtestFiles({ baseline, history: empty, draws: 0, seed: 1 }, realEffects);
    expect(record.sections).toEqual([]);
    expect(tableLines(recordColumns, recordRows(record))).toHaveLength(1);
  });
});

test('the command writes the record', async () => {
  const out = join(folder, 'record.json');
  const said: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = (text: string | Uint8Array) => said.push(String(text)) > 0;
  try {
    const options = ['--baseline', baseline, '--history', history, '--draws', '0', '--out', out];
    await backtestCommand().parseAsync(options, { from: 'user' });
  } finally {
    process.stdout.write = write;
  }
  const record = JSON.parse(await readFile(out, 'utf8')) as {
    sections: { all: { coverage80: number | null } }[];
  };
  expect(record.sections).toHaveLength(4);
  expect(record.sections[0]?.all.coverage80).toBeNull();
  expect(said.join('')).toMatch(/stock of a group +synthetic +forecast +9/);
});

test('a table has its first column to the left and the others to the right', () => {
  expect(
    tableLines(
      ['a', 'bb'],
      [
        ['long', '1'],
        ['x', ''],
      ],
    ),
  ).toEqual(['a     bb', 'long   1', 'x']);
});
