import { packing } from '#pipelines/bulk/local-file.ts';
import { crosswalkColumns, readCrosswalk } from '#pipelines/sources/cbs/crosswalk.ts';
import { isForecast, readForecast } from '#pipelines/sources/cbs/forecast.ts';
import { todaysMunicipalities } from '#pipelines/sources/cbs/today.ts';
import { decodeText, readCsv } from '#pipelines/sources/csv.ts';
import type { InputFile } from '#pipelines/sources/input-file.ts';
import { sha256, type Reading } from '#pipelines/sources/reading.ts';
import type { BulkFormat, ReadContext } from '#pipelines/sources/recognise.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import type { SheetRow } from '#pipelines/sources/sheet.ts';
import { headerNames, sourceFile } from '#pipelines/sources/source-file.ts';
import { isScreenLayout, statlineLayout, type StatlineLayout } from '#pipelines/sources/statline/form.ts';
import { readStatline } from '#pipelines/sources/statline/generic.ts';
import type { CodeLists } from '#pipelines/sources/statline/values.ts';

/** Bytes up to which a table of StatLine is read row by row. */
export const largestStatline = 100_000_000;

/** The rows at the beginning of a file, as far as they are whole; none for what is no text. */
function firstRows({ name, head, size }: InputFile): readonly SheetRow[] {
  const text = decodeText(head).replace(/^\uFEFF/, '');
  if (text.includes('\0') || text.trimStart().startsWith('<')) return [];
  const whole = size > head.length ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
  try {
    return readCsv(name, whole).rows;
  } catch (error) {
    // What is no table is for others to say.
    if (error instanceof RefusedFile) return [];
    throw error;
  }
}

/** Whether some rows are the crosswalk of municipalities and regions, which may have no topic with a unit. */
function isCrosswalk(rows: readonly SheetRow[]): boolean {
  return rows.slice(0, 30).some((row) => {
    const header = headerNames(row);
    return (
      header.some((name) => /^regio('?s)?$/i.test(name)) && header.some((name) => /regioplus/i.test(name))
    );
  });
}

/** Reads a table of StatLine that has been cut into rows. */
export function readRows(
  about: { file: string; sha256: string },
  layout: StatlineLayout,
  context: ReadContext,
  lists?: CodeLists,
): Reading {
  const { municipalities, mergers = [], regions = [] } = context;
  const source = sourceFile(about, layout.rows);
  const today = todaysMunicipalities(municipalities, mergers);
  if (isForecast(layout)) return readForecast(source, layout, { municipalities, today });
  const columns = layout.form === 'observations' ? null : crosswalkColumns(source.header, source.records);
  if (columns) return readCrosswalk(source, columns, { municipalities, regions, today });
  return readStatline(source, layout, { regions, ...(lists && { lists }) });
}

/** A crosswalk without topics, as a layout. */
function crosswalkLayout(rows: readonly SheetRow[]): StatlineLayout | null {
  const at = rows.findIndex((row) => isCrosswalk([row]));
  if (at < 0) return null;
  const below = rows.slice(at).filter(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1);
  return { form: 'export', id: null, title: null, dimensions: [], measures: [], rows: below };
}

/**
 * Any table of StatLine as a CSV file: as the site exports it, or as a data set with codes. Tables that are known here
 * are read for what they are, others as they stand.
 */
export const statlineFile: BulkFormat = {
  name: 'table of StatLine (CBS, AZW)',
  matches: (input) => {
    if (packing(input) !== null) return false;
    const rows = firstRows(input);
    return statlineLayout(input.name, rows) !== null || isCrosswalk(rows) || isScreenLayout(rows);
  },
  read: async (input, context) => {
    const { name: file, size } = input;
    if (size > largestStatline) {
      throw new RefusedFile(file, {
        code: 'too-large',
        value: `${size} bytes`,
        expected: `≤ ${largestStatline}`,
      });
    }
    const bytes = await input.read();
    const { rows } = readCsv(file, decodeText(bytes).replace(/^\uFEFF/, ''));
    const layout = statlineLayout(file, rows) ?? crosswalkLayout(rows);
    if (!layout) {
      const row = rows.find(({ cells }) => cells.length > 1)?.line ?? 1;
      throw new RefusedFile(file, { row, code: 'statline-layout' });
    }
    return [readRows({ file, sha256: sha256(bytes) }, layout, context)];
  },
};
