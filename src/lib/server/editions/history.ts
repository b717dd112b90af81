import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** One switch: when, and from which edition to which. */
const entry = z.object({ at: z.iso.datetime(), from: z.string(), to: z.string() });
export type Switch = z.infer<typeof entry>;

/** The file in the folder of the editions that gets a line for every switch. */
const historyName = 'history';

/** Every switch that was noted, oldest first. A line that was broken off in writing is passed over. */
export async function switches(root: string): Promise<Switch[]> {
  const text = await readFile(join(root, historyName), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return [entry.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

/** Notes that one edition takes the place of another. The line is on the disk before this returns. */
export async function noteSwitch(root: string, change: Switch): Promise<void> {
  const handle = await open(join(root, historyName), 'a');
  try {
    // A line of its own, also after one that was broken off.
    await handle.write(`\n${JSON.stringify(change)}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * The editions that were in use before the present one, last first and without it. The switch to the present one is
 * the last to it: a switch that was noted and then never happened leads elsewhere.
 */
export function usedBefore(history: readonly Switch[], current: string): string[] {
  const last = history.findLastIndex(({ to }) => to === current);
  const trail = history
    .slice(0, last < 0 ? history.length : last + 1)
    .reverse()
    .flatMap(({ from, to }) => [to, from]);
  return [...new Set(trail)].filter((id) => id !== current);
}
