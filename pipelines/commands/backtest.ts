import { Command } from 'commander';
import { backtestFiles, recordColumns, recordRows, tableLines } from '#pipelines/backtest.ts';
import { wholeFrom } from '#pipelines/commands/arguments.ts';
import { deliver } from '#pipelines/commands/output.ts';
import { realEffects } from '#pipelines/effects.ts';
import { forecastDefaults } from '#pipelines/settings.ts';

/** Draws that tell bands well enough; a forecast from every earlier year takes as many. */
const usualDraws = 200;

interface BacktestOptions {
  baseline: string;
  history: string;
  draws: number;
  seed: number;
  out: string;
}

async function judge({ out, ...request }: BacktestOptions): Promise<void> {
  const record = await backtestFiles(request, realEffects);
  await deliver(record, out, () => [
    `${record.title}: ${record.draws} draws, seed ${record.seed}.`,
    ...tableLines(recordColumns, recordRows(record)),
  ]);
}

/** The command that judges the forecasts of a baseline of any profession on its past. */
export function backtestCommand(): Command {
  return new Command('backtest')
    .description(
      'Forecast from every earlier year with what was known then, and write how good that was as JSON.',
    )
    .requiredOption('--baseline <file>', 'the baseline (data/schema/baseline.schema.json)')
    .requiredOption('--history <file>', 'what was seen in the past (data/schema/history.schema.json)')
    .option(
      '--draws <number>',
      'number of draws; 0 for the central runs alone, without bands',
      wholeFrom(0),
      usualDraws,
    )
    .option('--seed <number>', 'seed of the draws', wholeFrom(0), forecastDefaults.seed)
    .requiredOption('--out <file>', 'the track record; - writes it to standard output, and nothing else')
    .addHelpText(
      'after',
      `
Skill is the part of the error of a naive rule that is gone: 1 is perfect, below 0 the rule is better. The rules are
"same" (everything stays the same) and "trend" (the last three years' trend goes on).`,
    )
    .action(judge);
}
