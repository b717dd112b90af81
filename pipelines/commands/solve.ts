import { Command, InvalidArgumentError } from 'commander';
import type { Advice } from '#lib/model/solve/advice.ts';
import type { Sources } from '#lib/model/simulate.ts';
import { listOf, parseSources, wholeFrom } from '#pipelines/commands/arguments.ts';
import { deliver } from '#pipelines/commands/output.ts';
import { realEffects } from '#pipelines/effects.ts';
import { forecastDefaults } from '#pipelines/settings.ts';
import { solveFiles } from '#pipelines/solve.ts';

function parseIds(text: string): string[] {
  const ids = listOf(String)(text);
  if (ids.every((id) => id !== '')) return ids;
  throw new InvalidArgumentError('Expected ids with commas.');
}

function parseChance(text: string): number {
  const chance = Number(text);
  if (text.trim() !== '' && chance > 0 && chance <= 1) return chance;
  throw new InvalidArgumentError('Expected a number above 0, at most 1.');
}

function parsePhase(text: string): number[] {
  const phase = listOf((part) => (part === '' ? NaN : Number(part)))(text);
  if (phase.every((share) => share >= 0 && share <= 1) && phase.some((share) => share > 0)) return phase;
  throw new InvalidArgumentError('Expected shares from 0 to 1 with commas, not all of them 0.');
}

function oneOf<T extends string>(...choices: readonly T[]): (text: string) => T {
  return (text) => {
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`Expected ${choices.join(' or ')}.`);
  };
}

function rounded(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1, useGrouping: false });
}

function percent(share: number): string {
  return `${rounded(share * 100)} %`;
}

/** What the answer says, in two to four sentences. */
export function summaryOf(advice: Advice): string[] {
  const { year, chance, intake, required, bounds, check, from, phase, firstPossibleYear } = advice;
  const who = advice.for.join(', ');
  const lines: string[] = [];
  const whole = Math.min(intake.years.length, phase.length) - 1;
  const asked = `with a chance of ${percent(chance)} by 1 January ${year}`;
  if (intake.needed && advice.status === 'possible') {
    const now = rounded(intake.now[whole] ?? NaN);
    const needed = rounded(intake.needed[whole] ?? NaN);
    const times = intake.factor === null ? '' : ` (${intake.factor.toFixed(3)} times)`;
    lines.push(
      `${who}: ${needed} first-years a year from ${from + whole} on instead of ${now}${times} close the gap ${asked}.`,
    );
  } else if (advice.status === 'already-closed') {
    lines.push(`${who}: the gap is closed ${asked} even without any new first-years.`);
  } else {
    const first =
      firstPossibleYear === null
        ? `nor by any year up to ${advice.lookedUntil}`
        : `first by ${firstPossibleYear}`;
    lines.push(`${who}: not possible ${asked}, ${first}. ${advice.reason?.text ?? ''}`.trim());
  }
  if (required.q10 && required.q50 && required.q90)
    lines.push(
      `Over the draws the gap asks for ${rounded(required.q50.heads)} first-years (80 %: ${rounded(required.q10.heads)} to ${rounded(required.q90.heads)}), if places were no limit.`,
    );
  if (advice.scaling === 'apart' && advice.intakeBySchool) {
    const each = advice.intakeBySchool.map(
      ({ id, now, heads }) => `${id} ${rounded(now)} → ${rounded(heads)}`,
    );
    lines.push(`First-years by school: ${each.join(', ')}.`);
  }
  const bound = bounds.named;
  if (bound?.largest)
    lines.push(
      `With that chance there is a place for everybody up to ${rounded(bound.largest.heads)} first-years; then ${bound.group} runs out in period ${bound.period} of ${bound.schoolYear}/${bound.schoolYear + 1}.`,
    );
  if (advice.extraPlacesTotal !== null && advice.extraPlacesTotal > 0)
    lines.push(`It takes ${rounded(advice.extraPlacesTotal)} extra school-year places.`);
  else if (check && check.runs > 1)
    lines.push(`In real runs with all limits it is closed with a chance of ${percent(check.closed)}.`);
  return lines;
}

interface SolveOptions {
  baseline: string;
  scenario?: string;
  for: string[];
  year: number;
  from?: number;
  chance: number;
  phase?: number[];
  places: 'fixed' | 'free';
  placesIn: 'named' | 'all';
  schools: 'together' | 'apart';
  draws: number;
  seed: number;
  sources?: Sources;
  out: string;
}

/** Without people: they hardly move a chance, and then the answer is exact. */
const usualSources: Sources = { assumptions: true, years: true, people: false };

async function solve({ out, sources = usualSources, ...request }: SolveOptions): Promise<void> {
  const advice = await solveFiles({ ...request, sources }, realEffects);
  await deliver(advice, out, () => summaryOf(advice));
}

/** The command that says which intake closes a gap, from file to file, without a database. */
export function solveCommand(): Command {
  return new Command('solve')
    .description('Find the smallest first-year intake that closes a gap, and write the answer as JSON.')
    .requiredOption('--baseline <file>', 'the baseline (data/schema/baseline.schema.json)')
    .option('--scenario <file>', 'what is done differently (data/schema/scenario.schema.json)')
    .requiredOption('--for <ids>', 'ids of groups, schools or intakes, with commas', parseIds)
    .requiredOption('--year <year>', 'the gap must be closed on 1 January of this year', wholeFrom(0))
    .option('--from <year>', 'the first intake that can be changed (default: the start year)', wholeFrom(0))
    .option('--chance <share>', 'the chance with which it must be closed', parseChance, 0.8)
    .option(
      '--phase <shares>',
      'how much of the change holds in the 1st, 2nd, … intake; the last one holds on (default: 1)',
      parsePhase,
    )
    .option('--places <how>', 'fixed, or free to add some', oneOf('fixed', 'free'), 'fixed')
    .option(
      '--places-in <where>',
      'where every student needs a place: in the groups named, or in all',
      oneOf('named', 'all'),
      'named',
    )
    .option(
      '--schools <how>',
      'which feed a region: together by one factor, or apart (with --places free)',
      oneOf('together', 'apart'),
      'together',
    )
    .option(
      '--draws <number>',
      'number of draws; 0 for the central run alone',
      wholeFrom(0),
      forecastDefaults.draws,
    )
    .option('--seed <number>', 'seed of the draws', wholeFrom(0), forecastDefaults.seed)
    .option(
      '--sources <list>',
      'what is drawn: assumptions, years, people; or none (default: assumptions,years)',
      parseSources,
    )
    .requiredOption('--out <file>', 'the answer; - writes it to standard output, and nothing else')
    .action(solve);
}
