import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bigCases, scaledDown } from './big-cases.ts';
import { checkFiles, type Checked } from './check-files.ts';

const cases = bigCases(scaledDown);
let checked: Checked;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  try {
    for (const { file, write } of cases) await write(join(folder, file));
    checked = await checkFiles(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 120_000);

test.each(cases)('$file is read or refused in words', ({ file, seen, rows }) => {
  if (seen) expect(checked.seen.get(file)?.[0]).toMatch(seen);
  else
    expect(checked.files.find((known) => known.file === file)).toMatchObject({
      rowsRead: rows,
      rowsRefused: 0,
    });
});

test('all of them together take less than a gigabyte', () => {
  expect(checked).toMatchObject({ code: 1, errors: '' });
  expect(checked.peak).toBeLessThan(1e9);
});
