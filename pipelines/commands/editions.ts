import { resolve } from 'node:path';
import { Command } from 'commander';
import { UserError } from '#lib/domain/errors.ts';
import { currentId, switchTo } from '#lib/server/editions.ts';
import { findEdition, listEditions } from '#lib/server/editions/catalogue.ts';
import { compareEditions } from '#lib/server/editions/compare.ts';
import { openEdition } from '#lib/server/edition.ts';
import { pruneEditions } from '#lib/server/editions/prune.ts';
import { say, wholeFrom } from '#pipelines/commands/arguments.ts';
import { differenceLines } from '#pipelines/editions/difference.ts';
import { editionJson, listLines, showLines } from '#pipelines/editions/text.ts';
import { removeUnused } from '#pipelines/kept-files.ts';
import { settings } from '#pipelines/settings.ts';

/** Editions that stay when old ones are removed. */
const usualKeep = 10;

interface Options {
  editions: string;
  json?: boolean;
}

/** Prints an answer for a machine or for a person. */
function answer({ json }: Options, document: unknown, lines: () => readonly string[]): void {
  if (json) say(JSON.stringify(document, null, 2));
  else lines().forEach(say);
}

async function list(options: Options): Promise<void> {
  const editions = await listEditions(resolve(options.editions));
  answer(options, editions.map(editionJson), () => listLines(editions));
}

async function show(text: string, options: Options): Promise<void> {
  const root = resolve(options.editions);
  const id = await findEdition(root, text);
  const listed = (await listEditions(root)).find((edition) => edition.id === id);
  if (!listed) throw new UserError(`no edition ${id} in ${root}`);
  answer(options, { ...editionJson(listed), manifest: listed.manifest }, () => showLines(listed));
}

async function diff(first: string, second: string, options: Options): Promise<void> {
  const root = resolve(options.editions);
  const [before, after] = [await findEdition(root, first), await findEdition(root, second)];
  const found = await compareEditions(root, { before, after });
  answer(options, found, () => differenceLines(found));
}

async function change(text: string, options: Options): Promise<void> {
  const root = resolve(options.editions);
  const id = await findEdition(root, text);
  const before = await currentId(root);
  const edition = await openEdition(root, id);
  await edition.close();
  await switchTo(root, id);
  answer(options, { id, before: before ?? null }, () => [
    before === id
      ? `Edition ${id} was in use already.`
      : `Edition ${id} is in use; "editions switch previous" goes back to ${before}.`,
  ]);
}

async function prune({ keep, ...options }: Options & { keep: number }): Promise<void> {
  const root = resolve(options.editions);
  let files: string[] = [];
  const { removed, left } = await pruneEditions(root, keep, {
    onWait: ({ since }) =>
      process.stderr.write(`waiting for a build that is at work since ${since.toISOString()}\n`),
    then: async ({ left: editions }) => {
      const known = editions.flatMap(({ manifest }) => manifest ?? []);
      // A manifest that cannot be read may name any file.
      if (known.length === editions.length) files = await removeUnused(root, known);
    },
  });
  const ids = removed.map(({ id }) => id);
  answer(options, { removed: ids, files, left: left.map(({ id }) => id) }, () => [
    ...ids.map((id) => `Removed edition ${id}.`),
    ...(files.length > 0 ? [`Kept files that no edition needs any more, removed: ${files.length}.`] : []),
    `${left.length} editions are left.`,
  ]);
}

function part(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--editions <folder>', 'folder that holds the editions', settings.editions)
    .option('--json', 'print the answer as JSON, and nothing else');
}

/** The command that lists, compares, switches and removes editions. */
export function editionsCommand(): Command {
  const id = 'an id, the beginning of one, current or previous';
  return new Command('editions')
    .description('List the editions that were built, compare two, go back to one, remove old ones.')
    .addCommand(part('list', 'Every edition, newest first, each checked.').action(list))
    .addCommand(
      part('show', 'What an edition was made with, and from.').argument('<edition>', id).action(show),
    )
    .addCommand(
      part(
        'diff',
        'Which figures changed from one edition to another: by data, by the model, or by the world.',
      )
        .argument('<before>', id)
        .argument('<after>', id)
        .action(diff),
    )
    .addCommand(
      part('switch', 'Put an edition into use; "switch previous" undoes the last switch.')
        .argument('<edition>', id)
        .action(change),
    )
    .addCommand(
      part('prune', 'Remove old editions; the one in use and the one before it always stay.')
        .option('--keep <number>', 'editions to keep, newest first', wholeFrom(1), usualKeep)
        .action(prune),
    );
}
