import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { writeWhole } from '#pipelines/documents.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import { openSheets } from '#pipelines/sources/open-sheets.ts';
import { explanationSheet } from '#pipelines/sources/sheet.ts';
import { exampleMark, type TemplateBook } from '#pipelines/templates/books.ts';
import { workbookBytes, type BookForm } from '#pipelines/templates/workbook.ts';

const marks = Object.values(exampleMark).map(plainName);

/** The bytes of a file, or null where there is none. */
async function existing(path: string): Promise<Uint8Array | null> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(`cannot write ${path}: ${error.message}`);
  });
}

/** Whether a file is one of our workbooks in which nobody filled in anything. */
async function isUntouched(bytes: Uint8Array, path: string): Promise<boolean> {
  const sheets = await openSheets(bytes, path).catch(() => []);
  const [data, ...others] = sheets.filter(
    ({ name }) => !Object.values(explanationSheet).includes(name ?? ''),
  );
  if (!data || others.length > 0 || sheets.length < 2) return false;
  return data.rows.slice(1).every(({ cells: [first = ''] }) => marks.includes(plainName(first)));
}

/**
 * Writes template workbooks into a folder, each aside first and then renamed.
 *
 * @returns the names of the files
 * @throws UserError when the folder cannot be written, or holds a file of that name that somebody filled in
 */
export async function writeTemplates(
  folder: string,
  books: readonly TemplateBook[],
  { language, form, force }: { language: Locale; form: BookForm; force: boolean },
): Promise<string[]> {
  const names = books.map(({ name }) => `${name[language]}.${form}`);
  for (const name of force ? [] : names) {
    const path = join(folder, name);
    const bytes = await existing(path);
    if (bytes !== null && !(await isUntouched(bytes, path))) {
      throw new UserError(
        `${path}: somebody filled this in, so it is not replaced; choose another folder, or use --force`,
      );
    }
  }
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new UserError(`cannot write in ${folder}: ${error.message}`);
  });
  for (const [i, book] of books.entries()) {
    await writeWhole(join(folder, names[i] ?? ''), await workbookBytes(book, { language, form }));
  }
  return names;
}
