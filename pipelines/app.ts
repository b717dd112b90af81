import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import type { Effects } from '#pipelines/effects.ts';
import { appFolder, projectFolder } from '#pipelines/paths.ts';

/** What the built app is made of. */
const ingredients = [
  'src',
  'data/reference/assumptions.json',
  'svelte.config.js',
  'vite.config.ts',
  'package-lock.json',
];

async function modifiedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}

/** Whether the app was never built, or something that it is made of is newer. */
export async function appIsStale(effects: Effects): Promise<boolean> {
  const built = await modifiedAt(join(appFolder, 'index.js'));
  if (built === 0) return true;
  for (const ingredient of ingredients) {
    for (const file of await effects.listFiles(join(projectFolder, ingredient))) {
      if ((await modifiedAt(file)) > built) return true;
    }
  }
  return false;
}

/**
 * Builds the app with Vite, in a process of its own.
 *
 * @throws UserError with what Vite said last
 */
export async function buildApp(report: (line: string) => void): Promise<void> {
  const vite = join(projectFolder, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const said: string[] = [];
  const listen = (chunk: Buffer) => {
    for (const line of chunk
      .toString()
      .split('\n')
      .filter((text) => text.trim())) {
      said.push(line.trim());
      report(line.trim());
    }
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new UserError(`the app could not be built:\n${said.slice(-15).join('\n')}`);
}
