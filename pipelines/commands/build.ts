import { resolve } from 'node:path';
import { Command } from 'commander';
import { findingSentence } from '#lib/domain/finding.ts';
import { say, wholeFrom } from '#pipelines/commands/arguments.ts';
import { checkReport } from '#pipelines/compare/report.ts';
import { NotReady } from '#pipelines/compare/verdict.ts';
import { displayFor } from '#pipelines/display.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { realEffects } from '#pipelines/effects.ts';
import { forecastDefaults, settings } from '#pipelines/settings.ts';
import { findingsOf, newEdition, type EditionOptions } from '#pipelines/work.ts';

/** What a build is asked for. */
export interface BuildOptions {
  raw: string[];
  kept?: EditionOptions['kept'];
  accept: string[];
  hold?: boolean;
  populationYear?: number;
  draws: number;
  seed: number;
  editions: string;
  json?: boolean;
}

/** Findings that a build prints; the page /data has them all. */
const shownFindings = 20;

/** Builds an edition and tells what became of it. */
export async function buildAndTell({ editions, json, ...options }: BuildOptions): Promise<void> {
  const work = newEdition({ ...options, root: resolve(editions) }, realEffects);
  try {
    await displayFor({ json })(editionSteps, work);
  } catch (error) {
    if (json && error instanceof NotReady) say(JSON.stringify(checkReport(work, []), null, 2));
    throw error;
  }
  const made = work.manifest;
  if (!made) throw new Error('the build ended without a manifest');
  if (json) return say(JSON.stringify(made, null, 2));
  const rows = Object.values(made.rowCounts).reduce((sum, count) => sum + count, 0);
  const use = options.hold ? 'was built and is not in use' : 'is in use';
  say(`Edition ${made.id} ${use}: ${rows} rows, ${made.refusals} refused, ${made.draws} draws.`);
  findingsOf(work)
    .slice(0, shownFindings)
    .map((finding) => `  ${findingSentence(finding, 'en')}`)
    .forEach(say);
  const more = findingsOf(work).length - shownFindings;
  if (more > 0) say(`  … and ${more} more, on the page /data`);
}

/** The command that builds an edition and puts it into use. */
export function buildCommand(): Command {
  return new Command('build')
    .description('Build a new edition from the reference data and your own files, and put it into use.')
    .option('--raw <path...>', 'files or folders with files of DUO, CBS or your region', [])
    .option('--population-year <year>', 'year of a population file that does not say it', wholeFrom(1))
    .option('--draws <number>', 'number of draws of the assumptions', wholeFrom(1), forecastDefaults.draws)
    .option(
      '--seed <number>',
      'seed of the draws and of the synthetic register',
      wholeFrom(1),
      forecastDefaults.seed,
    )
    .option('--editions <folder>', 'folder that holds the editions', settings.editions)
    .option('--accept <codes...>', 'codes of findings that were looked at and are right', [])
    .option('--hold', 'build it, but leave the edition before it in use')
    .option('--json', 'print the manifest as JSON, and nothing else')
    .addHelpText(
      'after',
      `
Rows that do not fit are refused with file, line, column and value; the page /data lists them.
The edition in use stays in use until the new one is complete.`,
    )
    .action(buildAndTell);
}
