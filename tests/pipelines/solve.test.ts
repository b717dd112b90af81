import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { solveCommand, summaryOf } from '#pipelines/commands/solve.ts';
import { documentText } from '#pipelines/documents.ts';
import { realEffects } from '#pipelines/effects.ts';
import { projectFiles } from '#pipelines/project.ts';
import { solveFiles } from '#pipelines/solve.ts';
import { plainBaseline } from '../model/solve/plain-baseline.ts';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-solve-'));
  file = join(folder, 'baseline.json');
  await writeFile(file, documentText(plainBaseline()));
});

afterAll(() => rm(folder, { recursive: true }));

const request = {
  for: ['one'],
  year: 2032,
  from: 2026,
  chance: 0.8,
  places: 'fixed' as const,
  draws: 20,
  seed: 1,
  sources: { assumptions: true, years: true, people: false },
};

test('an advice from file to file, which project agrees with', async () => {
  const advice = await solveFiles({ ...request, baseline: file }, realEffects);
  expect(advice.sha256.baseline).toMatch(/^[0-9a-f]{64}$/);
  expect(summaryOf(advice)).toEqual([
    'one: 54.8 first-years a year from 2026 on instead of 10 (5.483 times) close the gap with a chance of 80 % by 1 January 2032.',
    'Over the draws the gap asks for 54.8 first-years (80 %: 54.8 to 54.8), if places were no limit.',
    'In real runs with all limits it is closed with a chance of 100 %.',
  ]);
  const scenario = join(folder, 'answer.json');
  await writeFile(scenario, documentText(advice.answer));
  const result = await projectFiles({ ...request, baseline: file, scenario }, realEffects);
  expect(result.groups[0]?.quantities.gap_fte?.central[8]).toBeCloseTo(0, 9);
});

test('the command writes the advice', async () => {
  const out = join(folder, 'advice.json');
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await solveCommand().parseAsync(
    ['--baseline', file, '--for', 'one', '--year', '2028', '--from', '2026', '--draws', '5', '--out', out],
    { from: 'user' },
  );
  expect(printed).toHaveBeenLastCalledWith(`Wrote ${out}.\n`);
  printed.mockRestore();
  const advice: unknown = JSON.parse(await readFile(out, 'utf8'));
  expect(advice).toMatchObject({
    format: 'praktijkbalans-advice/1',
    status: 'not-possible',
    reason: { code: 'too-late', firstReached: 2029 },
    firstPossibleYear: 2029,
    chance: 0.8,
    draws: 5,
    seed: 1,
  });
});

test('the command lets schools scale apart', async () => {
  const out = join(folder, 'apart.json');
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const asked = ['--baseline', file, '--for', 'one', '--year', '2032', '--from', '2026', '--draws', '0'];
  await solveCommand().parseAsync([...asked, '--places', 'free', '--schools', 'apart', '--out', out], {
    from: 'user',
  });
  expect(printed).toHaveBeenCalledWith('First-years by school: course 10 → 54.8.\n');
  printed.mockRestore();
  expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ scaling: 'apart', places: 'free' });
});

test.each([
  ['--phase', '0,0'],
  ['--chance', '1.5'],
  ['--places', 'some'],
  ['--schools', 'alone'],
  ['--for', 'one,'],
])('refuses %s %s', async (option, value) => {
  const given = new Map([
    ['--baseline', file],
    ['--for', 'one'],
    ['--year', '2030'],
    ['--out', '-'],
    [option, value],
  ]);
  const command = solveCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  await expect(command.parseAsync([...given].flat(), { from: 'user' })).rejects.toThrow(option);
});
