import { isDeepStrictEqual } from 'node:util';
import { findingSentence, type Finding } from '#lib/domain/finding.ts';
import { findingKinds, isFindingCode, type FindingCode } from '#lib/domain/finding-kinds.ts';
import { parseRow } from '#lib/domain/rows.ts';
import type { Table } from '#lib/domain/table.ts';
import { tables } from '#lib/domain/tables.ts';
import type { Reading } from '#pipelines/sources/reading.ts';

/** Refusals of a file that are about a place in it. */
const placed: readonly FindingCode[] = [
  ...([
    'web-page',
    'too-long-line',
    'quote-not-closed',
    'quote-reopened',
    'quote-in-middle',
    'ragged-row',
  ] as const),
  ...(['repeated-column', 'missing-columns', 'unknown-layout', 'births', 'statline-layout'] as const),
];
/** Lines that are no rows have no column. */
const withoutColumn: readonly FindingCode[] = ['ragged-line', 'unreadable-line'];
/** Readings of which several rows of the file make one. */
const summed = ['cbs_population_by_age', 'cbs_forecast', 'cbs_regions', 'region_boundaries'];
/** Characters of what stood in the file that a message shows at most, with room for the words around it. */
const longestValue = 2500;

const isPlace = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isOf = (file: string, name: string) =>
  file === name || (file.startsWith(`${name} [`) && file.endsWith(']'));

/** What is wrong with what a user is told. */
function findingFaults(finding: Finding, name: string, scopes: readonly string[]): string[] {
  const { file, row, column, value, severity, code, expected } = finding;
  if (!isFindingCode(code)) return [`code ${code} is not known`];
  const kind = findingKinds[code];
  const shown = [column, value, expected].map((text) => text?.length ?? 0);
  const broken = /\bundefined\b|\[object /.exec(`${expected}`);
  const faults: [boolean, string][] = [
    [!isOf(file, name), `a finding is about ${JSON.stringify(file.slice(0, 80))}`],
    [severity !== kind.severity, `${code} is ${severity}`],
    [!scopes.includes(kind.scope), `${code} is no finding for here`],
    [row !== null && !isPlace(row), `${code} is on row ${row}`],
    [kind.scope === 'row' && row === null, `${code} has no row`],
    [kind.scope === 'row' && column === null && !withoutColumn.includes(code), `${code} has no column`],
    [Math.max(...shown) > longestValue, `${code} shows ${Math.max(...shown)} characters`],
    [broken !== null, `${code} expects ${expected}`],
    [findingSentence(finding, 'nl').length > 3 * longestValue, `${code} is a long sentence`],
  ];
  return faults.filter(([wrong]) => wrong).map(([, what]) => what);
}

function textOf(value: unknown): string {
  if (value === null) return '';
  const text = String(value);
  return typeof value === 'number' && text.includes('e+') ? BigInt(value).toString() : text;
}

/** What is wrong with the rows that would be loaded: each must be as its table is declared, and be there once. */
function rowFaults({ table, rows }: Reading): string[] {
  const keys = new Set<string>();
  for (const row of rows) {
    const cells = row as Record<string, unknown>;
    const texts = Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, textOf(value)]));
    const parsed = parseRow(table, texts);
    if ('problems' in parsed)
      return [`${table.name} has a row with ${JSON.stringify(parsed.problems).slice(0, 300)}`];
    if (!isDeepStrictEqual(parsed.row, row))
      return [`${table.name} has a row ${JSON.stringify(row).slice(0, 300)}`];
    const odd = Object.values(cells).find(
      (value) => typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()),
    );
    if (odd !== undefined) return [`${table.name} has the text ${JSON.stringify(odd).slice(0, 100)}`];
    keys.add(JSON.stringify(table.key.map((column) => cells[column])));
  }
  return keys.size === rows.length ? [] : [`${table.name} has a key twice`];
}

/** Rows about something else, which a reading counts and does not list. */
function unusedRows(findings: readonly Finding[]): number {
  return Number(findings.find(({ code }) => code === 'unused-rows')?.value ?? 0);
}

/** What is wrong with what was read of a table: every row must be accounted for, and everything said have its place. */
export function readingFaults(
  reading: Reading,
  { name, sha256, sources }: { name: string; sha256: string; sources: ReadonlySet<string> },
): string[] {
  const { table, file, sourceKey, rows, lines, rowsRead, rowsRefused, findings } = reading;
  const unused = unusedRows(findings);
  const left = rowsRead - rowsRefused - unused;
  const told = findings.filter(({ code }) => isFindingCode(code) && findingKinds[code].scope === 'row');
  const all = findings.some(({ code }) => code === 'more-findings');
  const faults: [boolean, string][] = [
    [!(tables as readonly Table[]).includes(table), `the table ${table.name} is of no edition`],
    [!isOf(file, name), `the file is called ${file}`],
    [!sources.has(sourceKey), `the source ${sourceKey} is not known`],
    [reading.sha256 !== sha256, 'the hash is of another file'],
    [rows.length !== lines.length || !lines.every(isPlace), 'not every row has a line'],
    [
      ![rowsRead, rowsRefused, unused].every(isCount),
      `read ${rowsRead}, refused ${rowsRefused}, unused ${unused}`,
    ],
    [
      summed.includes(sourceKey) ? left < 0 : left !== rows.length,
      `read ${rowsRead}, refused ${rowsRefused}, unused ${unused}, loaded ${rows.length}`,
    ],
    [!all && told.length < rowsRefused, `refused ${rowsRefused} with ${told.length} findings`],
    [rowsRefused === 0 && told.length > 0, `refused no row with ${told.length} findings`],
  ];
  return [
    ...faults.filter(([wrong]) => wrong).map(([, what]) => what),
    ...rowFaults(reading),
    ...findings.flatMap((finding) => findingFaults(finding, name, ['row', 'note'])),
  ];
}

/** What is wrong with the refusal of a whole file. */
export function refusalFaults(finding: Finding, name: string): string[] {
  const { code, row } = finding;
  const lost = (placed as readonly string[]).includes(code) && row === null;
  return [...(lost ? [`${code} has no row`] : []), ...findingFaults(finding, name, ['file'])];
}
