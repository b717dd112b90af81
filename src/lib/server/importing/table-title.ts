import type { Locale } from '#lib/domain/locale.ts';
import { tables } from '#lib/domain/tables.ts';

/** A table in words; the name itself where an edition has a table that is not known here. */
export function tableTitle(name: string, locale: Locale): string {
  return tables.find((table) => table.name === name)?.title[locale] ?? name;
}
