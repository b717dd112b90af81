import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPrivate, requireSafe } from '#pipelines/refresh/address-rule.ts';
import { pickFiles } from '#pipelines/refresh/catalogue.ts';
import { parseContentRange } from '#pipelines/refresh/download.ts';
import { readLedger, writeLedger, type LedgerEntry } from '#pipelines/refresh/ledger.ts';
import { chosenSources } from '#pipelines/refresh/public-sources.ts';
import { RecordScan } from '#pipelines/refresh/record-scan.ts';
import { Refusal } from '#pipelines/refresh/refusal.ts';
import { summarize, summaryLines } from '#pipelines/refresh/report.ts';
import { delayBefore, parseRetryAfter } from '#pipelines/refresh/retry.ts';
import type { Outcome } from '#pipelines/refresh/outcome.ts';
import { shownBytes } from '#pipelines/refresh/shown.ts';
import { smallSource, students } from './made-files.ts';
import { runOne, standIn } from './run.ts';

const now = new Date('2026-11-22T12:00:00Z');

describe('Retry-After', () => {
  test.each([
    ['7', 7000],
    [' 120 ', 120_000],
    ['0', 0],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['22 Nov 2026', null],
    ['Sun, 99 Nov 2026 12:00:30 GMT', null],
    ['', null],
    [null, null],
  ])('%j is %j milliseconds', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });

  test.each([
    { tried: 1, after: null, random: 0, expected: 500 },
    { tried: 1, after: null, random: 1, expected: 1000 },
    { tried: 3, after: null, random: 1, expected: 4000 },
    { tried: 1, after: 30_000, random: 1, expected: 30_000 },
    { tried: 1, after: 120_000, random: 1, expected: 120_000 },
    { tried: 1, after: 120_001, random: 1, expected: null },
    { tried: 4, after: null, random: 0, expected: null },
  ])('try $tried, asked to wait $after: $expected', ({ tried, after, random, expected }) => {
    expect(delayBefore(tried, after, random)).toBe(expected);
  });

  test('it is never earlier than the server asked, nor later than it need be', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.nat(120_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tried, after, random) => {
          const delay = delayBefore(tried, after, random) ?? NaN;
          expect(delay).toBeGreaterThanOrEqual(after);
          expect(delay).toBeLessThanOrEqual(Math.max(after, 1000 * 2 ** (tried - 1)));
        },
      ),
    );
  });
});

describe('where we may be sent', () => {
  const names: Record<string, string[]> = {
    'duo.nl': ['145.21.160.1'],
    'rebound.example': ['145.21.160.1', '10.1.2.3'],
    'six.example': ['fe80::1'],
  };
  const lookup = async (host: string) => {
    const found = names[host];
    if (!found) throw new Error('ENOTFOUND');
    return found;
  };

  test.each([
    ['http://localhost/', true],
    ['http://x.localhost/', true],
    ['http://printer.local/', true],
    ['http://127.0.0.1:8080/', true],
    ['http://127.9.9.9/', true],
    ['http://2130706433/', true],
    ['http://0x7f.1/', true],
    ['http://[::1]/', true],
    ['http://[::]/', true],
    ['http://[::ffff:10.0.0.1]/', true],
    ['http://[fd00::1]/', true],
    ['http://10.0.0.1/', true],
    ['http://172.31.255.255/', true],
    ['http://172.32.0.0/', false],
    ['http://192.168.1.1/', true],
    ['http://169.254.169.254/latest/meta-data/', true],
    ['http://100.64.0.1/', true],
    ['http://8.8.8.8/', false],
    ['http://[2a02:58::1]/', false],
    ['http://rebound.example/', true],
    ['http://six.example/', true],
    ['http://duo.nl/', false],
    ['http://unknown.example/', false],
  ])('%s private: %s', async (url, expected) => {
    expect(await isPrivate(new URL(url), lookup)).toBe(expected);
  });

  test.each([
    ['https://duo.nl/a', 'https://duo.nl/b', true],
    ['https://duo.nl/a', 'https://8.8.8.8/b', true],
    ['http://duo.nl/a', 'https://duo.nl/b', true],
    ['https://duo.nl/a', 'http://duo.nl/b', false],
    ['https://duo.nl/a', 'https://localhost/b', false],
    ['https://duo.nl/a', 'https://rebound.example/', false],
    ['https://duo.nl/a', 'ftp://duo.nl/b', false],
    ['http://127.0.0.1:1/a', 'http://127.0.0.1:2/b', true],
    ['http://localhost/a', 'http://10.0.0.1/b', true],
  ])('from %s to %s: %s', async (from, to, allowed) => {
    const asked = requireSafe(new URL(from), new URL(to), lookup);
    if (allowed) await expect(asked).resolves.toBeUndefined();
    else await expect(asked).rejects.toThrow(Refusal);
  });

  test.each([
    ['http://duo.nl/file', /onderwijs\.example sends us to http:\/\/duo\.nl, which is not encrypted/],
    ['https://10.0.0.1/file', /sends us to https:\/\/10\.0\.0\.1, inside a private network/],
  ])('a run does not go along to %s', async (location, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-refresh-'));
    const asked: string[] = [];
    const outside = standIn({
      lookup,
      fetch: async (url) => {
        asked.push(String(url));
        return new Response(null, { status: 302, headers: { location } });
      },
    });
    const outcome = await runOne(folder, smallSource('https://onderwijs.example/file'), { outside });
    expect(outcome.refusal).toMatchObject({
      code: 'unsafe-redirect',
      message: expect.stringMatching(message),
    });
    expect(asked).toEqual(['https://onderwijs.example/file']);
    await rm(folder, { recursive: true });
  });
});

test.each([
  ['bytes 5-9/10', { start: 5, length: 10 }],
  ['bytes 5-9/*', { start: 5, length: null }],
  ['bytes */10', { start: null, length: 10 }],
  ['bytes 5-9', null],
  ['items 5-9/10', null],
  ['', null],
  [null, null],
])('Content-Range %j', (header, expected) => {
  expect(parseContentRange(header)).toEqual(expected);
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1500, '1.5 kB'],
  [20_410_000, '20 MB'],
  [3e9, '3.0 GB'],
])('%d bytes is shown as %s', (bytes, shown) => {
  expect(shownBytes(bytes)).toBe(shown);
});

describe('counting records', () => {
  function scan(text: string | Uint8Array, piece = 1e9): RecordScan {
    const bytes = Buffer.from(text);
    const found = new RecordScan();
    for (let at = 0; at < bytes.length; at += piece) found.push(bytes.subarray(at, at + piece));
    found.end();
    return found;
  }

  test.each([
    ['a;b\n1;2\n', ['a', 'b'], 1],
    ['a,b\r\n1,2\r\n3,4', ['a', 'b'], 2],
    ['\uFEFF"a";"b"\n"1";"x;y"\n', ['a', 'b'], 1],
    ['\n\na\tb\n1\t2\n', ['a', 'b'], 1],
    ['a;b\n""\n1;2\n  ;  \n;\n3;4\n', ['a', 'b'], 2],
    ['a;b\n1;"x\ny"\n3;4\n', ['a', 'b'], 2],
    ['a;b\n1;"say ""no"""\n3;4\n', ['a', 'b'], 2],
    ['a;b\n1;5" pipe\n3;4\n', ['a', 'b'], 2],
    ["a;b\n1;'S-GRAVENHAGE\n", ['a', 'b'], 1],
  ])('%j', (text, header, rows) => {
    for (const piece of [1, 2, 3, 1e9]) {
      const found = scan(text, piece);
      expect(found.header).toEqual(header);
      expect(found.rows).toBe(rows);
    }
  });

  test.each([
    ['a;b;c\n1;2;3\n4;5', /its last line has 2 values where there are 3 columns/],
    ['a;b;c\n1;2;3\n4', /its last line has 1 values/],
    ['a;b\n1;"2', /between quotation marks/],
  ])('%j is cut off', (text, message) => {
    expect(() => scan(text).requireWhole()).toThrow(message);
  });

  test('counts what was written, in any pieces', () => {
    const cell = fc.string({ maxLength: 6 }).map((text) => `x${text}`);
    const written = (value: string) => `"${value.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { maxLength: 20 }),
        fc.constantFrom(';', ',', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 50 }),
        (records, separator, end, piece) => {
          const lines = [['first', 'second'], ...records].map((cells) => cells.map(written).join(separator));
          const found = scan(lines.join(end), piece);
          found.requireWhole();
          expect(found.rows).toBe(records.length);
          expect(found.header).toEqual(['first', 'second']);
        },
      ),
    );
  });

  test('the file of DUO is counted like its rows', () => {
    expect(scan(students(321)).rows).toBe(321);
  });
});

describe('damaged bytes', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-refresh-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('a table is counted, or refused with a reason', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          const scan = new RecordScan();
          scan.push(bytes);
          scan.end();
          scan.requireWhole();
          expect(scan.header.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the catalogue', () => {
  const wanted = smallSource('').files.map(({ slot, ...file }) => ({
    ...file,
    slot,
    name: /^\d{4}-\d{4}-03-.*\.csv$/,
  }));
  const resource = (name: string, size: number | null = null) => ({
    url: `https://duo.nl/x/${name}`,
    name,
    size,
  });

  test('gives the latest of the files that fit', () => {
    const found = pickFiles(wanted, [
      resource('2021-2025-03-a.csv', 7),
      resource('2020-2024-03-a.csv'),
      resource('2021-2025-04-a.csv'),
    ]);
    expect(found).toMatchObject([
      { slot: 'students', file: '2021-2025-03-a.csv', period: '2021–2025', promised: 7 },
    ]);
  });

  test('gives every one, each in a place of its own', () => {
    const each = wanted.map((file) => ({ ...file, each: true }));
    const found = pickFiles(each, [resource('2021-2025-03-a.csv'), resource('2020-2024-03-a.csv')]);
    expect(found.map(({ slot }) => slot)).toEqual(['students-2020–2024', 'students-2021–2025']);
  });

  test('names what it has when what we want is gone', () => {
    expect(() => pickFiles(wanted, [resource('readme.pdf')])).toThrow(
      /does not list students any more; found readme\.pdf/,
    );
  });

  test.each(['../../2021-2025-03-a.csv', '2021-2025-03-../a.csv', '.2021-2025-03-a.csv'])(
    'a file cannot call itself %s',
    (name) => {
      expect(() => pickFiles(wanted, [{ ...resource('x'), name }])).toThrow(/found/);
    },
  );
});

describe('what a run comes to', () => {
  const entry: LedgerEntry = {
    source: 'a',
    file: 'a.csv',
    url: 'https://duo.nl/a.csv',
    retrieved: '2026-11-01T00:00:00.000Z',
    checked: '2026-11-01T00:00:00.000Z',
    etag: null,
    lastModified: null,
    sha256: 'x',
    bytes: 1500,
    rows: 20,
    period: null,
  };
  const fine: Outcome = { source: 'a', file: 'a.csv', status: 'new', refusal: null, entry, setAside: null };
  const refusedWith = (
    code: 'unreachable' | 'fewer-rows' | 'not-found',
    source = 'a',
    kept = true,
  ): Outcome => ({
    ...fine,
    source,
    status: kept ? 'kept' : 'failed',
    refusal: { code, message: 'why' },
    entry: kept ? entry : null,
  });
  const sources = [
    { ...smallSource('https://duo.nl/a.csv'), key: 'a', verified: false, known: { nl: '', en: 'known' } },
  ];

  test.each<[string, Outcome[], answered: boolean, offline: boolean, exitCode: number]>([
    ['all is well', [fine], true, false, 0],
    ['one failed', [fine, refusedWith('not-found')], true, false, 1],
    ['one needs a person', [fine, refusedWith('fewer-rows')], true, false, 3],
    ['one needs a person, one failed', [refusedWith('not-found'), refusedWith('fewer-rows')], true, false, 1],
    ['one that was never verified failed', [fine, refusedWith('not-found', 'unsure')], true, false, 0],
    ['no connection, with something to keep', [refusedWith('unreachable')], false, true, 0],
    ['no connection, with nothing', [refusedWith('unreachable', 'a', false)], false, true, 1],
    ['one server is away', [fine, refusedWith('unreachable')], true, false, 1],
    ['nothing was asked', [], false, false, 0],
  ])('%s', (_, outcomes, answered, offline, exitCode) => {
    const summary = summarize(outcomes, { answered, excused: new Set(['unsure']) });
    expect(summary).toMatchObject({ offline, exitCode });
  });

  const said = (outcomes: Outcome[], answered = true) =>
    summaryLines(summarize(outcomes, { answered, excused: new Set() }), sources, 'data').join('\n');

  test('is said in words', () => {
    expect(said([fine, { ...fine, status: 'unchanged', setAside: '.x-a.csv' }])).toBe(
      'a.csv: new, 20 rows, 1.5 kB\na.csv: unchanged, 20 rows, 1.5 kB\n  what stood there before is kept as .x-a.csv\n1 new, 1 unchanged, in data.',
    );
    expect(said([refusedWith('fewer-rows')])).toBe(
      'a.csv: the file of 2026-11-01 stays, because why\n  if that is right: cli refresh a --accept fewer-rows\n  the address of a was never verified: known\n1 kept, in data.',
    );
    expect(said([refusedWith('not-found', 'a', false)])).toMatch(
      /a\.csv: not fetched, because why\n {2}the address of a was never verified: /,
    );
    expect(said([refusedWith('unreachable')], false)).toBe(
      'No internet connection: keeping what is there, from 2026-11-01.',
    );
    expect(said([refusedWith('unreachable', 'a', false)], false)).toBe(
      'No internet connection, and nothing in data yet.',
    );
  });
});

describe('the index', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-refresh-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('decides which of two maps is refreshed', async () => {
    const keys = () => readLedger(folder).then((ledger) => chosenSources([], ledger).map(({ key }) => key));
    expect(await keys()).toContain('boundaries');
    expect(await keys()).not.toContain('boundaries-simplified');
    const entry = {
      file: 'x',
      url: 'x',
      retrieved: '2026-11-01T00:00:00.000Z',
      checked: '2026-11-01T00:00:00.000Z',
    };
    const rest = { etag: null, lastModified: null, sha256: 'x', bytes: 1, rows: 1, period: null };
    await writeLedger(
      folder,
      new Map([['boundaries', { source: 'boundaries-simplified', ...entry, ...rest }]]),
    );
    expect(await keys()).toContain('boundaries-simplified');
    expect(await keys()).not.toContain('boundaries');
    expect(chosenSources(['boundaries'], await readLedger(folder)).map(({ key }) => key)).toEqual([
      'boundaries',
    ]);
  });
});
