import type { Table } from '#lib/domain/table.ts';
import type { Attached } from '#lib/server/editions/attached.ts';

/** Columns that both editions have, in the order of the first. */
export function commonColumns(attached: Attached, table: string): string[] {
  const after = attached.columns('after', table);
  return [...attached.columns('before', table).keys()].filter((column) => after.has(column));
}

/** The key of a table where both editions have all of it; otherwise a row can only be there or not. */
export function keyIn(common: readonly string[], { key }: Table): readonly string[] {
  return key.every((column) => common.includes(column)) ? key : common;
}
