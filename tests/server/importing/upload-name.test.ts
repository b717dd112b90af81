import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uploadName } from '#lib/server/importing/upload-name.ts';

test.each([
  ['praktijken 2026.csv', 'praktijken 2026.csv'],
  ['Patiënten & personeel (def).xlsx', 'Patiënten & personeel (def).xlsx'],
  ['Patie\u0308nten.csv', 'Patiënten.csv'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\win.ini', 'win.ini'],
  ['C:\\Mijn documenten\\staf.ods', 'staf.ods'],
  ['/absoluut/staf.csv', 'staf.csv'],
  ['..', 'bestand'],
  ['.', 'bestand'],
  ['...', 'bestand'],
  ['', 'bestand'],
  ['map/', 'bestand'],
  ['.verborgen.csv', 'verborgen.csv'],
  ['regel\nmet\0nul.csv', 'regel_met_nul.csv'],
  ['staf\u202evsc.exe', 'staf_vsc.exe'],
  ['een:twee|drie?.csv', 'een_twee_drie_.csv'],
  ['CON', '_CON'],
  ['nul.csv', '_nul.csv'],
  ['console.csv', 'console.csv'],
  ['einde.csv. . ', 'einde.csv'],
])('%j is stored as %j', (given, stored) => {
  expect(uploadName(given, [])).toBe(stored);
});

test.each([
  [['staf.csv'], 'staf (2).csv'],
  [['STAF.CSV', 'staf (2).csv'], 'staf (3).csv'],
])('a name that is taken by %j becomes %j', (taken, stored) => {
  expect(uploadName('staf.csv', taken)).toBe(stored);
});

test('a name of any length fits in a folder, with its ending', () => {
  const stored = uploadName(`${'ë'.repeat(400)}.xlsx`, []);
  expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(200);
  expect(stored).toMatch(/^ë+\.xlsx$/);
});

test('any names at all become files in the folder, all different', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('.', '/', '\\', ' ', 'a', 'A', '(', '2', ')', '\0', '~', '-') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(name, { maxLength: 8 }), async (names) => {
      const stored: string[] = [];
      for (const given of names) stored.push(uploadName(given, stored));
      for (const one of stored) {
        expect(basename(one)).toBe(one);
        expect(resolve(folder, one)).toBe(join(folder, one));
        expect(one.startsWith('.')).toBe(false);
        await writeFile(join(folder, one), '', { flag: 'wx' });
      }
      expect((await readdir(folder)).length).toBe(names.length);
      await Promise.all(stored.map((one) => rm(join(folder, one))));
    }),
    { numRuns: 200 },
  );
  await rm(folder, { recursive: true });
});
