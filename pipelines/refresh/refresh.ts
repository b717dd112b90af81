import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import { requireSafe } from '#pipelines/refresh/address-rule.ts';
import { findFiles, type FoundFile } from '#pipelines/refresh/catalogue.ts';
import { fetchFile } from '#pipelines/refresh/fetch-file.ts';
import { alone } from '#pipelines/refresh/folder-lock.ts';
import { readLedger, type Ledger, type LedgerEntry } from '#pipelines/refresh/ledger.ts';
import type { Outcome } from '#pipelines/refresh/outcome.ts';
import type { PublicSource } from '#pipelines/refresh/public-source.ts';
import { Refusal, type AcceptableCode } from '#pipelines/refresh/refusal.ts';
import type { Session } from '#pipelines/refresh/request.ts';
import type { Display, Step } from '#pipelines/steps.ts';

const lockName = '.refresh.lock';

/** A refresh at work. */
export interface RefreshWork {
  folder: string;
  sources: readonly PublicSource[];
  accept: ReadonlySet<AcceptableCode>;
  session: Session;
  ledger: Ledger;
  outcomes: Outcome[];
}

type Report = (detail: string) => void;

/** A refusal as an outcome; a fault of ours is thrown on. */
function refused(
  error: unknown,
  source: PublicSource,
  file: string | null,
  entry: LedgerEntry | null,
): Outcome {
  if (!(error instanceof Refusal)) throw error;
  const { code, message } = error;
  return {
    source: source.key,
    file,
    status: entry ? 'kept' : 'failed',
    refusal: { code, message },
    entry,
    setAside: null,
  };
}

async function filesOf(source: PublicSource, session: Session, report: Report): Promise<FoundFile[]> {
  if (!('catalogue' in source)) return source.files.map((file) => ({ ...file, promised: null }));
  const found = await findFiles(source.catalogue, source.files, session, report);
  if (session.mirror === null) {
    for (const { url } of found) {
      await requireSafe(new URL(source.catalogue), new URL(url), session.outside.lookup);
    }
  }
  return found;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** What is there of a source, whether or not its files can be found now. */
async function entriesOf({ folder, ledger }: RefreshWork, source: PublicSource): Promise<LedgerEntry[]> {
  const entries = [...ledger.values()].filter((entry) => entry.source === source.key);
  const there = await Promise.all(entries.map(({ file }) => isThere(join(folder, file))));
  return entries.filter((_, i) => there[i]);
}

async function refreshSource(work: RefreshWork, source: PublicSource, report: Report): Promise<void> {
  const { folder, ledger, session, outcomes } = work;
  let files: FoundFile[];
  try {
    files = await filesOf(source, session, report);
  } catch (error) {
    const entries = await entriesOf(work, source);
    if (entries.length === 0) outcomes.push(refused(error, source, null, null));
    for (const entry of entries) outcomes.push(refused(error, source, entry.file, entry));
    report((error as Refusal).message);
    return;
  }
  for (const file of files) {
    try {
      const { status, setAside: aside } = await fetchFile(work, source, file, report);
      const entry = ledger.get(file.slot) ?? null;
      outcomes.push({ source: source.key, file: file.file, status, refusal: null, entry, setAside: aside });
    } catch (error) {
      const entry = ledger.get(file.slot) ?? null;
      const there = entry !== null && (await isThere(join(folder, entry.file)));
      outcomes.push(refused(error, source, file.file, there ? entry : null));
    }
  }
  const last = outcomes.at(-1);
  if (last?.refusal) report(last.refusal.message);
}

/** One step for each source; one that fails does not stop the others. */
function refreshSteps(sources: readonly PublicSource[]): Step<RefreshWork>[] {
  return sources.map((source) => ({
    name: source.key,
    title: `Ask ${source.publisher} for: ${source.title.en}`,
    run: (work, report) => refreshSource(work, source, report),
  }));
}

/**
 * Fetches public files into a folder. What is there stays until what comes was found whole and good.
 *
 * @throws UserError when the folder cannot be used, or when another refresh is at work in it
 */
export async function refresh(
  {
    folder,
    sources,
    accept,
    session,
  }: {
    folder: string;
    sources: readonly PublicSource[];
    accept: readonly AcceptableCode[];
    session: Session;
  },
  display: Display,
): Promise<Outcome[]> {
  return alone(folder, lockName, async () => {
    const work: RefreshWork = {
      folder,
      sources,
      accept: new Set(accept),
      session,
      ledger: await readLedger(folder),
      outcomes: [],
    };
    try {
      await display(refreshSteps(sources), work);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (['EACCES', 'EROFS', 'EPERM', 'ELOOP', 'EISDIR'].includes(code)) {
        throw new UserError(`cannot write in ${folder}: ${(error as Error).message}`);
      }
      throw error;
    }
    return work.outcomes;
  });
}
