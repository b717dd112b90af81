import { CsvError, parse, type Options } from 'csv-parse/sync';
import { UserError } from '#lib/domain/errors.ts';
import type { RawRecord } from '#pipelines/sources/reading.ts';

interface CsvText {
  header: string[];
  records: RawRecord[];
}

interface InfoRecord {
  record: string[];
  info: { lines: number };
}

type Separator = ';' | ',' | '\t';

// What Windows-1252 has where Latin-1 has control characters. TextDecoder of Node 20 gets these wrong.
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const complaints: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a value opens with a quotation mark that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'a value goes on after its closing quotation mark',
  INVALID_OPENING_QUOTE: 'a quotation mark in the middle of a value that is not quoted',
};

/** Text of a file: UTF-16 by its mark, UTF-8 where it is valid, otherwise Windows-1252, as older files are. */
export function decodeText(bytes: Uint8Array): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  if (mark === '255 254') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === '254 255') return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = Buffer.from(bytes).toString('latin1');
    return text.replace(/[\x80-\x9f]/g, (letter) => windows1252.charAt(letter.charCodeAt(0) - 0x80));
  }
}

/** The separator of a file: a semicolon, a comma or a tab, whichever the header has most of. */
export function separatorOf(text: string): Separator {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const count = (separator: Separator) => header.split(separator).length;
  const mark = count(';') > count(',') ? ';' : ',';
  return count('\t') > count(mark) ? '\t' : mark;
}

/**
 * Cuts a CSV text into records by the names in its header. Lines without any value are passed over; a line with
 * too many or too few values refuses the file, because then no cell of it can be trusted to stand in its column.
 *
 * @param file name for the messages
 * @throws UserError when the text is no table, with the line
 */
export function readCsv(file: string, text: string, separator: Separator = separatorOf(text)): CsvText {
  const [first, ...rest] = parseLines(file, text, separator);
  if (!first) throw new UserError(`${file}, line 1: empty file, expected a header`);
  const header = first.record.map((name) => name.trim());
  const twice = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
  if (twice !== undefined)
    throw new UserError(`${file}, line 1: column "${twice}" stands twice in the header`);
  const records: RawRecord[] = [];
  for (const { record, info } of rest) {
    if (record.every((cell) => cell.trim() === '')) continue;
    const line = info.lines - breaksIn(record);
    if (record.length !== header.length) {
      throw new UserError(
        `${file}, line ${line}: ${record.length} values where the header has ${header.length}`,
      );
    }
    records.push({ line, cells: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ''])) });
  }
  return { header, records };
}

function parseLines(file: string, text: string, delimiter: Separator): InfoRecord[] {
  const options: Options = {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  };
  try {
    return parse(text, options) as unknown as InfoRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser names the line where it gave up, which may be the last of the file; the fault lies in the
    // first record that it did not finish.
    const finished = Number(error['records'] ?? 0);
    const before = finished > 0 ? (parse(text, { ...options, to: finished }) as unknown as InfoRecord[]) : [];
    const line = (before.at(-1)?.info.lines ?? 0) + 1;
    throw new UserError(`${file}, line ${line}: ${complaints[error.code] ?? `not CSV (${error.code})`}`);
  }
}

function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
