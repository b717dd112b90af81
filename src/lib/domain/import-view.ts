import type { Verdict } from '#lib/domain/check-report.ts';
import type { FindingGroup } from '#lib/domain/finding-groups.ts';

/**
 * How far an import that somebody prepares, a draft, is. `dropped`: has to be checked against the edition in use;
 * `checked`; `built`: its edition waits to be put into use; `used`: the pages show it; `past`: they did, and another
 * edition came after it.
 */
export type Stage = 'dropped' | 'checked' | 'built' | 'used' | 'past';

/** A table of a file that was handed over, as a page shows it. */
export interface FileLine {
  file: string;
  /** What it is, in words; null for one that is not read. */
  what: string | null;
  rowsRead: number;
  rowsLoaded: number;
  rowsRefused: number;
}

/** How many rows of a table come, differ and go. */
export interface RowsLine {
  /** The table, in words. */
  what: string;
  added: number;
  changed: number;
  removed: number;
}

/** How the rows of a table in a region would change. */
export interface ChangeLine extends RowsLine {
  /** The name of the region, or null for a table that is not by region. */
  region: string | null;
  before: number;
  after: number;
}

/** How the shortage of a region, or of the country (`NL`), would move; persons. */
export interface GapMove {
  region: string;
  name: string;
  before: number;
  after: number;
  /** Whether the draws alone can explain it. */
  withinNoise: boolean;
}

/** In what an edition that was built differs from the one in use. */
export interface Difference {
  same: boolean;
  world: RowsLine[];
  /** The year whose shortages are compared, or null where none of them moves. */
  year: number | null;
  nation: GapMove | null;
  /** Regions whose shortage moves by more than the draws can explain, the largest move first. */
  regions: GapMove[];
  /** How many other regions move by more than that. */
  others: number;
}

/** The edition that a form can go back to, and the one it goes back from. */
export interface WayBack {
  from: string;
  to: string;
  createdAt: string;
}

/** What a page shows of a draft. */
export interface DraftView {
  id: string;
  stage: Stage;
  building: boolean;
  /** Names of the files that are in it. */
  files: string[];
  removed: string[];
  without: string[];
  verdict: Verdict;
  toAccept: { code: string; files: string[] }[];
  given: FileLine[];
  kept: FileLine[];
  groups: FindingGroup[];
  /** How many files have findings that do not stand on the page. */
  otherFiles: number;
  changes: ChangeLine[];
  /** The edition that was built, or an empty text. */
  builtId: string;
  difference: Difference | null;
  back: WayBack | null;
}
