import { backtest, type TrackRecord } from '#lib/model/backtest.ts';
import { historySchema } from '#lib/model/baseline/history.ts';
import { parseBaseline, parseDocument } from '#lib/model/parse.ts';
import { prepare } from '#lib/model/prepare.ts';
import type { Sources } from '#lib/model/simulate.ts';
import { inFile, readDocument } from '#pipelines/documents.ts';
import type { Effects } from '#pipelines/effects.ts';
import { readBands } from '#pipelines/series.ts';

/** What is judged, and how. */
export interface BacktestRequest {
  /** Files, as they were given on the command line. */
  baseline: string;
  history: string;
  draws: number;
  seed: number;
  sources?: Sources | undefined;
}

/** A track record with the hashes of the files that it was made from. */
export interface RecordFile extends TrackRecord {
  sha256: { baseline: string; history: string };
}

/**
 * Judges the forecasts of a baseline on a history, from their files.
 *
 * @throws UserError that begins with the file that has to change
 */
export async function backtestFiles(
  { baseline: file, history: other, ...options }: BacktestRequest,
  effects: Pick<Effects, 'readFile'>,
): Promise<RecordFile> {
  const document = await readDocument(file, effects);
  const baseline = inFile(file, () => parseBaseline(document.content));
  inFile(file, () => prepare(baseline));
  const seen = await readDocument(other, effects);
  const history = inFile(other, () => parseDocument(historySchema, seen.content));
  const calibration = await readBands(effects);
  const record = inFile(other, () => backtest({ baseline, history, calibration, ...options }));
  const { sections, ...about } = record;
  return { ...about, sha256: { baseline: document.sha256, history: seen.sha256 }, sections };
}

/** Names of the columns of `recordRows`. */
export const recordColumns = [
  'figures',
  'history',
  'inflow',
  'n',
  'MAE',
  'MAPE %',
  'signed',
  'skill same',
  'skill trend',
  'best',
  'in 50 %',
  'in 80 %',
  'CRPS',
] as const;

function rounded(value: number | null, digits: number): string {
  return value === null
    ? ''
    : value.toLocaleString('en', { maximumFractionDigits: digits, useGrouping: false });
}

/** A track record as the rows of a table, one for each section. */
export function recordRows({ sections }: TrackRecord): string[][] {
  return sections.map(({ name, kind, inflow, all }) => [
    name,
    kind,
    inflow ?? '',
    String(all.n),
    rounded(all.mae, 1),
    rounded(all.mape, 1),
    rounded(all.signedError, 1),
    rounded(all.skillSame, 2),
    rounded(all.skillTrend, 2),
    all.best ?? '',
    rounded(all.coverage50, 2),
    rounded(all.coverage80, 2),
    rounded(all.crps, 1),
  ]);
}

/** A table as lines of text: the first column to the left, the others to the right. */
export function tableLines(columns: readonly string[], rows: readonly string[][]): string[] {
  const widths = columns.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  return [columns, ...rows].map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
