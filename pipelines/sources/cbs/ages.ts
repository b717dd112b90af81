import type { Status } from '#lib/domain/status.ts';
import { divided, type Today } from '#pipelines/sources/cbs/today.ts';

/** A count as it was published: a number, or the reason why there is none. */
export interface Cell {
  persons: number | null;
  status: Status;
}

/** The counts of one age, as far as they were published. */
export interface Counts {
  men?: Cell;
  women?: Cell;
  all?: Cell;
}

/** Persons of one age, or of an age and over where there is no last one. */
export interface AgeRow {
  age_from: number;
  age_to: number | null;
  women: number | null;
  men: number | null;
  persons: number | null;
  status: Status;
}

/** Single ages go up to here; older persons are what the total has more. */
const lastAge = 99;
/** A larger share than this is no longer persons over 99: ages are missing. */
const mostOver = 0.01;

const unknown: Cell = { persons: null, status: 'unknown' };

/** The reason that counts together have no number: protected if any of them is, otherwise unknown. */
function statusOf(cells: readonly Cell[]): Status {
  if (cells.every(({ persons }) => persons !== null)) return 'measured';
  return cells.some(({ status }) => status === 'protected') ? 'protected' : 'unknown';
}

function plus(cells: readonly Cell[]): Cell {
  const status = statusOf(cells);
  const sum = cells.reduce((total, { persons }) => total + (persons ?? 0), 0);
  return { persons: status === 'measured' ? sum : null, status };
}

function rowOf(
  age_from: number,
  age_to: number | null,
  { men = unknown, women = unknown, all }: Counts,
): AgeRow {
  const both = all ?? plus([men, women]);
  return {
    age_from,
    age_to,
    women: women.persons,
    men: men.persons,
    persons: both.persons,
    status: statusOf([men, women, both]),
  };
}

/** Those who are older than the last single age: all together, less everybody who is not. */
function older(total: Counts, single: readonly Counts[]): Counts {
  const rest = (column: keyof Counts): Cell | undefined => {
    const all = total[column];
    if (all === undefined) return undefined;
    const others = plus(single.map((counts) => counts[column] ?? unknown));
    if (all.persons === null || others.persons === null)
      return { persons: null, status: statusOf([all, others]) };
    const persons = all.persons - others.persons;
    return persons < 0 || persons > mostOver * all.persons ? unknown : { persons, status: 'measured' };
  };
  return Object.fromEntries(
    (['men', 'women', 'all'] as const)
      .map((column) => [column, rest(column)])
      .filter(([, cell]) => cell !== undefined),
  );
}

/** One row for each age from 0 to 99 that was published, and one for those who are older. */
export function agesOf(counts: ReadonlyMap<number | null, Counts>): AgeRow[] {
  const ages = [...counts.keys()].filter((age) => age !== null && age <= lastAge) as number[];
  const rows = ages.sort((a, b) => a - b).map((age) => rowOf(age, age, counts.get(age) ?? {}));
  const total = counts.get(null);
  const single = Array.from({ length: lastAge + 1 }, (_, age) => counts.get(age) ?? {});
  return total ? [...rows, rowOf(lastAge + 1, null, older(total, single))] : rows;
}

/** Persons of one age in a municipality of today. */
export interface TodaysRow extends AgeRow {
  code: string | null;
  municipality: string;
}

const columns = ['women', 'men', 'persons'] as const;

function added(a: AgeRow, b: AgeRow): AgeRow {
  const status = statusOf(
    [a, b].map(({ persons, status }) => ({ persons: status === 'measured' ? persons : null, status })),
  );
  const sums = columns.map((column) => [
    column,
    a[column] === null || b[column] === null ? null : a[column] + b[column],
  ]);
  return { ...a, ...(Object.fromEntries(sums) as Pick<AgeRow, (typeof columns)[number]>), status };
}

/**
 * Brings the ages of municipalities to those of today. One that went up in several is divided by its shares, and a sum
 * with a count that is not known is not known; nobody is lost or made. A municipality that is not known keeps its code
 * as its name.
 */
export function bringTogether(ages: ReadonlyMap<string, readonly AgeRow[]>, today: Today): TodaysRow[] {
  const rows = new Map<string, TodaysRow>();
  for (const [from, own] of ages) {
    const parts = today.byCode(from);
    for (const row of own) {
      const shares = columns.map((column) =>
        row[column] === null || !parts ? null : divided(row[column], parts),
      );
      const targets = parts ?? [{ code: null, name: from }];
      targets.forEach(({ code, name }, i) => {
        const part = { ...row, code, municipality: name };
        if (parts) columns.forEach((column, k) => (part[column] = shares[k]?.[i] ?? null));
        const key = `${code ?? from} ${row.age_from}`;
        const known = rows.get(key);
        rows.set(key, known ? { ...known, ...added(known, part) } : part);
      });
    }
  }
  return [...rows.values()];
}
