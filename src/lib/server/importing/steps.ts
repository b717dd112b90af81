import { readFile, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { CheckReport } from '#lib/domain/check-report.ts';
import { isOfFile } from '#lib/domain/finding-groups.ts';
import type { Stage } from '#lib/domain/import-view.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { currentId } from '#lib/server/editions.ts';
import { lastLines, type Outcome, type RunCommand } from '#lib/server/importing/command.ts';
import { builtEdition, checkReport, stageOf, type Draft } from '#lib/server/importing/draft.ts';
import { draftPaths, readDraft, removeFiles, saveDraft, writeWhole } from '#lib/server/importing/drafts.ts';
import { ImportProblem } from '#lib/server/importing/problem.ts';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a run says that ended without doing what it was asked for. */
function refusal({ stderr }: Outcome): ImportProblem {
  // A fault of ours has the same exit code where the program did not even start.
  const [, said] = /^error: ([^]+)/m.exec(stderr) ?? [];
  if (said === undefined) return new ImportProblem('fault', lastLines(stderr));
  return new ImportProblem('refused', said.trim());
}

/** Removes the files that say when persons were born: nothing of them stays, whatever becomes of the draft. */
async function withoutBirths(root: string, draft: Draft, { findings }: CheckReport): Promise<Draft> {
  const named = findings.filter(({ code }) => code === 'births').map(({ file }) => file);
  if (named.length === 0) return draft;
  const found = draft.files.filter(({ name }) => named.some((shown) => isOfFile(shown, name)));
  // Rather all of them than the one that was meant.
  const gone = found.length > 0 ? found : draft.files;
  await removeFiles(root, draft.id, gone);
  const files = draft.files.filter((file) => !gone.includes(file));
  return { ...draft, files, removed: [...draft.removed, ...gone.map(({ name }) => name)] };
}

/** What does the work of the steps. */
export interface Workers {
  run: RunCommand;
  /** The id of the edition that the pages show, which may be a moment behind. */
  served: () => Promise<string | undefined>;
}

/** How often is looked whether the pages show a new edition, and how long that is waited for; milliseconds. */
const following = { every: 100, most: 5000 };

/** The steps of an import in a folder of editions. Of two at the same moment, one has to wait for the other. */
export function importSteps(root: string, { run, served }: Workers) {
  /** A draft and how far it is. @throws ImportProblem where there is none */
  async function known(id: string): Promise<{ draft: Draft; stage: Stage }> {
    const draft = await readDraft(root, id);
    if (!draft) throw new ImportProblem('no-draft', id);
    return { draft, stage: stageOf(draft, (await currentId(root)) ?? '') };
  }

  /** What the last check of a draft found. */
  async function reportOf(id: string): Promise<CheckReport> {
    return checkReport.parse(JSON.parse(await readFile(draftPaths(root, id).reportJson, 'utf8')));
  }

  function inputs({ id, without }: Draft): string[] {
    const left = without.map((name) => `--without=${name}`);
    return [draftPaths(root, id).files, ...left, '--editions', root, '--json'];
  }

  /** Has a draft checked, where that did not happen against the edition in use. */
  async function check(id: string, locale: Locale): Promise<void> {
    const { draft, stage } = await known(id);
    if (stage !== 'dropped') return;
    const against = (await currentId(root)) ?? '';
    const paths = draftPaths(root, id);
    await rm(paths.report, { recursive: true, force: true });
    const told = await run(['check', ...inputs(draft), '--report', paths.report, '--language', locale]);
    const report = checkReport.safeParse(parsed(told.stdout));
    if (!report.success) throw refusal(told);
    const kept = await withoutBirths(root, draft, report.data);
    await writeWhole(paths.reportJson, JSON.stringify(report.data));
    await saveDraft(root, { ...kept, checkedAgainst: against, built: undefined });
  }

  /** Has the edition of a draft built, where that did not happen yet. */
  async function build(id: string, accepted: readonly string[]): Promise<void> {
    const { draft, stage } = await known(id);
    if (stage === 'built' || stage === 'used') return;
    if (stage !== 'checked') throw new ImportProblem('moved-on', id);
    const { verdict, toAccept } = await reportOf(id);
    if (verdict === 'stop') throw new ImportProblem('stopped', id);
    const codes = toAccept.filter((code) => accepted.includes(code));
    if (codes.length < toAccept.length) throw new ImportProblem('not-accepted', id);
    const against = (await currentId(root)) ?? '';
    const told = await run([
      'import',
      ...inputs(draft),
      ...codes.map((code) => `--accept=${code}`),
      '--hold',
    ]);
    if (told.code !== 0) {
      // What there is to accept or to put right by now is told by a new check.
      await saveDraft(root, { ...draft, checkedAgainst: undefined });
      throw told.stdout === '' ? refusal(told) : new ImportProblem('moved-on', id);
    }
    const made = builtEdition.parse(parsed(told.stdout));
    const compared = await run(['editions', 'diff', against, made.id, '--editions', root, '--json']).catch(
      () => undefined,
    );
    await writeWhole(draftPaths(root, id).differenceJson, compared?.code === 0 ? compared.stdout : 'null');
    await saveDraft(root, { ...draft, built: { id: made.id, against } });
  }

  /** Puts an edition into use, and waits until the pages show it. */
  async function switchTo(id: string): Promise<void> {
    // It comes from a form, and must not become an option of the command.
    if (!/^\w[\w-]*$/.test(id)) throw new ImportProblem('refused', `edition “${id}”`);
    const told = await run(['editions', 'switch', id, '--editions', root, '--json']);
    if (told.code !== 0) throw refusal(told);
    const until = Date.now() + following.most;
    while ((await served()) !== id && Date.now() < until) await wait(following.every);
  }

  return { known, reportOf, check, build, switchTo };
}
