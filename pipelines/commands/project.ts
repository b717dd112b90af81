import { Command } from 'commander';
import { partNames, type Part } from '#lib/model/attribute/factors.ts';
import { selectionsOf, type Result, type SelectionResult } from '#lib/model/result.ts';
import { allSources, type Sources } from '#lib/model/simulate.ts';
import { parseSources, wholeFrom } from '#pipelines/commands/arguments.ts';
import type { WhySelection } from '#lib/model/why.ts';
import { deliver } from '#pipelines/commands/output.ts';
import { realEffects } from '#pipelines/effects.ts';
import { projectFiles } from '#pipelines/project.ts';
import { forecastDefaults } from '#pipelines/settings.ts';

function rounded(value: number | null | undefined): string {
  if (value === null || value === undefined) return 'unknown';
  return value.toLocaleString('en', { maximumFractionDigits: 1, useGrouping: false });
}

/** What happens to a selection between the first year and the last, on one line. */
function summaryLine({ startYear, horizonYear }: Result, selection: SelectionResult): string {
  const { name, quantities, chanceOfShortage } = selection;
  const path = (key: 'supply_fte' | 'demand_fte') => {
    const central = quantities[key]?.central;
    return `${rounded(central?.[0])} to ${rounded(central?.at(-1))} FTE`;
  };
  const supply = `${name}, ${startYear} to ${horizonYear}: supply ${path('supply_fte')}`;
  const gap = quantities.gap_fte;
  if (!gap) return `${supply}; demand unknown`;
  const band =
    gap.q10.at(-1) == null ? '' : ` (80 %: ${rounded(gap.q10.at(-1))} to ${rounded(gap.q90.at(-1))})`;
  const chance = chanceOfShortage?.at(-1);
  const short = chance == null ? '' : `, chance of a shortage ${Math.round(chance * 100)} %`;
  return `${supply}, demand ${path('demand_fte')}; gap ${rounded(gap.central.at(-1))} FTE${band}${short}`;
}

/** The largest parts of the change of the gap, on one line. */
function whyLine({ horizonYear }: Result, { years }: WhySelection): string | undefined {
  const last = years.at(-1);
  if (last?.from == null || last.to == null) return undefined;
  const known = Object.entries(last.parts).flatMap(([part, fte]) =>
    fte ? [{ name: partNames[part as Part].en, fte }] : [],
  );
  const said = known
    .sort((a, b) => Math.abs(b.fte) - Math.abs(a.fte))
    .map(({ name, fte }) => `${name.toLowerCase()} ${fte > 0 ? '+' : '−'}${rounded(Math.abs(fte))}`);
  return `Why the gap changes by ${rounded(last.to - last.from)} FTE to ${horizonYear}: ${said.join(', ')}.`;
}

interface ProjectOptions {
  baseline: string;
  scenario?: string;
  draws: number;
  seed: number;
  sources?: Sources;
  ages?: boolean;
  why?: boolean;
  out: string;
}

async function project({ ages, why, out, sources = allSources, ...request }: ProjectOptions): Promise<void> {
  const result = await projectFiles({ ...request, sources, withAges: ages, withWhy: why }, realEffects);
  const { title, scenario, draws, seed } = result;
  const [whole] = selectionsOf(result);
  const [change] = result.why?.change ?? [];
  const reason = change && whyLine(result, change);
  await deliver(result, out, () => [
    `${title}${scenario === null ? '' : `, scenario ${scenario}`}: ${draws} draws, seed ${seed}.`,
    ...(whole ? [summaryLine(result, whole)] : []),
    ...(reason ? [reason] : []),
  ]);
}

/** The command that projects a baseline of any profession, from file to file, without a database. */
export function projectCommand(): Command {
  return new Command('project')
    .description('Project a baseline file of any profession, and write what comes out as JSON.')
    .requiredOption('--baseline <file>', 'the baseline (data/schema/baseline.schema.json)')
    .option('--scenario <file>', 'what is done differently (data/schema/scenario.schema.json)')
    .option(
      '--draws <number>',
      'number of draws; 0 for the central run alone',
      wholeFrom(0),
      forecastDefaults.draws,
    )
    .option('--seed <number>', 'seed of the draws', wholeFrom(0), forecastDefaults.seed)
    .option(
      '--sources <list>',
      'what is drawn: assumptions, years, people; or none (default: all of them)',
      parseSources,
    )
    .option('--why', 'split the change of the gap, and its difference from the baseline, over eight factors')
    .option('--ages', 'give the central stock by single age too')
    .requiredOption('--out <file>', 'the result; - writes it to standard output, and nothing else')
    .addHelpText('after', '\nThe format is explained by an example in data/examples/README.md.')
    .action(project);
}
