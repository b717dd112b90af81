import { rm } from 'node:fs/promises';
import { claimFolder, editionPaths, removeUnfinished, unfinishedId } from '#lib/server/editions.ts';
import { spaceError } from '#lib/server/editions/space.ts';
import { takeTurn } from '#lib/server/editions/turn.ts';
import type { Step } from '#pipelines/steps.ts';
import type { EditionWork } from '#pipelines/work.ts';

const turns = new WeakMap<EditionWork, () => Promise<void>>();

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/**
 * Waits until no other build is at work in the folder of the editions, and removes what one that was broken off left.
 *
 * @param report is told when a build is waited for, and since when that is at work
 */
export async function beginTurn(
  work: EditionWork,
  report: (detail: string) => void,
  most?: number,
): Promise<void> {
  await claimFolder(work.root);
  const end = await takeTurn(work.root, 'build', {
    onWait: ({ since, pid }) =>
      report(`another build is at work since ${clock.format(since)} (process ${pid}), waiting`),
    ...(most !== undefined && { most }),
  });
  turns.set(work, end);
  await removeUnfinished(work.root);
}

async function endTurn(work: EditionWork): Promise<void> {
  const end = turns.get(work);
  turns.delete(work);
  await end?.();
}

async function giveUp(work: EditionWork): Promise<void> {
  if (!turns.has(work)) return;
  await rm(editionPaths(work.root, unfinishedId(work.id)).folder, { recursive: true, force: true });
  await endTurn(work);
}

/**
 * The steps of a build, done while no other build is at work: the turn ends after the last step, or with the first
 * that fails, which leaves nothing half-written behind.
 */
export function inTurn(steps: readonly Step<EditionWork>[]): Step<EditionWork>[] {
  const begin = { name: 'turn', title: 'Wait for other builds', run: beginTurn };
  return [begin, ...steps].map(({ run, ...step }, i) => ({
    ...step,
    run: async (work, report) => {
      try {
        await run(work, report);
      } catch (error) {
        await giveUp(work);
        throw spaceError(work.root, error);
      }
      if (i === steps.length) await endTurn(work);
    },
  }));
}
