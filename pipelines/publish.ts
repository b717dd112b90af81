import { tables } from '#lib/domain/tables.ts';
import * as editionTables from '#lib/domain/tables/edition.ts';
import * as registerTables from '#lib/domain/tables/register.ts';
import { modelVersion } from '#lib/model/flows.ts';
import { openDatabase, writeTable } from '#lib/server/database.ts';
import {
  claimFolder,
  editionPaths,
  fingerprint,
  publishEdition,
  unfinishedId,
} from '#lib/server/editions.ts';
import type { Manifest } from '#lib/server/manifest.ts';
import { checkEdition } from '#pipelines/checks.ts';
import { baseYear, horizonYear } from '#pipelines/period.ts';
import { findingsOf, loaded, put, type EditionWork } from '#pipelines/work.ts';

function noteReadings(work: EditionWork): void {
  put(work, editionTables.findings, findingsOf(work));
  put(
    work,
    editionTables.filesRead,
    work.readings.map(({ file, table, sourceKey, sha256, rows, rowsRead, rowsRefused, origin }) => ({
      file,
      table_name: table.name,
      source_key: sourceKey,
      sha256,
      rows_read: rowsRead,
      rows_loaded: rows.length,
      rows_refused: rowsRefused,
      origin,
    })),
  );
}

/** Writes every table to a database in a folder aside, in one transaction. */
export async function writeDatabase(work: EditionWork): Promise<void> {
  noteReadings(work);
  const paths = editionPaths(work.root, unfinishedId(work.id));
  await claimFolder(paths.folder);
  const instance = await openDatabase(paths.database, 'write');
  const connection = await instance.connect();
  try {
    await connection.run('BEGIN TRANSACTION');
    for (const table of tables) {
      await writeTable(connection, table, work.derived.get(table) ?? loaded(work, table));
    }
    await connection.run('COMMIT');
    await connection.run('CHECKPOINT');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Checks the database, gives the edition its manifest and its name, and puts it into use unless it is held. */
export async function publish(work: EditionWork): Promise<void> {
  const workId = unfinishedId(work.id);
  const { database } = editionPaths(work.root, workId);
  const rowCounts = await checkEdition(database, work);
  const origins = new Set(loaded(work, registerTables.practices).map(({ origin }) => origin));
  const registerOrigin = origins.has('synthetic') ? 'synthetic' : 'loaded';
  const made: Manifest = {
    format: 'praktijkbalans-edition/1',
    id: work.id,
    createdAt: work.createdAt.toISOString(),
    modelVersion,
    seed: work.seed,
    draws: work.draws,
    baseYear,
    horizonYear,
    registerOrigin,
    sources: work.sources,
    files: work.readings.map(({ file, table, sourceKey, sha256, rows, rowsRead, rowsRefused, origin }) => ({
      file,
      table: table.name,
      source: sourceKey,
      sha256,
      rowsRead,
      rowsLoaded: rows.length,
      rowsRefused,
      origin,
    })),
    inputs: work.inputs.map(({ name, sha256 }) => ({ name, sha256 })),
    rowCounts,
    refusals: work.readings.reduce((sum, { rowsRefused }) => sum + rowsRefused, 0),
    unread: work.unread.length,
    database: await fingerprint(database),
  };
  work.manifest = await publishEdition(work.root, workId, made, work);
}
