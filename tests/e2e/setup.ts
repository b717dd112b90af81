import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { appIsStale, buildApp } from '#pipelines/app.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { newEdition } from '#pipelines/work.ts';
import { realEffects } from '#pipelines/effects.ts';
import { silently } from '#pipelines/steps.ts';

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

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function serve(editions: string): Promise<{ link: string; server: ChildProcess }> {
  const port = await freePort();
  const link = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['build/index.js'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      ORIGIN: link,
      PRAKTIJKBALANS_EDITIONS: editions,
    },
  });
  for (let tries = 0; tries < 400; tries++) {
    if (await fetch(`${link}/favicon.svg`).catch(() => undefined)) return { link, server };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the app did not start on ${link}`);
}

/** Builds the app where it is not up to date and an edition with few draws, and serves both to every test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  const editions = join(folder, 'editions');
  if (await appIsStale(realEffects)) await buildApp(() => undefined);
  await silently(editionSteps, newEdition({ root: editions, raw: [], draws: 200, seed: 1 }, realEffects));
  const full = await serve(editions);
  const empty = await serve(join(folder, 'nothing'));
  project.provide('link', full.link);
  project.provide('emptyLink', empty.link);
  project.provide('editions', editions);
  return async () => {
    // Not the polite signal: a server that no longer listens to it would outlive the tests.
    full.server.kill('SIGKILL');
    empty.server.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
}
