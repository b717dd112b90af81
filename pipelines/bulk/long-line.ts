import type { FileHandle } from 'node:fs/promises';

/** Bytes of the longest line of a table. DuckDB takes minutes for one of a megabyte, and drops one of thirty silently. */
const longestLine = 10_000;
const chunkBytes = 4_000_000;

const newline = 0x0a;
const carriageReturn = 0x0d;

/** The line of a file on which a place in it lies, from 1. */
async function lineAt(file: FileHandle, at: number, ends: number): Promise<number> {
  let line = 1;
  if (at === 0) return line;
  for await (const chunk of file.createReadStream({ start: 0, end: at - 1, autoClose: false })) {
    for (const byte of chunk as Buffer) if (byte === ends) line += 1;
  }
  return line;
}

/**
 * Finds a line that is too long for one of a table. It jumps from line end to line end, so that it costs little more
 * than to read the file.
 *
 * @returns the number of the first such line, or null
 */
export async function longLine(file: FileHandle): Promise<number | null> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let ends = newline;
  for (let from = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, from);
    const bytes = buffer.subarray(0, bytesRead);
    if (from === 0 && !bytes.includes(newline)) ends = carriageReturn;
    let at = 0;
    while (at + longestLine < bytes.length) {
      const end = bytes.lastIndexOf(ends, at + longestLine);
      if (end < at) return lineAt(file, from + at, ends);
      at = end + 1;
    }
    if (bytesRead < chunkBytes) return null;
    from += at;
  }
}
