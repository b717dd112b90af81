import type { Localized } from '#lib/domain/locale.ts';

/** What the bytes of a file must be. */
export type Shape = 'csv' | 'cbs-zip' | 'geojson' | 'topojson';

/** One file that a source has for us, and what a good answer looks like. */
export interface WantedFile {
  /** Its place in the index of the folder: what stands there now is compared with what stood there before. */
  slot: string;
  shape: Shape;
  /** Columns that must be there; more may be. A map has none. */
  columns: readonly (string | RegExp)[];
  minBytes: number;
  maxBytes: number;
  /** Of an archive, unpacked. */
  maxUnpackedBytes?: number;
  /** Fewer records (of a map: areas) than this is no whole file. */
  minRows: number;
}

/** A file with an address and a name of its own. */
export interface FixedFile extends WantedFile {
  url: string;
  /** The name that it gets here. */
  file: string;
  period: string | null;
}

/** A file that is found in a catalogue, by the name that the publisher gave it. */
export interface ListedFile extends WantedFile {
  name: RegExp;
  /** Every match is wanted, such as one file a year; otherwise only the last by name, which is the latest. */
  each?: boolean;
}

/** Something that a publisher offers to everybody. */
export type PublicSource = {
  key: string;
  title: Localized;
  publisher: string;
  licence: string;
  /** The tables that its files are for. */
  tables: readonly string[];
  /**
   * Whether others were seen to use this very address. An address that was not may be wrong: it is tried, but the run
   * does not fail for it unless it was asked for by name. None was ever called from where this was written.
   */
  verified: boolean;
  /** What is known of the address, and where from. */
  known: Localized;
  /** The source that it can take the place of; it is fetched only when it is asked for. */
  standsInFor?: string;
} & ({ files: readonly FixedFile[] } | { catalogue: string; files: readonly ListedFile[] });
