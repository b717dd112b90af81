import type { LedgerEntry } from '#pipelines/refresh/ledger.ts';
import type { RefusalCode } from '#pipelines/refresh/refusal.ts';

/** What became of one file, or of a source whose files could not even be found. */
export interface Outcome {
  source: string;
  /** The name of the file here; null where it was not found. */
  file: string | null;
  /** `kept`: refused, and what was there stays. `failed`: refused, and there is nothing. */
  status: 'new' | 'updated' | 'unchanged' | 'kept' | 'failed';
  /** Why it was refused. */
  refusal: { code: RefusalCode; message: string } | null;
  /** What is there now. */
  entry: LedgerEntry | null;
  /** Where the file stands that it took the place of, when that has another name or was not ours. */
  setAside: string | null;
}
