import { Command } from 'commander';
import { buildBaseline } from '#pipelines/baseline.ts';
import { say } from '#pipelines/commands/arguments.ts';
import { documentText, writeWhole } from '#pipelines/documents.ts';
import { realEffects } from '#pipelines/effects.ts';
import { intakeForecast } from '#pipelines/enrolment.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { horizonYear } from '#pipelines/period.ts';
import { placeRows } from '#pipelines/placements.ts';
import { projectPopulation } from '#pipelines/population.ts';
import { readBands } from '#pipelines/series.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import { startingStocks } from '#pipelines/stock.ts';

async function writeBaseline({ out }: { out: string }): Promise<void> {
  const readings = await readReference(referenceFolder, realEffects);
  const baseline = buildBaseline({
    readings,
    population: projectPopulation(readings, horizonYear),
    stocks: startingStocks(readings, { practices: [], staff: [] }),
    places: placeRows(readings, { practices: [], places: [] }, () => NaN),
    enrolment: intakeForecast(readings, await readBands(realEffects)),
  });
  await writeWhole(out, documentText(baseline));
  say(`Wrote ${out}: ${baseline.groups.length} regions, ${baseline.startYear} to ${baseline.horizonYear}.`);
}

/** The command that writes our own baseline as a file, to project and solve with. */
export function baselineCommand(): Command {
  return new Command('baseline')
    .description('Write the baseline of the 28 regions, made of the reference data, as a file.')
    .requiredOption('--out <file>', 'the baseline (data/schema/baseline.schema.json)')
    .action(writeBaseline);
}
