import { resolve } from 'node:path';
import { Command } from 'commander';
import { currentManifest } from '#lib/server/editions.ts';
import { wholeFrom } from '#pipelines/commands/arguments.ts';
import { buildAndTell, type BuildOptions } from '#pipelines/commands/build.ts';
import { keptFiles } from '#pipelines/kept-files.ts';
import { forecastDefaults, settings } from '#pipelines/settings.ts';

type ImportOptions = Omit<BuildOptions, 'raw' | 'kept' | 'draws' | 'seed'> & {
  without: string[];
  draws?: number;
  seed?: number;
};

async function importFiles(files: string[], { without, ...options }: ImportOptions): Promise<void> {
  const root = resolve(options.editions);
  const manifest = await currentManifest(root);
  const { draws, seed } = manifest ?? forecastDefaults;
  // Another import may come first: what is in use is asked once it is our turn.
  const kept = async () => keptFiles(root, await currentManifest(root), without);
  await buildAndTell({ draws, seed, ...options, raw: files, kept });
}

/** The command that adds files to those that the edition in use was built from. */
export function importCommand(): Command {
  return new Command('import')
    .description('Build an edition from the files of the edition in use and new ones.')
    .argument('[files...]', 'new files and folders')
    .option('--accept <codes...>', 'codes of findings that were looked at and are right', [])
    .option('--without <names...>', 'files of the edition in use to leave out', [])
    .option('--population-year <year>', 'year of a population file that does not say it', wholeFrom(1))
    .option('--draws <number>', 'number of draws; as in the edition in use without it', wholeFrom(1))
    .option('--seed <number>', 'seed; as in the edition in use without it', wholeFrom(1))
    .option('--hold', 'build it, but leave the edition before it in use')
    .option('--editions <folder>', 'folder that holds the editions', settings.editions)
    .option('--json', 'print the manifest as JSON, and nothing else')
    .addHelpText(
      'after',
      `
A new file takes the place of one of the same name, and of one whose rows it mostly repeats.
Exit code 3: something has to be looked at and accepted with --accept CODE; nothing was loaded.`,
    )
    .action(importFiles);
}
