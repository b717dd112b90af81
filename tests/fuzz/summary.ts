import type { ResultTable } from '../bench/table.ts';
import type { Failure } from './slice.ts';
import type { Tally } from './pool.ts';

const loaded = 'loaded';
const noRows = 'no rows';

function refusedText(outcomes: Tally['outcomes']): string {
  return Object.entries(outcomes)
    .filter(([outcome]) => outcome !== loaded && outcome !== noRows)
    .sort(([, a], [, b]) => b - a)
    .map(([code, n]) => `${code} ${n}`)
    .join(', ');
}

const refused = ({ inputs, outcomes }: Tally) => inputs - (outcomes[loaded] ?? 0) - (outcomes[noRows] ?? 0);
const megabytes = (bytes: number) => (bytes / 1e6).toFixed();

/** A table by file: how many changed forms of it were read, and what became of them. */
export function tallyTable(tallies: readonly Tally[]): ResultTable {
  const columns = [
    'changed file',
    'inputs',
    'loaded',
    'no good row',
    'refused',
    'slowest ms',
    'max MB',
    'refused by code',
  ];
  const rows = tallies.map((tally) => [
    tally.sample,
    ...[tally.inputs, tally.outcomes[loaded] ?? 0, tally.outcomes[noRows] ?? 0, refused(tally)].map(String),
    tally.slowest.toFixed(),
    megabytes(tally.maxRss),
    refusedText(tally.outcomes),
  ]);
  return { title: 'What became of changed files', columns, rows };
}

/** What holds for all inputs together. */
export function totalsLine(tallies: readonly Tally[], failures: readonly Failure[], seconds: number): string {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const inputs = sum(({ inputs: n }) => n);
  const parts = [
    `${inputs} inputs in ${Math.round(seconds)} s`,
    `${sum(({ outcomes }) => outcomes[loaded] ?? 0)} loaded`,
    `${sum(({ outcomes }) => outcomes[noRows] ?? 0)} without a good row`,
    `${sum(refused)} refused`,
    `slowest ${Math.round(Math.max(0, ...tallies.map(({ slowest }) => slowest)))} ms`,
    `at most ${megabytes(Math.max(0, ...tallies.map(({ maxRss }) => maxRss)))} MB`,
    `${failures.length} failures`,
  ];
  return `${parts.join('; ')}.`;
}

/** Failures that are much alike, the most frequent first. */
export function failureGroups(failures: readonly Failure[]): Failure[][] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const alike = failure.what.slice(0, 200).replace(/\d+/g, '0').replace(/".*?"/g, '""');
    groups.set(alike, [...(groups.get(alike) ?? []), failure]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}
