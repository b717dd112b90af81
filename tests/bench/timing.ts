/** The middle of a list of numbers; of an even number of them, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? NaN) + (sorted[Math.floor(half)] ?? NaN)) / 2;
}

/** How long something takes, in milliseconds. */
export async function timeOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The least and the most of a list of durations. */
export function span(ms: readonly number[]): string {
  return `${shown(Math.min(...ms))}–${shown(Math.max(...ms))}`;
}

/** A duration in milliseconds as a text: whole from 10 on, with a decimal below. */
export function shown(ms: number): string {
  return ms.toFixed(ms < 10 ? 1 : 0);
}
