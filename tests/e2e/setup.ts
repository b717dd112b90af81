import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { appIsStale, buildApp } from '#pipelines/app.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { newEdition } from '#pipelines/work.ts';
import { realEffects } from '#pipelines/effects.ts';
import { silently } from '#pipelines/steps.ts';
import { serveApp } from './serve.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the app as it is built, with an edition of the reference data. */
    link: string;
    /** Address of the app with a folder that holds no edition. */
    emptyLink: string;
    /** The folder of the editions that `link` serves. */
    editions: string;
  }
}

/** Builds the app where it is not up to date and an edition with few draws, and serves both to every test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  const editions = join(folder, 'editions');
  if (await appIsStale(realEffects)) await buildApp(() => undefined);
  await silently(editionSteps, newEdition({ root: editions, raw: [], draws: 200, seed: 1 }, realEffects));
  const full = await serveApp(editions);
  const empty = await serveApp(join(folder, 'nothing'));
  project.provide('link', full.link);
  project.provide('emptyLink', empty.link);
  project.provide('editions', editions);
  return async () => {
    full.stop();
    empty.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
