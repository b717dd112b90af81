import { checkedManifest, claimFolder, currentId } from '#lib/server/editions.ts';
import { appIsStale, buildApp } from '#pipelines/app.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { newEdition, type EditionOptions } from '#pipelines/work.ts';
import type { Effects } from '#pipelines/effects.ts';
import { claimAddress, serve, type Address } from '#pipelines/server.ts';
import type { Display, Step } from '#pipelines/steps.ts';

const appStep: Step<unknown> = {
  name: 'app',
  title: 'Build the pages',
  run: (_, report) => buildApp(report),
};

/**
 * The whole set-up on one machine: builds the pages where they are not up to date, builds an edition where there is
 * none, and serves. What is there already is kept.
 *
 * @throws UserError in one line for a port in use, an unwritable folder or a damaged edition
 */
export async function start(
  options: EditionOptions & { address: Address },
  { effects, display, say }: { effects: Effects; display: Display; say: (line: string) => void },
): Promise<number> {
  await claimAddress(options.address);
  const id = await currentId(options.root);
  if (id === undefined) await claimFolder(options.root);
  else await checkedManifest(options.root, id);
  if (await appIsStale(effects)) await display([appStep], undefined);
  if (id === undefined) await display(editionSteps, newEdition(options, effects));
  return serve(options.address, {
    editions: options.root,
    onReady: (link) => say(`Praktijkbalans is ready: ${link}`),
  });
}
