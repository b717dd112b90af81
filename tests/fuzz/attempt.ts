import * as geography from '#lib/domain/tables/geography.ts';
import { sourceList } from '#lib/server/manifest.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder, sourcesFile } from '#pipelines/paths.ts';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { sha256 } from '#pipelines/sources/reading.ts';
import { readFile, type ReadContext } from '#pipelines/sources/recognise.ts';
import { readReference, rowsOf } from '#pipelines/sources/reference.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { readFileSync } from 'node:fs';
import { readingFaults, refusalFaults } from './faults.ts';

/** What became of a file, and what is wrong with that. */
export interface Attempt {
  /** The code of the refusal; `loaded` where rows were loaded, and `no rows` where there were none that are good. */
  outcome: string;
  faults: string[];
}

/** Reads files as an edition does, and judges what becomes of them. */
export async function attempts(): Promise<(bytes: Uint8Array, name: string) => Promise<Attempt>> {
  const reference = await readReference(referenceFolder, realEffects);
  const context: ReadContext = {
    municipalities: rowsOf(reference, geography.municipalities),
    mergers: rowsOf(reference, geography.municipalityMergers),
    regions: rowsOf(reference, geography.regions),
  };
  const sources = new Set(Object.keys(sourceList.parse(JSON.parse(readFileSync(sourcesFile, 'utf8')))));
  return async (bytes, name) => {
    try {
      const readings = await readFile(inputBytes(bytes, name), context);
      const about = { name, sha256: sha256(bytes), sources };
      const faults = readings.flatMap((reading) => readingFaults(reading, about));
      if (readings.length === 0) faults.push('nothing was read, and nothing refused');
      return { outcome: readings.some(({ rows }) => rows.length > 0) ? 'loaded' : 'no rows', faults };
    } catch (error) {
      if (error instanceof RefusedFile) {
        return { outcome: error.finding.code, faults: refusalFaults(error.finding, name) };
      }
      return {
        outcome: 'fault',
        faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      };
    }
  };
}
