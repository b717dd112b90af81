import { UserError } from '#lib/domain/errors.ts';
import { decodeText, readCsv } from '#pipelines/sources/csv.ts';
import { sha256, type RawRecord, type Reading } from '#pipelines/sources/reading.ts';

/** A file cut into records, before anyone knows what it holds. */
export interface SourceFile {
  /** The name that messages show. */
  file: string;
  sha256: string;
  header: readonly string[];
  records: readonly RawRecord[];
}

/** One kind of file that can be read, told by its header. */
export interface SourceFormat {
  /** What it is, for messages. */
  name: string;
  /** The number of columns that the format cannot do without. */
  requiredColumns: number;
  /** Those of them that a header lacks, as they should be called. */
  missingColumns: (header: readonly string[]) => string[];
  /** @throws UserError when the file lacks columns or may not be read as a whole */
  read: (source: SourceFile) => Reading;
}

const webPage = /^\s*<(!doctype|html|head|body|\?xml|!--)/i;

/**
 * Opens a CSV file.
 *
 * @throws UserError for an empty file, a web page, a spreadsheet or another file that is no CSV, with the line
 */
export function openSource(bytes: Uint8Array, fileName: string): SourceFile {
  const file = fileName;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3) {
    throw new UserError(
      `${file}, line 1: a spreadsheet or zip file, expected CSV; save the sheet as CSV first`,
    );
  }
  const text = decodeText(bytes).replace(/^\uFEFF/, '');
  if (webPage.test(text)) {
    throw new UserError(`${file}, line 1: a web page, expected CSV; download the file itself again`);
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const line = text.slice(0, nul).split(/\r\n|\r|\n/).length;
    throw new UserError(`${file}, line ${line}: not a text file, expected CSV`);
  }
  return { file, sha256: sha256(bytes), ...readCsv(file, text) };
}

/** The names of a header for a message; a file that is no table may have a "header" of any length. */
export function shownHeader(header: readonly string[]): string {
  const shown = header.slice(0, 40).map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
  return shown.join(', ') + (header.length > 40 ? ` and ${header.length - 40} more` : '');
}

/** @throws UserError that names the file, the columns that are missing and the ones that were found */
export function requireColumns(
  { file, header }: SourceFile,
  { name, missingColumns }: Pick<SourceFormat, 'name' | 'missingColumns'>,
): void {
  const missing = missingColumns(header);
  if (missing.length === 0) return;
  throw new UserError(
    `${file}, line 1: missing columns for ${name}: ${missing.join(', ')}; found ${shownHeader(header)}`,
  );
}
