import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAll } from '../../fuzz/pool.ts';

/** A process that reads nothing, and comes to an end at input 7 in some way. */
const worker = (end: string) => `
import { writeFileSync } from 'node:fs';
process.once('message', ({ slice: { from, to }, progress }) => {
  const kept = [];
  for (let number = from; number < to; number++) {
    writeFileSync(progress, String(number).padStart(12));
    if (number === 7) { ${end} }
  }
  const result = { outcomes: { loaded: to - from }, failures: [], slowest: 1, maxRss: 1 };
  process.send(result, () => process.exit(0));
});
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['hangs', 'for (;;);', /^took longer than/],
  ['stops', 'process.exit(3);', /^the process ended with 3/],
  ['takes all memory', 'for (;;) kept.push(new Array(1e5).fill(number));', /^the process ended with SIGABRT/],
])(
  'an input that %s is told, and all others are read',
  async (name, end, what) => {
    const path = join(folder, `${name}.mjs`);
    await writeFile(path, worker(end));
    const watch = { worker: path, memory: 60, longest: { input: 1500, start: 60_000 } };
    const slices = [0, 10, 20].map((from) => ({ sample: 'x', from, to: from + 10 }));
    const { tallies, failures } = await runAll(slices, {
      seed: 1,
      until: Infinity,
      onSlice: () => undefined,
      watch,
    });
    expect(failures).toEqual([{ sample: 'x', number: 7, what: expect.stringMatching(what) }]);
    expect(tallies).toMatchObject([{ inputs: 30, outcomes: { loaded: 29, stopped: 1 } }]);
  },
  60_000,
);
