import { Command } from 'commander';
import { listOf, say, wholeFrom } from '#pipelines/commands/arguments.ts';
import { forecastSeriesFile } from '#pipelines/series.ts';

interface SeriesOptions {
  in: string;
  horizon: number;
  levels: number[];
  out: string;
}

async function series({ in: from, horizon, levels, out }: SeriesOptions): Promise<void> {
  const made = await forecastSeriesFile({ in: from, horizon, levels, out });
  say(`Forecast ${made.series} series ${horizon} years ahead: ${made.rows} rows in ${out}.`);
  if (made.extrapolatedFrom !== null)
    say(`Bands from ${made.extrapolatedFrom} years ahead on are extrapolated: they grow as they did before.`);
}

/** The command that forecasts short yearly series, from file to file. */
export function seriesCommand(): Command {
  return new Command('series')
    .description('Forecast short yearly series (id, year, value) with bands.')
    .requiredOption('--in <file>', 'CSV with the columns id, year and value; others are ignored')
    .requiredOption('--horizon <years>', 'years ahead', wholeFrom(1))
    .option('--levels <list>', 'bands in percent, with commas', listOf(Number), [50, 80, 95])
    .requiredOption('--out <file>', 'CSV with a row for every series and year ahead')
    .action(series);
}
