import { decodeText, readCsv } from '#pipelines/sources/csv.ts';
import { sha256 } from '#pipelines/sources/reading.ts';
import { sourceFile, type SourceFile } from '#pipelines/sources/source-file.ts';

/**
 * A CSV file whose first row is its header.
 *
 * @throws RefusedFile when it is no such table, with the line
 */
export function csvTable(bytes: Uint8Array, file: string): SourceFile {
  return sourceFile({ file, sha256: sha256(bytes) }, readCsv(file, decodeText(bytes)).rows);
}
