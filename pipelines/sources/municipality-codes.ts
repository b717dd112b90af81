import type { Row } from '#lib/domain/table.ts';
import type { municipalities } from '#lib/domain/tables/geography.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';

const otherNames = new Map([
  ['den haag', 's gravenhage'],
  ['den bosch', 's hertogenbosch'],
]);

type Finder = (text: string) => string | null;

/** One for every list, which many files are read with. */
const finders = new WeakMap<object, Finder>();

/**
 * A function that finds the code of a municipality of today by its name or code, however people write these:
 * without accents or capitals, "Den Haag", or a code that lost its letters or zeros. It gives null when there
 * is no such municipality.
 */
export function municipalityCodes(rows: readonly Row<typeof municipalities>[]): Finder {
  const finder = finders.get(rows) ?? finderOf(rows);
  finders.set(rows, finder);
  return finder;
}

function finderOf(rows: readonly Row<typeof municipalities>[]): Finder {
  const codes = new Set(rows.map((row) => row.municipality_code));
  const byName = new Map(rows.map((row) => [plainName(row.name), row.municipality_code]));
  return (text) => {
    const digits = /^(?:GM)?(\d{1,4})$/i.exec(text.trim())?.[1];
    if (digits !== undefined) {
      const code = `GM${digits.padStart(4, '0')}`;
      return codes.has(code) ? code : null;
    }
    const name = plainName(text).replace(/^gemeente /, '');
    return byName.get(otherNames.get(name) ?? name) ?? null;
  };
}
