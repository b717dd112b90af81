import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { refreshCommand } from '#pipelines/commands/refresh.ts';
import { boundarySources } from '#pipelines/refresh/boundary-sources.ts';
import { cbsTable, geojson, students, topojson } from './made-files.ts';
import { PublicServer, sendFile } from './public-server.ts';
import { standIn } from './run.ts';

const command = join(process.cwd(), 'bin/praktijkbalans.js');
const patience = 60_000;

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

const argumentsFor = (folder: string, args: string[]) => [
  'refresh',
  '--into',
  folder,
  '--pause',
  '0',
  ...args,
];

/** Runs the command as somebody does in a shell. */
function start(folder: string, args: string[]) {
  const child = spawn(process.execPath, [command, ...argumentsFor(folder, args)]);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status) => resolve({ status, ...said }));
  });
  return { child, ended };
}

/** Runs the command in this process, where nobody has to wait for it to load, nor for the clock. */
async function refresh(folder: string, ...args: string[]): Promise<Ended> {
  const ended: Ended = { status: 0, stdout: '', stderr: '' };
  const program = new Command().exitOverride().configureOutput({
    writeErr: (text) => (ended.stderr += text),
  });
  program.addCommand(refreshCommand(standIn()).copyInheritedSettings(program));
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    ended.stdout += String(text);
    return true;
  });
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    ended.stdout += `${text}\n`;
  });
  try {
    await program.parseAsync(argumentsFor(folder, args), { from: 'user' });
    ended.status = Number(process.exitCode ?? 0);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    ended.status = 2;
  } finally {
    process.exitCode = undefined;
    spy.mockRestore();
    log.mockRestore();
  }
  return ended;
}

const mirrored = (url: string) => {
  const { host, pathname, search } = new URL(url);
  return `/${host}${pathname}${search}`;
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

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

/** A dataset as CKAN lists it, with its files. */
function dataset(id: string, files: Record<string, string>): void {
  const resources = Object.entries(files).map(([name, body], i) => {
    const path = `/dataset/63c2b502/resource/${i}/download/${name}`;
    server.serve(`/onderwijsdata.duo.nl${path}`, body);
    return {
      id: String(i),
      name,
      format: 'CSV',
      size: body.length,
      url: `https://onderwijsdata.duo.nl${path}`,
    };
  });
  server.serve(
    `/onderwijsdata.duo.nl/api/3/action/package_show?id=${id}`,
    JSON.stringify({ help: '', success: true, result: { name: id, license_id: 'cc-by', resources } }),
    'application/json;charset=utf-8',
  );
}

/** A CSV file with these columns. */
function table(columns: string[], rows: number): string {
  const row = `${columns.map((_, i) => `"waarde ${i}"`).join(',')}\r\n`;
  return `${columns.map((name) => `"${name}"`).join(',')}\r\n${row.repeat(rows)}`;
}

const school = ['INSTELLINGSCODE', 'INSTELLINGSNAAM', 'LEERWEG'];

function serveDuo(): void {
  const years = ['JAAR_2021', 'JAAR_2022', 'JAAR_2023', 'JAAR_2024', 'JAAR_2025'];
  dataset('mbo-studenten-per-instelling', {
    '2021-2025-01-studenten-per-instelling.csv': table(['JAAR', ...school], 275),
    '2021-2025-03-studenten-per-instelling-plaats.csv': students(6000),
    '2021-2025-08-studenten-verblijfsjaar.csv': table(
      [...school, 'BEROEPSOPLEIDING CODE', 'VERBLIJFSJAAR IN MBO', ...years],
      10_500,
    ),
    '2021-2025-11-studenten-woongemeente.csv': table([...school, 'WOONGEMEENTE', ...years], 10_500),
    '2021-2025-12-studenten-woonprovincie.csv': table([...school, 'WOONPROVINCIE', ...years], 5500),
  });
  dataset('gediplomeerde-mbo-studenten', {
    '2020-2024-gediplomeerden.csv': table(
      [...school, 'ERKENDE OPLEIDING CODE', 'DIPVROUW2025', 'X', 'Y'],
      4000,
    ),
  });
  const background = table([...school, 'BEROEPSOPLEIDING CODE', 'INSTROOM OPLEIDING'], 6000);
  const kind = table(['JAAR', ...school, 'INSTROOM MBO', 'AANTAL'], 2500);
  dataset('instromende-mbo-studenten', {
    '2024-nieuw-instromende-studenten-per-instelling-hoofdgroep-x.csv': background,
    '2025-nieuw-instromende-studenten-per-instelling-hoofdgroep-x.csv': background,
    '2024-nieuw-instromende-studenten-per-instelling-niveau-x.csv': kind,
    '2025-nieuw-instromende-studenten-per-instelling-niveau-x.csv': kind,
  });
}

function serveOthers(): void {
  const rows = { '03759ned': 1_000_000, '85171NED': 3948, '85173NED': 34_020, '70072ned': 100_000 };
  for (const [id, count] of Object.entries(rows)) {
    server.serve(`/datasets.cbs.nl/csv/CBS/nl/${id}`, cbsTable(count), 'application/zip');
  }
  const [regions, municipalities, simplified] = boundarySources.map((source) =>
    mirrored('catalogue' in source ? source.catalogue : (source.files[0]?.url ?? '')),
  );
  server.serve(regions ?? '', geojson(28), 'application/json;charset=utf-8');
  server.serve(municipalities ?? '', geojson(342), 'application/json;charset=utf-8');
  server.serve(simplified ?? '', topojson(28), 'application/octet-stream');
}

describe('cli refresh', () => {
  test(
    'fetches what every publisher has, says what it could not get, and asks again only for what changed',
    async () => {
      serveDuo();
      serveOthers();
      const first = await start(folder, ['--mirror', server.address]).ended;
      // The addresses of before the catalogue and of AZW were never verified, and are not here.
      expect(first.stdout).toMatch(/03-deelnemers-.*2015-2019\.csv: not fetched, because .* \(404\)\n/);
      expect(first.stdout).toMatch(/2021-2025-03-studenten-per-instelling-plaats\.csv: new, 6000 rows, /);
      expect(first.stdout).toMatch(/cbs-03759ned\.zip: new, 1000000 rows, /);
      expect(first.stdout).toMatch(/regioplus-2025\.geojson: new, 28 rows, /);
      expect(first.stdout).toMatch(/\n14 new, 4 not fetched, in .*\.\n$/);
      // Progress, on plain lines.
      expect(first.stdout).toMatch(/^.*Ask DUO for: Mbo students by school\n/);
      expect(first.stdout).toMatch(/the address of azw-sickness was never verified: /);
      expect(first.status).toBe(0);
      const files = await readdir(folder);
      expect(files.sort()).toEqual([
        '.refresh.json',
        '2020-2024-gediplomeerden.csv',
        '2021-2025-03-studenten-per-instelling-plaats.csv',
        '2021-2025-08-studenten-verblijfsjaar.csv',
        '2021-2025-11-studenten-woongemeente.csv',
        '2021-2025-12-studenten-woonprovincie.csv',
        '2024-nieuw-instromende-studenten-per-instelling-hoofdgroep-x.csv',
        '2024-nieuw-instromende-studenten-per-instelling-niveau-x.csv',
        '2025-nieuw-instromende-studenten-per-instelling-hoofdgroep-x.csv',
        '2025-nieuw-instromende-studenten-per-instelling-niveau-x.csv',
        'cbs-03759ned.zip',
        'cbs-70072ned.zip',
        'cbs-85171NED.zip',
        'cbs-85173NED.zip',
        'regioplus-2025.geojson',
      ]);
      const got = await readFile(join(folder, '2021-2025-03-studenten-per-instelling-plaats.csv'), 'utf8');
      expect(sha256(got)).toBe(sha256(students(6000)));

      const before = server.asked.length;
      const second = await refresh(
        folder,
        'duo-students',
        'boundaries',
        '--mirror',
        server.address,
        '--json',
      );
      expect(second.status).toBe(0);
      expect(second.stderr).toBe('');
      const { outcomes } = JSON.parse(second.stdout) as { outcomes: { status: string }[] };
      expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('unchanged'));
      expect(server.asked.slice(before).filter(({ ifNoneMatch }) => ifNoneMatch).length).toBe(5);
    },
    patience,
  );

  test(
    'killed halfway, it goes on where it was',
    async () => {
      const body = geojson(342);
      const half = Math.floor(body.length / 2);
      const path = mirrored(
        boundarySources.flatMap((source) => ('catalogue' in source ? [] : source.files))[1]?.url ?? '',
      );
      const halfway = new Promise<void>((resolve) => {
        server.on(path, (request, response) => {
          if (request.headers.range !== undefined) {
            return sendFile(request, response, Buffer.from(body), 'application/json');
          }
          const whole = Buffer.from(body);
          response.writeHead(200, {
            'content-length': whole.length,
            etag: `"${createHash('md5').update(whole).digest('hex')}"`,
          });
          response.write(whole.subarray(0, half), () => resolve());
        });
      });
      const args = ['boundaries-municipalities', '--mirror', server.address];
      const { child, ended } = start(folder, args);
      await halfway;
      const part = join(folder, '.gemeenten-2025.geojson.part');
      const size = () =>
        stat(part).then(
          (found) => found.size,
          () => 0,
        );
      while ((await size()) < half && child.exitCode === null) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      child.kill('SIGKILL');
      expect((await ended).status).toBe(null);
      // What is not whole has no name that anything reads.
      expect((await readdir(folder)).filter((name) => !name.startsWith('.'))).toEqual([]);

      const again = await refresh(folder, ...args);
      expect(again.stdout).toMatch(/gemeenten-2025\.geojson: new, 342 rows/);
      expect(again.status).toBe(0);
      expect(server.askedFor(path).map(({ range }) => range)).toEqual([undefined, `bytes=${half}-`]);
      expect(await readFile(join(folder, 'gemeenten-2025.geojson'), 'utf8')).toBe(body);
      expect((await readdir(folder)).sort()).toEqual(['.refresh.json', 'gemeenten-2025.geojson']);
    },
    patience,
  );
});

describe('without a connection', () => {
  let away: string;
  beforeAll(async () => {
    const gone = await new PublicServer().start();
    away = gone.address;
    await gone.stop();
  });

  test(
    'it says so and keeps what is there, which --list shows',
    async () => {
      serveOthers();
      await refresh(folder, 'boundaries-simplified', '--mirror', server.address);
      const kept = await refresh(folder, 'boundaries-simplified', 'boundaries', '--mirror', away);
      expect(kept.status).toBe(0);
      expect(kept.stdout).toMatch(
        /\nNo internet connection: keeping what is there, from \d{4}-\d{2}-\d{2}\.\n$/,
      );
      expect((await readdir(folder)).sort()).toEqual(['.refresh.json', 'regioplus-2025.topojson']);

      const { status, stdout } = await refresh(folder, '--list');
      expect(status).toBe(0);
      expect(stdout).toMatch(/^duo-students: Mbo students by school \(DUO, CC BY\)\n {2}address: /m);
      expect(stdout).toMatch(/^azw-sickness: .*\n {2}address NOT VERIFIED: /m);
      expect(stdout).toMatch(
        /takes the place of boundaries\n {2}here: regioplus-2025\.topojson, of \d{4}-\d{2}-\d{2}, 28 rows/,
      );
      const machine = await refresh(folder, '--list', '--json');
      expect(JSON.parse(machine.stdout)).toContainEqual(
        expect.objectContaining({ key: 'azw-sickness', verified: false, here: [] }),
      );
    },
    patience,
  );
});

describe('the command line', () => {
  test.each([
    [['nowhere'], 2, /value 'nowhere' is invalid.*Allowed choices are duo-students/s],
    [['--accept', 'everything'], 2, /'everything' is invalid.*fewer-rows/s],
    [['--pause', 'long'], 2, /number of seconds/],
    [['--mirror', 'ftp://x'], 2, /web address/],
  ])(
    '%j ends with code %i and says why',
    async (args, code, message) => {
      const { status, stderr, stdout } = await refresh(folder, ...args);
      expect(stderr).toMatch(message);
      expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    },
    patience,
  );
});
