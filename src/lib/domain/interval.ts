/**
 * What a publisher says of a count: it stands there (`measured`), it is hidden because it is small (`protected`), it is
 * not known, or it was not asked. None of these is zero, and none has a number of its own but the first.
 */
export const countStatuses = ['measured', 'protected', 'unknown', 'not-asked'] as const;
export type CountStatus = (typeof countStatuses)[number];

/** What is known of a whole count: it is no lower than `low`, and no higher than `high`, or without limit for null. */
export interface Interval {
  low: number;
  high: number | null;
  status: CountStatus;
}

/** A count that is known. */
export function exact(count: number): Interval {
  return { low: count, high: count, status: 'measured' };
}

/** A count of which nothing is known but that it is no negative number. */
export function unbounded(status: Exclude<CountStatus, 'measured'>): Interval {
  return { low: 0, high: null, status };
}

const withoutNumber = new Map<string, Interval>([
  ['-1', unbounded('protected')],
  ['x', unbounded('protected')],
  ['*', unbounded('protected')],
  ['.', unbounded('unknown')],
]);

/** What stands for a count in a file, as far as it can be read; the forms for a message. */
export const countExample = '12 | <5';

/**
 * Reads a count as publishers write it. `<5` is 1 to 4, because they leave a zero as it is. `-1`, `x` and `*` hide a
 * count of any size and `.` says that it is not known: none of these is ever a number here.
 *
 * @param text without spaces around it
 * @param small whether the file says beside the count that it stands for any number from 1 up to it
 * @returns null for a text that is no count
 */
export function parseCount(text: string, small = false): Interval | null {
  const below = /^<\s*(\d{1,4})$/.exec(text)?.[1];
  if (below !== undefined) return Number(below) > 1 ? protectedUpTo(Number(below) - 1) : null;
  const masked = withoutNumber.get(text.toLowerCase());
  if (masked) return masked;
  if (!/^\d{1,9}$/.test(text)) return null;
  const count = Number(text);
  if (!small) return exact(count);
  return count > 0 && count < 5 ? protectedUpTo(count) : null;
}

function protectedUpTo(high: number): Interval {
  return high === 1 ? exact(1) : { low: 1, high, status: 'protected' };
}

function statusOfSum(parts: readonly Interval[]): CountStatus {
  const statuses = new Set(parts.map(({ status }) => status));
  const [only] = statuses;
  if (only !== undefined && statuses.size === 1) return only;
  return statuses.has('unknown') || statuses.has('not-asked') ? 'unknown' : 'protected';
}

/**
 * The sum of counts: as low as all of them at their lowest together, and as high as all at their highest.
 *
 * @throws Error for no counts at all: where nothing was counted, zero is no answer
 */
export function sumOf(parts: readonly Interval[]): Interval {
  if (parts.length === 0) throw new Error('a sum of no counts');
  const low = parts.reduce((sum, part) => sum + part.low, 0);
  const high = parts.reduce<number | null>(
    (sum, part) => (sum === null || part.high === null ? null : sum + part.high),
    0,
  );
  return { low, high, status: statusOfSum(parts) };
}

/** The middle of what a count may be, for a figure beside its bounds; null where it has no upper bound. */
export function middle({ low, high }: Interval): number | null {
  return high === null ? null : (low + high) / 2;
}

/** Whether two statements about one count can both be true. */
export function canAgree(a: Interval, b: Interval): boolean {
  return a.low <= (b.high ?? Infinity) && b.low <= (a.high ?? Infinity);
}

/** The narrower of two statements about one count, the first where neither is. */
export function narrower(a: Interval, b: Interval): Interval {
  const width = ({ low, high }: Interval) => (high === null ? Infinity : high - low);
  return width(b) < width(a) ? b : a;
}

/** A count as a text for a message: `12`, `1–4`, `≥ 5`, `?`. */
export function intervalText({ low, high }: Interval): string {
  if (high === null) return low === 0 ? '?' : `≥ ${low}`;
  return low === high ? String(low) : `${low}–${high}`;
}

type Cell = number | null;
type CountCells<N extends string> = { [K in `${N}_low` | `${N}_high`]: Cell } & Record<
  `${N}_status`,
  CountStatus
>;

/** The bounds of a count as they are kept: one of which nothing is known has none, not even a zero. */
export function keptBounds({ low, high }: Interval): [low: Cell, high: Cell] {
  return [high === null && low === 0 ? null : low, high];
}

/** The three cells that keep a count in the columns of `interval`. */
export function countCells<N extends string>(name: N, count: Interval): CountCells<N> {
  const [low, high] = keptBounds(count);
  return {
    [`${name}_low`]: low,
    [`${name}_high`]: high,
    [`${name}_status`]: count.status,
  } as CountCells<N>;
}

/** The count that three cells of a row keep. */
export function countOf(name: string, row: Readonly<Record<string, unknown>>): Interval {
  return {
    low: (row[`${name}_low`] as Cell) ?? 0,
    high: row[`${name}_high`] as Cell,
    status: row[`${name}_status`] as CountStatus,
  };
}

/** What three cells say that cannot be, in words for a message: what it should be; null where all is well. */
export function countFault(low: Cell, high: Cell, status: CountStatus): string | null {
  if (status === 'measured') return low !== null && low === high ? null : 'low = high';
  if (status === 'not-asked') return low === null && high === null ? null : 'low, high = –';
  if (low === null) return high === null ? null : 'low ≥ 0';
  return high === null || low < high ? null : 'low < high';
}
