import { readFile } from 'node:fs/promises';
import { isOfFile } from '#lib/domain/finding-groups.ts';
import type { Stage, WayBack } from '#lib/domain/import-view.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { currentId, editionPaths } from '#lib/server/editions.ts';
import { previousId } from '#lib/server/editions/catalogue.ts';
import type { Desk } from '#lib/server/importing/desk.ts';
import { tableTitle } from '#lib/server/importing/table-title.ts';
import { manifest, type Manifest } from '#lib/server/manifest.ts';

/** A file that somebody handed over, and what it is, in words. */
interface FileInUse {
  name: string;
  what: string[];
  rowsLoaded: number;
}

/** What somebody sees who comes to read files in. */
export interface FrontDesk {
  /** Bytes that may be handed over at once. */
  limit: number;
  /** null where there is no edition yet. */
  inUse: { id: string; createdAt: string; files: FileInUse[] } | null;
  back: WayBack | null;
  drafts: { id: string; createdAt: string; stage: Stage; files: string[]; without: string[] }[];
}

async function manifestOf(root: string, id: string | undefined): Promise<Manifest | undefined> {
  if (id === undefined) return undefined;
  try {
    return manifest.parse(JSON.parse(await readFile(editionPaths(root, id).manifest, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The way back from the edition in use to the one that was in use before it, or null where there is none. */
export async function wayBack(root: string): Promise<WayBack | null> {
  const [from, to] = [await currentId(root), await previousId(root)];
  const made = await manifestOf(root, to);
  return from !== undefined && to !== undefined && made ? { from, to, createdAt: made.createdAt } : null;
}

/** The files that were handed over for an edition; one that could not be read fills no table. */
function filesIn({ inputs, files }: Manifest, locale: Locale): FileInUse[] {
  return inputs.map(({ name }) => {
    const own = files.filter(({ file }) => isOfFile(file, name));
    const rowsLoaded = own.reduce((sum, file) => sum + file.rowsLoaded, 0);
    return { name, what: [...new Set(own.map(({ table }) => tableTitle(table, locale)))], rowsLoaded };
  });
}

/** What is in use, what can be gone back to, and what was prepared. */
export async function frontDesk(desk: Desk, locale: Locale): Promise<FrontDesk> {
  const made = await manifestOf(desk.root, await currentId(desk.root));
  const drafts = await desk.drafts();
  return {
    limit: desk.limit,
    inUse: made ? { id: made.id, createdAt: made.createdAt, files: filesIn(made, locale) } : null,
    back: await wayBack(desk.root),
    drafts: drafts.map(({ draft: { id, createdAt, files, without }, stage }) => ({
      id,
      createdAt,
      stage,
      files: files.map(({ name }) => name),
      without,
    })),
  };
}
