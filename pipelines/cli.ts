import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { UserError } from '#lib/domain/errors.ts';
import { ModelError } from '#lib/model/error.ts';
import { displayFor } from '#pipelines/display.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { findingsOf, newEdition } from '#pipelines/work.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { parsePort } from '#pipelines/server.ts';
import { forecastDefaults, settings } from '#pipelines/settings.ts';
import type { Finding } from '#pipelines/sources/reading.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import { start } from '#pipelines/start.ts';
import { startingStocks } from '#pipelines/stock.ts';
import { writeRegister } from '#pipelines/synthesize/files.ts';
import { synthesizeRegister } from '#pipelines/synthesize/register.ts';

/** Exit codes: wrong input, a wrong command line, and a fault of our own. */
const exitCodes = { input: 1, usage: 2, fault: 70 };

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return value;
}

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

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const exitHelp = `
Exit codes: 0 done; 1 the input is wrong; 2 the command line is wrong; 70 a fault in Praktijkbalans.`;

const program = new Command('praktijkbalans')
  .description('Forecast of the shortage of doktersassistenten in 28 Dutch regions.')
  .addHelpText('after', exitHelp)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) });

program
  .command('start')
  .description('Build what is missing and serve the pages on this machine.')
  .option('--editions <folder>', 'folder that holds the editions', settings.editions)
  .addHelpText(
    'after',
    `
Environment: HOST (${settings.host}), PORT (${settings.port}), PRAKTIJKBALANS_EDITIONS (folder of the editions).
Stop with Ctrl-C.`,
  )
  .action(async (options: { editions: string }) => {
    process.exitCode = await start(
      {
        root: resolve(options.editions),
        raw: [],
        ...forecastDefaults,
        address: { host: settings.host, port: parsePort(settings.port) },
      },
      { effects: realEffects, display: displayFor({}), say },
    );
  });

program
  .command('build')
  .description('Build a new edition from the reference data and your own files, and put it into use.')
  .option('--raw <path...>', 'files or folders with files of DUO, CBS or your region', [])
  .option('--population-year <year>', 'year of a population file that does not say it', wholeNumber)
  .option('--draws <number>', 'number of draws of the assumptions', wholeNumber, forecastDefaults.draws)
  .option(
    '--seed <number>',
    'seed of the draws and of the synthetic register',
    wholeNumber,
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
  .action(async ({ editions, json, ...options }: BuildOptions) => {
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
  });

program
  .command('synthesize')
  .description('Write the synthetic register of practices as CSV files, to try the import with.')
  .requiredOption('--out <folder>', 'folder for the files')
  .option('--seed <number>', 'seed of the register', wholeNumber, forecastDefaults.seed)
  .option('--json', 'print what was written as JSON')
  .action(async ({ out, seed, json }: { out: string; seed: number; json?: boolean }) => {
    const readings = await readReference(referenceFolder, realEffects);
    const stocks = startingStocks(readings, { practices: [], staff: [] });
    const register = synthesizeRegister({ readings, stocks, seed });
    const files = await writeRegister(resolve(out), register);
    if (json) return say(JSON.stringify({ folder: resolve(out), seed, files }, null, 2));
    say(`Wrote ${files.length} files to ${resolve(out)}; every row is marked synthetic.`);
  });

function fail(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
  if (error instanceof UserError || error instanceof ModelError) {
    process.stderr.write(`error: ${error.message}\n`);
    return exitCodes.input;
  }
  process.stderr.write(
    `fault in Praktijkbalans: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  if (process.env['DEBUG']) process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  return exitCodes.fault;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = fail(error);
}
