import { readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '#pipelines/documents.ts';

const notes = z.object({
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Bytes of the whole file, or null where the server did not say. */
  length: z.number().int().nonnegative().nullable(),
});

/** What the server said about a file of which a part is here. */
export type PartNotes = z.infer<typeof notes>;

/** Where the beginning of a file is kept until the rest has come. Hidden, so that nothing reads it as data. */
export function partPaths(path: string) {
  const part = join(dirname(path), `.${basename(path)}.part`);
  return { part, notes: `${part}.json` };
}

/** The mark for `If-Range`: a strong one, or else the date. Null for neither. */
function validator({ etag, lastModified }: Pick<PartNotes, 'etag' | 'lastModified'>): string | null {
  return etag !== null && !etag.startsWith('W/') ? etag : lastModified;
}

/** A part of a file that can be continued. */
export interface Part {
  /** Bytes. */
  size: number;
  notes: PartNotes;
  /** What makes sure that the rest belongs to the same file. */
  validator: string;
}

/** The part of a file that is here and can be continued, or null. */
export async function readPart(path: string, url: string): Promise<Part | null> {
  const paths = partPaths(path);
  try {
    const found = notes.parse(JSON.parse(await readFile(paths.notes, 'utf8')));
    const { size } = await stat(paths.part);
    const mark = validator(found);
    return found.url === url && size > 0 && mark !== null ? { size, notes: found, validator: mark } : null;
  } catch {
    // A part without notes, or with damaged ones, is begun anew.
    return null;
  }
}

/** Keeps beside a part what is needed to continue it. */
export async function writeNotes(path: string, found: PartNotes): Promise<void> {
  await writeWhole(partPaths(path).notes, `${JSON.stringify(found)}\n`);
}

/** Forgets a part. */
export async function removePart(path: string): Promise<void> {
  const { part, notes } = partPaths(path);
  await rm(notes, { force: true });
  await rm(part, { force: true });
}
