import { resolve } from 'node:path';
import { Command } from 'commander';
import { say, wholeFrom } from '#pipelines/commands/arguments.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { forecastDefaults } from '#pipelines/settings.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import { startingStocks } from '#pipelines/stock.ts';
import { writeRegister } from '#pipelines/synthesize/files.ts';
import { synthesizeRegister } from '#pipelines/synthesize/register.ts';

async function synthesize({ out, seed, json }: { out: string; seed: number; json?: boolean }): Promise<void> {
  const readings = await readReference(referenceFolder, realEffects);
  const stocks = startingStocks(readings, { practices: [], staff: [] });
  const register = synthesizeRegister({ readings, stocks, seed });
  const files = await writeRegister(resolve(out), register);
  if (json) return say(JSON.stringify({ folder: resolve(out), seed, files }, null, 2));
  say(`Wrote ${files.length} files to ${resolve(out)}; every row is marked synthetic.`);
}

/** The command that writes the synthetic register. */
export function synthesizeCommand(): Command {
  return new Command('synthesize')
    .description('Write the synthetic register of practices as CSV files, to try the import with.')
    .requiredOption('--out <folder>', 'folder for the files')
    .option('--seed <number>', 'seed of the register', wholeFrom(1), forecastDefaults.seed)
    .option('--json', 'print what was written as JSON')
    .action(synthesize);
}
