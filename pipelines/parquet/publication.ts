import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '#lib/domain/errors.ts';
import { spaceError } from '#lib/server/editions/space.ts';
import type { Manifest } from '#lib/server/manifest.ts';
import { writeParquet, type ParquetFile } from '#lib/server/parquet.ts';
import { documentText, writeWhole } from '#pipelines/documents.ts';
import { dataPackage, licenceText, publicationFormat } from '#pipelines/parquet/datapackage.ts';

const descriptorName = 'datapackage.json';

const ours = z.object({
  praktijkbalans: z.object({ format: z.literal(publicationFormat) }),
  resources: z.array(z.object({ path: z.string() })),
});

/** Makes sure that a folder may be replaced. @throws UserError for one with anything in it that we did not write */
async function requireOurs(folder: string): Promise<void> {
  const refused = (why: string) =>
    new UserError(`${folder} is not replaced: ${why}; name another folder, or remove it yourself`);
  const found: string[] = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw refused(error.code === 'ENOTDIR' ? 'it is a file' : error.message);
  });
  if (found.length === 0) return;
  if (!found.includes(descriptorName)) throw refused(`it has no ${descriptorName} of Praktijkbalans`);
  const text = await readFile(join(folder, descriptorName), 'utf8');
  let known: string[];
  try {
    known = ours.parse(JSON.parse(text)).resources.map(({ path }) => path);
  } catch {
    throw refused(`its ${descriptorName} is not of Praktijkbalans`);
  }
  const stray = found.find((name) => name !== descriptorName && !known.includes(name));
  if (stray !== undefined) throw refused(`it also holds ${stray}`);
}

/** Clears up after a publication that was broken off: where the folder is gone, the one before it comes back. */
async function clearUp(folder: string): Promise<void> {
  const names = await readdir(dirname(folder));
  const left = names
    .filter((name) => name.startsWith(`.${basename(folder)}.`) && /\.\d+\.(new|old)$/.test(name))
    .map((name) => join(dirname(folder), name));
  const old = left.find((path) => path.endsWith('.old'));
  if (old !== undefined && !existsSync(folder)) await rename(old, folder);
  await Promise.all(left.map((path) => rm(path, { recursive: true, force: true })));
}

/**
 * Writes the open tables of an edition to a folder as Parquet files with a `datapackage.json`. They are written beside
 * it and take its place whole.
 *
 * @throws UserError for a folder that holds something else, and when there is no room
 */
export async function publishParquet(root: string, manifest: Manifest, to: string): Promise<ParquetFile[]> {
  const folder = resolve(to);
  const beside = (what: string) => join(dirname(folder), `.${basename(folder)}.${process.pid}.${what}`);
  try {
    await mkdir(dirname(folder), { recursive: true });
    await clearUp(folder);
    await requireOurs(folder);
    await mkdir(beside('new'));
    const files = await writeParquet(root, manifest, {
      folder: beside('new'),
      licenceOf: (table) => licenceText(manifest, table),
    });
    await writeWhole(join(beside('new'), descriptorName), documentText(dataPackage(manifest, files)));
    if (existsSync(folder)) await rename(folder, beside('old'));
    await rename(beside('new'), folder);
    return files;
  } catch (error) {
    if (existsSync(beside('old')) && !existsSync(folder)) await rename(beside('old'), folder);
    const full = spaceError(folder, error);
    const { code } = error as NodeJS.ErrnoException;
    if (full === error && code !== undefined) {
      throw new UserError(`cannot write ${folder}: ${(error as Error).message}`, { cause: error });
    }
    throw full;
  } finally {
    for (const what of ['new', 'old']) {
      // What cannot be removed now is at the next publication.
      await rm(beside(what), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}
