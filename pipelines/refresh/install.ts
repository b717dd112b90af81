import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundFile } from '#pipelines/refresh/catalogue.ts';
import type { Marks } from '#pipelines/refresh/download.ts';
import { fileHash, type Inspected } from '#pipelines/refresh/inspect.ts';
import { writeLedger } from '#pipelines/refresh/ledger.ts';
import { partPaths, removePart } from '#pipelines/refresh/part-file.ts';
import type { PublicSource } from '#pipelines/refresh/public-source.ts';
import type { RefreshWork } from '#pipelines/refresh/refresh.ts';

/** Gives a file that is not ours, or that has another name than its successor, a name under which nothing reads it. */
async function setAside(folder: string, name: string, now: Date): Promise<string | null> {
  const aside = `.${now.toISOString().replace(/\D/g, '').slice(0, 14)}-${name}`;
  try {
    await rename(join(folder, name), join(folder, aside));
    return aside;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Puts a file that was found good in its place, and then in the index.
 *
 * @returns the name under which what stood there before is kept, where it is
 */
export async function install(
  { folder, ledger, session }: RefreshWork,
  source: PublicSource,
  { file, found, marks }: { file: FoundFile; found: Inspected; marks: Marks },
): Promise<string | null> {
  const now = session.outside.now();
  const before = ledger.get(file.slot);
  const path = join(folder, file.file);
  const inPlace = await fileHash(path).catch(() => null);
  const strange = inPlace !== null && inPlace !== before?.sha256 && inPlace !== found.sha256;
  const renamed = before && before.file !== file.file ? before.file : null;
  const aside = strange ? await setAside(folder, file.file, now) : null;
  await rename(partPaths(path).part, path);
  await removePart(path);
  ledger.set(file.slot, {
    source: source.key,
    file: file.file,
    url: file.url,
    retrieved: now.toISOString(),
    checked: now.toISOString(),
    ...marks,
    ...found,
    period: file.period,
  });
  await writeLedger(folder, ledger);
  // Last: until here, a run that ends leaves both.
  return renamed === null ? aside : await setAside(folder, renamed, now);
}
