import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { Refusal } from '#pipelines/refresh/refusal.ts';

/** A file in an archive. Sizes in bytes. */
export interface ZipMember {
  name: string;
  packed: number;
  size: number;
  crc: number;
  stored: boolean;
  /** Where its own header begins. */
  at: number;
}

const marks = {
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  entry: 0x02014b50,
  local: 0x04034b50,
};
const none32 = 0xffffffff;
const mostMembers = 1000;

const damaged = (why: string) => new Refusal('damaged', `the archive is damaged or cut off: ${why}`);

async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead < length) throw damaged('it ends too early');
  return buffer;
}

/** Where the list of members stands, from the end of the archive. */
async function directoryPlace(handle: FileHandle, size: number): Promise<{ at: number; length: number }> {
  const tail = await bytesAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== marks.end) end -= 1;
  if (end < 0) throw damaged('its list of files is missing');
  const place = { at: tail.readUInt32LE(end + 16), length: tail.readUInt32LE(end + 12) };
  const locator = end - 20;
  if (locator < 0 || tail.readUInt32LE(locator) !== marks.locator64) return place;
  const end64 = await bytesAt(handle, Number(tail.readBigUInt64LE(locator + 8)), 56);
  if (end64.readUInt32LE(0) !== marks.end64) throw damaged('its list of files is missing');
  return { at: Number(end64.readBigUInt64LE(48)), length: Number(end64.readBigUInt64LE(40)) };
}

/** The numbers of more than four bytes that stand apart, in the order in which the short ones were full. */
function longNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from({ length: Math.floor(field.length / 8) }, (_, i) =>
      Number(field.readBigUInt64LE(i * 8)),
    );
  }
  return [];
}

function membersOf(list: Buffer): ZipMember[] {
  const members: ZipMember[] = [];
  for (let at = 0; at < list.length;) {
    if (list.readUInt32LE(at) !== marks.entry) throw damaged('its list of files cannot be read');
    if (members.length === mostMembers) throw damaged('it has too many files');
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) =>
      list.readUInt16LE(at + offset),
    );
    const nameEnd = at + 46 + (nameLength ?? 0);
    const extraEnd = nameEnd + (extraLength ?? 0);
    const name = list.subarray(at + 46, nameEnd).toString('utf8');
    const method = list.readUInt16LE(at + 10);
    if ((list.readUInt16LE(at + 8) & 1) === 1) throw new Refusal('wrong-kind', 'the archive has a password');
    if (method !== 0 && method !== 8)
      throw new Refusal('wrong-kind', `“${name}” is packed in an unknown way`);
    const long = longNumbers(list.subarray(nameEnd, extraEnd));
    const [size, packed, start] = [24, 20, 42].map((offset) => {
      const short = list.readUInt32LE(at + offset);
      return short === none32 ? (long.shift() ?? NaN) : short;
    }) as [number, number, number];
    if (![size, packed, start].every(Number.isSafeInteger)) throw damaged('its list of files cannot be read');
    members.push({ name, packed, size, crc: list.readUInt32LE(at + 16), stored: method === 0, at: start });
    at = extraEnd + (noteLength ?? 0);
  }
  return members;
}

/** The files in an archive, as its list says. @throws Refusal for what is no archive, or one that was cut off */
export async function zipMembers(path: string): Promise<ZipMember[]> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size < 22) throw damaged('it ends too early');
    const { at, length } = await directoryPlace(handle, size);
    if (at + length > size) throw damaged('it ends too early');
    return membersOf(await bytesAt(handle, at, length));
  } catch (error) {
    if (error instanceof RangeError) throw damaged('its list of files cannot be read');
    throw error;
  } finally {
    await handle.close();
  }
}

async function dataPlace(path: string, { at }: ZipMember): Promise<number> {
  const handle = await open(path);
  try {
    const header = await bytesAt(handle, at, 30);
    if (header.readUInt32LE(0) !== marks.local) throw damaged('its list of files points to nothing');
    return at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

/**
 * The bytes of a file in an archive as they come out, never more than its list says.
 *
 * @throws Refusal when they are damaged, or more than that
 */
export async function* memberBytes(path: string, member: ZipMember): AsyncGenerator<Buffer> {
  if (member.packed === 0 && member.size === 0) return;
  const start = await dataPlace(path, member);
  const packed = createReadStream(path, { start, end: start + member.packed - 1 });
  const bytes = member.stored ? packed : pipeline(packed, createInflateRaw(), () => undefined);
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > member.size) {
        throw new Refusal('too-large-unpacked', `“${member.name}” unpacks to more than the archive says`);
      }
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) {
      throw damaged(`“${member.name}” cannot be unpacked`);
    }
    throw error;
  }
  if (size !== member.size || crc !== member.crc) throw damaged(`“${member.name}” is not what it should be`);
}
