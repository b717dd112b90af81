import { resolve } from 'node:path';
import { Command } from 'commander';
import { say } from '#pipelines/commands/arguments.ts';
import { displayFor } from '#pipelines/display.ts';
import { realEffects } from '#pipelines/effects.ts';
import { parsePort } from '#pipelines/server.ts';
import { forecastDefaults, settings } from '#pipelines/settings.ts';
import { start } from '#pipelines/start.ts';

/** The command that builds what is missing and serves the pages. */
export function startCommand(): Command {
  return new Command('start')
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
}
