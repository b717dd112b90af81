import { gunzipSync, gzipSync } from 'node:zlib';
import { separatorOf } from '#pipelines/sources/separator.ts';
import { changedArchive } from './change-archive.ts';
import { changedBytes } from './change-bytes.ts';
import { cellsOf, changedCells, csvText } from './change-cells.ts';
import { changedMap } from './change-map.ts';
import { randomOf, type Random } from './random.ts';
import type { Sample } from './samples.ts';

/** How often the bytes of a file are changed rather than what it says. */
const asBytes = 0.25;

function changedTable(bytes: Buffer, other: Sample, random: Random): Buffer {
  const text = bytes.toString('utf8');
  const grid = cellsOf(text);
  const foreign = other.kind === 'table' ? cellsOf(other.bytes.toString('utf8')) : grid;
  return Buffer.from(csvText(changedCells(grid, random, foreign), random, separatorOf(text)));
}

function changed(sample: Sample, other: Sample, random: Random): Buffer {
  const { kind, bytes, entries = [] } = sample;
  if (kind === 'archive') return changedArchive(entries, random, other.bytes);
  if (kind === 'bytes' || random.chance(asBytes)) return changedBytes(bytes, random, other.bytes);
  if (kind === 'map') return Buffer.from(changedMap(bytes.toString('utf8'), random));
  if (kind === 'packed table') return gzipSync(changedTable(gunzipSync(bytes), other, random));
  const table = changedTable(bytes, other, random);
  return random.chance(0.1) ? changedBytes(table, random, other.bytes) : table;
}

/** A changed form of a file: the same one for the same seed, sample and number. */
export function mutant(
  sample: Sample,
  { seed, number, samples }: { seed: number; number: number; samples: readonly Sample[] },
): Buffer {
  const random = randomOf(`${seed} ${sample.name} ${number}`);
  return changed(sample, random.pick(samples), random);
}
