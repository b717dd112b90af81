import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { editionSteps } from '#pipelines/edition.ts';
import { newEdition } from '#pipelines/work.ts';
import { realEffects } from '#pipelines/effects.ts';
import { silently } from '#pipelines/steps.ts';

const link = inject('link');
const editions = inject('editions');

describe('the server', () => {
  test('says in words that there is no edition', async () => {
    const response = await fetch(inject('emptyLink'));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain('Er is nog geen editie met gegevens');
    expect(text).not.toContain('nothing');
  });

  test('compresses pages and data, and sends the headers that protect them', async () => {
    const response = await fetch(link, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toContain('</html>');
    const plain = await fetch(link, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
  });

  test('takes up a new edition without a restart, and passes over a damaged one', async () => {
    const before = await idServed();
    const later = { ...realEffects, now: () => new Date('2031-01-02T03:04:05Z') };
    await silently(editionSteps, newEdition({ root: editions, raw: [], draws: 20, seed: 2 }, later));
    await expect.poll(idServed, { timeout: 10_000, interval: 300 }).toBe('20310102-030405');
    await writeFile(join(editions, '20310102-030405', 'edition.duckdb'), 'not a database');
    await writeFile(join(editions, 'current'), `${before}\n`);
    await expect.poll(idServed, { timeout: 10_000, interval: 300 }).toBe(before);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeFile(join(editions, 'current'), '20310102-030405\n');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await idServed()).toBe(before);
    await writeFile(join(editions, 'current'), `${before}\n`);
    expect((await readdir(editions)).filter((name) => name.includes('.tmp'))).toEqual([]);
    expect((await readFile(join(editions, 'current'), 'utf8')).trim()).toBe(before);
  });
});

async function idServed(): Promise<string | undefined> {
  return /Editie (\d{8}-\d{6})/.exec(await (await fetch(link)).text())?.[1];
}
