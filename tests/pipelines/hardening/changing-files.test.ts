import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { realEffects } from '#pipelines/effects.ts';
import { keepInputs } from '#pipelines/kept-files.ts';
import { inputFile } from '#pipelines/sources/input-file.ts';
import { sha256 } from '#pipelines/sources/reading.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { cbsContext } from '../../fixtures/cbs/context.ts';
import { areaRows, observationsFile } from '../../fixtures/cbs/observations.ts';
import { fixture } from '../../fixtures/fixture.ts';
import { zip } from '../../fixtures/zip.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
beforeEach(() => {
  path = join(folder, randomUUID());
});
afterAll(() => rm(folder, { recursive: true }));

const observations = Buffer.from(observationsFile(areaRows('GM0344', {})));
const archive = zip([{ name: 'Observations.csv', content: observations }]);
const files = [
  ['a small table', fixture('praktijken.csv')],
  ['a workbook', fixture('workbooks/regio.xlsx')],
  ['a large table', observations],
  ['a packed table', gzipSync(observations)],
  ['an archive', archive],
] as const;

/** Reads a file to which something happens after it was opened and before it is read. */
async function readAfter(bytes: Uint8Array, happens: () => Promise<void>): Promise<string> {
  await writeFile(path, bytes);
  const input = await inputFile(path, 'bestand', realEffects);
  await happens();
  return readFile(input, cbsContext).then(
    () => 'read',
    (error: unknown) => {
      if (!(error instanceof RefusedFile)) throw error;
      return `${error.finding.file} ${error.finding.code}`;
    },
  );
}

describe.each(files)('%s', (_, bytes) => {
  test('that is left alone is read', async () => {
    expect(await readAfter(bytes, async () => undefined)).toBe('read');
  });

  test('that shrinks while it is read is refused', async () => {
    const half = Math.floor(bytes.length / 2);
    expect(await readAfter(bytes, () => truncate(path, half))).toBe('bestand changed-file');
  });

  test('that grows while it is read is refused', async () => {
    expect(await readAfter(bytes, () => appendFile(path, '\nV9;x'))).toBe('bestand changed-file');
  });

  test('that is taken away while it is read is refused', async () => {
    expect(await readAfter(bytes, () => unlink(path))).toMatch(/^bestand (changed|unreadable)-file$/);
  });
});

test.each(['x [1].csv', 'x *.csv', 'x ?.csv', 'x.csv.gz', 'x.csv.zst', `x'".csv`, 'x\n.csv', 'één 😀.csv'])(
  'a large table called %j is read, and nothing beside it',
  async (name) => {
    const beside = join(folder, randomUUID());
    await writeFile(`${beside} x 2.csv`, observations);
    const file = join(folder, name);
    await writeFile(file, observations);
    const [reading] = await readFile(await inputFile(file, 'bestand', realEffects), cbsContext);
    expect(reading).toMatchObject({ rowsRead: areaRows('GM0344', {}).length, sha256: sha256(observations) });
  },
);

test('a file that changes between reading and keeping it is not kept as what it was', async () => {
  await writeFile(path, 'a;b\n');
  const input = { name: 'bestand', path, sha256: sha256(Buffer.from('a;b\n')) };
  await appendFile(path, '1;2\n');
  const root = join(folder, 'editions');
  await expect(keepInputs(root, [input])).rejects.toThrow(/bestand: .*changed/);
  expect(await readdir(join(root, 'files'))).toEqual([]);
});
