import { decodeText, readCsv } from '#pipelines/sources/csv.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import type { Sheet } from '#pipelines/sources/sheet.ts';
import { openWorkbook } from '#pipelines/sources/workbook.ts';

const webPage = /^\s*<(!doctype|html|head|body|\?xml|!--)/i;
const zipMark = 'PK\x03\x04';
/** How older Excel files begin, and those with a password. */
const compoundMark = '\xd0\xcf\x11\xe0';

/**
 * Opens a file of any form that holds tables of texts: CSV, .xlsx or .ods. What it is, its first bytes tell.
 *
 * @throws RefusedFile for an empty file, a web page or another file that holds no table, with the line
 */
export async function openSheets(bytes: Uint8Array, file: string): Promise<Sheet[]> {
  const mark = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (mark === zipMark) return openWorkbook(bytes, file);
  if (mark === compoundMark) {
    // The name of the stream that holds an encrypted workbook, in UTF-16.
    const locked = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new RefusedFile(file, { code: locked ? 'encrypted-file' : 'old-spreadsheet' });
  }
  const text = decodeText(bytes).replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new RefusedFile(file, { code: 'empty-file' });
  if (webPage.test(text)) throw new RefusedFile(file, { row: 1, code: 'web-page' });
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const row = text.slice(0, nul).split(/\r\n|\r|\n/).length;
    throw new RefusedFile(file, { row, code: 'not-text' });
  }
  return [readCsv(file, text)];
}
