import { Command, CommanderError } from 'commander';
import { UserError } from '#lib/domain/errors.ts';
import { ModelError } from '#lib/model/error.ts';
import { backtestCommand } from '#pipelines/commands/backtest.ts';
import { bandCommand } from '#pipelines/commands/band.ts';
import { baselineCommand } from '#pipelines/commands/baseline.ts';
import { buildCommand } from '#pipelines/commands/build.ts';
import { checkCommand } from '#pipelines/commands/check.ts';
import { editionsCommand } from '#pipelines/commands/editions.ts';
import { importCommand } from '#pipelines/commands/import.ts';
import { projectCommand } from '#pipelines/commands/project.ts';
import { refreshCommand } from '#pipelines/commands/refresh.ts';
import { publishCommand } from '#pipelines/commands/publish.ts';
import { seriesCommand } from '#pipelines/commands/series.ts';
import { solveCommand } from '#pipelines/commands/solve.ts';
import { NotReady, verdictCodes } from '#pipelines/compare/verdict.ts';
import { startCommand } from '#pipelines/commands/start.ts';
import { synthesizeCommand } from '#pipelines/commands/synthesize.ts';
import { templatesCommand } from '#pipelines/commands/templates.ts';

/** Exit codes: wrong input, a wrong command line, and a fault of our own. */
const exitCodes = { input: 1, usage: 2, fault: 70 };

const exitHelp = `
Exit codes: 0 done; 1 the input is wrong; 2 the command line is wrong; 3 something must be accepted first; 70 a fault in Praktijkbalans.`;

const program = new Command('praktijkbalans')
  .description('Forecast of the shortage of doktersassistenten in 28 Dutch regions.')
  .addHelpText('after', exitHelp)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) });

for (const command of [
  startCommand(),
  buildCommand(),
  checkCommand(),
  importCommand(),
  editionsCommand(),
  publishCommand(),
  refreshCommand(),
  templatesCommand(),
  bandCommand(),
  synthesizeCommand(),
  baselineCommand(),
  projectCommand(),
  solveCommand(),
  seriesCommand(),
  backtestCommand(),
]) {
  program.addCommand(command.copyInheritedSettings(program));
  for (const part of command.commands) part.copyInheritedSettings(command);
}

// A reader that has seen enough, such as head, closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

function fail(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
  if (error instanceof NotReady) {
    process.stderr.write(`error: ${error.message}\n`);
    return verdictCodes[error.verdict];
  }
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
