import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '#lib/domain/errors.ts';

/** What one process at a time does in a folder: build an edition, or say which one is in use. */
type Task = 'build' | 'switch';

/** Who is at work, and since when. */
export interface Holder {
  file: string;
  since: Date;
  pid: number;
  host: string;
}

/** How often one that waits looks again, and how long it waits at most, in milliseconds. */
const waiting: Record<Task, { pause: number; most: number }> = {
  build: { pause: 500, most: 30 * 60_000 },
  switch: { pause: 20, most: 30_000 },
};

/** How often a turn says that it is still held, and how long another machine believes that, in milliseconds. */
const heartbeat = { every: 10_000, believed: 3 * 60_000 };

const host = hostname().replaceAll(/[^\w-]/g, '_');

/** When a process started, in ticks of its machine: a process id alone may be given out again. Empty if unknown. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field, a name in brackets, may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    // One that ended and that nobody asked how still has its number.
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isAlive(path: string, pid: number, on: string, start: string): Promise<boolean> {
  if (on === host) return isRunning(pid) && (start === '' || startOf(pid) === start);
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs < heartbeat.believed;
}

/** Those that hold or claim a turn; what a process that was killed left behind is removed. */
async function holders(root: string, task: Task): Promise<Holder[]> {
  const found: Holder[] = [];
  for (const file of await readdir(root)) {
    const parts = /^(\w+)\.(\d+)\.(\d+)\.(\d*)\.([\w-]+)\.[\da-f]+\.lock$/.exec(file);
    if (!parts || parts[1] !== task) continue;
    const [, , since, pid, start = '', on = ''] = parts;
    const path = join(root, file);
    if (await isAlive(path, Number(pid), on, start)) {
      found.push({ file, since: new Date(Number(since)), pid: Number(pid), host: on });
    } else await rm(path, { force: true });
  }
  return found;
}

/**
 * Waits until no other process does this task in a folder. A claim is an empty file whose name says whose it is; it is
 * held once no other one stands beside it, and given up and tried again otherwise, so that of two at the same moment
 * at most one goes on. No claim is ever taken over from a process that lives, whatever its file says.
 *
 * @param onWait called once for each one that is waited for
 * @returns what ends the turn; it also ends with the process
 * @throws UserError when the one before does not end
 */
export async function takeTurn(
  root: string,
  task: Task,
  { onWait, most = waiting[task].most }: { onWait?: (holder: Holder) => void; most?: number } = {},
): Promise<() => Promise<void>> {
  const began = Date.now();
  const told = new Set<string>();
  for (;;) {
    let [holder] = await holders(root, task);
    if (!holder) {
      const id = randomUUID().slice(0, 8);
      const name = [task, Date.now(), process.pid, startOf(process.pid), host, id, 'lock'].join('.');
      await writeFile(join(root, name), '', { flag: 'wx' }).catch((error: Error) => {
        throw new UserError(`cannot write in ${root}: ${error.message}`);
      });
      holder = (await holders(root, task)).find(({ file }) => file !== name);
      if (!holder) return held(join(root, name));
      await rm(join(root, name), { force: true });
    }
    if (Date.now() - began > most) {
      const { since, pid, file } = holder;
      throw new UserError(
        `another ${task} is at work in ${root} since ${since.toISOString()} (process ${pid}); try again when it is done (file ${file})`,
      );
    }
    const { pause } = waiting[task];
    // A claim that is younger may be given up again at once.
    if (!told.has(holder.file) && Date.now() - holder.since.getTime() > pause) {
      told.add(holder.file);
      onWait?.(holder);
    }
    await wait(pause * (0.5 + Math.random()));
  }
}

function held(path: string): () => Promise<void> {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, heartbeat.every).unref();
  return async () => {
    clearInterval(beat);
    await rm(path, { force: true });
  };
}
