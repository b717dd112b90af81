import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { memberContent, withZip, ZipFault } from '#pipelines/archive/zip.ts';
import type { InputFile } from '#pipelines/sources/input-file.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { zipFaultCodes } from '#pipelines/sources/zip.ts';

/** A large file where it can be read from, and room beside it. */
export interface LocalFile {
  /** The file, unpacked if it was packed. */
  path: string;
  /** A folder of its own, removed afterwards. */
  folder: string;
  /** Of the file as it was handed over; known once all of it has passed by, beside other work. */
  sha256: Promise<string>;
  /** The small lists of codes that were packed with it, by name. */
  lists: ReadonlyMap<string, Buffer>;
}

/** Bytes that are unpacked at most. */
const mostUnpacked = 30_000_000_000;
/** Bytes of a list of codes. */
const mostList = 20_000_000;

const zipMark = 'PK\x03\x04';
const gzipMark = '\x1f\x8b';

/** Whether a file is packed, by its first bytes: as an archive, or by itself. */
export function packing({ head }: Pick<InputFile, 'head'>): 'zip' | 'gzip' | null {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1');
  if (start === zipMark) return 'zip';
  return start.startsWith(gzipMark) ? 'gzip' : null;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Passes bytes on until there are too many of them. */
async function* atMost(bytes: AsyncIterable<Buffer>, most: number, file: string): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most) throw new RefusedFile(file, { code: 'too-large-unpacked', expected: `≤ ${most}` });
    yield chunk;
  }
}

/** Unpacks the one large table of an archive, and the lists of codes beside it. */
async function unzip(from: string, to: string, file: string, most: number): Promise<LocalFile['lists']> {
  return withZip(from, async (members) => {
    const large = members.find(({ name }) => /(^|[/_])Observations\.csv$/i.test(name));
    if (!large) {
      const names = members.map(({ name }) => name).join(', ');
      throw new RefusedFile(file, {
        code: 'unknown-file',
        value: names.slice(0, 400),
        expected: 'Observations.csv',
      });
    }
    if (large.size > most) throw new RefusedFile(file, { code: 'too-large-unpacked', expected: `≤ ${most}` });
    await pipeline(large.bytes(), createWriteStream(to));
    const lists = new Map<string, Buffer>();
    for (const member of members) {
      const short = /([^/_]+Codes)\.csv$/.exec(member.name)?.[1];
      if (short !== undefined && member.size <= mostList) lists.set(short, await memberContent(member));
    }
    return lists;
  });
}

/** A fault of a packed file, as a refusal that names it. */
function refused(error: unknown, file: string): unknown {
  if (error instanceof ZipFault) return new RefusedFile(file, { code: zipFaultCodes[error.kind] });
  const packed = (error as NodeJS.ErrnoException).code?.startsWith('Z_');
  return packed ? new RefusedFile(file, { code: 'damaged-file' }) : error;
}

/** What shows that a file is another than it was. */
async function stampOf(path: string): Promise<string> {
  return stat(path).then(
    ({ size, mtimeMs }) => `${size} bytes of ${mtimeMs}`,
    () => 'gone',
  );
}

/** @throws RefusedFile when the file is not the same at the end as at the beginning, whatever became of the work */
async function unlessChanged<R>({ path, name, size }: InputFile, work: () => Promise<R>): Promise<R> {
  if (path === null) return work();
  const before = await stampOf(path);
  const changed = async () => !before.startsWith(`${size} bytes`) || (await stampOf(path)) !== before;
  const refuse = () => new RefusedFile(name, { code: 'changed-file' });
  if (await changed()) throw refuse();
  const result = await work().catch(async (error: unknown) => {
    throw (await changed()) ? refuse() : error;
  });
  if (await changed()) throw refuse();
  return result;
}

/** Unpacks a file beside itself where it is packed, and hands it over. */
async function unpacked<R>(
  { folder, given, input, most }: { folder: string; given: string; input: InputFile; most: number },
  use: (local: LocalFile) => Promise<R>,
): Promise<R> {
  const sha256 = hashOf(given);
  // Whoever waits for it hears of a fault; until then it is not one that nobody handles.
  sha256.catch(() => undefined);
  const packed = packing(input);
  if (packed === null) return use({ path: given, folder, sha256, lists: new Map() });
  const path = join(folder, 'table.csv');
  let lists: LocalFile['lists'] = new Map();
  try {
    if (packed === 'zip') lists = await unzip(given, path, input.name, most);
    else {
      await pipeline(
        createReadStream(given),
        createGunzip(),
        (bytes: AsyncIterable<Buffer>) => atMost(bytes, most, input.name),
        createWriteStream(path),
      );
    }
  } catch (error) {
    throw refused(error, input.name);
  }
  return use({ path, folder, sha256, lists });
}

/**
 * Puts a large file where it can be read from, unpacked, for as long as it is in use. Whatever happens, what was put
 * there is removed.
 *
 * @throws RefusedFile for an archive that is damaged, protected, too large, or holds no table of observations, and for a
 * file that changes meanwhile
 */
export async function withLocalFile<R>(
  input: InputFile,
  use: (local: LocalFile) => Promise<R>,
  { most = mostUnpacked }: { most?: number } = {},
): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-bulk-'));
  try {
    // Under a name of ours: in the name of a file DuckDB takes * and ? for any letters, and .gz for how it is packed.
    const given = join(folder, 'given');
    if (input.path === null) await writeFile(given, await input.read());
    else await symlink(resolve(input.path), given);
    return await unlessChanged(input, () => unpacked({ folder, given, input, most }, use));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
