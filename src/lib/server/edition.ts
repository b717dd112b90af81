import { sep } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import { checkedManifest, currentId, editionPaths } from '#lib/server/editions.ts';
import { previousId } from '#lib/server/editions/catalogue.ts';
import { openable, type Edition, type Opened } from '#lib/server/editions/opened.ts';

export type { Edition };

/** What is served from a folder, and what was last found there. */
interface Serving {
  edition?: Opened;
  lookedAt: number;
  /** A look that is under way: there is one at a time. */
  looking?: Promise<Opened>;
  /** An edition that cannot be opened, and when that was tried. */
  passedOver?: { id: string; at: number; why: string };
}

/** How long an edition is served before asking whether there is a newer one, in milliseconds. */
const patience = 1000;

/** How long one that cannot be opened is left alone, in milliseconds. */
const retry = 15_000;

interface Registry {
  byFolder: Map<string, Serving>;
  byFile: Map<string, Opened>;
}

// Vite evaluates modules anew while developing; the open editions must outlive that.
const { byFolder, byFile } = ((globalThis as { praktijkbalansEditions?: Registry }).praktijkbalansEditions ??=
  {
    byFolder: new Map(),
    byFile: new Map(),
  });

/** Opens an edition, each file once. @throws UserError for one that is damaged or foreign */
export async function openEdition(root: string, id: string): Promise<Opened> {
  const manifest = await checkedManifest(root, id);
  const { database } = editionPaths(root, id);
  const known = byFile.get(database);
  if (known && known.manifest.database.sha256 !== manifest.database.sha256) {
    throw new UserError(`edition ${id} is not the one that was opened before under this name`);
  }
  const edition = known ?? openable(database, manifest);
  await edition.check();
  byFile.set(database, edition);
  return edition;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The edition in use or, where that cannot be opened, the one before it. */
async function openFirst(root: string): Promise<Opened> {
  const id = await currentId(root);
  if (id === undefined) throw new UserError(`no edition in ${root}: run "npm run -s cli -- build"`);
  try {
    return await openEdition(root, id);
  } catch (error) {
    const previous = await previousId(root);
    if (previous === undefined) throw error;
    const edition = await openEdition(root, previous).catch(() => {
      throw error;
    });
    console.error(`serving edition ${previous}: ${reason(error)}`);
    return edition;
  }
}

/** The edition to serve from now on: a newer one if there is one that can be opened, and otherwise the old one. */
async function newest(root: string, serving: Serving, old: Opened): Promise<Opened> {
  let id: string | undefined;
  try {
    id = await currentId(root);
    if (id === undefined || id === old.manifest.id) return old;
    const { passedOver } = serving;
    if (passedOver?.id === id && Date.now() - passedOver.at < retry) return old;
    return await openEdition(root, id);
  } catch (error) {
    const why = reason(error);
    if (serving.passedOver?.why !== why) console.error(`still serving edition ${old.manifest.id}: ${why}`);
    serving.passedOver = { id: id ?? '', at: Date.now(), why };
    return old;
  }
}

async function look(root: string, serving: Serving): Promise<Opened> {
  const old = serving.edition;
  const edition = await (old ? newest(root, serving, old) : openFirst(root));
  serving.edition = edition;
  if (edition !== old) {
    edition.keep();
    old?.leave();
  }
  return edition;
}

/**
 * The edition in use in a folder. A newer one is taken up within a second; one that cannot be opened is passed over
 * as long as there is an older one to serve. An edition that was handed out answers for as long as it is asked, also
 * when another one has taken its place.
 *
 * @throws UserError when there is no edition, or only a damaged one
 */
export async function editionIn(root: string): Promise<Edition> {
  const serving: Serving = byFolder.get(root) ?? { lookedAt: 0 };
  byFolder.set(root, serving);
  const { edition, looking } = serving;
  // Whoever looks waits for what it finds; the others go on with what there is.
  if (edition && (looking || Date.now() - serving.lookedAt < patience)) return edition;
  serving.lookedAt = Date.now();
  serving.looking = looking ?? look(root, serving).finally(() => delete serving.looking);
  return serving.looking;
}

/** Closes what is open in a folder at once, for a process that is about to remove it. */
export async function closeEditions(root: string): Promise<void> {
  await byFolder.get(root)?.looking?.catch(() => undefined);
  byFolder.delete(root);
  for (const [database, edition] of byFile) {
    if (!database.startsWith(`${root}${sep}`)) continue;
    byFile.delete(database);
    await edition.close();
  }
}
