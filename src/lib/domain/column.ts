import { countStatuses, type CountStatus } from '#lib/domain/interval.ts';
import type { Localized } from '#lib/domain/locale.ts';

/** SQL types that an edition uses. Counts are INTEGER, measures DOUBLE; nothing is BIGINT or DECIMAL. */
export type SqlType = 'VARCHAR' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN' | 'DATE';

/** Units in which a column is kept. */
export type Unit =
  | 'heads'
  | 'fte'
  | 'persons'
  | 'students'
  | 'practices'
  | 'places'
  | 'years'
  | 'months'
  | 'days-per-week'
  | 'share'
  | 'degrees'
  | 'km2'
  | 'eur'
  | 'contacts-per-person'
  | 'per-person-year';

/** Who may see a column: everyone, partners of the region, or only coordinators. */
export type PrivacyClass = 'open' | 'partners' | 'work';

/** What a value must look like, beyond its type. */
export interface Rule {
  min?: number;
  max?: number;
  oneOf?: readonly string[];
  /** A regular expression over the whole value, with an example that matches for the message. */
  pattern?: { source: string; example: string };
}

/** One column of a table: its type, meaning, bounds and privacy, declared once. `V` is the type of a value. */
export interface Column<V = unknown> extends Rule {
  sql: SqlType;
  nullable: boolean;
  unit?: Unit;
  privacy: PrivacyClass;
  meaning: Localized;
  /** For the status of a count: the name in front of `_low` and `_high`, where its bounds stand. */
  bounds?: string;
  /** Only for the type checker: no such key exists at run time. */
  readonly value?: V;
}

type Options = Rule & { unit?: Unit; privacy?: PrivacyClass };

function column<V>(sql: SqlType, meaning: Localized, options: Options): Column<V> {
  return { privacy: 'open', ...options, sql, nullable: false, meaning };
}

/** A text. */
export function text(nl: string, en: string, options: Options = {}): Column<string> {
  return column('VARCHAR', { nl, en }, options);
}

/** A text from a closed list. */
export function choice<const C extends readonly string[]>(
  oneOf: C,
  nl: string,
  en: string,
  options: Options = {},
): Column<C[number]> {
  return column('VARCHAR', { nl, en }, { ...options, oneOf });
}

/** A whole number. */
export function whole(nl: string, en: string, options: Options = {}): Column<number> {
  return column('INTEGER', { nl, en }, options);
}

/** A number with decimals. */
export function decimal(nl: string, en: string, options: Options = {}): Column<number> {
  return column('DOUBLE', { nl, en }, options);
}

/** Yes or no. */
export function flag(nl: string, en: string, options: Options = {}): Column<boolean> {
  return column('BOOLEAN', { nl, en }, options);
}

/** A day, as an ISO 8601 text such as 2024-01-31. */
export function day(nl: string, en: string, options: Options = {}): Column<string> {
  return column('DATE', { nl, en }, options);
}

/** The same column, where a value may be absent. An absent value means unknown, never zero. */
export function optional<V>(declared: Column<V>): Column<V | null> {
  return { ...declared, nullable: true };
}

/** The three columns of a count that may be masked; spread them into the columns of a table. */
export type IntervalColumns<N extends string> = { [K in `${N}_low` | `${N}_high`]: Column<number | null> } & {
  [K in `${N}_status`]: Column<CountStatus>;
};

/**
 * A whole count of which a publisher may give bounds only: `<name>_low` and `<name>_high`, empty where there is no such
 * bound, and `<name>_status`, which says why.
 */
export function interval<const N extends string>(
  name: N,
  nl: string,
  en: string,
  options: Options = {},
): IntervalColumns<N> {
  const bound = (dutch: string, english: string) =>
    optional(whole(`${nl}, ${dutch}`, `${en}, ${english}`, { min: 0, ...options }));
  return {
    [`${name}_low`]: bound('minstens', 'at least'),
    [`${name}_high`]: bound('hoogstens; leeg is onbegrensd', 'at most; empty is without bound'),
    [`${name}_status`]: {
      ...choice(countStatuses, `${nl}: wat ervan bekend is`, `${en}: what is known of it`),
      bounds: name,
    },
  } as IntervalColumns<N>;
}
