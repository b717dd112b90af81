import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memberContent, withZip, ZipFault } from '#pipelines/archive/zip.ts';
import { zip } from '../../fixtures/zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const table = { name: 'Observations.csv', content: Buffer.from('Id;Measure\n1;M\n2;M\n') };
const stored = { name: 'x.csv', content: Buffer.from('stored'), stored: true };

function contents(archive: string | Buffer): Promise<[string, string][]> {
  return withZip(archive, (members) =>
    Promise.all(
      members.map(async (member): Promise<[string, string]> => [
        member.name,
        (await memberContent(member)).toString(),
      ]),
    ),
  );
}

describe('an archive', () => {
  test.each([
    ['packed and stored', {}],
    ['with long numbers', { long: true }],
  ])('gives its files as they went in: %s', async (what, options) => {
    const bytes = zip([table, stored], options);
    const path = join(folder, 'whole.zip');
    await writeFile(path, bytes);
    const expected = [table, stored].map(({ name, content }) => [name, content.toString()]);
    expect(await contents(bytes)).toEqual(expected);
    expect(await contents(path)).toEqual(expected);
  });

  test.each([
    ['unpacks to more than it says', zip([{ ...table, saysSize: 5 }]), 'too-large-unpacked'],
    ['unpacks to less than it says', zip([{ ...table, saysSize: 500 }]), 'damaged'],
    ['has another checksum', zip([{ ...table, saysCrc: 1 }]), 'damaged'],
    ['is cut off', zip([table]).subarray(0, -30), 'damaged'],
    ['is no archive', Buffer.from('Id;Measure\n'), 'damaged'],
    ['is empty', Buffer.alloc(0), 'damaged'],
  ])('that %s is refused with the reason', async (what, bytes, kind) => {
    const fault = await contents(bytes).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ZipFault);
    expect((fault as ZipFault).kind).toBe(kind);
  });

  test('that was changed anywhere is read, or refused with a reason', async () => {
    const path = join(folder, 'changed.zip');
    const whole = [zip([table, stored]), zip([table], { long: true })];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        fc.nat(400),
        async (archive, changes, cut) => {
          const bytes = Buffer.from(archive.subarray(0, archive.length - (cut > 200 ? 0 : cut)));
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          await writeFile(path, bytes);
          const found = await contents(path).catch((error: unknown) => error);
          if (!Array.isArray(found)) expect(found).toBeInstanceOf(ZipFault);
        },
      ),
      { numRuns: 200 },
    );
  });
});
