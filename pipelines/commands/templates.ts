import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { locales, type Locale } from '#lib/domain/locale.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import { say } from '#pipelines/commands/arguments.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { readReference, rowsOf } from '#pipelines/sources/reference.ts';
import { bookNames, templateBooks, type BookName } from '#pipelines/templates/books.ts';
import { writeTemplates } from '#pipelines/templates/write.ts';

interface TemplatesOptions {
  out: string;
  language: Locale;
  ods?: boolean;
  sheet: BookName[];
  force?: boolean;
  json?: boolean;
}

async function templates({
  out,
  language,
  ods,
  sheet,
  force = false,
  json,
}: TemplatesOptions): Promise<void> {
  const readings = await readReference(referenceFolder, realEffects);
  const books = templateBooks(rowsOf(readings, geography.municipalities));
  const folder = resolve(out);
  const chosen = sheet.map((name) => books[name]);
  const form = ods ? 'ods' : 'xlsx';
  const files = await writeTemplates(folder, chosen, { language, form, force });
  if (json) return say(JSON.stringify({ folder, files }, null, 2));
  say(`Wrote ${files.join(', ')} to ${folder}.`);
}

/** The command that writes the workbooks for a region to fill in. */
export function templatesCommand(): Command {
  return new Command('templates')
    .description('Write workbooks for the five working files of a region, to fill in.')
    .option('--out <folder>', 'folder for the workbooks', 'templates')
    .addOption(
      new Option('--language <language>', 'language of the workbooks').choices(locales).default('nl'),
    )
    .option('--ods', 'as .ods; without choice lists, which are written in .xlsx only')
    .addOption(
      new Option('--sheet <names...>', 'which of them')
        .choices(bookNames)
        .default([...bookNames], 'all five'),
    )
    .option('--force', 'replace workbooks that somebody filled in')
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      `
Filled in, they are read by check, import and build. A workbook that somebody filled in is never replaced.`,
    )
    .action(templates);
}
