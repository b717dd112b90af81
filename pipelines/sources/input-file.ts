import type { Effects } from '#pipelines/effects.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';

/** A file as somebody hands it over, before anyone knows what it holds. Large ones are never read as a whole. */
export interface InputFile {
  /** The name that messages show. */
  name: string;
  /** Bytes. */
  size: number;
  /** Where it stands on this machine; null for bytes that were handed over. */
  path: string | null;
  /** Its first bytes, enough for the header of any table. */
  head: Uint8Array;
  /** All of it. */
  read: () => Promise<Uint8Array>;
}

/** Bytes from which a file is told. */
const headBytes = 65_536;

/**
 * A file on this machine, under the name that messages show.
 *
 * @throws RefusedFile for what is no plain file, and for one that cannot be opened; when it is read, also for one that
 * changed since
 */
export async function inputFile(path: string, name: string, effects: Effects): Promise<InputFile> {
  const refuse = (error: Error): never => {
    throw new RefusedFile(name, { code: 'unreadable-file', value: error.message });
  };
  const found = await effects.readHead(path, headBytes).catch(refuse);
  if (!found) throw new RefusedFile(name, { code: 'not-a-file' });
  const read = async () => {
    const bytes = await effects.readFile(path).catch(refuse);
    if (bytes.byteLength !== found.size) throw new RefusedFile(name, { code: 'changed-file' });
    return bytes;
  };
  return { name, path, ...found, read };
}

/** A file whose bytes are here. */
export function inputBytes(bytes: Uint8Array, name: string): InputFile {
  return {
    name,
    size: bytes.byteLength,
    path: null,
    head: bytes.subarray(0, headBytes),
    read: async () => bytes,
  };
}
