import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckReport } from '#lib/domain/check-report.ts';
import type { Stage } from '#lib/domain/import-view.ts';
import type { Locale } from '#lib/domain/locale.ts';
import type { TemplateName } from '#lib/domain/words/import.ts';
import { currentId } from '#lib/server/editions.ts';
import { stageOf, type Draft } from '#lib/server/importing/draft.ts';
import {
  createDraft,
  draftPaths,
  listDrafts,
  readDraft,
  removeDraft,
  removeFiles,
  removeOldDrafts,
  saveDraft,
} from '#lib/server/importing/drafts.ts';
import { ImportProblem } from '#lib/server/importing/problem.ts';
import { importSteps, type Workers } from '#lib/server/importing/steps.ts';
import { templateFile } from '#lib/server/importing/template.ts';
import { oneAtATime } from '#lib/server/importing/turns.ts';

/** The most files that are taken at once. */
const mostFiles = 60;

/** A draft with what is known of it now. */
export interface OpenDraft {
  draft: Draft;
  stage: Stage;
  report: CheckReport;
  /** Whether its edition is being built at this moment. */
  building: boolean;
}

/**
 * Where imports are prepared: a desk takes files, has them checked, has an edition built of them, and puts it into use.
 * Every step can be asked for twice, in two windows or with the button “back”: what is done already is not done again.
 */
export interface Desk {
  /** The folder that holds the editions. */
  root: string;
  /** Bytes that may be handed over at once. */
  limit: number;
  /** What people are preparing, newest first. */
  drafts: () => Promise<{ draft: Draft; stage: Stage }[]>;
  /** Stores files, or the wish to leave files of the edition in use out, and returns the id of the draft. */
  drop: (files: readonly File[], without?: readonly string[]) => Promise<string>;
  /** A draft; one that was not yet checked against the edition in use is checked first. */
  open: (id: string, locale: Locale) => Promise<OpenDraft>;
  /** Takes files out of a draft. */
  takeOut: (id: string, names: readonly string[]) => Promise<void>;
  /** Has an edition built that is not in use yet. */
  build: (id: string, accepted: readonly string[]) => Promise<void>;
  /** Puts the edition of a draft into use. */
  use: (id: string) => Promise<void>;
  /** Puts another edition into use, provided that the one it takes the place of still is. */
  goBack: (from: string, to: string) => Promise<void>;
  discard: (id: string) => Promise<void>;
  /** A workbook to fill in, with its name. */
  template: (name: TemplateName, locale: Locale) => Promise<{ name: string; bytes: Uint8Array }>;
  /** The report on a draft as a file, or undefined where there is none. */
  download: (id: string, name: 'findings.csv' | 'report.txt') => Promise<Uint8Array | undefined>;
}

/** A desk for the editions in a folder. */
export function deskFor(root: string, { limit, ...workers }: Workers & { limit: number }): Desk {
  const { known, reportOf, check, build, switchTo } = importSteps(root, workers);
  const inTurn = oneAtATime();
  const building = new Set<string>();

  return {
    root,
    limit,
    drafts: async () => {
      const current = (await currentId(root)) ?? '';
      return (await listDrafts(root)).map((draft) => ({ draft, stage: stageOf(draft, current) }));
    },
    drop: async (files, without = []) => {
      if (files.length === 0 && without.length === 0) throw new ImportProblem('nothing');
      if (files.length > mostFiles) throw new ImportProblem('too-many', `${files.length} files`);
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      if (bytes > limit) throw new ImportProblem('too-large', `${bytes} bytes`);
      await inTurn(() => removeOldDrafts(root, Date.now()));
      return (await createDraft(root, { files, without })).id;
    },
    open: async (id, locale) => {
      if ((await known(id)).stage === 'dropped') await inTurn(() => check(id, locale));
      return { ...(await known(id)), report: await reportOf(id), building: building.has(id) };
    },
    takeOut: (id, names) =>
      inTurn(async () => {
        const { draft, stage } = await known(id);
        if (stage !== 'checked' && stage !== 'dropped') throw new ImportProblem('moved-on', id);
        const gone = draft.files.filter(({ name }) => names.includes(name));
        await removeFiles(root, id, gone);
        const files = draft.files.filter((file) => !gone.includes(file));
        await saveDraft(root, { ...draft, files, checkedAgainst: undefined });
      }),
    build: (id, accepted) => {
      building.add(id);
      return inTurn(() => build(id, accepted)).finally(() => building.delete(id));
    },
    use: (id) =>
      inTurn(async () => {
        const { draft, stage } = await known(id);
        if (stage === 'used') return;
        if (stage !== 'built' || !draft.built) throw new ImportProblem('moved-on', id);
        await switchTo(draft.built.id);
        await saveDraft(root, { ...draft, built: { ...draft.built, usedAt: new Date().toISOString() } });
      }),
    goBack: (from, to) =>
      inTurn(async () => {
        if ((await currentId(root)) === from) await switchTo(to);
      }),
    discard: (id) => inTurn(() => removeDraft(root, id)),
    template: (name, locale) => inTurn(() => templateFile(workers.run, name, locale)),
    download: async (id, name) =>
      (await readDraft(root, id)) && readFile(join(draftPaths(root, id).report, name)).catch(() => undefined),
  };
}
