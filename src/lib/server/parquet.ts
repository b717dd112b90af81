import { quoted } from '#lib/server/database.ts';
import { join } from 'node:path';
import { editionPaths, fingerprint } from '#lib/server/editions.ts';
import { literal, withAttached } from '#lib/server/editions/attached.ts';
import type { Manifest } from '#lib/server/manifest.ts';
import { openTables, type OpenTable } from '#lib/server/parquet-tables.ts';

/** A table that was written: the file, and the columns that it has. */
export interface ParquetFile extends OpenTable {
  file: string;
  rows: number;
  bytes: number;
  sha256: string;
}

/** What stands in the file itself, for whoever gets it without what came with it. */
function metadata(manifest: Manifest, { table, columns }: OpenTable, licence: string): string {
  const units = Object.fromEntries(columns.flatMap(([name, { unit }]) => (unit ? [[name, unit]] : [])));
  const entries = {
    title: table.title.nl,
    title_en: table.title.en,
    edition: manifest.id,
    created: manifest.createdAt,
    model_version: manifest.modelVersion,
    draws: String(manifest.draws),
    seed: String(manifest.seed),
    licence,
    units: JSON.stringify(units),
  };
  return `{${Object.entries(entries)
    .map(([key, value]) => `${key}: ${literal(value)}`)
    .join(', ')}}`;
}

/**
 * Writes the open tables of an edition as Parquet files, one each, with rows in the order of their key. Nothing but
 * the edition is read, and nothing outside the folder is written.
 *
 * @param folder where the files go; it must be there
 * @param licenceOf the licence of a table
 */
export async function writeParquet(
  root: string,
  manifest: Manifest,
  { folder, licenceOf }: { folder: string; licenceOf: (table: string) => string },
): Promise<ParquetFile[]> {
  const { database } = editionPaths(root, manifest.id);
  const written = await withAttached(
    { edition: database },
    async (attached) => {
      const files: (OpenTable & { file: string; rows: number })[] = [];
      for (const { table, columns } of openTables()) {
        // An edition of an earlier version may lack some.
        const there = attached.columns('edition', table.name);
        const open = { table, columns: columns.filter(([name]) => there.has(name)) };
        if (open.columns.length === 0) continue;
        const file = `${table.name}.parquet`;
        const list = open.columns.map(([name]) => quoted(name)).join(', ');
        const order = table.key
          .filter((name) => there.has(name))
          .map(quoted)
          .join(', ');
        await attached.rows(
          `COPY (SELECT ${list} FROM edition.${quoted(table.name)} ORDER BY ${order || 'ALL'})
           TO ${literal(join(folder, file))}
           (FORMAT parquet, COMPRESSION zstd, KV_METADATA ${metadata(manifest, open, licenceOf(table.name))})`,
        );
        const [count] = await attached.rows<{ rows: number }>(
          `SELECT count(*)::INTEGER AS rows FROM edition.${quoted(table.name)}`,
        );
        files.push({ ...open, file, rows: count?.rows ?? 0 });
      }
      return files;
    },
    { writable: folder },
  );
  return Promise.all(
    written.map(async (file) => ({ ...file, ...(await fingerprint(join(folder, file.file))) })),
  );
}
