import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentId } from '#lib/server/editions.ts';
import { pruneEditions } from '#lib/server/editions/prune.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { leftovers, problemsIn, runBuild, titleOf, type Ended, type Moment } from './killed-build.ts';

const kills = Number(process.argv[2] ?? 100);

/** After so many kills at random moments a build is left to finish. */
const between = 10;

const root = await mkdtemp(join(tmpdir(), 'praktijkbalans-kill-'));
const counts = { killed: 0, tooLate: 0, oldInUse: 0, newInUse: 0, withLeftovers: 0, finished: 0 };
const problems: string[] = [];

/** Builds to the end: that must work whatever the kills left, and clear it up. */
async function finish(): Promise<Ended> {
  const before = await currentId(root);
  const ended = await runBuild(root);
  const found = [...(await problemsIn(root)), ...(await leftovers(root)).map((name) => `left: ${name}`)];
  if ((await currentId(root)) === before) found.push(`the next build failed: ${ended.output.slice(-300)}`);
  problems.push(...found);
  counts.finished++;
  await pruneEditions(root, 1);
  return ended;
}

async function kill(moment: Moment): Promise<void> {
  const before = await currentId(root);
  const { killed, output } = await runBuild(root, moment);
  counts[killed ? 'killed' : 'tooLate']++;
  problems.push(...(await problemsIn(root)));
  const changed = (await currentId(root)) !== before;
  counts[changed ? 'newInUse' : 'oldInUse']++;
  if (!killed && !changed) problems.push(`a build failed by itself: ${output.slice(-300)}`);
  if ((await leftovers(root)).length > 0) counts.withLeftovers++;
}

const { ms, writingMs } = await finish();
for (const { title } of editionSteps) {
  await kill({ step: title, after: 0 });
  await finish();
}
for (let i = 1; i <= kills; i++) {
  // Every other one while it writes, which is the shorter part and the one that matters.
  await kill(
    i % 2 === 0
      ? { after: Math.random() * ms }
      : { step: titleOf('database'), after: Math.random() * writingMs },
  );
  if (i % between === 0 || i === kills) await finish();
}
await rm(root, { recursive: true, force: true });

console.log(
  `${counts.killed} builds killed: ${editionSteps.length} at the begin of each step, the others at random moments, half of them while writing; ` +
    `${counts.tooLate} were done before.`,
);
console.log(
  `Afterwards the edition before was in use ${counts.oldInUse} times and the new one ${counts.newInUse} times; ` +
    `${counts.withLeftovers} left unfinished files; ${counts.finished} builds after them succeeded and cleared up.`,
);
console.log(problems.length === 0 ? 'No problem.' : problems.join('\n'));
if (problems.length > 0) process.exitCode = 1;
