import { existsSync, openSync, readdirSync, writeSync } from 'node:fs';
import { attempts } from './attempt.ts';
import { mutant } from './mutant.ts';
import { allSamples } from './samples.ts';
import type { Order, SliceResult } from './slice.ts';

/** Bytes of memory that may stay in use after the inputs of a slice, beside what stayed after the first of them. */
const mostGrowth = 32_000_000;
/** Inputs after which memory is first looked at. */
const warm = 200;
/** Threads and files that a process may have more at its end than when it was warm. */
const mostLeft = 2;

function memoryInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

/** Things of this process that the system counts in a folder: its threads or its open files. */
function countIn(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).length : 0;
}

/** What a process holds on to. */
function held() {
  return { memory: memoryInUse(), threads: countIn('/proc/self/task'), files: countIn('/proc/self/fd') };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

async function work({ slice, seed, progress, temporary }: Order): Promise<SliceResult> {
  const { sample: name, from, to } = slice;
  const samples = await allSamples();
  const sample = samples.find((known) => known.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  const read = await attempts();
  // Only now: what loads modules keeps them in a temporary folder too.
  process.env['TMPDIR'] = temporary;
  const state = openSync(progress, 'w');
  const result: SliceResult = { outcomes: {}, failures: [], slowest: 0, maxRss: 0 };
  const fail = (number: number, what: string) => result.failures.push({ sample: name, number, what });
  let current = from;
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) =>
      fail(current, `${event}: ${error instanceof Error ? error.stack : String(error)}`),
    );
  }
  let before = held();
  for (current = from; current < to; current++) {
    if (current === from + warm) before = held();
    writeSync(state, String(current).padStart(12), 0);
    const bytes = mutant(sample, { seed, number: current, samples });
    const start = performance.now();
    const { outcome, faults } = await read(bytes, sample.file);
    result.slowest = Math.max(result.slowest, performance.now() - start);
    await soon();
    result.outcomes[outcome] = (result.outcomes[outcome] ?? 0) + 1;
    for (const what of faults) fail(current, what);
    const left = readdirSync(temporary);
    if (left.length > 0) fail(current, `left in the temporary folder: ${left.join(', ')}`);
  }
  const after = held();
  if (to - from > warm) {
    if (after.memory - before.memory > mostGrowth)
      fail(to - 1, `memory grew from ${before.memory} to ${after.memory} bytes`);
    if (after.threads - before.threads > mostLeft)
      fail(to - 1, `threads grew from ${before.threads} to ${after.threads}`);
    if (after.files - before.files > mostLeft)
      fail(to - 1, `open files grew from ${before.files} to ${after.files}`);
  }
  return { ...result, maxRss: process.resourceUsage().maxRSS * 1024 };
}

process.once('message', (order) => {
  work(order as Order).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
