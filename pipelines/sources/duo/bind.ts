import { findCounts, type CountColumns } from '#pipelines/sources/duo/counts.ts';
import { attributes, type DuoForm } from '#pipelines/sources/duo/forms.ts';
import { dimensions, dimensionsIn, type Dimension } from '#pipelines/sources/duo/names.ts';

/** Where a form finds what it needs in the header of a file. */
export interface Binding {
  /** The name in the header of everything that tells rows apart. */
  dimensions: ReadonlyMap<Dimension, string>;
  counts: readonly CountColumns[];
  /** What the header lacks, as it should be called. */
  missing: readonly string[];
}

/**
 * Binds a form to the columns of a header by their names, never by their places. A header that divides its rows by
 * something that the form does not know is of another form, and lacks all of it: read as this one, each of its rows
 * would look like several with one key.
 */
export function bind(form: DuoForm, header: readonly string[]): Binding {
  const found = dimensionsIn(header);
  const known = [...form.required, ...(form.optional ?? []), ...attributes];
  if ([...found.keys()].some((dimension) => !known.includes(dimension))) return bind(form, []);
  const counts = form.counts ? findCounts(header, form.counts) : { columns: [], missing: [] };
  const lacking = form.required.filter((dimension) => !found.has(dimension));
  return {
    dimensions: found,
    counts: counts.columns,
    missing: [...lacking.map((dimension) => dimensions[dimension][0]), ...counts.missing],
  };
}
