import type { Status } from '#lib/domain/status.ts';
import { statusOf } from '#pipelines/sources/cbs/observation.ts';
import type { StatlineLayout } from '#pipelines/sources/statline/form.ts';

type Cells = Record<string, string>;

/** One value of a table of StatLine, as texts. */
export interface StatlineValue {
  /** The code or the title of the topic. */
  measure: string;
  title: string;
  unit: string | null;
  /** A number with a decimal point, or whatever stands there; empty where there is none. */
  value: string;
  /** A value that is no number. */
  text: string;
  status: Status;
}

/** The title and the unit of topics, and the titles of codes, where they came with the table. */
export interface CodeLists {
  measures: ReadonlyMap<string, { title: string; unit: string | null }>;
  /** By dimension, then by code. */
  codes: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export const noLists: CodeLists = { measures: new Map(), codes: new Map() };

/** A number of StatLine, which never parts thousands: a decimal comma becomes a point. */
const plain = (text: string) => text.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2');

/** What a mark in place of a number says: `.` is not known or kept secret, `x` is kept secret, nothing is not known. */
const marks = new Map<string, Status>([
  ['', 'unknown'],
  ['.', 'unknown'],
  ['x', 'protected'],
]);

function longValue(record: Cells, { measures }: CodeLists): StatlineValue {
  const measure = record['Measure']?.trim() ?? '';
  const known = measures.get(measure);
  const attribute = record['ValueAttribute']?.trim() ?? '';
  const value = plain(record['Value'] ?? '');
  const text = record['StringValue']?.trim() ?? '';
  const status = statusOf(attribute, value === '' ? null : 0);
  return {
    measure,
    title: known?.title ?? measure,
    unit: known?.unit ?? null,
    value: status === 'measured' ? value : '',
    text,
    status: text !== '' && status === 'unknown' ? 'measured' : status,
  };
}

/** The values of one record of a table: one of a long table, one for each topic of a wide one. */
export function valuesOf(layout: StatlineLayout, record: Cells, lists: CodeLists = noLists): StatlineValue[] {
  if (layout.form === 'observations') return [longValue(record, lists)];
  return layout.measures.map(({ column, title, unit }) => {
    const found = plain(record[column] ?? '');
    const missing = marks.get(found);
    const isText = unit !== null && /^(code|naam|name)$/i.test(unit);
    return {
      measure: column,
      title,
      unit,
      value: missing !== undefined || isText ? '' : found,
      text: missing === undefined && isText ? found : '',
      status: missing ?? 'measured',
    };
  });
}
