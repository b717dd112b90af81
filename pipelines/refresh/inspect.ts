import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { withZip, ZipFault, type ZipFaultKind, type ZipMember } from '#pipelines/archive/zip.ts';
import { inspectMap } from '#pipelines/refresh/inspect-map.ts';
import type { WantedFile } from '#pipelines/refresh/public-source.ts';
import { RecordScan } from '#pipelines/refresh/record-scan.ts';
import { Refusal, type RefusalCode } from '#pipelines/refresh/refusal.ts';
import { shownBytes } from '#pipelines/refresh/shown.ts';
import { shownHeader } from '#pipelines/sources/source-file.ts';

/** What a whole file was found to be. */
export interface Inspected {
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
  /** Records with a value; of a map: areas. */
  rows: number;
}

const webPage = /^\s*<(!doctype|html|head|body|\?xml|!--)/i;
const archive = 'PK\x03\x04';

/** The SHA-256 of a file, in hexadecimal. @param pass is handed the bytes as they pass by */
export async function fileHash(path: string, pass?: (bytes: Buffer) => void): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    pass?.(chunk);
  }
  return hash.digest('hex');
}

function requireKind(head: Buffer, { shape }: WantedFile): void {
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  if (webPage.test(text)) throw new Refusal('web-page', 'this is a web page, not the file');
  if ((shape === 'cbs-zip') !== text.startsWith(archive)) {
    throw new Refusal('wrong-kind', shape === 'cbs-zip' ? 'this is no zip archive' : 'this is a zip archive');
  }
}

/** @throws Refusal that names the columns that are missing, and the ones that were found */
function requireColumns(found: readonly string[], { columns }: WantedFile): void {
  const has = (wanted: string | RegExp) =>
    found.some((name) => (typeof wanted === 'string' ? name === wanted : wanted.test(name)));
  const missing = columns.filter((wanted) => !has(wanted));
  if (missing.length === 0) return;
  const names = missing.map((wanted) => (typeof wanted === 'string' ? wanted : wanted.source)).join(', ');
  throw new Refusal('missing-columns', `columns are missing: ${names}; found ${shownHeader(found)}`);
}

/** The records that a scan counted, once it is sure that they are the ones that were asked for, and all of them. */
function rowsOf(scan: RecordScan, wanted: WantedFile): number {
  scan.end();
  requireColumns(scan.header, wanted);
  scan.requireWhole();
  return scan.rows;
}

const isData = ({ name }: ZipMember) => /(^|[/_])Observations\.csv$/i.test(name);

async function inspectMembers(members: readonly ZipMember[], wanted: WantedFile): Promise<number> {
  const unpacked = members.reduce((sum, { size }) => sum + size, 0);
  const most = wanted.maxUnpackedBytes ?? wanted.maxBytes;
  if (unpacked > most) {
    throw new Refusal('too-large-unpacked', `the archive unpacks to more than ${shownBytes(most)}`);
  }
  if (!members.some(isData)) {
    const names = members.map(({ name }) => name).join(', ');
    throw new Refusal('wrong-kind', `the archive has no Observations.csv; found ${names || 'nothing'}`);
  }
  const scan = new RecordScan();
  for (const member of members) {
    for await (const chunk of member.bytes()) if (isData(member)) scan.push(chunk);
  }
  return rowsOf(scan, wanted);
}

const faultCodes: Record<ZipFaultKind, RefusalCode> = {
  damaged: 'damaged',
  encrypted: 'wrong-kind',
  'too-large-unpacked': 'too-large-unpacked',
};

async function inspectArchive(path: string, wanted: WantedFile): Promise<number> {
  try {
    return await withZip(path, (members) => inspectMembers(members, wanted));
  } catch (error) {
    throw error instanceof ZipFault ? new Refusal(faultCodes[error.kind], error.message) : error;
  }
}

/**
 * Looks whether a file is what was asked for: its kind, its size, its columns, and that it is whole.
 *
 * @throws Refusal
 */
export async function inspect(path: string, wanted: WantedFile): Promise<Inspected> {
  const { size: bytes } = await stat(path);
  let begun = false;
  const scan = new RecordScan();
  const sha256 = await fileHash(path, (chunk) => {
    if (!begun) requireKind(chunk, wanted);
    begun = true;
    if (wanted.shape === 'csv') scan.push(chunk);
  });
  let rows: number;
  if (wanted.shape === 'csv') {
    rows = rowsOf(scan, wanted);
  } else if (wanted.shape === 'cbs-zip') {
    rows = await inspectArchive(path, wanted);
  } else {
    rows = inspectMap(await readFile(path));
  }
  if (bytes < wanted.minBytes) {
    throw new Refusal(
      'too-small',
      `${shownBytes(bytes)} is too small: the file should be at least ${shownBytes(wanted.minBytes)}`,
    );
  }
  if (rows < wanted.minRows) {
    throw new Refusal('too-few-rows', `${rows} rows is too few: there should be at least ${wanted.minRows}`);
  }
  return { bytes, sha256, rows };
}
