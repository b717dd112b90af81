import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { locales, type Locale } from '#lib/domain/locale.ts';
import { closeEditions, editionIn } from '#lib/server/edition.ts';
import { currentManifest } from '#lib/server/editions.ts';
import { say, wholeFrom } from '#pipelines/commands/arguments.ts';
import { changesAgainst } from '#pipelines/compare/changes.ts';
import { checkReport, findingsCsv, reportText } from '#pipelines/compare/report.ts';
import { verdictCodes } from '#pipelines/compare/verdict.ts';
import { writeWhole } from '#pipelines/documents.ts';
import { displayFor } from '#pipelines/display.ts';
import { keptFiles } from '#pipelines/kept-files.ts';
import { readingSteps } from '#pipelines/edition.ts';
import { realEffects } from '#pipelines/effects.ts';
import { forecastDefaults, settings } from '#pipelines/settings.ts';
import { newEdition } from '#pipelines/work.ts';

interface CheckOptions {
  accept: string[];
  populationYear?: number;
  language: Locale;
  report?: string;
  without: string[];
  alone?: boolean;
  editions: string;
  json?: boolean;
}

async function check(files: string[], options: CheckOptions): Promise<void> {
  const { editions, language, report: folder, without, alone, json, ...read } = options;
  const root = resolve(editions);
  const kept = async () => (alone ? [] : keptFiles(root, await currentManifest(root), without));
  const work = newEdition({ ...read, ...forecastDefaults, raw: files, kept, root }, realEffects);
  await displayFor({ json })(readingSteps, work);
  const current = (await currentManifest(root)) && (await editionIn(root));
  const report = checkReport(work, await changesAgainst(current, work));
  await closeEditions(root);
  const text = reportText(report, language);
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true });
    await writeWhole(join(folder, 'report.txt'), text);
    await writeWhole(join(folder, 'findings.csv'), findingsCsv(report.findings, language));
  }
  say(json ? JSON.stringify(report, null, 2) : text);
  process.exitCode = verdictCodes[report.verdict];
}

/** The command that reads files and tells what is in them, without building anything. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'Read files and tell what is in them, what is wrong, and what they would change; loads nothing.',
    )
    .argument('<files...>', 'files and folders')
    .option('--accept <codes...>', 'codes of findings that were looked at and are right', [])
    .option('--without <names...>', 'files of the edition in use to leave out', [])
    .option('--alone', 'leave the files of the edition in use out of it')
    .option('--population-year <year>', 'year of a population file that does not say it', wholeFrom(1))
    .addOption(new Option('--language <language>', 'language of the report').choices(locales).default('nl'))
    .option('--report <folder>', 'also write report.txt and findings.csv into this folder')
    .option('--editions <folder>', 'folder that holds the editions', settings.editions)
    .option('--json', 'print the report as JSON, and nothing else')
    .action(check);
}
