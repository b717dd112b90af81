import type { FileHandle } from 'node:fs/promises';

/** DuckDB drops a line that is longer than four of these without a word; one longer than two holds a whole one. */
const windowBytes = 4_000_000;
/** Bytes of each in which a line nearly always ends. */
const probeBytes = 65_536;

const endsLine = (bytes: Buffer) => bytes.includes(0x0a) || bytes.includes(0x0d);

/** The line of a file on which a place in it lies, from 1. */
async function lineAt(file: FileHandle, end: number): Promise<number> {
  let line = 1;
  for await (const chunk of file.createReadStream({ start: 0, end: end - 1, autoClose: false })) {
    for (const byte of chunk as Buffer) if (byte === 0x0a) line += 1;
  }
  return line;
}

/**
 * Finds a line that is far too long for one of a table, without reading all of the file.
 *
 * @returns the number of the first such line, or null
 */
export async function longLine(file: FileHandle): Promise<number | null> {
  const { size } = await file.stat();
  const bytes = Buffer.alloc(windowBytes);
  for (let from = 0; from + windowBytes <= size; from += windowBytes) {
    for (const length of [probeBytes, windowBytes]) {
      const { bytesRead } = await file.read(bytes, 0, length, from);
      if (endsLine(bytes.subarray(0, bytesRead))) break;
      if (length === windowBytes) return from === 0 ? 1 : lineAt(file, from);
    }
  }
  return null;
}
