import { join } from 'node:path';
import type { FoundFile } from '#pipelines/refresh/catalogue.ts';
import { download, type Marks } from '#pipelines/refresh/download.ts';
import { fileHash, inspect, type Inspected } from '#pipelines/refresh/inspect.ts';
import { install } from '#pipelines/refresh/install.ts';
import { writeLedger, type LedgerEntry } from '#pipelines/refresh/ledger.ts';
import type { Outcome } from '#pipelines/refresh/outcome.ts';
import { partPaths, removePart } from '#pipelines/refresh/part-file.ts';
import type { PublicSource } from '#pipelines/refresh/public-source.ts';
import { Refusal } from '#pipelines/refresh/refusal.ts';
import type { RefreshWork } from '#pipelines/refresh/refresh.ts';
import { shownBytes } from '#pipelines/refresh/shown.ts';

/** A file with fewer than this share of the records that it had is not taken over unasked. */
const leastShare = 0.8;

/** What the server said of the copy that is here, if that is still the one that was fetched. */
async function knownMarks(
  folder: string,
  entry: LedgerEntry | undefined,
  file: FoundFile,
): Promise<Marks | null> {
  if (!entry || entry.url !== file.url || entry.file !== file.file) return null;
  const hash = await fileHash(join(folder, entry.file)).catch(() => null);
  return hash === entry.sha256 ? { etag: entry.etag, lastModified: entry.lastModified } : null;
}

/** @throws Refusal for what may be right, but only a person can tell */
function compare(
  found: Inspected,
  { file, before, accept }: { file: FoundFile; before: LedgerEntry | null; accept: RefreshWork['accept'] },
): void {
  if (file.promised !== null && file.promised !== found.bytes && !accept.has('other-size')) {
    throw new Refusal(
      'other-size',
      `${shownBytes(found.bytes)} came (${found.bytes}), where the catalogue says ${file.promised}`,
    );
  }
  if (before && found.rows < before.rows * leastShare && !accept.has('fewer-rows')) {
    throw new Refusal('fewer-rows', `${found.rows} rows came, where there were ${before.rows} before`);
  }
}

/** Fetches a file, looks whether it is good, and puts it in its place. @throws Refusal; what was there stays */
export async function fetchFile(
  work: RefreshWork,
  source: PublicSource,
  file: FoundFile,
  report: (detail: string) => void,
): Promise<Pick<Outcome, 'status' | 'setAside'>> {
  const { folder, ledger, session, accept } = work;
  const entry = ledger.get(file.slot);
  const path = join(folder, file.file);
  const known = await knownMarks(folder, entry, file);
  const marks = await download({ url: file.url, path, maxBytes: file.maxBytes, known }, session, report);
  if (marks === 'unchanged') {
    if (entry) ledger.set(file.slot, { ...entry, checked: session.outside.now().toISOString() });
    await writeLedger(folder, ledger);
    return { status: 'unchanged', setAside: null };
  }
  report('checking');
  try {
    const found = await inspect(partPaths(path).part, file);
    // What another source put there has rows of its own.
    compare(found, { file, before: entry?.source === source.key ? entry : null, accept });
    const same = known !== null && entry?.sha256 === found.sha256;
    const aside = await install(work, source, { file, found, marks });
    const changed = entry ? 'updated' : 'new';
    return { status: same ? 'unchanged' : changed, setAside: aside };
  } catch (error) {
    // What a person may still accept stays, so that it need not be fetched again.
    if (!(error instanceof Refusal && error.acceptable)) await removePart(path);
    throw error;
  }
}
