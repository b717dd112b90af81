import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { UserError } from '#lib/domain/errors.ts';
import { checkedManifest, currentId, editionPaths } from '#lib/server/editions.ts';
import { switches, usedBefore } from '#lib/server/editions/history.ts';
import { manifest, type Manifest } from '#lib/server/manifest.ts';

/** What stands in the folder of the editions under the name of an edition. */
export interface Listed {
  id: string;
  inUse: boolean;
  /** Whether an undo leads to it. */
  isPrevious: boolean;
  /** What its manifest says, or null where that cannot be read. */
  manifest: Manifest | null;
  bytes: number;
  /** What is wrong with it, or null for one that is as it was built. */
  damage: string | null;
}

/** The names that builds give: the moment, and a number where that was taken. */
const idPattern = /^\d{8}-\d{6}(-\d+)?$/;

async function manifestOf(root: string, id: string): Promise<Manifest | null> {
  try {
    return manifest.parse(JSON.parse(await readFile(editionPaths(root, id).manifest, 'utf8')));
  } catch {
    return null;
  }
}

/** The moment at which an edition was made, as far as that is known. */
function madeAt(id: string, made: Manifest | null): string {
  return made?.createdAt ?? id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d).*/, '$1-$2-$3T$4:$5:$6.000Z');
}

/**
 * The folders that are editions, newest first: those with the manifest of an edition of that name, and those that a
 * build named, whatever became of what is in them. Anything else in the folder is passed over.
 */
async function found(root: string): Promise<{ id: string; made: Manifest | null }[]> {
  const entries = existsSync(root) ? await readdir(root, { withFileTypes: true }) : [];
  const known = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name: id }) => ({ id, made: await manifestOf(root, id) })),
  );
  return known
    .filter(({ id, made }) => made?.id === id || idPattern.test(id))
    .sort((a, b) => madeAt(b.id, b.made).localeCompare(madeAt(a.id, a.made)) || b.id.localeCompare(a.id));
}

/** The edition that an undo leads to: the last one in use before the present one or, where nobody noted that, the newest that was made before it. */
export async function previousId(root: string): Promise<string | undefined> {
  const current = await currentId(root);
  if (current === undefined) return undefined;
  const known = await found(root);
  const before = usedBefore(await switches(root), current).find((id) => known.some((is) => is.id === id));
  const made = madeAt(current, known.find(({ id }) => id === current)?.made ?? null);
  return before ?? known.find((is) => is.id !== current && madeAt(is.id, is.made) <= made)?.id;
}

/** Every edition in a folder, newest first, each checked against its manifest. */
export async function listEditions(root: string): Promise<Listed[]> {
  const [current, previous, known] = await Promise.all([currentId(root), previousId(root), found(root)]);
  const listed: Listed[] = [];
  for (const { id, made } of known) {
    const file = await stat(editionPaths(root, id).database).catch(() => undefined);
    const damage = await checkedManifest(root, id).then(
      () => null,
      (error: Error) => error.message,
    );
    listed.push({
      id,
      inUse: id === current,
      isPrevious: id === previous,
      manifest: made,
      bytes: file?.size ?? 0,
      damage,
    });
  }
  return listed;
}

/**
 * The id that somebody means: `current`, `previous`, an id, or the beginning of exactly one.
 *
 * @throws UserError that names the editions there are
 */
export async function findEdition(root: string, text: string): Promise<string> {
  if (text === 'current' || text === 'previous') {
    const id = await (text === 'current' ? currentId(root) : previousId(root));
    if (id === undefined) throw new UserError(`no ${text} edition in ${root}`);
    return id;
  }
  const ids = (await found(root)).map(({ id }) => id);
  const meant = ids.includes(text) ? [text] : ids.filter((id) => text !== '' && id.startsWith(text));
  const [id] = meant;
  if (id !== undefined && meant.length === 1) return id;
  const what =
    meant.length > 1 ? `edition “${text}” is any of` : `no edition “${text}” in ${root}; there are`;
  throw new UserError(`${what} ${(meant.length > 1 ? meant : ids).join(', ') || 'none'}`);
}
