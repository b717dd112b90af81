import { join, resolve } from 'node:path';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { say } from '#pipelines/commands/arguments.ts';
import { displayFor } from '#pipelines/display.ts';
import { projectFolder } from '#pipelines/paths.ts';
import { readLedger } from '#pipelines/refresh/ledger.ts';
import { realOutside, type Outside } from '#pipelines/refresh/outside.ts';
import { chosenSources, publicSources } from '#pipelines/refresh/public-sources.ts';
import { refresh } from '#pipelines/refresh/refresh.ts';
import { acceptableCodes, type AcceptableCode } from '#pipelines/refresh/refusal.ts';
import { listed, listLines, summarize, summaryLines } from '#pipelines/refresh/report.ts';
import type { Session } from '#pipelines/refresh/request.ts';

interface RefreshOptions {
  list?: boolean;
  into: string;
  accept: AcceptableCode[];
  pause: number;
  mirror?: string;
  json?: boolean;
}

const limits = { idle: 60_000, whole: 3_600_000 };

function seconds(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value <= 600) return value;
  throw new InvalidArgumentError('Expected a number of seconds from 0 to 600.');
}

function webAddress(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('Expected a web address, such as https://mirror.example.org/.');
}

async function list(folder: string, json: boolean | undefined): Promise<void> {
  const ledger = await readLedger(folder);
  if (json)
    return say(
      JSON.stringify(
        publicSources.map((source) => listed(source, ledger)),
        null,
        2,
      ),
    );
  publicSources.flatMap((source) => listLines(source, ledger)).forEach(say);
}

async function run(keys: string[], options: RefreshOptions, outside: Outside): Promise<void> {
  const folder = resolve(options.into);
  const { json } = options;
  if (options.list) return list(folder, json);
  const sources = chosenSources(keys, await readLedger(folder));
  const session: Session = {
    outside,
    pause: options.pause * 1000,
    limits,
    mirror: options.mirror ?? null,
    lastEnd: null,
    answered: false,
  };
  const outcomes = await refresh({ folder, sources, accept: options.accept, session }, displayFor({ json }));
  const unasked = sources.filter(({ key, verified }) => !verified && !keys.includes(key));
  const summary = summarize(outcomes, {
    answered: session.answered,
    excused: new Set(unasked.map(({ key }) => key)),
  });
  process.exitCode = summary.exitCode;
  if (json) return say(JSON.stringify({ folder, ...summary }, null, 2));
  summaryLines(summary, sources, folder).forEach(say);
}

/** The command that fetches public files. */
export function refreshCommand(outside: Outside = realOutside): Command {
  return new Command('refresh')
    .description('Fetch public files of DUO, CBS and PDOK, for “build --raw”.')
    .addArgument(
      new Argument('[source...]', 'what to fetch; everything that is not a stand-in, when left out').choices(
        publicSources.map(({ key }) => key),
      ),
    )
    .option('--list', 'say what there is and what of it is here, and fetch nothing')
    .option('--into <folder>', 'folder for the files', join(projectFolder, 'data/raw/public'))
    .addOption(
      new Option('--accept <code...>', 'take over a file all the same that was refused for this')
        .choices(acceptableCodes)
        .default([]),
    )
    .option('--pause <seconds>', 'rest between two requests', seconds, 1)
    .option('--mirror <address>', 'server that has copies, each under the host of its publisher', webAddress)
    .option('--json', 'print what became of each file as JSON, and nothing else')
    .addHelpText(
      'after',
      `
A file stays in place until the new one is complete and found good. A fetch that was broken off is continued next time.
Exit code 3: something is taken over only with --accept. Without a connection everything stays as it is: exit code 0
when there is something to keep, otherwise 1.`,
    )
    .action((keys: string[], options: RefreshOptions) => run(keys, options, outside));
}
