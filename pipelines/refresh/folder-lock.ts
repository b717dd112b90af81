import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';

/** Locks of this process. */
const held = new Set<string>();

/** Whether the process that a lock names is at work there. One of our number is of before a crash, unless we hold it. */
function isAtWork(pid: number): boolean {
  if (pid === process.pid || !Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Puts a lock with our number in its place, at once or not at all. */
async function claim(lock: string): Promise<boolean> {
  const aside = `${lock}.${process.pid}`;
  try {
    await writeFile(aside, `${process.pid}\n`);
    await link(aside, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new UserError(`cannot write ${lock}: ${(error as Error).message}`);
  } finally {
    await rm(aside, { force: true });
  }
}

async function holderOf(lock: string): Promise<number> {
  return Number(await readFile(lock, 'utf8').catch(() => NaN));
}

/** Takes a lock away that a process which is gone has left behind. */
async function takeAway(lock: string, holder: number): Promise<boolean> {
  const aside = `${lock}.${process.pid}.old`;
  try {
    await rename(lock, aside);
    if (Object.is(await holderOf(aside), holder)) return true;
    // Another one was quicker, and this is the lock that it has just put there.
    await link(aside, lock);
    return false;
  } catch {
    return false;
  } finally {
    await rm(aside, { force: true });
  }
}

function busy(lock: string, holder: number): UserError {
  return new UserError(
    `another refresh is at work here (process ${holder}, ${lock}); try again when it is done`,
  );
}

async function take(lock: string): Promise<void> {
  if (await claim(lock)) return;
  const holder = await holderOf(lock);
  if (!isAtWork(holder) && (await takeAway(lock, holder)) && (await claim(lock))) return;
  throw busy(lock, holder);
}

/**
 * Does something that one process at a time may do in a folder. A lock that was left behind by a process that is gone
 * is taken over.
 *
 * @throws UserError when another process is at work there, or when the folder cannot be written in
 */
export async function alone<T>(folder: string, name: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, name);
  if (held.has(lock)) throw busy(lock, process.pid);
  held.add(lock);
  try {
    await mkdir(folder, { recursive: true }).catch((error: Error) => {
      throw new UserError(`cannot write in ${folder}: ${error.message}`);
    });
    await take(lock);
    try {
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  } finally {
    held.delete(lock);
  }
}
