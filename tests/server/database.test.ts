import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as c from '#lib/domain/column.ts';
import { table } from '#lib/domain/table.ts';
import { createStatement, openDatabase, queryRows, writeTable } from '#lib/server/database.ts';

const sample = table({
  name: 'sample',
  kind: 'raw',
  title: { nl: 'Voorbeeld', en: 'Sample' },
  key: ['code'],
  columns: {
    code: c.text('Code', 'Code'),
    count: c.optional(c.whole('Aantal', 'Count')),
    share: c.optional(c.decimal('Aandeel', 'Share')),
    date: c.optional(c.day('Datum', 'Date')),
    yes: c.optional(c.flag('Ja', 'Yes')),
  },
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a table in the database', () => {
  test('is made as it is declared', () => {
    expect(createStatement(sample)).toBe(
      'CREATE TABLE "sample" ("code" VARCHAR NOT NULL, "count" INTEGER, "share" DOUBLE, "date" DATE, ' +
        '"yes" BOOLEAN, PRIMARY KEY ("code"))',
    );
    expect(createStatement({ ...sample, key: ['count'] })).not.toContain('PRIMARY KEY');
  });

  test('gives back the rows that were written, with null for unknown', async () => {
    const instance = await openDatabase(join(folder, 'rows.duckdb'), 'write');
    const connection = await instance.connect();
    const rows = [
      { code: "'s-Gravenhage", count: 0, share: 0.1, date: '2024-02-29', yes: false },
      { code: 'b', count: null, share: null, date: null, yes: null },
    ];
    await writeTable(connection, sample, rows);
    expect(await queryRows(connection, 'SELECT * FROM sample ORDER BY code')).toEqual(rows);
    expect(await queryRows(connection, 'SELECT code FROM sample WHERE code = $1', ["'s-Gravenhage"])).toEqual(
      [{ code: "'s-Gravenhage" }],
    );
    connection.closeSync();
    instance.closeSync();
  });

  test('cannot reach files beside it, nor fetch an extension', async () => {
    await writeFile(join(folder, 'secret.csv'), 'a\n1\n');
    const instance = await openDatabase(join(folder, 'closed.duckdb'), 'write');
    const connection = await instance.connect();
    await expect(
      queryRows(connection, `SELECT * FROM read_csv('${join(folder, 'secret.csv')}')`),
    ).rejects.toThrow(/disabled/);
    await expect(queryRows(connection, 'INSTALL spatial')).rejects.toThrow(/disabled/);
    connection.closeSync();
    instance.closeSync();
  });
});
