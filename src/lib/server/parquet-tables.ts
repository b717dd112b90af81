import type { Column } from '#lib/domain/column.ts';
import type { Localized } from '#lib/domain/locale.ts';
import type { Table, TableKind } from '#lib/domain/table.ts';
import { tables } from '#lib/domain/tables.ts';

/**
 * Which parts of an edition everybody may have, and why the others stay here. Aggregates and forecasts rest on enough
 * practices and persons (`pipelines/stock.ts` sees to that); a table about single practices or schools never goes out,
 * whatever its columns are declared as.
 */
export const withheld: Record<TableKind, Localized | null> = {
  reference: null,
  forecast: null,
  raw: {
    nl: 'bestanden van uitgevers, bij henzelf te halen',
    en: 'files of publishers, to be had from them',
  },
  register: {
    nl: 'gaat over afzonderlijke praktijken en scholen',
    en: 'is about single practices and schools',
  },
  edition: {
    nl: 'namen en waarden uit bestanden van regio’s zelf',
    en: 'names and values out of files of the regions’ own',
  },
};

/** A table as it goes out: only its open columns. */
export interface OpenTable {
  table: Table;
  columns: [name: string, column: Column][];
}

/** The tables that go out. One of which a part of the key is not open would be a row per practice, and stays. */
export function openTables(): OpenTable[] {
  return tables
    .filter(({ kind }) => withheld[kind] === null)
    .filter(({ key, columns }) => key.every((name) => columns[name]?.privacy === 'open'))
    .map((table) => ({
      table,
      columns: Object.entries(table.columns).filter(([, { privacy }]) => privacy === 'open'),
    }));
}
