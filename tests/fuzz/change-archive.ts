import { memberContent, withZip } from '#pipelines/archive/zip.ts';
import { zip, type ZipEntry } from '../fixtures/zip.ts';
import { changedBytes } from './change-bytes.ts';
import { cellsOf, changedCells, csvText } from './change-cells.ts';
import { changedXml } from './change-xml.ts';
import { nastyText } from './nasty-texts.ts';
import type { Random } from './random.ts';

/** The files in an archive that is as it should be. */
export function entriesOf(archive: Uint8Array): Promise<ZipEntry[]> {
  return withZip(Buffer.from(archive), async (members) => {
    const entries: ZipEntry[] = [];
    for (const member of members) entries.push({ name: member.name, content: await memberContent(member) });
    return entries;
  });
}

/** Files of a workbook that say what its cells hold. */
const ofCells = /sheet\d*\.xml$|content\.xml$|sharedStrings\.xml$|\.csv$/;

function changedContent({ name, content }: ZipEntry, random: Random, other: Buffer): Uint8Array {
  const bytes = Buffer.from(content);
  if (random.chance(0.1)) return changedBytes(bytes, random, other);
  if (/\.(xml|rels)$/.test(name)) return Buffer.from(changedXml(bytes.toString('utf8'), random));
  if (!name.endsWith('.csv')) return changedBytes(bytes, random, other);
  const grid = cellsOf(bytes.toString('utf8'));
  return Buffer.from(csvText(changedCells(grid, random, grid), random, ';'));
}

/** What the list of an archive may say of a file that is not so. */
function lie(entry: ZipEntry, random: Random): ZipEntry {
  const size = random.pick([
    0,
    1,
    entry.content.length - 1,
    entry.content.length + 1,
    490_000_000,
    0xffff_fffe,
    0xffff_ffff,
  ]);
  return random.chance(0.7)
    ? { ...entry, saysSize: Math.max(0, size) }
    : { ...entry, saysCrc: random.below(2 ** 32) };
}

const names = [
  '',
  '../../x',
  '/etc/passwd',
  'a'.repeat(300),
  'xl/workbook.xml',
  'content.xml',
  'mimetype',
  'Observations.csv',
  '__proto__',
  'xl/',
  'é\0',
];

/** Changes what an archive is made of. */
function changedEntries(entries: readonly ZipEntry[], random: Random): ZipEntry[] {
  const changed = [...entries];
  const at = random.below(Math.max(1, changed.length));
  const entry = changed[at];
  if (!entry) return changed;
  const made: (() => ZipEntry[])[] = [
    () => [],
    () => [entry, entry],
    () => [{ ...entry, name: random.chance(0.5) ? random.pick(names) : nastyText(random).slice(0, 300) }],
    () => [{ ...entry, content: Buffer.alloc(0) }],
    () => [{ ...entry, stored: true }],
    () => [lie(entry, random)],
    () => [lie(entry, random)],
    () => [{ ...entry, content: Buffer.from(random.pick(entries).content) }],
  ];
  changed.splice(at, 1, ...random.pick(made)());
  return changed;
}

/** Sets one of the numbers in the lists of an archive to what it should never be. */
function changedNumber(archive: Buffer, random: Random): Buffer {
  const marks = [0x04034b50, 0x02014b50, 0x06054b50].map((mark) => Buffer.from(Uint32Array.of(mark).buffer));
  const mark = random.pick(marks);
  const places: number[] = [];
  for (let at = archive.indexOf(mark); at >= 0; at = archive.indexOf(mark, at + 1)) places.push(at);
  if (places.length === 0) return archive;
  const at = random.pick(places) + 4 + 2 * random.below(21);
  if (at + 4 > archive.length) return archive;
  const copy = Buffer.from(archive);
  if (random.chance(0.5))
    copy.writeUInt16LE(random.pick([0, 1, 8, 9, 12, 99, 0xffff, random.below(0x10000)]), at);
  else
    copy.writeUInt32LE(random.pick([0, 1, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff, random.below(2 ** 32)]), at);
  return copy;
}

/** An archive of which the files, the list of files or the bytes are others than they should be. */
export function changedArchive(entries: readonly ZipEntry[], random: Random, other: Buffer): Buffer {
  let changed = [...entries];
  if (random.chance(0.75)) {
    const telling = changed.filter(({ name }) => ofCells.test(name));
    const chosen = random.pick(random.chance(0.8) && telling.length > 0 ? telling : changed);
    changed = changed.map((entry) =>
      entry === chosen ? { ...entry, content: changedContent(entry, random, other) } : entry,
    );
  }
  if (random.chance(0.15)) changed = changedEntries(changed, random);
  const archive = zip(changed, { long: random.chance(0.03) });
  if (random.chance(0.1)) return changedNumber(archive, random);
  return random.chance(0.07) ? changedBytes(archive, random, other) : archive;
}
