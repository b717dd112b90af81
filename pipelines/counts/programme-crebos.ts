import type { Table } from '#lib/domain/table.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { occupation } from '#pipelines/stock.ts';

/** How a course is known as one of the programme: by its code, or by its name with a code that is new. */
export type KnownBy = 'crebo' | 'name';

/**
 * A function that tells whether a course is one of the programme. Its codes stand in `data/reference/programmes.csv`;
 * a code that does not, with the name of the programme, is a new one.
 */
export function programmeCrebos(
  readings: readonly Reading<Table>[],
): (crebo: string, name: string | null) => KnownBy | null {
  const all = rowsOf(readings, trainingTables.programmes);
  const own = all.filter((row) => row.occupation === occupation);
  const crebos = new Set(own.map(({ crebo }) => crebo));
  const others = new Set(all.map(({ crebo }) => crebo).filter((crebo) => !crebos.has(crebo)));
  const names = new Set(own.map(({ name }) => plainName(name)));
  return (crebo, name) => {
    if (crebos.has(crebo)) return 'crebo';
    return !others.has(crebo) && names.has(plainName(name ?? '')) ? 'name' : null;
  };
}
