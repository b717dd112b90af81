import { resolve } from 'node:path';
import { Command } from 'commander';
import { checkedManifest } from '#lib/server/editions.ts';
import { findEdition } from '#lib/server/editions/catalogue.ts';
import { say } from '#pipelines/commands/arguments.ts';
import { publishParquet } from '#pipelines/parquet/publication.ts';
import { settings } from '#pipelines/settings.ts';

interface PublishOptions {
  parquet: string;
  edition: string;
  editions: string;
  json?: boolean;
}

async function publish({ parquet, edition, editions, json }: PublishOptions): Promise<void> {
  const root = resolve(editions);
  const manifest = await checkedManifest(root, await findEdition(root, edition));
  const files = await publishParquet(root, manifest, parquet);
  const written = files.map(({ file, rows, bytes, sha256 }) => ({ file, rows, bytes, sha256 }));
  if (json)
    return say(JSON.stringify({ edition: manifest.id, folder: resolve(parquet), files: written }, null, 2));
  for (const { file, rows } of written) say(`${file}: ${rows} rows`);
  say(`Wrote the open tables of edition ${manifest.id} to ${parquet}, with datapackage.json.`);
}

/** The command that writes what is open of an edition for other programs to read. */
export function publishCommand(): Command {
  return new Command('publish')
    .description(
      'Write the open figures and forecasts of an edition as Parquet files with a datapackage.json.',
    )
    .requiredOption('--parquet <folder>', 'folder for the files; only an earlier publication is replaced')
    .option('--edition <edition>', 'an id, the beginning of one, current or previous', 'current')
    .option('--editions <folder>', 'folder that holds the editions', settings.editions)
    .option('--json', 'print what was written as JSON, and nothing else')
    .addHelpText(
      'after',
      `
Tables about single practices and schools, and names and values from the regions' own files, never go out.`,
    )
    .action(publish);
}
