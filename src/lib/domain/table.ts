import type { Column } from '#lib/domain/column.ts';
import type { Localized } from '#lib/domain/locale.ts';

/** The part of an edition that a table belongs to. */
export type TableKind = 'reference' | 'raw' | 'register' | 'forecast' | 'edition';

/** One table, declared once: DDL, row type, row check and data dictionary all follow from it. */
export interface Table<C extends Record<string, Column> = Record<string, Column>> {
  name: string;
  kind: TableKind;
  title: Localized;
  /** Columns that identify a row together. */
  key: readonly string[];
  columns: C;
}

/** The type of a row of a table. */
export type Row<T extends Table> = {
  [K in keyof T['columns']]: T['columns'][K] extends Column<infer V> ? V : never;
};

/** Declares a table, keeping the exact types of its columns. */
export function table<C extends Record<string, Column>>(
  declared: Table<C> & { key: readonly (keyof C & string)[] },
): Table<C> {
  return declared;
}
