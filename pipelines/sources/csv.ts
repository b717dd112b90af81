import { CsvError, parse, type Options } from 'csv-parse/sync';
import type { FindingCode } from '#lib/domain/finding-kinds.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { separatorOf, type Separator } from '#pipelines/sources/separator.ts';
import { mostCells, type Sheet, type SheetRow } from '#pipelines/sources/sheet.ts';

// What Windows-1252 has where Latin-1 has control characters. TextDecoder of Node 20 gets these wrong.
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Characters from which on a record is no row of a table; the parser gives up there instead of filling memory. */
const longestRecord = 1_000_000;

const complaints: Record<string, FindingCode> = {
  CSV_QUOTE_NOT_CLOSED: 'quote-not-closed',
  CSV_INVALID_CLOSING_QUOTE: 'quote-reopened',
  INVALID_OPENING_QUOTE: 'quote-in-middle',
  CSV_MAX_RECORD_SIZE: 'too-long-line',
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

/**
 * Cuts a CSV text into rows. Which of them names the columns is for others to find.
 *
 * @param file name for the messages
 * @throws RefusedFile when the text is no table, with the line
 */
export function readCsv(file: string, text: string, separator: Separator = separatorOf(text)): Sheet {
  return { name: null, rows: parseRows(file, text, separator) };
}

function parseRows(file: string, text: string, delimiter: Separator): SheetRow[] {
  const rows: SheetRow[] = [];
  let cells = 0;
  let line = 1;
  // The parser counts both characters of a Windows line break that stands within quotes.
  let countedTwice = 0;
  const options: Options = {
    bom: true,
    delimiter,
    max_record_size: longestRecord,
    relax_column_count: true,
    skip_empty_lines: true,
    // Kept here rather than by the parser, which keeps much more beside it, and would not stop at too many.
    on_record: (record: string[], { lines }) => {
      cells += record.length;
      if (cells > mostCells) throw new RefusedFile(file, { row: lines, code: 'too-many-cells' });
      countedTwice += breaksIn(record, /\r\n/g);
      line = lines - countedTwice + 1;
      rows.push({ line: line - 1 - breaksIn(record, /\r\n|\r|\n/g), cells: record });
      return null;
    },
  };
  try {
    parse(text, options);
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser names the line where it gave up, which may be the last of the file; the fault lies in the
    // first record that it did not finish.
    throw new RefusedFile(file, { row: line, code: complaints[error.code] ?? 'not-csv' });
  }
}

function breaksIn(record: readonly string[], mark: RegExp): number {
  return record.reduce((sum, cell) => sum + (cell.match(mark)?.length ?? 0), 0);
}
