import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';

/** Why an archive is not read. */
export type ZipFaultKind = 'damaged' | 'encrypted' | 'too-large-unpacked';

/** An archive that cannot be read; the message says why. */
export class ZipFault extends Error {
  override name = 'ZipFault';
  readonly kind: ZipFaultKind;

  constructor(kind: ZipFaultKind, why: string) {
    super(why);
    this.kind = kind;
  }
}

/** A file in an archive. */
export interface ZipMember {
  name: string;
  /** Bytes once unpacked, as the archive says. */
  size: number;
  /**
   * Its bytes as they come out, never more than `size`.
   *
   * @throws ZipFault when they are damaged, or more than that
   */
  bytes: () => AsyncGenerator<Buffer>;
}

/** Members that an archive has at most: no table comes in so many files. */
const mostMembers = 10_000;

/** Bytes of an archive. A place outside it, which a damaged list may name, is a fault of the archive and not of ours. */
class ArchiveReader extends RandomAccessReader {
  private readonly archive: string | Buffer;
  private readonly size: number;

  constructor(archive: string | Buffer, size: number) {
    super();
    this.archive = archive;
    this.size = size;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { archive, size } = this;
    if (!(start >= 0 && start <= end && end <= size)) {
      const lost = new Readable({ read: () => undefined });
      return lost.destroy(new ZipFault('damaged', 'the archive is damaged or cut off: it ends too early'));
    }
    if (typeof archive !== 'string') return Readable.from([archive.subarray(start, end)]);
    return start === end ? Readable.from([]) : createReadStream(archive, { start, end: end - 1 });
  }
}

function faultOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ZipFault) return error;
  const { code } = error as NodeJS.ErrnoException;
  // What the disk says is no fault of the archive; what the unpacker says is.
  if (code !== undefined && !code.startsWith('Z_')) return error;
  return error.message.startsWith('too many bytes')
    ? new ZipFault('too-large-unpacked', 'a file unpacks to more than the archive says')
    : new ZipFault('damaged', `the archive is damaged or cut off: ${error.message}`);
}

async function* bytesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw faultOf(error);
  }
  if (sum !== entry.crc32) throw new ZipFault('damaged', `“${entry.fileName}” is not what it should be`);
}

async function membersOf(zip: ZipFile): Promise<ZipMember[]> {
  const members: ZipMember[] = [];
  for await (const entry of zip.eachEntry()) {
    if (members.length === mostMembers) throw new ZipFault('damaged', 'the archive has too many files');
    if (entry.isEncrypted()) throw new ZipFault('encrypted', 'the archive has a password');
    members.push({
      name: entry.fileName,
      size: entry.uncompressedSize,
      bytes: () => bytesOf(zip, entry),
    });
  }
  return members;
}

/**
 * Opens a ZIP archive for as long as it is in use.
 *
 * @param archive the path of a file, or its bytes
 * @param use receives the files in it, as its list says; nothing is unpacked before it asks
 * @throws ZipFault for what is no archive, or one that is damaged or protected
 */
export async function withZip<R>(
  archive: string | Buffer,
  use: (members: readonly ZipMember[]) => Promise<R>,
): Promise<R> {
  let zip: ZipFile;
  try {
    const size = typeof archive === 'string' ? (await stat(archive)).size : archive.length;
    zip = await fromRandomAccessReaderPromise(new ArchiveReader(archive, size), size, {
      lazyEntries: true,
      autoClose: false,
    });
  } catch (error) {
    throw faultOf(error);
  }
  try {
    let members;
    try {
      members = await membersOf(zip);
    } catch (error) {
      throw faultOf(error);
    }
    return await use(members);
  } finally {
    zip.close();
  }
}

/** All the bytes of a file in an archive. */
export async function memberContent({ bytes }: ZipMember): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of bytes()) parts.push(chunk);
  return Buffer.concat(parts);
}
