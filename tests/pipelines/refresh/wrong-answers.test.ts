import type { IncomingMessage, ServerResponse } from 'node:http';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FixedFile } from '#pipelines/refresh/public-source.ts';
import { zip } from '../../fixtures/zip.ts';
import { cbsTable, geojson, smallSource, students, topojson } from './made-files.ts';
import { PublicServer } from './public-server.ts';
import { runOne, standIn } from './run.ts';

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

const good = students(50);

/** Puts a good file in the folder, and returns how it stands there. */
async function fetchGood(): Promise<void> {
  server.serve('/file', good);
  const outcome = await runOne(folder, smallSource(`${server.address}/file`));
  expect(outcome).toMatchObject({ status: 'new', entry: { rows: 50 } });
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const csv = (body: string | Buffer, headers: Record<string, string | number> = {}): Answer => {
  return (_, response) => response.writeHead(200, { 'content-type': 'text/csv', ...headers }).end(body);
};
const status = (code: number, headers: Record<string, string> = {}): Answer => {
  return (_, response) => response.writeHead(code, { 'content-type': 'text/html', ...headers }).end('<html>');
};
const withoutCodes = students(50, { header: 'OPLEIDINGSCODE NIEUW' });
const halfway = good.slice(0, good.length / 2);

const wrongAnswers: [string, Answer, code: string, message: RegExp][] = [
  [
    'the connection breaks halfway',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-length': good.length });
      response.write(halfway, () => response.destroy());
    },
    'broken-off',
    /broke off/,
  ],
  [
    'a length that is too short',
    (request) => {
      request.socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 1500\r\n\r\n');
      request.socket.end(good);
    },
    'cut-off',
    /ends halfway/,
  ],
  [
    'a length that is too long',
    (request) => {
      request.socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 99000\r\n\r\n');
      request.socket.end(good);
    },
    'broken-off',
    /broke off/,
  ],
  [
    'the file is cut off and says so nowhere',
    csv(halfway),
    'cut-off',
    /ends halfway: its last line has \d values/,
  ],
  [
    'the file is cut off within quotation marks',
    csv(`${good.slice(0, good.lastIndexOf('"'))}`),
    'cut-off',
    /between quotation marks/,
  ],
  [
    'a web page, and says so',
    csv('<!doctype html><title>Onderhoud</title>', { 'content-type': 'text/html; charset=utf-8' }),
    'web-page',
    /web page instead of the file/,
  ],
  [
    'a web page that says it is CSV',
    csv(`\n<!DOCTYPE html><title>Onderhoud</title>${' '.repeat(600)}`),
    'web-page',
    /this is a web page/,
  ],
  [
    'another header',
    csv(withoutCodes),
    'missing-columns',
    /columns are missing: ERKENDE OPLEIDING CODE; found INSTELLINGSCODE, .*OPLEIDINGSCODE NIEUW, VROUW2024/,
  ],
  ['no such file', status(404), 'not-found', /has no such file \(404\)/],
  ['a file that is gone for good', status(410), 'not-found', /\(410\)/],
  ['a file for others', status(403), 'not-allowed', /does not give this file \(403\)/],
  ['a status of another world', status(418), 'unexpected-answer', /status 418/],
  ['a server that is out of order', status(503), 'server-fault', /out of order \(503\)/],
  ['too many questions', status(429), 'busy', /ask too much \(429\)/],
  [
    'one redirect after another',
    (request, response) => {
      const next = Number(/\d+$/.exec(request.url ?? '')?.[0] ?? 0) + 1;
      server.on(`/file?${next}`, (again, more) => server.answer(again, more, '/file'));
      response.writeHead(302, { location: `/file?${next}` }).end();
    },
    'too-many-redirects',
    /keeps sending us on \(5 times\)/,
  ],
  ['a redirect to itself', status(301, { location: '/file' }), 'too-many-redirects', /keeps sending us on/],
  ['a redirect to nowhere', status(302, { location: 'http://' }), 'unsafe-redirect', /no web address/],
  [
    'a redirect out of the web',
    status(302, { location: 'file:///etc/passwd' }),
    'unsafe-redirect',
    /no web address/,
  ],
  [
    'a gzip bomb',
    csv(gzipSync(Buffer.alloc(20_000_000, 'a')), { 'content-encoding': 'gzip' }),
    'too-large',
    /larger than 100 kB/,
  ],
  [
    'what is not gzip and says it is',
    csv(good, { 'content-encoding': 'gzip' }),
    'damaged',
    /cannot be unpacked/,
  ],
  [
    'an absurd size, announced',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-length': 9e15 });
      response.write('INSTELLINGSCODE');
    },
    'too-large',
    /larger than 100 kB/,
  ],
  [
    'no end',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      const more = () => {
        if (!response.destroyed) response.write(good, () => setImmediate(more));
      };
      more();
    },
    'too-large',
    /larger than 100 kB/,
  ],
  ['nothing', csv(''), 'too-few-rows', /the file is empty/],
  ['only a header', csv(`${good.slice(0, good.indexOf('\r\n'))}`), 'too-small', /\d+ bytes is too small/],
  ['a few rows', csv(students(8)), 'too-few-rows', /8 rows is too few: there should be at least 10/],
  [
    'an archive',
    csv(zip([{ name: 'a.csv', content: Buffer.from(good) }])),
    'wrong-kind',
    /this is a zip archive/,
  ],
  ['a binary file', csv(Buffer.from(`\x7fELF\0\0${'x'.repeat(600)}\n1\n`)), 'wrong-kind', /is no text/],
  ['a line without end', csv('x'.repeat(90_000)), 'wrong-kind', /first line is too long/],
];

describe('a wrong answer is not taken over', () => {
  test.each(wrongAnswers)('%s: the file stays', async (_, answer, code, message) => {
    await fetchGood();
    server.on('/file', answer);
    const outcome = await runOne(folder, smallSource(`${server.address}/file`));
    expect(outcome).toMatchObject({ status: 'kept', refusal: { code }, entry: { rows: 50 } });
    expect(outcome.refusal?.message).toMatch(message);
    expect(await readFile(join(folder, 'students.csv'), 'utf8')).toBe(good);
  });

  test.each(wrongAnswers)('%s: nothing is left where there was nothing', async (_, answer, code) => {
    server.on('/file', answer);
    const outcome = await runOne(folder, smallSource(`${server.address}/file`));
    expect(outcome).toMatchObject({ status: 'failed', refusal: { code }, entry: null });
    expect(await readdir(folder)).toEqual([]);
  });

  test('a server that falls silent halfway is not waited for', async () => {
    await fetchGood();
    server.on('/file', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      response.write(halfway);
    });
    const limits = { idle: 50, whole: 60_000 };
    const outcome = await runOne(folder, smallSource(`${server.address}/file`), { limits });
    expect(outcome).toMatchObject({ status: 'kept', refusal: { code: 'stalled' } });
    expect(outcome.refusal?.message).toMatch(/went silent halfway/);
  });

  test('a server that goes on drop by drop is not waited for', async () => {
    server.on('/file', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
    });
    const limits = { idle: 30_000, whole: 100 };
    const outcome = await runOne(folder, smallSource(`${server.address}/file`), { limits });
    expect(outcome.refusal).toMatchObject({
      code: 'stalled',
      message: expect.stringMatching(/took too long/),
    });
  });

  test('a full disk is said', async () => {
    await fetchGood();
    server.serve('/file', students(60));
    const outside = standIn();
    const outcome = await runOne(folder, smallSource(`${server.address}/file`), {
      outside: {
        ...outside,
        open: async (...args) => {
          const handle = await outside.open(...args);
          handle.write = () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
          return handle;
        },
      },
    });
    expect(outcome).toMatchObject({
      status: 'kept',
      refusal: { code: 'no-room', message: 'the disk is full' },
    });
    expect((await readdir(folder)).sort()).toEqual(['.refresh.json', 'students.csv']);
  });
});

const archive: Partial<FixedFile> = { shape: 'cbs-zip', file: 'table.zip', columns: ['Measure', 'Value'] };
const map = (shape: 'geojson' | 'topojson'): Partial<FixedFile> => ({
  shape,
  file: `map.${shape}`,
  columns: [],
  minRows: 20,
});
const observations = (content: Buffer) => ({ name: 'Observations.csv', content });
const lines = (rows: number) => Buffer.from(`Id;Measure;Value\n${'1;M;2\n'.repeat(rows)}`);

describe('an archive or a map', () => {
  test.each<[string, Partial<FixedFile>, Buffer | string, rows: number]>([
    ['an archive of the CBS', archive, cbsTable(200), 200],
    ['one that is not packed', archive, zip([{ ...observations(lines(99)), stored: true }]), 99],
    ['one with long numbers', archive, zip([observations(lines(300))], { long: true }), 300],
    ['GeoJSON', map('geojson'), geojson(28), 28],
    ['TopoJSON', map('topojson'), topojson(28), 28],
  ])('%s is counted', async (_, file, body, rows) => {
    server.serve('/file', body, 'application/octet-stream');
    const outcome = await runOne(folder, smallSource(`${server.address}/file`, { ...file, minBytes: 10 }));
    expect(outcome).toMatchObject({ status: 'new', refusal: null, entry: { rows } });
  });

  test.each<[string, Partial<FixedFile>, Buffer | string, code: string, message: RegExp]>([
    ['no archive', archive, good, 'wrong-kind', /this is no zip archive/],
    [
      'an archive that was cut off',
      archive,
      cbsTable(2000).subarray(0, -60),
      'damaged',
      /damaged or cut off/,
    ],
    ['its beginning only', archive, cbsTable(2000).subarray(0, 15), 'damaged', /damaged or cut off/],
    [
      'other files',
      archive,
      zip([{ name: 'readme.txt', content: Buffer.from('hello') }]),
      'wrong-kind',
      /no Observations\.csv; found readme\.txt/,
    ],
    [
      'a bomb that says so',
      archive,
      zip([observations(Buffer.alloc(5_000_000, 'a'))]),
      'too-large-unpacked',
      /unpacks to more than 1\.0 MB/,
    ],
    [
      'a bomb that says it is small',
      archive,
      zip([{ ...observations(Buffer.alloc(5_000_000, '1;M;2\n')), saysSize: 1000 }]),
      'too-large-unpacked',
      /unpacks to more than the archive says/,
    ],
    [
      'bytes that changed on the way',
      archive,
      zip([{ ...observations(lines(99)), stored: true, saysCrc: 1 }]),
      'damaged',
      /“Observations\.csv” is not what it should be/,
    ],
    [
      'another header',
      archive,
      zip([observations(Buffer.from('a;b\n1;2\n'))]),
      'missing-columns',
      /found a, b/,
    ],
    ['half a map', map('geojson'), geojson(28).slice(0, -100), 'damaged', /damaged or cut off/],
    ['no map', map('geojson'), '{"type":"FeatureCollection","features":[]}', 'wrong-kind', /./],
    [
      'a map in metres',
      map('geojson'),
      geojson(28, { scale: 30_000 }),
      'wrong-kind',
      /RA0001 lies at 120000, /,
    ],
    ['half the regions', map('topojson'), topojson(14), 'too-few-rows', /14 rows is too few/],
  ])('%s is refused', async (_, file, body, code, message) => {
    server.serve('/file', body, 'application/octet-stream');
    const outcome = await runOne(folder, smallSource(`${server.address}/file`, { ...file, minBytes: 10 }));
    expect(outcome).toMatchObject({ status: 'failed', refusal: { code } });
    expect(outcome.refusal?.message).toMatch(message);
    expect(await readdir(folder)).toEqual([]);
  });
});
