import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Baseline } from '#lib/model/baseline.ts';
import { centralValues } from '#lib/model/draws/slots.ts';
import { emptyOutcome, type Outcome } from '#lib/model/outcome.ts';
import { prepare } from '#lib/model/prepare.ts';
import { runCentral, simulate, type DrawOptions, type Simulation } from '#lib/model/simulate.ts';

/** What a thread is given: the draws that it makes, and the outcome in shared memory that it puts them in. */
export interface DrawTask {
  baseline: Baseline;
  options: Omit<DrawOptions, 'draws'>;
  into: Outcome;
  from: number;
  to: number;
}

/** Draws below which a second thread costs more than it brings. */
const worthwhile = 400;
/** Draws after which a thread says how far it is. */
export const reportEvery = 100;

/** A thread starts without TypeScript: it takes that on, and then loads its task. */
const threadCode = `
  import('tsx/esm/api').then(({ register }) => {
    register();
    return import(${JSON.stringify(new URL('./draw-thread.ts', import.meta.url).href)});
  });
`;

function shared(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

function runThread(task: DrawTask, onDone: (draws: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadCode, { eval: true, workerData: task });
    worker.on('message', onDone);
    worker.on('error', reject);
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a thread of draws ended with ${code}`)),
    );
  });
}

/**
 * `simulate` on all cores of the machine. Draws do not depend on each other, so the outcome is the same to the last
 * bit whatever the number of threads.
 *
 * @param onDraw called with the number of draws made so far
 */
export async function simulateOnCores(
  baseline: Baseline,
  { onDraw, ...options }: DrawOptions & { onDraw?: (done: number) => void },
  threads = Math.min(availableParallelism(), Math.floor(options.draws / worthwhile) + 1),
): Promise<Simulation> {
  if (threads < 2) return simulate(baseline, { ...options, ...(onDraw && { onDraw }) });
  const prepared = prepare(baseline);
  const { draws: count, ...rest } = options;
  const draws = emptyOutcome(prepared, count, shared);
  let done = 0;
  const tasks = Array.from({ length: threads }, (_, i): DrawTask => ({
    baseline,
    options: rest,
    into: draws,
    from: Math.round((i * count) / threads),
    to: Math.round(((i + 1) * count) / threads),
  }));
  await Promise.all(tasks.map((task) => runThread(task, (more) => onDraw?.((done += more)))));
  const centralDraw = options.central ?? centralValues(prepared.slots);
  const { outcome: central, ages } = runCentral(prepared, centralDraw);
  return { prepared, centralDraw, central, ages, draws };
}
