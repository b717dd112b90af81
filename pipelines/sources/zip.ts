import { crc32 } from 'node:zlib';
import { memberContent, withZip, ZipFault, type ZipFaultKind } from '#pipelines/archive/zip.ts';
import type { FindingCode } from '#lib/domain/finding-kinds.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';

const directoryRecord = { signature: 0x02014b50, bytes: 46 };
const localRecord = { signature: 0x04034b50, bytes: 30 };
const endRecord = { signature: 0x06054b50, bytes: 22 };

/** The words for what can be wrong with an archive. */
export const zipFaultCodes: Record<ZipFaultKind, FindingCode> = {
  damaged: 'damaged-file',
  encrypted: 'encrypted-file',
  'too-large-unpacked': 'too-large-unpacked',
};

/**
 * Unpacks the members of a ZIP archive that are wanted. How large they are is told by the directory, before anything is
 * unpacked, and a member that is larger than it says is not unpacked further.
 *
 * @param most bytes of all wanted members together
 * @throws RefusedFile for an archive that is damaged, protected, or larger than that
 */
export async function unzip(
  archive: Uint8Array,
  { file, wanted, most }: { file: string; wanted: (name: string) => boolean; most: number },
): Promise<Map<string, Buffer>> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  try {
    return await withZip(bytes, async (members) => {
      const chosen = members.filter(({ name }) => wanted(name));
      if (chosen.reduce((sum, { size }) => sum + size, 0) > most)
        throw new RefusedFile(file, { code: 'too-large-unpacked' });
      const contents = new Map<string, Buffer>();
      for (const member of chosen) contents.set(member.name, await memberContent(member));
      return contents;
    });
  } catch (error) {
    throw error instanceof ZipFault ? new RefusedFile(file, { code: zipFaultCodes[error.kind] }) : error;
  }
}

/** Packs members into a ZIP archive, without making them smaller. */
export function storedZip(members: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of members) {
    const local = Buffer.alloc(localRecord.bytes);
    const listed = Buffer.alloc(directoryRecord.bytes);
    const nameBytes = Buffer.from(name);
    local.writeUInt32LE(localRecord.signature);
    listed.writeUInt32LE(directoryRecord.signature);
    // The same fields stand in both, two bytes further in the directory: checksum, sizes, and the length of the name.
    for (const [record, shift] of [
      [local, 0],
      [listed, 2],
    ] as const) {
      record.writeUInt32LE(crc32(content), 14 + shift);
      record.writeUInt32LE(content.length, 18 + shift);
      record.writeUInt32LE(content.length, 22 + shift);
      record.writeUInt16LE(nameBytes.length, 26 + shift);
    }
    listed.writeUInt32LE(offset, 42);
    parts.push(local, nameBytes, content);
    directory.push(listed, nameBytes);
    offset += local.length + nameBytes.length + content.length;
  }
  const end = Buffer.alloc(endRecord.bytes);
  end.writeUInt32LE(endRecord.signature);
  end.writeUInt16LE(members.size, 8);
  end.writeUInt16LE(members.size, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
