import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { writeOds, writeXlsx } from 'hucre';
import { memberContent, withZip } from '#pipelines/archive/zip.ts';
import { zip, type ZipEntry } from '../../fixtures/zip.ts';

/** Bytes that are written at once. */
const pieceBytes = 1_000_000;

/** Writes a text so many times over, between a beginning and an end, without keeping it in memory. */
async function writeRepeated(
  path: string,
  { begin = '', text, times, end = '' }: { begin?: string; text: string; times: number; end?: string },
): Promise<void> {
  const perPiece = Math.max(1, Math.floor(pieceBytes / text.length));
  const piece = Buffer.from(text.repeat(perPiece));
  await pipeline(function* () {
    yield Buffer.from(begin);
    for (let left = times; left > 0; left -= perPiece) {
      yield left >= perPiece ? piece : Buffer.from(text.repeat(left));
    }
    yield Buffer.from(end);
  }, createWriteStream(path));
}

/** Writes a CSV file of so many rows, all the same. */
export function writeRows(path: string, header: string, row: string, rows: number): Promise<void> {
  return writeRepeated(path, { begin: `${header}\n`, text: `${row}\n`, times: rows });
}

/** Writes a CSV file with one line of so many bytes, below other lines where there are any. */
export function writeLongLine(path: string, bytes: number, above = ''): Promise<void> {
  return writeRepeated(path, { begin: above, text: 'x', times: bytes, end: '\n' });
}

const rowsXml = {
  xlsx: '<row><c t="inlineStr"><is><t>V001</t></is></c><c><v>1.5</v></c></row>',
  ods: '<table:table-row><table:table-cell office:value-type="string"><text:p>V001</text:p></table:table-cell></table:table-row>',
};
const places = {
  xlsx: { member: 'xl/worksheets/sheet1.xml', after: '<sheetData>' },
  ods: { member: 'content.xml', after: '<table:table-row' },
};

/** Puts so many bytes of rows into the sheet of a workbook. */
function filled(content: Uint8Array, form: 'xlsx' | 'ods', bytes: number): Buffer {
  const xml = Buffer.from(content);
  const { after } = places[form];
  const at = xml.indexOf(after) + (form === 'xlsx' ? after.length : 0);
  const more = Buffer.alloc(Math.floor(bytes / rowsXml[form].length) * rowsXml[form].length, rowsXml[form]);
  return Buffer.concat([xml.subarray(0, at), more, xml.subarray(at)]);
}

/**
 * Writes a workbook that is so large once unpacked.
 *
 * @param says what it says of that itself, where that is a lie
 */
export async function writeWorkbook(
  path: string,
  { form, unpacked, says }: { form: 'xlsx' | 'ods'; unpacked: number; says?: number },
): Promise<void> {
  const sheets = [{ name: 'blad', rows: [['praktijk', 'fte']] }];
  const small = await (form === 'xlsx' ? writeXlsx({ sheets }) : writeOds({ sheets }));
  const entries = await withZip(Buffer.from(small), async (members) => {
    const found: ZipEntry[] = [];
    for (const member of members) found.push({ name: member.name, content: await memberContent(member) });
    return found;
  });
  const large = entries.map((entry): ZipEntry => {
    if (entry.name !== places[form].member) return entry;
    const content = filled(entry.content, form, unpacked);
    return { ...entry, content, ...(says !== undefined && { saysSize: says }) };
  });
  await writeFile(path, zip(large));
}
