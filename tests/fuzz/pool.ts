import { availableParallelism } from 'node:os';
import { runSlice, type Watch } from './run-slice.ts';
import type { Failure, Slice, SliceResult } from './slice.ts';

/** What became of all inputs of a sample so far. */
export interface Tally extends Omit<SliceResult, 'failures'> {
  sample: string;
  inputs: number;
}

interface Running {
  seed: number;
  /** When no more slices are begun, by the clock of `performance`. */
  until: number;
  onSlice: (done: number) => void;
  /** How each process is watched, where that is not as usual. */
  watch?: Watch;
}

function add(tallies: Map<string, Tally>, { sample, from, to }: Slice, result: SliceResult): void {
  const tally = tallies.get(sample) ?? { sample, inputs: 0, outcomes: {}, slowest: 0, maxRss: 0 };
  for (const [outcome, n] of Object.entries(result.outcomes)) {
    tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + n;
  }
  tally.inputs += to - from;
  tally.slowest = Math.max(tally.slowest, result.slowest);
  tally.maxRss = Math.max(tally.maxRss, result.maxRss);
  tallies.set(sample, tally);
}

/**
 * Reads slices on all cores. Where a process stops, the input at which it did is read once more by itself: what hangs
 * twice does not hang because the machine is busy. The others of its slice are read after it.
 */
export async function runAll(
  slices: readonly Slice[],
  { seed, until, onSlice, watch }: Running,
): Promise<{ tallies: Tally[]; failures: Failure[] }> {
  const waiting = [...slices];
  const tallies = new Map<string, Tally>();
  const failures: Failure[] = [];
  let done = 0;

  async function run(slice: Slice): Promise<void> {
    const { sample, from, to, again } = slice;
    const result = await runSlice(slice, seed, watch);
    if ('outcomes' in result) {
      add(tallies, slice, result);
      failures.push(...result.failures);
      onSlice((done += to - from));
      return;
    }
    const { number, hung, what } = result;
    if (number === null) throw new Error(`a process never began: ${what}`);
    if (again || !hung) failures.push({ sample, number, what });
    const parts: Slice[] = [
      { sample, from, to: number },
      ...(again || !hung ? [] : [{ sample, from: number, to: number + 1, again: true }]),
      { sample, from: number + 1, to },
    ];
    waiting.unshift(...parts.filter((part) => part.to > part.from));
    if (again || !hung)
      add(
        tallies,
        { sample, from: number, to: number + 1 },
        { outcomes: { stopped: 1 }, failures: [], slowest: 0, maxRss: 0 },
      );
  }

  async function runSome(): Promise<void> {
    for (let slice = waiting.shift(); slice; slice = waiting.shift()) {
      if (performance.now() > until) return;
      await run(slice);
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, runSome));
  return { tallies: [...tallies.values()], failures };
}
