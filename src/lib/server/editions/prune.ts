import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { editionPaths, unfinishedId } from '#lib/server/editions.ts';
import { listEditions, type Listed } from '#lib/server/editions/catalogue.ts';
import { takeTurn, type Holder } from '#lib/server/editions/turn.ts';

/** What was removed, and what is left. */
export interface Pruned {
  removed: Listed[];
  left: Listed[];
}

/** The editions that may go: not the newest that are whole, not the one in use, and not the one an undo leads to. */
function prunable(listed: readonly Listed[], keep: number): Listed[] {
  const whole = listed.filter(({ damage }) => damage === null);
  const oldest = whole[keep - 1];
  // Damaged ones count for nothing, but a recent one may be looked into.
  const after = oldest === undefined ? listed.length : listed.indexOf(oldest) + 1;
  return listed.slice(after).filter(({ inUse, isPrevious }) => !inUse && !isPrevious);
}

/**
 * Removes old editions. Each loses its name first, so that a crash leaves no half of one; the next build removes what
 * is left of it.
 *
 * @param keep how many of the newest stay, at least 1; those that are damaged do not count
 * @param onWait is told when a build is waited for
 * @param then what else must be done while nobody builds or switches
 */
export async function pruneEditions(
  root: string,
  keep: number,
  { onWait, then }: { onWait?: (holder: Holder) => void; then?: (pruned: Pruned) => Promise<void> } = {},
): Promise<Pruned> {
  if (!existsSync(root)) return { removed: [], left: [] };
  const endBuild = await takeTurn(root, 'build', { ...(onWait && { onWait }) });
  try {
    const endSwitch = await takeTurn(root, 'switch');
    try {
      const listed = await listEditions(root);
      const removed = prunable(listed, keep);
      for (const { id } of removed) {
        const aside = join(root, unfinishedId(id));
        await rename(editionPaths(root, id).folder, aside);
        await rm(aside, { recursive: true, force: true });
      }
      const pruned = { removed, left: listed.filter((edition) => !removed.includes(edition)) };
      await then?.(pruned);
      return pruned;
    } finally {
      await endSwitch();
    }
  } finally {
    await endBuild();
  }
}
