import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '#lib/domain/errors.ts';
import { documentText, writeWhole } from '#pipelines/documents.ts';

const entry = z.object({
  source: z.string(),
  file: z.string(),
  url: z.string(),
  /** When it was fetched, and when it was last found to be the latest. */
  retrieved: z.iso.datetime(),
  checked: z.iso.datetime(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  sha256: z.string(),
  bytes: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
  period: z.string().nullable(),
});

const ledger = z.object({ version: z.literal(1), files: z.record(z.string(), entry) });

/** What is known of a file that was fetched. */
export type LedgerEntry = z.infer<typeof entry>;
/** What is known of the files in a folder, by slot. */
export type Ledger = Map<string, LedgerEntry>;

/** The index of a folder of fetched files. */
const ledgerName = '.refresh.json';

/** Reads the index of a folder; empty where there is none. @throws UserError for one that cannot be read */
export async function readLedger(folder: string): Promise<Ledger> {
  const file = join(folder, ledgerName);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw new UserError(`cannot read ${file}: ${(error as Error).message}`);
  }
  try {
    return new Map(Object.entries(ledger.parse(JSON.parse(text)).files));
  } catch (error) {
    throw new UserError(`${file} is damaged; take it away, and everything is fetched again`, {
      cause: error,
    });
  }
}

/** Writes the index of a folder, whole or not at all. */
export async function writeLedger(folder: string, entries: Ledger): Promise<void> {
  const files = Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeWhole(join(folder, ledgerName), documentText({ version: 1, files }));
}
