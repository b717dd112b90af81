import { HucreError, ParseError, readOds, readXlsx, type Sheet as Grid, type SheetFilterInfo } from 'hucre';
import { plainContent } from '#pipelines/sources/ods-content.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { columnLetters, mostCells, type Sheet } from '#pipelines/sources/sheet.ts';
import { cellsIn, sheetRows } from '#pipelines/sources/workbook-rows.ts';
import { storedZip, unzip } from '#pipelines/sources/zip.ts';

type Members = ReadonlyMap<string, Buffer>;

/** Bytes of a workbook once unpacked, without its pictures: a national register takes a tenth. */
const mostUnpacked = 60_000_000;
/** Of the one file that holds all sheets of an .ods, for which the library takes more memory. */
const mostContent = 35_000_000;
/** Bytes of a workbook times its sheets, several of which may say that they are the same. */
const mostReread = 1_000_000_000;
/** Sheets of a workbook, and of these the charts. */
const most = { sheets: 250, charts: 20 };
/** Columns of a table, and those in which it is sought. */
const mostColumns = 200;
const soughtColumns = 1000;
/** Rows times columns of all sheets, blank ones too: the library keeps a place for each. */
const mostPlaces = 20_000_000;
/** Rows that tell how wide a table is. */
const widthFrom = 30;
/** Pictures, charts and links are no data, and neither are the caches of pivot tables. */
const notRead =
  /\/(worksheets\/_rels|drawings|charts|media|embeddings|externalLinks|pivotCache|pivotTables|slicers|slicerCaches)\//;
const wanted = (name: string) => /\.(xml|rels)$|^mimetype$|workbook\.bin$/.test(name) && !notRead.test(name);

function countOf(content: Buffer, text: string): number {
  let count = 0;
  for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) count++;
  return count;
}

/** Reads a range of cells of every sheet. A sheet that is a chart has none, and is passed over. */
async function readRange(members: Members, file: string, range: string): Promise<Grid[]> {
  const archive = storedZip(members);
  const bytes = archive.length;
  const charts = new Set<string>();
  const chosen = ({ name, index }: SheetFilterInfo) => {
    if (index >= most.sheets || (index + 1) * bytes > mostReread)
      throw new RefusedFile(file, { code: 'too-large-unpacked' });
    return !charts.has(name);
  };
  for (;;) {
    try {
      return (await readXlsx(archive, { sheets: chosen, range })).sheets;
    } catch (error) {
      const chart =
        error instanceof HucreError && /missing worksheet file for sheet "(.*)"/.exec(error.message)?.[1];
      if (!chart || charts.has(chart) || charts.size >= most.charts) throw error;
      charts.add(chart);
    }
  }
}

/**
 * The sheets of an Excel workbook. The first rows tell how wide they are: the library fills every row up to its last
 * cell, so that one far to the right in each of many rows would take more memory than there is.
 */
async function xlsxSheets(members: Members, file: string): Promise<Grid[]> {
  const top = await readRange(members, file, `A1:${columnLetters(soughtColumns)}${widthFrom}`);
  const used = top.flatMap(({ rows }) => rows.map((row) => row.findLastIndex((value) => value !== null) + 1));
  const width = Math.max(1, ...used) + 1;
  const rows = [...members.values()].reduce(
    (sum, xml) => sum + countOf(xml, '<row') + countOf(xml, ':row'),
    0,
  );
  if (width > mostColumns || width * rows > mostPlaces)
    throw new RefusedFile(file, { code: 'too-many-cells' });
  return readRange(members, file, `A1:${columnLetters(width)}1048576`);
}

async function odsSheets(members: Members, file: string): Promise<Grid[]> {
  const bytes = members.get('content.xml') ?? Buffer.alloc(0);
  if (bytes.length > mostContent) throw new RefusedFile(file, { code: 'too-large-unpacked' });
  const content = plainContent(bytes.toString('utf8'), mostColumns);
  if (content === null) throw new RefusedFile(file, { code: 'damaged-file' });
  if (content.cells > mostPlaces) throw new RefusedFile(file, { code: 'too-many-cells' });
  const parts = new Map([
    ['mimetype', members.get('mimetype') ?? Buffer.alloc(0)],
    ['content.xml', Buffer.from(content.xml)],
  ]);
  return (await readOds(storedZip(parts))).sheets;
}

/** How the sheets of a workbook are read. @throws RefusedFile for another archive, and for one with a password */
function readerOf(members: Members, file: string): (members: Members, file: string) => Promise<Grid[]> {
  const names = [...members.keys()];
  if (names.some((name) => name.endsWith('workbook.bin'))) {
    throw new RefusedFile(file, { code: 'old-spreadsheet' });
  }
  if (names.some((name) => /(^|\/)workbook\d*\.xml$/.test(name))) return xlsxSheets;
  const mimetype = members.get('mimetype')?.toString('latin1') ?? '';
  if (!mimetype.includes('opendocument.spreadsheet')) {
    throw new RefusedFile(file, { code: 'not-a-spreadsheet' });
  }
  if (members.get('META-INF/manifest.xml')?.includes('encryption-data')) {
    throw new RefusedFile(file, { code: 'encrypted-file' });
  }
  return odsSheets;
}

async function gridsOf(members: Members, file: string): Promise<Grid[]> {
  const read = readerOf(members, file);
  try {
    return await read(members, file);
  } catch (error) {
    if (error instanceof RefusedFile) throw error;
    // Whatever stumbles over what somebody else wrote says that the file is not whole; only too many cells differ.
    const limit = error instanceof ParseError && /over the \d+ limit/.test(error.message);
    throw new RefusedFile(file, { code: limit ? 'too-many-cells' : 'damaged-file' });
  }
}

/**
 * Opens an .xlsx or .ods workbook and gives every sheet of it as texts, hidden ones too. A formula gives the value that
 * was saved with it, a row has the number that the spreadsheet shows, and a cell that is merged over several rows
 * stands in each of them when it is a name or a code.
 *
 * @throws RefusedFile for a file that is damaged, protected, no spreadsheet, or too large once unpacked
 */
export async function openWorkbook(bytes: Uint8Array, file: string): Promise<Sheet[]> {
  const grids = await gridsOf(await unzip(bytes, { file, wanted, most: mostUnpacked }), file);
  if (grids.reduce((sum, grid) => sum + cellsIn(grid), 0) > mostCells) {
    throw new RefusedFile(file, { code: 'too-many-cells' });
  }
  return grids.map((grid) => ({
    name: grid.name,
    hidden: Boolean(grid.hidden || grid.veryHidden),
    rows: sheetRows(grid, grids.length > 1 ? `${file} [${grid.name}]` : file),
  }));
}
