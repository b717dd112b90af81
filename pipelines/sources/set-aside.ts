import type { Finding } from '#lib/domain/finding.ts';
import type { FindingCode } from '#lib/domain/finding-kinds.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import { cellFinding, type RawRecord } from '#pipelines/sources/reading.ts';
import {
  fileColumns,
  findColumns,
  requiredColumns,
  type RegisterFormat,
} from '#pipelines/sources/register-format.ts';
import { isRemark } from '#pipelines/sources/sheet.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

const totals = '(?:sub|eind)?tota(?:al|len)|(?:sub|grand )?total|som|sum|gemiddelde?|gem|average';
/** The label of a row of totals, and one that also says of what, as the subtotals of a spreadsheet do. */
const total = new RegExp(`^(?:${totals})$`);
const totalOf = new RegExp(`^(?:${totals})\\b|\\b(?:totaal|total)$`);
const example = /^(voorbeeld|example)\b/;

interface Sides {
  /** Headers of the columns that say what a row is about. */
  keys: string[];
  /** Headers of the texts that no row can do without. */
  texts: string[];
  /** Headers of the numbers. */
  numbers: string[];
  /** All other headers with a meaning. */
  others: string[];
}

function sidesOf(format: RegisterFormat, header: readonly string[]): Sides {
  const columns = fileColumns(format);
  const found = findColumns(format, header);
  const required = requiredColumns(format);
  const isNumber = (name: string) => ['INTEGER', 'DOUBLE'].includes(columns.get(name)?.sql ?? '');
  const extras = Object.entries(format.extras ?? {});
  const keyed = extras.filter(([, { standsFor }]) =>
    standsFor.some((name) => format.table.key.includes(name)),
  );
  const keys = [...format.table.key, ...keyed.map(([name]) => name)];
  const headers = (names: string[]) => [...new Set(names.flatMap((name) => found.get(name) ?? []))];
  const all = [...found.keys()];
  return {
    keys: headers(keys),
    texts: headers(required.filter((name) => columns.get(name)?.sql === 'VARCHAR')),
    numbers: headers(all.filter((name) => isNumber(name) && !keys.includes(name))),
    others: headers(all.filter((name) => !isNumber(name) || keys.includes(name))),
  };
}

const filled = ({ cells }: RawRecord, header: string) => (cells[header] ?? '').trim() !== '';

/** The header under which a record says that it is a total, if it does. */
function totalIn(record: RawRecord, { keys, texts }: Sides): string | undefined {
  const said = (header: string) => plainName(record.cells[header] ?? '');
  const label = keys.find((header) => total.test(said(header)));
  if (label !== undefined) return label;
  const labels = Object.keys(record.cells).filter((header) => totalOf.test(said(header)));
  const isTotal = texts.every((header) => labels.includes(header) || !filled(record, header));
  return isTotal ? labels[0] : undefined;
}

/** A last row with sums and nothing else. */
function onlySums(record: RawRecord, { numbers, others }: Sides): string | undefined {
  return others.some((header) => filled(record, header))
    ? undefined
    : numbers.find((header) => filled(record, header));
}

/** A line of text below a table. */
function remarkIn({ line, cells }: RawRecord): string | undefined {
  if (!isRemark({ line, cells: Object.values(cells) })) return undefined;
  return Object.keys(cells).find((header) => cells[header]?.trim());
}

/**
 * Parts the records of a table from those that are no rows of it: totals, wherever they stand; the example of a
 * template; and, at the end, remarks and sums without a label. Each of these is noted, and none is refused.
 */
export function setAside(
  { file, header, records }: SourceFile,
  format: RegisterFormat,
): { records: RawRecord[]; notes: Finding[] } {
  const sides = sidesOf(format, header);
  const [firstKey = ''] = sides.keys;
  const kept: RawRecord[] = [];
  const notes: Finding[] = [];
  let isTail = true;
  const put = (record: RawRecord, code: FindingCode, column: string) => {
    const value = (record.cells[column] ?? '').trim();
    const note = cellFinding(file, record.line, { column, value, code, expected: '' });
    notes.push({ ...note, column: column || null });
  };
  for (const record of records.toReversed()) {
    const isExample = example.test(plainName(record.cells[firstKey] ?? ''));
    const labelled = isExample ? undefined : totalIn(record, sides);
    const remark = isTail ? remarkIn(record) : undefined;
    const sums = isTail ? onlySums(record, sides) : undefined;
    if (isExample) put(record, 'example-row', firstKey);
    else if (labelled !== undefined) put(record, 'totals-row', labelled);
    else if (remark !== undefined) put(record, 'remark-row', remark);
    else if (sums !== undefined) put(record, 'totals-row', sums);
    else {
      kept.push(record);
      isTail = false;
    }
  }
  return { records: kept.reverse(), notes: notes.reverse() };
}
