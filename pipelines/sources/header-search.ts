import type { Sheet, SheetRow } from '#pipelines/sources/sheet.ts';
import { headerNames, type SourceFormat } from '#pipelines/sources/source-file.ts';

/** A row of a sheet that may be its header, and the format that it is the header of. */
interface FoundHeader {
  /** Place among the rows of the sheet, from 0. */
  at: number;
  format: SourceFormat;
  /** Part of the columns that the format cannot do without. */
  found: number;
  names: number;
}

/** Rows of a sheet among which its header is sought: titles and remarks may stand above it. */
const headerWithin = 30;
/** What no header has more of: cells, and characters in a name. */
const longestHeader = 1000;

/** The first rows of a sheet, one of which may be its header. */
export function firstRows(sheet: Sheet): SheetRow[] {
  return sheet.rows
    .slice(0, headerWithin)
    .filter(
      ({ cells }) => cells.length <= longestHeader && cells.every(({ length }) => length <= longestHeader),
    );
}

/** Of two rows the likelier header. Where the row below has the same columns and more, it parts those of a group. */
function likelier(a: FoundHeader, b: FoundHeader): FoundHeader {
  if (b.found !== a.found) return b.found > a.found ? b : a;
  const below = b.format === a.format && b.at === a.at + 1 && b.found > 0;
  return below && b.names > a.names ? b : a;
}

/** The row of a sheet that is most like the header of a format, and that format; of equals the first. */
export function bestHeader(sheet: Sheet, formats: readonly SourceFormat[]): FoundHeader | undefined {
  const candidates = firstRows(sheet).flatMap((row) => {
    const header = headerNames(row);
    return formats.map((format) => ({
      at: sheet.rows.indexOf(row),
      format,
      found: 1 - format.missingColumns(header).length / format.requiredColumns,
      names: header.filter((name) => name !== '').length,
    }));
  });
  return candidates.length === 0 ? undefined : candidates.reduce(likelier);
}

/** The row that says most of what a sheet is: the widest of its first rows. */
export function widestRow(sheet: Sheet): SheetRow | undefined {
  const width = ({ cells }: SheetRow) => cells.filter((cell) => cell.trim() !== '').length;
  return firstRows(sheet).reduce<SheetRow | undefined>(
    (a, b) => (a === undefined || width(b) > width(a) ? b : a),
    undefined,
  );
}
