import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readLedger } from '#pipelines/refresh/ledger.ts';
import { publicSources } from '#pipelines/refresh/public-sources.ts';
import type { PublicSource } from '#pipelines/refresh/public-source.ts';
import { smallSource, students } from './made-files.ts';
import { etagOf, fileDate, PublicServer, sendFile } from './public-server.ts';
import { run, runOne, standIn } from './run.ts';

let server: PublicServer;
let folder: string;
beforeEach(async () => {
  server = await new PublicServer().start();
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-refresh-'));
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const fetched = () => readFile(join(folder, 'students.csv'), 'utf8');
const source = (file = {}) => smallSource(`${server.address}/file`, file);

describe('a file that is there already', () => {
  test('is asked for with its mark and date, and stays when it has not changed', async () => {
    server.serve('/file', students(50));
    await runOne(folder, source());
    const { ino } = await stat(join(folder, 'students.csv'));
    const later = standIn({ now: () => new Date('2026-12-01T00:00:00Z') });
    const again = await runOne(folder, source(), { outside: later });
    expect(again).toMatchObject({ status: 'unchanged', entry: { retrieved: '2026-11-22T12:00:00.000Z' } });
    expect(again.entry?.checked).toBe('2026-12-01T00:00:00.000Z');
    expect(server.asked[0]).toMatchObject({
      ifNoneMatch: undefined,
      userAgent: 'Praktijkbalans (cli refresh)',
    });
    expect(server.asked[1]).toMatchObject({ ifNoneMatch: etagOf(students(50)), ifModifiedSince: fileDate });
    expect((await stat(join(folder, 'students.csv'))).ino).toBe(ino);
  });

  test('is replaced when it has changed', async () => {
    server.serve('/file', students(50));
    await runOne(folder, source());
    server.serve('/file', students(60));
    expect(await runOne(folder, source())).toMatchObject({ status: 'updated', entry: { rows: 60 } });
    expect(await fetched()).toBe(students(60));
    expect((await readdir(folder)).sort()).toEqual(['.refresh.json', 'students.csv']);
  });

  test('is fetched again when somebody changed it here, and what they made of it is kept', async () => {
    server.serve('/file', students(50));
    await runOne(folder, source());
    await writeFile(join(folder, 'students.csv'), 'mine');
    const outcome = await runOne(folder, source());
    expect(server.asked[1]).toMatchObject({ ifNoneMatch: undefined });
    expect(await fetched()).toBe(students(50));
    expect(outcome.setAside).toMatch(/^\.\d{14}-students\.csv$/);
    expect(await readFile(join(folder, outcome.setAside ?? ''), 'utf8')).toBe('mine');
  });

  test('is kept under a hidden name when its successor has another one', async () => {
    server.serve('/file', students(50));
    await runOne(folder, source({ file: '2020-2024-students.csv' }));
    const outcome = await runOne(folder, source({ file: '2021-2025-students.csv' }));
    expect(outcome).toMatchObject({ status: 'updated', setAside: '.20261122120000-2020-2024-students.csv' });
    expect((await readdir(folder)).sort()).toEqual([
      '.20261122120000-2020-2024-students.csv',
      '.refresh.json',
      '2021-2025-students.csv',
    ]);
  });

  test('is not replaced by one with far fewer rows, until somebody says that it is right', async () => {
    server.serve('/file', students(100));
    await runOne(folder, source());
    server.serve('/file', students(79));
    const refused = await runOne(folder, source());
    expect(refused).toMatchObject({ status: 'kept', entry: { rows: 100 } });
    expect(refused.refusal).toEqual({
      code: 'fewer-rows',
      message: '79 rows came, where there were 100 before',
    });
    expect(await fetched()).toBe(students(100));
    const accepted = await runOne(folder, source(), { accept: ['fewer-rows'] });
    expect(accepted).toMatchObject({ status: 'updated', refusal: null, entry: { rows: 79 } });
    expect(await fetched()).toBe(students(79));
    // What was refused was still here: nothing was sent twice.
    expect(server.asked.at(-1)).toMatchObject({ range: `bytes=${students(79).length}-` });
  });

  test('may have a few rows less', async () => {
    server.serve('/file', students(100));
    await runOne(folder, source());
    server.serve('/file', students(80));
    expect(await runOne(folder, source())).toMatchObject({ status: 'updated', entry: { rows: 80 } });
  });

  test('is recorded with all that tells what it is', async () => {
    server.serve('/file', students(50));
    await runOne(folder, source({ period: '2024–2025' }));
    expect([...(await readLedger(folder))]).toEqual([
      [
        'students',
        {
          source: 'duo-students',
          file: 'students.csv',
          url: `${server.address}/file`,
          retrieved: '2026-11-22T12:00:00.000Z',
          checked: '2026-11-22T12:00:00.000Z',
          etag: etagOf(students(50)),
          lastModified: fileDate,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          bytes: students(50).length,
          rows: 50,
          period: '2024–2025',
        },
      ],
    ]);
  });

  test('a damaged index is named, and nothing is fetched', async () => {
    await writeFile(join(folder, '.refresh.json'), '{"version":1,"files":{"students":3}}');
    await expect(runOne(folder, source())).rejects.toThrow(/refresh\.json is damaged; take it away/);
    expect(server.asked).toEqual([]);
  });
});

describe('a file that was broken off', () => {
  const body = students(900);
  const half = Math.floor(body.length / 2);

  /** Breaks off every answer from the beginning, halfway; continues as a good server does. */
  function breakOff(answers: { etag?: string } = {}): void {
    server.on('/file', (request, response) => {
      if (request.headers.range !== undefined) return sendFile(request, response, Buffer.from(body));
      response.writeHead(200, {
        'content-type': 'text/csv',
        'content-length': body.length,
        etag: answers.etag ?? etagOf(body),
      });
      response.write(body.slice(0, half), () => setTimeout(() => response.destroy(), 300));
    });
  }

  test('is continued in the same run, from where it was', async () => {
    breakOff();
    const outcome = await runOne(folder, source());
    expect(outcome).toMatchObject({ status: 'new', entry: { rows: 900 } });
    expect(await fetched()).toBe(body);
    const [, again] = server.asked;
    expect(again).toMatchObject({ range: `bytes=${half}-`, ifRange: etagOf(body) });
  });

  test('is begun anew when the server has another file now', async () => {
    breakOff({ etag: '"of yesterday"' });
    let asked = 0;
    const first = server.address;
    server.on('/other', () => asked++);
    // After the first answer the server ignores the range: its mark is another one.
    const outcome = await runOne(folder, smallSource(`${first}/file`));
    expect(asked).toBe(0);
    expect(outcome).toMatchObject({ status: 'new', entry: { rows: 900 } });
    expect(server.asked[1]).toMatchObject({ ifRange: '"of yesterday"' });
    expect(await fetched()).toBe(body);
  });

  test('is begun anew when the server continues somewhere else', async () => {
    let wrong = 0;
    server.on('/file', (request, response) => {
      const { range } = request.headers;
      if (range === undefined && wrong > 0) return sendFile(request, response, Buffer.from(body));
      if (range !== undefined) {
        wrong += 1;
        response.writeHead(206, { 'content-range': `bytes 0-9/${body.length}`, 'content-length': 10 });
        response.end(body.slice(0, 10));
        return;
      }
      response.writeHead(200, { 'content-length': body.length, etag: etagOf(body) });
      response.write(body.slice(0, half), () => setTimeout(() => response.destroy(), 300));
    });
    expect(await runOne(folder, source())).toMatchObject({ status: 'new', entry: { rows: 900 } });
    expect(wrong).toBe(1);
    expect(await fetched()).toBe(body);
  });

  test('is not taken over when less comes than was left', async () => {
    server.on('/file', (request, response) => {
      if (request.headers.range === undefined) {
        response.writeHead(200, { 'content-length': body.length, etag: etagOf(body) });
        response.write(body.slice(0, half), () => setTimeout(() => response.destroy(), 300));
        return;
      }
      const range = `bytes ${half}-${half + 9}/${body.length}`;
      response.writeHead(206, { 'content-range': range, 'content-length': 10 });
      response.end(body.slice(half, half + 10));
    });
    const outcome = await runOne(folder, source());
    expect(outcome).toMatchObject({ status: 'failed', refusal: { code: 'wrong-length' } });
    expect(outcome.refusal?.message).toMatch(/28 kB came, where 57 kB was announced/);
    expect(await readdir(folder)).toEqual([]);
  });

  test('is begun anew when the server cannot mark it', async () => {
    let broken = 0;
    server.on('/file', (request, response) => {
      if (broken > 0) return sendFile(request, response, Buffer.from(body));
      broken += 1;
      response.writeHead(200, { 'content-length': body.length, etag: 'W/"weak"' });
      response.write(body.slice(0, half), () => setTimeout(() => response.destroy(), 300));
    });
    expect(await runOne(folder, source())).toMatchObject({ status: 'new', entry: { rows: 900 } });
    expect(server.asked.map(({ range }) => range)).toEqual([undefined, undefined]);
  });
});

describe('politeness', () => {
  test('rests between requests, and comes back when the server asks', async () => {
    let busy = 0;
    server.on('/file', (request, response) => {
      busy += 1;
      if (busy <= 2) response.writeHead(429, { 'retry-after': '7' }).end();
      else sendFile(request, response, Buffer.from(students(50)));
    });
    const outside = standIn();
    const outcome = await runOne(folder, source(), { outside, pause: 1000 });
    expect(outcome.status).toBe('new');
    // The wait that the server asked for is longer than the rest between two requests.
    expect(outside.waits).toEqual([7000, 7000]);
  });

  test('waits longer each time for a server that is out of order, and then gives up', async () => {
    server.on('/file', (_, response) => response.writeHead(502).end());
    const outside = standIn();
    const outcome = await runOne(folder, source(), { outside });
    expect(outside.waits).toEqual([1000, 2000, 4000]);
    expect(server.asked.length).toBe(4);
    expect(outcome.refusal).toMatchObject({ code: 'server-fault' });
  });

  test('does not wait for a server that asks to stay away for long', async () => {
    server.on('/file', (_, response) => response.writeHead(503, { 'retry-after': '7200' }).end());
    const outside = standIn();
    const outcome = await runOne(folder, source(), { outside });
    expect(outside.waits).toEqual([]);
    expect(outcome.refusal?.message).toMatch(/out of order \(503\), and asks to come back in 2 h/);
  });

  test('asks for one file at a time, a second after the last', async () => {
    let open = 0;
    const two: PublicSource = { ...source(), files: [] };
    for (const name of ['a', 'b', 'c']) {
      server.on(`/${name}`, (request, response) => {
        open += 1;
        if (open > 1) response.writeHead(500).end();
        else sendFile(request, response, Buffer.from(students(50)));
        response.on('close', () => (open -= 1));
      });
      const [file] = (
        smallSource(`${server.address}/${name}`, { slot: name, file: `${name}.csv` }) as typeof two
      ).files;
      Object.assign(two, { files: [...two.files, file] });
    }
    const outside = standIn();
    const outcomes = await run(folder, [two], { outside, pause: 1000 });
    expect(outcomes.map(({ status }) => status)).toEqual(['new', 'new', 'new']);
    expect(outside.waits).toEqual([1000, 1000]);
  });
});

describe('two at once', () => {
  test('the second one says that the first is at work', async () => {
    let release = () => {};
    const asked = new Promise<void>((resolve) => {
      server.on('/file', (request, response) => {
        release = () => sendFile(request, response, Buffer.from(students(50)));
        resolve();
      });
    });
    const first = runOne(folder, source());
    await asked;
    await expect(runOne(folder, source())).rejects.toThrow(/another refresh is at work here \(process \d+, /);
    server.serve('/file', students(50));
    release();
    expect(await first).toMatchObject({ status: 'new' });
    expect(await runOne(folder, source())).toMatchObject({ status: 'unchanged' });
  });

  test.each([
    ['a process that is gone', '999999999'],
    ['this process, before it began', String(process.pid)],
    ['nobody', ''],
  ])('a lock of %s is taken over', async (_, holder) => {
    server.serve('/file', students(50));
    await writeFile(join(folder, '.refresh.lock'), holder);
    expect(await runOne(folder, source())).toMatchObject({ status: 'new' });
    expect((await readdir(folder)).sort()).toEqual(['.refresh.json', 'students.csv']);
  });

  test('a lock of another process is not', async () => {
    await writeFile(join(folder, '.refresh.lock'), '1');
    await expect(runOne(folder, source())).rejects.toThrow(/another refresh is at work here \(process 1, /);
    expect(await readdir(folder)).toEqual(['.refresh.lock']);
  });
});

describe('several sources', () => {
  test('one that fails does not stop the others', async () => {
    server.serve('/good', students(50));
    const bad = { ...source({ slot: 'bad' }), key: 'bad' };
    const good = { ...smallSource(`${server.address}/good`), key: 'good' };
    const outcomes = await run(folder, [bad, good]);
    expect(outcomes.map(({ source: key, status }) => [key, status])).toEqual([
      ['bad', 'failed'],
      ['good', 'new'],
    ]);
  });

  test('without a connection each is tried once after the first, and what is there stays', async () => {
    server.serve('/file', students(50));
    await runOne(folder, source());
    const outside = standIn({
      fetch: () => {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) });
      },
    });
    const other = { ...source({ slot: 'other', file: 'other.csv' }), key: 'other' };
    const outcomes = await run(folder, [source(), other], { outside });
    expect(outcomes).toMatchObject([
      { status: 'kept', refusal: { code: 'unreachable' }, entry: { rows: 50 } },
      { status: 'failed', refusal: { code: 'unreachable' }, entry: null },
    ]);
    expect(outside.waits).toEqual([1000, 2000, 4000]);
    expect(await fetched()).toBe(students(50));
  });
});

describe('a catalogue', () => {
  const name = '2021-2025-03-students.csv';
  const listed = (): PublicSource => {
    const { files, ...rest } = smallSource('');
    const wanted = files.map((file) => ({ ...file, name: /^\d{4}-\d{4}-03-.*\.csv$/ }));
    return { ...rest, catalogue: `${server.address}/catalogue`, files: wanted };
  };
  const list = (size: number | null, url = `${server.address}/${name}`) =>
    server.serve(
      '/catalogue',
      JSON.stringify({ success: true, result: { resources: [{ url, size }, { url: '' }] } }),
      'application/json',
    );

  test('says where the file is, and how large', async () => {
    server.serve(`/${name}`, students(50));
    list(students(50).length);
    const outcome = await runOne(folder, listed());
    expect(outcome).toMatchObject({ status: 'new', file: name, entry: { period: '2021–2025', rows: 50 } });
  });

  test('that gives another size asks for a person', async () => {
    server.serve(`/${name}`, students(50));
    list(students(60).length);
    const outcome = await runOne(folder, listed());
    expect(outcome).toMatchObject({ status: 'failed', refusal: { code: 'other-size' } });
    expect(outcome.refusal?.message).toMatch(/came \(\d+\), where the catalogue says \d+/);
    const accepted = await runOne(folder, listed(), { accept: ['other-size'] });
    expect(accepted).toMatchObject({ status: 'new', refusal: null });
  });

  test.each([
    ['a web page', '<!doctype html>', 'wrong-kind', /something else than its catalogue/],
    ['a refusal', '{"success":false,"error":{}}', 'wrong-kind', /another form than before/],
    [
      'another list',
      '{"success":true,"result":{"resources":[{"url":"https://duo.nl/x/readme.pdf"}]}}',
      'not-in-catalogue',
      /does not list students any more; found readme\.pdf/,
    ],
    ['no end', `"${'x'.repeat(6_000_000)}"`, 'too-large', /has no end/],
  ])('that is %s leaves what is there', async (_, answer, code, message) => {
    server.serve(`/${name}`, students(50));
    list(null);
    await runOne(folder, listed());
    server.serve('/catalogue', answer, 'application/json');
    const outcome = await runOne(folder, listed());
    expect(outcome).toMatchObject({ status: 'kept', file: name, refusal: { code }, entry: { rows: 50 } });
    expect(outcome.refusal?.message).toMatch(message);
  });
});

describe('the declarations', () => {
  const files = publicSources.flatMap((source) => source.files as readonly { slot: string }[]);

  test.each(publicSources.map((source) => [source.key, source] as const))('%s is whole', (_, source) => {
    expect(source.title.nl).not.toBe('');
    expect(source.known.en).not.toBe('');
    expect(source.files.length).toBeGreaterThan(0);
    for (const address of 'catalogue' in source ? [source.catalogue] : source.files.map(({ url }) => url)) {
      expect(new URL(address).protocol).toBe('https:');
    }
    for (const { minBytes, maxBytes, minRows } of source.files) {
      expect(minBytes).toBeLessThan(maxBytes);
      expect(minRows).toBeGreaterThan(0);
    }
    const main = publicSources.filter(({ key }) => key === source.standsInFor);
    expect(main.length).toBe(source.standsInFor === undefined ? 0 : 1);
  });

  test('no two write to the same place, but for stand-ins', () => {
    const main = publicSources.filter(({ standsInFor }) => standsInFor === undefined);
    const slots = main.flatMap((source) =>
      (source.files as readonly { slot: string }[]).map(({ slot }) => slot),
    );
    expect(new Set(slots).size).toBe(slots.length);
    expect(files.every(({ slot }) => slots.includes(slot))).toBe(true);
  });
});
