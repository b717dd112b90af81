const comments = /<!--[^]*?-->/g;
const groups = /<\/?[\w.-]+:(?:table-row-group|table-header-rows|table-rows)\b[^>]*>/g;
const rowsAndCells = /<[\w.-]+:(table-row|table-cell|covered-table-cell)\b(?:"[^"]*"|'[^']*'|[^"'>])*>/g;
const notRead = /\stable:(?:style-name|number-columns-repeated)\s*=\s*(?:"[^"]*"|'[^']*')/g;

function repeated(tag: string, what: 'rows' | 'columns'): number {
  const count = new RegExp(`\\stable:number-${what}-repeated\\s*=\\s*["'](\\d+)["']`).exec(tag)?.[1];
  return Number(count ?? 1);
}

/** Content as the library can read it. */
export interface PlainContent {
  xml: string;
  /** Cells that it will fill, up to the last of each row. */
  cells: number;
}

/**
 * The content of an OpenDocument spreadsheet as the library can read it. It passes over rows that are grouped, or that
 * are repeated on every page, without a word (hucre 1.0.0); it takes the padding to the last column for cells where
 * these have a style; and it fills memory with a cell that says it stands in sixteen thousand columns, once for each.
 *
 * @param mostColumns columns of a row that are kept apart; what is repeated beyond is not
 * @returns null for content that no spreadsheet program writes
 */
export function plainContent(content: string, mostColumns: number): PlainContent | null {
  if (content.includes('<![CDATA[')) return null;
  let cells = 0;
  let row = { repeat: 1, width: 0, used: 0 };
  const xml = content
    .replace(comments, '')
    .replace(groups, '')
    .replace(rowsAndCells, (tag, kind) => {
      if (kind === 'table-row') {
        cells += row.used * row.repeat;
        row = { repeat: repeated(tag, 'rows'), width: 0, used: 0 };
        return tag;
      }
      const kept = Math.max(1, Math.min(repeated(tag, 'columns'), mostColumns - row.width));
      row.width += kept;
      if (!tag.endsWith('/>') || tag.includes(':value-type') || tag.includes(':formula'))
        row.used = row.width;
      return tag.replace(notRead, '').replace(/(\/?>)$/, ` table:number-columns-repeated="${kept}"$1`);
    });
  return { xml, cells: cells + row.used * row.repeat };
}
