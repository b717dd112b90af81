import { createReadStream } from 'node:fs';

const quote = 0x22;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** What is asked of a file, in rising order. */
interface Asked {
  /** Numbers among the rows that were read, from 1. */
  rows: readonly number[];
  /** Numbers among all records, from 1 for the header: the ones that were set aside. */
  rejected: readonly number[];
}

/** The lines of the file on which rows and records begin, by their numbers. */
export interface LineNumbers {
  rows: Map<number, number>;
  rejected: Map<number, number>;
}

/**
 * Finds the lines of a large CSV file on which some of its rows begin, in one pass. A value between quotation marks may
 * go on over several lines, and a blank line is no row.
 *
 * @param separator a single character
 */
export async function lineNumbers(
  path: string,
  separator: string,
  { rows, rejected }: Asked,
): Promise<LineNumbers> {
  const found: LineNumbers = { rows: new Map(), rejected: new Map() };
  const asked = { rows: new Set(rows), rejected: new Set(rejected) };
  const mark = separator.charCodeAt(0);
  let line = 1;
  let record = 1;
  let row = 0;
  let start = { line: 1, blank: true };
  let inQuotes = false;
  let cellBegins = true;
  let justClosed = false;

  const endRecord = () => {
    if (asked.rejected.has(record)) found.rejected.set(record, start.line);
    else if (record > 1 && !start.blank) {
      row += 1;
      if (asked.rows.has(row)) found.rows.set(row, start.line);
    }
    record += 1;
    cellBegins = true;
    justClosed = false;
  };

  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      const wasClosed: boolean = justClosed;
      justClosed = false;
      if (byte === newline) {
        line += 1;
        if (inQuotes) continue;
        endRecord();
        start = { line, blank: true };
      } else if (byte === quote) {
        start.blank = false;
        // One that closes a value and one right behind it are a single mark within the value.
        justClosed = inQuotes;
        inQuotes = !inQuotes && (cellBegins || wasClosed);
        cellBegins = false;
      } else if (byte !== carriageReturn) {
        start.blank = false;
        cellBegins = byte === mark && !inQuotes;
      }
    }
  }
  if (!start.blank) endRecord();
  return found;
}
