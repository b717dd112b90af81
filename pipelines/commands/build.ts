import { resolve } from 'node:path';
import { Command } from 'commander';
import { say, wholeFrom } from '#pipelines/commands/arguments.ts';
import { displayFor } from '#pipelines/display.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { realEffects } from '#pipelines/effects.ts';
import { forecastDefaults, settings } from '#pipelines/settings.ts';
import type { Finding } from '#pipelines/sources/reading.ts';
import { findingsOf, newEdition } from '#pipelines/work.ts';

interface BuildOptions {
  raw: string[];
  populationYear?: number;
  draws: number;
  seed: number;
  editions: string;
  json?: boolean;
}

/** Findings that a build prints; the page /data has them all. */
const shownFindings = 20;

function findingLine({ file, row, column, value, code, expected }: Finding): string {
  const place = [file, row === null ? '' : `line ${row}`, column === null ? '' : `column ${column}`];
  const found = value === null ? '' : ` “${value}”`;
  const wanted = expected === null ? '' : ` (expected ${expected})`;
  return `  ${place.filter(Boolean).join(', ')}: ${code}${found}${wanted}`;
}

async function build({ editions, json, ...options }: BuildOptions): Promise<void> {
  const work = newEdition({ ...options, root: resolve(editions) }, realEffects);
  await displayFor({ json })(editionSteps, work);
  const made = work.manifest;
  if (!made) throw new Error('the build ended without a manifest');
  if (json) return say(JSON.stringify(made, null, 2));
  const rows = Object.values(made.rowCounts).reduce((sum, count) => sum + count, 0);
  say(`Edition ${made.id} is in use: ${rows} rows, ${made.refusals} refused, ${made.draws} draws.`);
  findingsOf(work).slice(0, shownFindings).map(findingLine).forEach(say);
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
    .option('--json', 'print the manifest as JSON, and nothing else')
    .addHelpText(
      'after',
      `
Rows that do not fit are refused with file, line, column and value; the page /data lists them.
The edition in use stays in use until the new one is complete.`,
    )
    .action(build);
}
