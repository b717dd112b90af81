import type { Column } from '#lib/domain/column.ts';
import type { CellProblem } from '#lib/domain/rows.ts';
import type { Table } from '#lib/domain/table.ts';

/** What is wrong with a cell, in the words of `parseRow`. */
export type Wrong = Pick<CellProblem, 'code' | 'expected'>;

/** One column of a row check. */
interface ColumnCheck {
  name: string;
  /** The text without space around it, empty where there is none. */
  text: string;
  /** The typed value, right only where nothing is wrong. */
  value: string;
  /** Which of `wrongs` holds, counted from 1; 0 where nothing is wrong. */
  wrong: string;
  wrongs: readonly Wrong[];
  /** Whether the text as it stands is surely good: true for nearly every good text, and cheap. */
  sure: string;
  /** The typed value of a text that is surely good. */
  sureValue: string;
}

/** The check of a table's declaration as SQL expressions over texts. */
export interface RowCheck {
  columns: readonly ColumnCheck[];
  /** Whether nothing is wrong in a row. */
  good: string;
  /** The typed values, each `AS` its column. */
  values: string;
  /** The same values for rows of which every text is surely good, at a fraction of the cost. */
  sureValues: string;
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const largest = 2_147_483_647;
/** All that the `trim` of JavaScript takes for space. */
const space =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
const plainNumber = String.raw`-?(\d+\.?\d*|\.\d+)([eE]-?\d+)?`;
/** What a regular expression may hold to mean the same in JavaScript and in DuckDB. */
const portable = /^(?:[\w ,:;/|()?+*-]|\{\d+(?:,\d*)?\}|\\[dw.+*()/|-]|\[(?:[\w ,:;/.+-]|\\[dw.-])+\])*$/;

const matches = (text: string, source: string) => `regexp_full_match(${text}, ${literal(source)})`;
/** Whether a text begins and ends with a plain letter, digit or mark, so that there is nothing to trim. */
const tight = (text: string) => `(${text}[1] BETWEEN '!' AND '~' AND ${text}[-1] BETWEEN '!' AND '~')`;

function boundsOf({ sql, min, max }: Column): { low?: number | undefined; high?: number | undefined } {
  return sql === 'INTEGER' ? { low: min ?? -largest, high: max ?? largest } : { low: min, high: max };
}

function within(value: string, column: Column): string[] {
  const { low, high } = boundsOf(column);
  return [
    ...(low === undefined ? [] : [`${value} >= ${low}::DOUBLE`]),
    ...(high === undefined ? [] : [`${value} <= ${high}::DOUBLE`]),
  ];
}

/** The ways in which a text that is not empty can be wrong, in the order in which they are looked for. */
function faults(column: Column, text: string): [when: string, wrong: Wrong][] {
  const number = `TRY_CAST(${text} AS DOUBLE)`;
  const { low, high } = boundsOf(column);
  const whole = column.sql === 'INTEGER';
  switch (column.sql) {
    case 'INTEGER':
    case 'DOUBLE':
      return [
        [
          `NOT (${matches(text, plainNumber)} AND coalesce(isfinite(${number}), false))`,
          { code: 'not-a-number', expected: whole ? '123' : '1.5' },
        ],
        [whole ? `NOT ${matches(text, String.raw`-?\d+`)}` : 'false', { code: 'not-whole', expected: '123' }],
        [
          low === undefined ? 'false' : `${number} < ${low}::DOUBLE`,
          { code: 'out-of-range', expected: `≥ ${low}` },
        ],
        [
          high === undefined ? 'false' : `${number} > ${high}::DOUBLE`,
          { code: 'out-of-range', expected: `≤ ${high}` },
        ],
      ];
    case 'DATE':
      return [
        [
          `NOT (${matches(text, String.raw`\d{4}-\d{2}-\d{2}`)} AND TRY_CAST(${text} AS DATE) IS NOT NULL)`,
          { code: 'not-a-date', expected: '2024-01-31' },
        ],
      ];
    case 'BOOLEAN':
      return [[`${text} NOT IN ('true', 'false')`, { code: 'not-yes-or-no', expected: 'true | false' }]];
    case 'VARCHAR': {
      const { oneOf, pattern } = column;
      return [
        [
          oneOf ? `${text} NOT IN (${oneOf.map(literal).join(', ')})` : 'false',
          { code: 'not-in-list', expected: oneOf?.join(' | ') ?? '' },
        ],
        [
          pattern ? `NOT ${matches(text, pattern.source)}` : 'false',
          { code: 'wrong-form', expected: pattern?.example ?? '' },
        ],
      ];
    }
  }
}

/** A test that only good texts pass, and nearly all of them: much cheaper than to look for what may be wrong. */
function surelyGood(column: Column, text: string): string {
  const asInteger = `TRY_CAST(${text} AS INTEGER)`;
  switch (column.sql) {
    case 'INTEGER':
      return [`${asInteger}::VARCHAR = ${text}`, ...within(asInteger, column)].join(' AND ');
    case 'DOUBLE':
      return [
        matches(text, plainNumber),
        `isfinite(TRY_CAST(${text} AS DOUBLE))`,
        ...within(`TRY_CAST(${text} AS DOUBLE)`, column),
      ].join(' AND ');
    case 'DATE':
      return `length(${text}) = 10 AND TRY_CAST(${text} AS DATE)::VARCHAR = ${text}`;
    case 'BOOLEAN':
      return `${text} IN ('true', 'false')`;
    case 'VARCHAR': {
      const tests = [
        ...(column.oneOf ? [`${text} IN (${column.oneOf.map(literal).join(', ')})`] : []),
        ...(column.pattern ? [matches(text, column.pattern.source)] : []),
      ];
      const form = column.pattern?.source ?? ' ';
      const trimmed = column.oneOf ?? !(form.includes(' ') || new RegExp(`^(?:${form})$`).test(''));
      return [...tests, ...(trimmed ? [] : [tight(text)])].join(' AND ');
    }
  }
}

function typed({ sql }: Column, text: string): string {
  // By way of DOUBLE, because a whole number may have more zeros in front than INTEGER takes; zero has no sign.
  const number = `TRY_CAST(${text} AS DOUBLE) + 0.0::DOUBLE`;
  if (sql === 'INTEGER') return `TRY_CAST(${number} AS INTEGER)`;
  return sql === 'DOUBLE' ? number : `TRY_CAST(${text} AS ${sql})`;
}

/** The ways in which the bounds and the status of a count contradict each other, as `countFault` has them. */
function boundFaults(low: string, high: string, status: string): [when: string, wrong: Wrong][] {
  const wrong = (expected: string): Wrong => ({ code: 'bounds-disagree', expected });
  const other = `${status} NOT IN ('measured', 'not-asked')`;
  return [
    [`${status} = 'measured' AND NOT coalesce(${low} = ${high}, false)`, wrong('low = high')],
    [`${status} = 'not-asked' AND (${low} IS NOT NULL OR ${high} IS NOT NULL)`, wrong('low, high = –')],
    [`${other} AND ${low} IS NULL AND ${high} IS NOT NULL`, wrong('low ≥ 0')],
    [`${other} AND coalesce(${low} >= ${high}, false)`, wrong('low < high')],
  ];
}

/** Adds to the check of a status that it agrees with the bounds of its count, where these are good. */
function withBounds(status: ColumnCheck, low: ColumnCheck, high: ColumnCheck): ColumnCheck {
  const values = [low, high, status].map(({ value }) => `(${value})`) as [string, string, string];
  const sureValues = [low, high, status].map(({ sureValue }) => `(${sureValue})`) as [string, string, string];
  const known = boundFaults(...values);
  const cases = known.map(([when], i) => `WHEN ${when} THEN ${status.wrongs.length + i + 1}`).join(' ');
  return {
    ...status,
    wrong: `CASE WHEN (${status.wrong}) > 0 THEN ${status.wrong} WHEN (${low.wrong}) > 0 OR (${high.wrong}) > 0 THEN 0 ${cases} ELSE 0 END`,
    wrongs: [...status.wrongs, ...known.map(([, wrong]) => wrong)],
    sure: [status.sure, ...boundFaults(...sureValues).map(([when]) => `NOT (${when})`)].join(' AND '),
  };
}

function columnCheck(name: string, column: Column, found: string): ColumnCheck {
  if (column.pattern && !portable.test(column.pattern.source)) {
    throw new Error(`the form of ${name} may mean another thing in SQL: ${column.pattern.source}`);
  }
  const text = `trim(${found}, ${literal(space)})`;
  const known = faults(column, text);
  const cases = known.map(([when], i) => `WHEN ${when} THEN ${i + 2}`).join(' ');
  const good = surelyGood(column, found);
  const absent = column.nullable ? 0 : 1;
  return {
    name,
    text: `coalesce(${text}, '')`,
    value: `CASE WHEN ${good} THEN ${typed(column, found)} WHEN ${text} <> '' THEN ${typed(column, text)} END`,
    wrong: `CASE WHEN ${good} THEN 0 WHEN coalesce(${text}, '') = '' THEN ${absent} ${cases} ELSE 0 END`,
    wrongs: [{ code: 'missing', expected: '' }, ...known.map(([, wrong]) => wrong)],
    sure: column.nullable ? `(${found} IS NULL OR coalesce(${good}, false))` : `coalesce(${good}, false)`,
    sureValue: column.sql === 'VARCHAR' ? found : typed(column, found),
  };
}

/**
 * The check of a table's declaration as SQL, for files too large to check row by row. It refuses the same rows as
 * `parseRow`, with the same codes.
 *
 * @param found the SQL expression of the text of each column; a column without one is empty
 * @throws Error for a declared form that means another thing in SQL than in JavaScript
 */
export function rowCheck({ columns }: Table, found: Readonly<Record<string, string>>): RowCheck {
  const alone = Object.entries(columns).map(([name, column]) =>
    columnCheck(name, column, found[name] ?? 'NULL::VARCHAR'),
  );
  const checkOf = (name: string) => alone.find((check) => check.name === name);
  const checks = alone.map((check) => {
    const bounds = columns[check.name]?.bounds;
    const [low, high] = [checkOf(`${bounds}_low`), checkOf(`${bounds}_high`)];
    return low && high ? withBounds(check, low, high) : check;
  });
  const named = (value: 'value' | 'sureValue') =>
    checks.map((check) => `${check[value]} AS ${quoted(check.name)}`).join(', ');
  return {
    columns: checks,
    // Nearly every row passes the cheap tests, and the others are made of few rows only.
    good: `((${checks.map(({ sure }) => sure).join(' AND ')}) OR (${checks.map(({ wrong }) => `(${wrong}) = 0`).join(' AND ')}))`,
    values: named('value'),
    sureValues: named('sureValue'),
  };
}
