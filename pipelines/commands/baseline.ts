import { Command } from 'commander';
import { deliver } from '#pipelines/commands/output.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { referenceBaseline } from '#pipelines/reference-baseline.ts';
import { readBands } from '#pipelines/series.ts';
import { readReference } from '#pipelines/sources/reference.ts';

async function writeBaseline({ out }: { out: string }): Promise<void> {
  const readings = await readReference(referenceFolder, realEffects);
  const baseline = referenceBaseline(readings, await readBands(realEffects));
  await deliver(baseline, out, () => [
    `${baseline.title}: ${baseline.groups.length} regions, ${baseline.startYear} to ${baseline.horizonYear}.`,
  ]);
}

/** The command that writes our own baseline as a file, to project and solve with. */
export function baselineCommand(): Command {
  return new Command('baseline')
    .description('Write the baseline of the 28 regions, made of the reference data, as a file.')
    .requiredOption('--out <file>', 'the baseline (data/schema/baseline.schema.json)')
    .action(writeBaseline);
}
