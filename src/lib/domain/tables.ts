import type { Table } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as training from '#lib/domain/tables/training.ts';
import * as profession from '#lib/domain/tables/profession.ts';
import * as mbo from '#lib/domain/tables/mbo.ts';
import * as raw from '#lib/domain/tables/raw.ts';
import * as register from '#lib/domain/tables/register.ts';
import * as forecast from '#lib/domain/tables/forecast.ts';
import * as edition from '#lib/domain/tables/edition.ts';

/** Every table of an edition, in the order in which the data dictionary shows them. */
export const tables: readonly Table[] = [
  ...Object.values(geography),
  ...Object.values(training),
  ...Object.values(profession),
  ...Object.values(mbo),
  ...Object.values(raw),
  ...Object.values(register),
  ...Object.values(forecast),
  ...Object.values(edition),
];
