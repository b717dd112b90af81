import { availableParallelism, cpus, loadavg } from 'node:os';

/** What a benchmark found: a title, the names of the columns and the cells, as texts. */
export interface ResultTable {
  title: string;
  /** The first and the last column hold words; those in between hold numbers and stand to the right. */
  columns: string[];
  rows: string[][];
}

/** A table as plain text, with its columns under one another. */
export function formatTable({ title, columns, rows }: ResultTable): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, c) => Math.max(...all.map((row) => (row[c] ?? '').length)));
  const line = (row: string[]) =>
    row
      .map((cell, c) =>
        c === 0 || c === columns.length - 1 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [title, '', ...all.map(line), ''].join('\n');
}

/** The machine that the numbers hold for, and how busy it is with other work. */
export function machine(): string {
  const [busy = NaN] = loadavg();
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `Node ${process.version}, ${availableParallelism()} cores (${model}), load ${busy.toFixed(1)} over the last minute`;
}
