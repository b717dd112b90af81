import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { draft, type Draft } from '#lib/server/importing/draft.ts';
import { uploadName } from '#lib/server/importing/upload-name.ts';

/** How long a draft is kept, in milliseconds. */
const lifetime = 24 * 3600_000;

/** The paths of a draft in the folder of the editions. */
export function draftPaths(root: string, id: string) {
  const folder = join(root, 'drafts', id);
  return {
    folder,
    files: join(folder, 'files'),
    /** The report for people, as a text and as CSV. */
    report: join(folder, 'report'),
    reportJson: join(folder, 'report.json'),
    differenceJson: join(folder, 'difference.json'),
    state: join(folder, 'draft.json'),
  };
}

/** Whether a text can be the id of a draft; nothing else comes near a path. */
function isDraftId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** Writes a file of a draft as a whole or not at all. Only the user of this machine can read it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  await writeFile(aside, text, { mode: 0o600 });
  await rename(aside, path);
}

/** Keeps what is known of a draft. */
export async function saveDraft(root: string, made: Draft): Promise<void> {
  await writeWhole(draftPaths(root, made.id).state, `${JSON.stringify(made, null, 2)}\n`);
}

/** A draft, or undefined where there is none of that id, or no whole one. */
export async function readDraft(root: string, id: string): Promise<Draft | undefined> {
  if (!isDraftId(id)) return undefined;
  const paths = draftPaths(root, id);
  try {
    // A link could lead out of the folder.
    if (!(await lstat(paths.folder)).isDirectory()) return undefined;
    const found = draft.parse(JSON.parse(await readFile(paths.state, 'utf8')));
    return found.id === id ? found : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Stores files that were handed over, under names that cannot leave the folder of the draft. Where one cannot be
 * stored, nothing is.
 */
export async function createDraft(
  root: string,
  { files, without }: { files: readonly File[]; without: readonly string[] },
): Promise<Draft> {
  const id = randomBytes(16).toString('hex');
  const paths = draftPaths(root, id);
  await mkdir(paths.files, { recursive: true, mode: 0o700 });
  const made: Draft = {
    id,
    createdAt: new Date().toISOString(),
    files: [],
    removed: [],
    without: [...without],
  };
  try {
    for (const file of files) {
      const name = uploadName(
        file.name,
        made.files.map(({ name }) => name),
      );
      const target = createWriteStream(join(paths.files, name), { flags: 'wx', mode: 0o600 });
      await pipeline(Readable.fromWeb(file.stream() as ReadableStream), target);
      made.files.push({ name, bytes: file.size });
    }
    await saveDraft(root, made);
  } catch (error) {
    await removeDraft(root, id);
    throw error;
  }
  return made;
}

/** Removes files of a draft. */
export async function removeFiles(root: string, id: string, files: Draft['files']): Promise<void> {
  for (const { name } of files) await rm(join(draftPaths(root, id).files, name), { force: true });
}

/** Removes a draft with its files. */
export async function removeDraft(root: string, id: string): Promise<void> {
  if (isDraftId(id)) await rm(draftPaths(root, id).folder, { recursive: true, force: true });
}

async function draftIds(root: string): Promise<string[]> {
  const names = await readdir(join(root, 'drafts')).catch(() => []);
  return names.filter(isDraftId);
}

/** The drafts in a folder of editions, newest first. */
export async function listDrafts(root: string): Promise<Draft[]> {
  const found = await Promise.all((await draftIds(root)).map((id) => readDraft(root, id)));
  return found.filter((one) => one !== undefined).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Removes drafts older than a day, also those that were never finished. */
export async function removeOldDrafts(root: string, now: number): Promise<void> {
  for (const id of await draftIds(root)) {
    const since = (await readDraft(root, id))?.createdAt;
    const found = await lstat(draftPaths(root, id).folder).catch(() => undefined);
    const begun = since === undefined ? (found?.mtimeMs ?? now) : Date.parse(since);
    if (now - begun > lifetime) await removeDraft(root, id);
  }
}
