import type { Origin } from '#lib/domain/status.ts';

/** The two editions that are compared; also the names of their databases in SQL. */
export type Side = 'before' | 'after';
export const sides = ['before', 'after'] as const satisfies Side[];

/** A value that differs. Absent on one side is null. */
export interface Change<T> {
  before: T;
  after: T;
}

export type Cell = string | number | boolean | null;

/** A row that differs, by its key; only the cells that do. */
export interface RowChange {
  key: string[];
  kind: 'added' | 'removed' | 'changed';
  cells: { column: string; before: Cell; after: Cell }[];
}

/** How many rows came, went and differ. */
export interface RowCounts {
  added: number;
  removed: number;
  changed: number;
}

/** Facts of one region in a table that differ. */
export interface RegionChange extends RowCounts {
  region: string;
  /** Practices with rows here, in tables about practices. */
  practices: Change<number> | null;
}

/** The facts of a table that differ, without what was made up. */
export interface TableChange extends RowCounts {
  table: string;
  rows: Change<number>;
  /** Regions whose rows differ; empty for a table that knows no region. */
  regions: RegionChange[];
  /** Sums over the whole table that differ, by year where it has years. */
  totals: ({ column: string; year: number | null } & Change<number | null>)[];
}

/** A file that came, went, or has another content. */
export interface FileChange {
  file: string;
  table: string;
  origin: Origin;
  before: { sha256: string; rowsLoaded: number; rowsRefused: number } | null;
  after: { sha256: string; rowsLoaded: number; rowsRefused: number } | null;
}

/** A source that came, went, or was retrieved anew. */
export type SourceChange = { source: string } & Change<{ period: string; retrieved: string } | null>;

/** A setting of the model that differs. */
export type SettingChange = { setting: string } & Change<string | number>;

/** A shortage in one year, as the forecast has it. */
export interface Shortage {
  central: number;
  q10: number;
  q50: number;
  q90: number;
}

/** How a shortage moved. */
export interface Moved extends Change<Shortage | null> {
  /** After minus before, of the central run; null where one of the two has no such year. */
  change: number | null;
  /** How far two forecasts of the same may lie apart because their draws differ (95 %); 0 where those are the same. */
  noise: number | null;
  withinNoise: boolean;
}

/** The shortage of a region, or of the nation (`NL`), in a year, where it differs. */
export interface FigureChange {
  region: string;
  name: string;
  year: number;
  heads: Moved;
  fte: Moved;
}

/** Everything in which two editions differ. */
export interface EditionDiff {
  before: { id: string; createdAt: string };
  after: { id: string; createdAt: string };
  /** Nothing differs. */
  same: boolean;
  /** What was handed over, and what was worked out or assumed from it. */
  data: {
    files: FileChange[];
    sources: SourceChange[];
    rowCounts: ({ table: string } & Change<number>)[];
    stocks: RowChange[];
    assumptions: ({ table: string } & RowChange)[];
  };
  model: SettingChange[];
  /** Facts of the world: counts of students, inhabitants, practices and so on. */
  world: TableChange[];
  /** Tables and columns that only one of the two has: they were made by different versions. */
  shape: { table: string; column: string | null; only: Side }[];
  /** The largest change of the shortage first. */
  figures: FigureChange[];
  /** Figures differ, and nothing that they rest on does: the model changed without its version. */
  unexplained: boolean;
}
