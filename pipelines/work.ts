import type { Row, Table } from '#lib/domain/table.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import type { Matching } from '#lib/model/match.ts';
import type { Simulation } from '#lib/model/simulate.ts';
import type { Manifest, SourceList } from '#lib/server/manifest.ts';
import type { Effects } from '#pipelines/effects.ts';
import type { KeptFile } from '#pipelines/kept-files.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import type { Finding } from '#lib/domain/finding.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import type { RegionalStock } from '#pipelines/stock.ts';

/** What an edition is built from, and where it goes. */
export interface EditionOptions {
  /** The folder that holds all editions. */
  root: string;
  /** Files and folders with the publishers' and the region's own files. */
  raw: string[];
  /** Finds the files that an earlier edition was built from, to be read again; asked once it is this build's turn. */
  kept?: () => Promise<readonly KeptFile[]>;
  /** Codes of findings that somebody has accepted. */
  accept?: readonly string[];
  /** The year of a population file that does not say it. */
  populationYear?: number | undefined;
  draws: number;
  seed: number;
  /** Names the edition without putting it into use. */
  hold?: boolean | undefined;
}

/** A file that is read, under the name that messages show. */
export interface WorkInput extends KeptFile {
  /** Whether it comes from an earlier edition. */
  kept: boolean;
}

/** The work of a build, filled step by step. */
export interface EditionWork extends EditionOptions {
  effects: Effects;
  id: string;
  createdAt: Date;
  sources: SourceList;
  /** Files that were read, whatever table they fill. */
  readings: Reading<Table>[];
  /** The files that were handed over and are read. */
  inputs: WorkInput[];
  /** Files that could not be read at all. */
  unread: Finding[];
  /** What was found by comparing the files with each other and with what is known. */
  compared: Finding[];
  /** Rows that were worked out, by table. */
  derived: Map<Table, Row<Table>[]>;
  stocks: RegionalStock[];
  baseline?: Baseline;
  matching?: Matching;
  simulation?: Simulation;
  manifest?: Manifest;
}

/** A build that has not begun. */
export function newEdition(options: EditionOptions, effects: Effects): EditionWork {
  const createdAt = effects.now();
  const stamp = createdAt.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return {
    ...options,
    effects,
    id: stamp,
    createdAt,
    sources: {},
    readings: [],
    inputs: [],
    unread: [],
    compared: [],
    derived: new Map(),
    stocks: [],
  };
}

/** Keeps rows that were worked out for a table. */
export function put<T extends Table>(work: EditionWork, table: T, rows: Row<T>[]): void {
  work.derived.set(table, rows);
}

/** Rows of a table from all files together. */
export function loaded<T extends Table>(work: EditionWork, table: T): Row<T>[] {
  return rowsOf(work.readings, table);
}

/** Everything that was found wrong in the files. */
export function findingsOf(work: EditionWork): Finding[] {
  return [...work.unread, ...work.readings.flatMap(({ findings }) => findings), ...work.compared];
}
