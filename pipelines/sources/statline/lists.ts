import { decodeText, readCsv } from '#pipelines/sources/csv.ts';
import { headerNames } from '#pipelines/sources/source-file.ts';
import type { CodeLists } from '#pipelines/sources/statline/values.ts';

/** The rows of a list of codes as cells by the names of its header. */
function rowsOf(name: string, bytes: Uint8Array): Record<string, string>[] {
  const [first, ...rows] = readCsv(name, decodeText(bytes)).rows;
  if (!first) return [];
  const header = headerNames(first);
  return rows.map(({ cells }) =>
    Object.fromEntries(header.map((column, i) => [column, cells[i]?.trim() ?? ''])),
  );
}

/**
 * Reads the lists of codes that the CBS packs with a table: `MeasureCodes` with the topics, and one for each dimension
 * under its name (`RegioSCodes`).
 *
 * @param file the archive, for messages
 * @throws RefusedFile for a list that is no table
 */
export function codeLists(file: string, lists: ReadonlyMap<string, Uint8Array>): CodeLists {
  const measures = new Map<string, { title: string; unit: string | null }>();
  const codes = new Map<string, Map<string, string>>();
  for (const [name, bytes] of lists) {
    const dimension = name.replace(/Codes$/, '');
    for (const row of rowsOf(`${file} [${name}.csv]`, bytes)) {
      const [code, title] = [row['Identifier'] ?? '', row['Title'] ?? ''];
      if (code === '' || title === '') continue;
      if (name === 'MeasureCodes') measures.set(code, { title, unit: row['Unit'] || null });
      else codes.set(dimension, (codes.get(dimension) ?? new Map()).set(code, title));
    }
  }
  return { measures, codes };
}
