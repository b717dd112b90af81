import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkedManifest, currentId } from '#lib/server/editions.ts';
import { listEditions } from '#lib/server/editions/catalogue.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { projectFolder } from '#pipelines/paths.ts';

const command = join(projectFolder, 'bin/praktijkbalans.js');

/** Few draws: a kill is about files, not about figures. */
const draws = 2;

/** When a build is killed: so long after a step began; at no moment where no step is named. */
export interface Moment {
  /** The title of the step, as the build prints it. */
  step?: string;
  /** Milliseconds after that. */
  after: number;
}

/** How a build ended. */
export interface Ended {
  killed: boolean;
  /** Milliseconds from the first thing that it printed to its end. */
  ms: number;
  /** The same from the begin of the last steps, which write. */
  writingMs: number;
  output: string;
}

/** The title of a step of a build. */
export function titleOf(name: string): string {
  const step = editionSteps.find((known) => known.name === name);
  if (!step) throw new Error(`no step ${name}`);
  return step.title;
}

/** Runs a build in a process of its own, and kills it. */
export async function runBuild(root: string, moment?: Moment): Promise<Ended> {
  const child = spawn(process.execPath, [command, 'build', '--editions', root, '--draws', String(draws)]);
  let output = '';
  let begun = 0;
  let writing = 0;
  let planned: NodeJS.Timeout | undefined;
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    begun ||= performance.now();
    if (output.includes(`❯ ${titleOf('database')}`)) writing ||= performance.now();
    if (!moment || planned || !output.includes(`❯ ${moment.step ?? ''}`)) return;
    planned = setTimeout(() => child.kill('SIGKILL'), moment.after);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const signal = await new Promise<NodeJS.Signals | null>((resolve) =>
    child.on('close', (_, by) => resolve(by)),
  );
  clearTimeout(planned);
  const ended = performance.now();
  return { killed: signal === 'SIGKILL', ms: ended - begun, writingMs: ended - writing, output };
}

/** What a killed build left that is not finished. */
export async function leftovers(root: string): Promise<string[]> {
  return (await readdir(root)).filter((name) => /\.(tmp|lock)$/.test(name));
}

/**
 * What is wrong with a folder of editions after a build was killed: the edition in use must be whole, and so must
 * every other one that has a name.
 */
export async function problemsIn(root: string): Promise<string[]> {
  const id = await currentId(root);
  const problems = (await listEditions(root)).flatMap(({ damage }) => damage ?? []);
  if (id === undefined) return [...problems, 'no edition is in use'];
  return checkedManifest(root, id).then(
    () => problems,
    (error: Error) => [...problems, error.message],
  );
}
