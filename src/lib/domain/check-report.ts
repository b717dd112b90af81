import type { Finding } from '#lib/domain/finding.ts';
import type { Origin } from '#lib/domain/status.ts';

/** What was made of one table of one file. */
export interface FileReport {
  /** The name that messages show. */
  file: string;
  /** The table that it fills; null for a file that is not read. */
  table: string | null;
  sha256: string | null;
  rowsRead: number;
  rowsLoaded: number;
  rowsRefused: number;
  origin: Origin | null;
  /** Whether it was handed over now, or is kept from the edition in use. */
  kept: boolean;
}

/** How the rows of a table in a region would change, against the edition in use. */
export interface TableChange {
  table: string;
  /** null for a table that is not by region. */
  region: string | null;
  before: number;
  after: number;
  added: number;
  changed: number;
  removed: number;
}

/** `ready`: it can be built; `confirm`: once the codes in `toAccept` are accepted; `stop`: not before it is put right. */
export type Verdict = 'ready' | 'confirm' | 'stop';

/** What files hold, what was found in them, and what they would change. */
export interface CheckReport {
  verdict: Verdict;
  /** Codes of findings that somebody has to accept first, and did not yet. */
  toAccept: string[];
  files: FileReport[];
  findings: Finding[];
  changes: TableChange[];
}
