import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Order, Slice, SliceResult } from './slice.ts';

/** How a process is watched. */
export interface Watch {
  /** The path of its module. */
  worker: string;
  /** Megabytes that it may keep of its own. */
  memory: number;
  /** Milliseconds after which an input hangs, and after which a process that has not begun. */
  longest: { input: number; start: number };
}

/** A register of a whole nation is read in less memory. */
const usual: Watch = {
  worker: fileURLToPath(new URL('worker.ts', import.meta.url)),
  memory: 700,
  longest: { input: 10_000, start: 120_000 },
};
const lookEvery = 500;
/** Characters of what a process said at its end. */
const lastWords = 1500;

/** How a process ended that did not finish its slice. */
export interface Stopped {
  /** The input at which it stopped; null where it never began. */
  number: number | null;
  hung: boolean;
  what: string;
}

async function numberIn(progress: string): Promise<number | null> {
  const text = await readFile(progress, 'utf8').catch(() => '');
  return text === '' ? null : Number(text);
}

/** Reads a slice in a process of its own, with little memory, a watch on its time and a temporary folder of its own. */
export async function runSlice(
  slice: Slice,
  seed: number,
  { worker, memory, longest }: Watch = usual,
): Promise<SliceResult | Stopped> {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-fuzzed-'));
  const [temporary, progress] = [join(folder, 'tmp'), join(folder, 'progress')];
  await mkdir(temporary);
  const child = fork(worker, {
    execArgv: ['--import', 'tsx', '--expose-gc', `--max-old-space-size=${memory}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  let result: SliceResult | undefined;
  let hung = false;
  let seen: { number: number | null; since: number } = { number: null, since: performance.now() };
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-lastWords)));
  child.on('message', (message) => (result = message as SliceResult));
  const watch = setInterval(() => {
    void numberIn(progress).then((number) => {
      const now = performance.now();
      if (number !== seen.number) seen = { number, since: now };
      if (now - seen.since < (number === null ? longest.start : longest.input)) return;
      hung = true;
      child.kill('SIGKILL');
    });
  }, lookEvery);
  child.send({ slice, seed, progress, temporary } satisfies Order);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on('close', (...ended) => resolve(ended)),
  );
  clearInterval(watch);
  const number = await numberIn(progress);
  await rm(folder, { recursive: true, force: true });
  if (result) return result;
  const what = hung
    ? `took longer than ${longest.input} ms`
    : `the process ended with ${signal ?? code}: ${said}`;
  return { number, hung, what };
}
