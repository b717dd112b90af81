import { readFile, stat } from 'node:fs/promises';
import { gunzipSync, constants } from 'node:zlib';
import { withBulkTable, type BulkTable } from '#pipelines/bulk/bulk-table.ts';
import { packing, withLocalFile, type LocalFile } from '#pipelines/bulk/local-file.ts';
import { crosswalkTopics, readCrosswalkBulk } from '#pipelines/sources/cbs/crosswalk-bulk.ts';
import { populationHeaders } from '#pipelines/sources/cbs/observation.ts';
import { readPopulationBulk } from '#pipelines/sources/cbs/population-bulk.ts';
import { todaysMunicipalities } from '#pipelines/sources/cbs/today.ts';
import { decodeText, readCsv } from '#pipelines/sources/csv.ts';
import type { InputFile } from '#pipelines/sources/input-file.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import type { BulkFormat, ReadContext } from '#pipelines/sources/recognise.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { shownHeader } from '#pipelines/sources/source-file.ts';
import { statlineLayout } from '#pipelines/sources/statline/form.ts';
import { codeLists } from '#pipelines/sources/statline/lists.ts';
import { largestStatline, readRows } from '#pipelines/sources/statline/statline.ts';

const observations = /(^|[;,])"?Measure"?[;,]/;
const required = ['Measure', 'ValueAttribute', 'Value'];

/** The text with which a file begins, unpacked; the name of its first file for an archive. */
function beginning(input: InputFile): string {
  const bytes = Buffer.from(input.head);
  const packed = packing(input);
  if (packed === 'zip')
    return bytes.toString('utf8', 30, 30 + (bytes.length > 30 ? bytes.readUInt16LE(26) : 0));
  try {
    const text =
      packed === 'gzip'
        ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 50_000_000 })
        : bytes;
    return (
      decodeText(text.subarray(0, 2000))
        .replace(/^\uFEFF/, '')
        .split(/[\r\n]/, 1)[0] ?? ''
    );
  } catch {
    return '';
  }
}

/** The rest of the tables: those that are not too large are read row by row. */
async function readSmall(table: BulkTable, local: LocalFile, context: ReadContext): Promise<Reading> {
  const { name: file, path } = table;
  const { size } = await stat(path);
  if (size > largestStatline) {
    throw new RefusedFile(file, {
      code: 'too-large',
      value: `${size} bytes`,
      expected: `≤ ${largestStatline}`,
    });
  }
  const { rows } = readCsv(file, decodeText(await readFile(path)).replace(/^\uFEFF/, ''));
  const layout = statlineLayout(file, rows);
  if (!layout) throw new RefusedFile(file, { code: 'unknown-file', value: shownHeader(table.header) });
  return readRows({ file, sha256: await local.sha256 }, layout, context, codeLists(file, local.lists));
}

async function readTable(table: BulkTable, local: LocalFile, context: ReadContext): Promise<Reading> {
  const { header, name } = table;
  const missing = required.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new RefusedFile(name, {
      row: 1,
      value: shownHeader(header),
      code: 'missing-columns',
      expected: missing.join(', '),
    });
  }
  const { municipalities, mergers = [], regions = [] } = context;
  const today = todaysMunicipalities(municipalities, mergers);
  if (Object.values(populationHeaders).every((column) => header.includes(column))) {
    const reading = await readPopulationBulk(table, { today, year: context.populationYear });
    return { ...reading, sha256: await local.sha256 };
  }
  const topics = await crosswalkTopics(table, codeLists(name, local.lists));
  if (topics) {
    const sha256 = await local.sha256;
    return readCrosswalkBulk(table, topics, { sha256, municipalities, regions, today });
  }
  return readSmall(table, local, context);
}

/**
 * A whole table of the CBS as it hands them out: an archive with `Observations.csv` and lists of codes, or that file by
 * itself. It may be far larger than memory.
 */
export const cbsArchive: BulkFormat = {
  name: 'observations of the CBS',
  matches: (input) => {
    const begins = beginning(input);
    return packing(input) === 'zip'
      ? /\.csv$/i.test(begins)
      : observations.test(`${begins};`) && /ValueAttribute/.test(begins);
  },
  read: (input, context) =>
    withLocalFile(input, async (local) => [
      await withBulkTable(local, input.name, (table) => readTable(table, local, context)),
    ]),
};
