import {
  canAgree,
  countExample,
  intervalText,
  keptBounds,
  parseCount,
  sumOf,
  unbounded,
  type Interval,
} from '#lib/domain/interval.ts';
import { countText } from '#pipelines/sources/duo/cells.ts';
import { countNames, type CountColumns, type CountName } from '#pipelines/sources/duo/counts.ts';
import type { Problem } from '#pipelines/sources/reading.ts';

/** The counts of one row of a table, and what is wrong with them. */
export interface RowCounts {
  counts: Partial<Record<CountName, Interval>>;
  problems: (Omit<Problem, 'column'> & { column: CountName | 'small_count' })[];
}

const yes = new Set(['j', 'ja']);
const no = new Set(['n', 'nee', '']);

function smallFlag(text: string, problems: RowCounts['problems']): boolean {
  const word = text.toLowerCase();
  if (!yes.has(word) && !no.has(word)) {
    problems.push({ column: 'small_count', value: text, code: 'not-yes-or-no', expected: 'J | N' });
  }
  return yes.has(word);
}

/** Bounds of women and men that cannot come to the bounds of the total; masked ones often leave room for both. */
function sumProblem({ women, men, total }: RowCounts['counts']): RowCounts['problems'] {
  if (!women || !men || !total || canAgree(sumOf([women, men]), total)) return [];
  const expected = intervalText(sumOf([women, men]));
  return [{ column: 'total', value: intervalText(total), code: 'sum-differs', expected }];
}

/**
 * Reads the counts of one row. All of them blank says that there is no record, so no row; a blank among others is
 * refused, because it is no zero. Where a file has no total, it is the sum of women and men.
 *
 * @param record the texts of a line by the names in its header
 * @param flag the text that says whether the count stands for any small number
 */
export function readCounts(
  record: Readonly<Record<string, string>>,
  { headers }: CountColumns,
  flag = '',
): RowCounts | null {
  const texts = countNames.flatMap((name): [CountName, string][] => {
    const header = headers[name];
    return header === undefined ? [] : [[name, record[header]?.trim() ?? '']];
  });
  if (texts.every(([, text]) => text === '')) return null;
  const counts: RowCounts['counts'] = {};
  const problems: RowCounts['problems'] = [];
  const small = smallFlag(flag.trim(), problems);
  for (const [column, value] of texts) {
    const count = parseCount(countText(value), small);
    if (count) counts[column] = count;
    else if (value === '') problems.push({ column, value, code: 'missing', expected: '' });
    else if (small && parseCount(countText(value)))
      problems.push({ column, value, code: 'out-of-range', expected: '1 | 2 | 3 | 4' });
    else problems.push({ column, value, code: 'not-a-number', expected: countExample });
  }
  problems.push(...sumProblem(counts));
  const { women, men } = counts;
  if (headers.total === undefined && women && men) counts.total = sumOf([women, men]);
  return { counts, problems };
}

/** Puts a count into the cells of its columns, as texts for the check; one that a file does not have was not asked. */
export function writeCount(
  cells: Record<string, string>,
  column: string,
  count: Interval = unbounded('not-asked'),
): void {
  const [low, high] = keptBounds(count);
  cells[`${column}_low`] = String(low ?? '');
  cells[`${column}_high`] = String(high ?? '');
  cells[`${column}_status`] = count.status;
}
