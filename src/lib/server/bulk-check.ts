import type { DuckDBConnection } from '@duckdb/node-api';
import type { CellProblem } from '#lib/domain/rows.ts';
import type { Table } from '#lib/domain/table.ts';
import { queryRows } from '#lib/server/database.ts';
import { quoted, rowCheck, type RowCheck } from '#lib/server/row-check.ts';

/** Something wrong in a row, which is known by its number among the rows that were read, from 1. */
export interface RowProblem extends CellProblem {
  row: number;
}

/** What a check of many rows found. */
export interface BulkCheck {
  rowsRead: number;
  rowsRefused: number;
  /** The first problems of every kind, by row. What `repeated` expects is the number of the row before it. */
  problems: RowProblem[];
  /** How many problems there are of each kind. */
  counts: Map<CellProblem['code'], number>;
  /** The good rows as a relation to select from, with the typed value of every column. */
  good: string;
}

/** What is to be checked, and how. */
export interface BulkWanted {
  table: Table;
  /** The SQL expression of the text of each column. */
  found: Readonly<Record<string, string>>;
  /** Which rows are used, as an SQL condition over the columns of the table. All are checked, only these are kept. */
  used?: string;
  /** Columns of text that have few different values: they are checked once for each group of rows with the same. */
  few?: readonly string[];
}

/** A relation of texts, in the order of the file. */
export interface BulkRows {
  all: string;
  /** The same for the first pass, which may keep what it leaves out. */
  once: string;
}

/** Characters of a value that are told. */
const longestTold = 1000;

/** Problems that are told one by one, of each kind. */
const toldPerKind = 1000;

interface Totals {
  read: number;
  unsure: number;
  repeated: number;
}

/**
 * The pass that is enough where every text is good as it stands: it keeps the rows that are used, and counts all of
 * them, those that are not surely good, and the keys that stand in more than one row.
 */
async function keepSure(
  connection: DuckDBConnection,
  { once }: BulkRows,
  checks: RowCheck,
  wanted: BulkWanted,
) {
  const { table, used = 'true', few = [] } = wanted;
  const names = Object.keys(table.columns);
  const isKey = (column: string) => few.includes(column) || table.key.includes(column);
  const value = (column: string) =>
    few.includes(column) ? `r.${quoted(column)}` : `CASE WHEN r.used THEN r.${quoted(column)} END`;
  const kept = names.map(
    (column) => `${isKey(column) ? value(column) : `first(${value(column)})`} AS ${quoted(column)}`,
  );
  const sureOf = ({ columns }: RowCheck, among: (name: string) => boolean) =>
    ['true', ...columns.filter(({ name }) => among(name)).map(({ sure }) => sure)].join(' AND ');
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE kept AS SELECT r.sure_, r.used, count(*) AS n_, ${kept.join(', ')}
     FROM (SELECT *, sure_ AND (${used}) AS used
       FROM (SELECT ${checks.sureValues}, ${sureOf(checks, (name) => !few.includes(name))} AS sure_ FROM ${once})) AS r
     GROUP BY r.sure_, r.used, ${names.filter(isKey).map(value).join(', ')}`,
  );
  const ofKept = rowCheck(table, Object.fromEntries(names.map((name) => [name, quoted(name)])));
  const [found] = await queryRows<Totals>(
    connection,
    `SELECT coalesce(sum(n_), 0)::DOUBLE AS read, coalesce(sum(n_) FILTER (NOT sure), 0)::DOUBLE AS unsure,
       (count(*) FILTER (used AND n_ > 1))::DOUBLE AS repeated
     FROM (SELECT used, n_, sure_ AND ${sureOf(ofKept, (name) => few.includes(name))} AS sure FROM kept)`,
  );
  return found ?? { read: 0, unsure: 0, repeated: 0 };
}

/**
 * The passes that are made where something is wrong: they keep the good rows that are used, in `kept`, the rows that
 * have the key of one before them, in `repeated`, and those that are not good, in `bad`.
 */
async function keepGood(
  connection: DuckDBConnection,
  { all }: BulkRows,
  { good, values }: RowCheck,
  { table, used = 'true' }: BulkWanted,
): Promise<void> {
  const numbered = `(SELECT (row_number() OVER ())::DOUBLE AS n_, * FROM ${all})`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE kept AS
     SELECT * FROM (SELECT n_, ${values} FROM ${numbered} WHERE ${good}) WHERE ${used}`,
  );
  await connection.run(`CREATE OR REPLACE TEMP TABLE bad AS SELECT * FROM ${numbered} WHERE NOT ${good}`);
  const key = table.key.map(quoted).join(', ');
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE repeated AS SELECT * FROM
       (SELECT n_, min(n_) OVER (PARTITION BY ${key}) AS first_ FROM kept) WHERE n_ > first_`,
  );
}

interface Kind {
  nth: number;
  wrong: number;
  total: number;
  told: { n: number; text: string }[];
}

/** What is wrong in the rows that are not good. */
async function tellWrong(connection: DuckDBConnection, { columns }: RowCheck, check: BulkCheck) {
  const cells = columns.map(
    ({ wrong, text }, nth) =>
      `{nth: ${nth}, wrong: (${wrong})::INTEGER, text: left(${text}, ${longestTold})}`,
  );
  const kinds = await queryRows<Kind>(
    connection,
    `SELECT cell.nth AS nth, cell.wrong AS wrong, count(*)::DOUBLE AS total,
       min({n: n, text: cell.text}, ${toldPerKind}) AS told
     FROM (SELECT n, unnest(list_filter(cells, lambda cell: cell.wrong > 0)) AS cell
       FROM (SELECT n_ AS n, [${cells.join(', ')}] AS cells FROM bad))
     GROUP BY ALL ORDER BY ALL`,
  );
  for (const { nth, wrong, total, told } of kinds) {
    const column = columns[nth];
    const what = column?.wrongs[wrong - 1];
    if (!column || !what) throw new Error(`a check of column ${nth} gave ${wrong}`);
    check.counts.set(what.code, (check.counts.get(what.code) ?? 0) + total);
    check.problems.push(
      ...told.map(({ n, text }) => ({ row: n, column: column.name, value: text, ...what })),
    );
  }
}

async function countOf(connection: DuckDBConnection, table: 'bad' | 'repeated'): Promise<number> {
  const sql = `SELECT count(*)::DOUBLE AS total FROM ${table}`;
  const [found] = await queryRows<{ total: number }>(connection, sql);
  return found?.total ?? 0;
}

/** The rows that have the key of a row before them. */
async function tellRepeated(connection: DuckDBConnection, { key }: Table, check: BulkCheck): Promise<void> {
  const total = await countOf(connection, 'repeated');
  if (total === 0) return;
  const told = await queryRows<Record<string, unknown>>(
    connection,
    `SELECT n_, first_, ${key.map(quoted).join(', ')} FROM repeated JOIN kept USING (n_)
     ORDER BY n_ LIMIT ${toldPerKind}`,
  );
  const problems = told.map((row) => ({
    row: Number(row['n_']),
    value: key.map((column) => String(row[column])).join(' '),
    expected: String(row['first_']),
  }));
  check.problems.push(
    ...problems.map((problem) => ({ ...problem, column: key.join(' + '), code: 'repeated' as const })),
  );
  check.counts.set('repeated', total);
  check.rowsRefused += total;
}

/**
 * Checks all rows of a relation against the declaration of a table, as `readRecords` does row by row: a row is refused
 * for each cell that does not fit, and, where it is used, for a key that stands in a good row before it. Where every
 * text is good as it stands, that takes one pass; otherwise more passes find out what is wrong, and where.
 */
export async function checkRows(
  connection: DuckDBConnection,
  rows: BulkRows,
  wanted: BulkWanted,
): Promise<BulkCheck> {
  const checks = rowCheck(wanted.table, wanted.found);
  const { read, unsure, repeated } = await keepSure(connection, rows, checks, wanted);
  const columns = Object.keys(wanted.table.columns).map(quoted).join(', ');
  const check: BulkCheck = { rowsRead: read, rowsRefused: 0, problems: [], counts: new Map(), good: '' };
  if (unsure === 0 && repeated === 0) return { ...check, good: `(SELECT ${columns} FROM kept WHERE used)` };
  await keepGood(connection, rows, checks, wanted);
  check.rowsRefused = await countOf(connection, 'bad');
  check.good = `(SELECT ${columns} FROM kept WHERE n_ NOT IN (SELECT n_ FROM repeated) ORDER BY n_)`;
  if (check.rowsRefused > 0) await tellWrong(connection, checks, check);
  await tellRepeated(connection, wanted.table, check);
  return check;
}
