import { forecastDefaults } from '#pipelines/settings.ts';
import { realBaseline } from '../model/real-baseline.ts';
import { forecastParts, type Part } from './forecast-parts.ts';
import type { ResultTable } from './table.ts';
import { median, shown, span, timeOf } from './timing.ts';

/** Rounds that count, after one that does not. In each round every part runs once, one after another. */
const rounds = 7;

type Timed = Part & { ms: number[] };

async function timeInTurns(parts: readonly Part[]): Promise<Timed[]> {
  const timed = parts.map((part): Timed => ({ ...part, ms: [] }));
  for (let round = 0; round <= rounds; round++) {
    for (const { run, ms } of timed) {
      const took = await timeOf(run);
      if (round > 0) ms.push(took);
    }
  }
  return timed;
}

/** What is left of the model when the parts that were timed are taken off, round by round. */
function restOf(model: Timed, parts: readonly Timed[]): Omit<Timed, 'run'> {
  return {
    name: 'the rest',
    partOf: 'model',
    includes: 'students, cohorts, flows and demand (by subtraction)',
    ms: model.ms.map((took, round) => parts.reduce((rest, { ms }) => rest - (ms[round] ?? NaN), took)),
  };
}

/** The model beside the bare loop, in turns within one run, and what both the model and the summary consist of. */
export async function benchForecast(): Promise<ResultTable[]> {
  const timed = await timeInTurns(forecastParts());
  const [model, bare] = timed;
  if (!model || !bare) throw new Error('nothing was timed');
  const ofModel = timed.filter(({ partOf }) => partOf === 'model');
  const others = timed.filter((part) => part !== model && !ofModel.includes(part) && part !== bare);
  const { groups, ages, startYear, horizonYear } = realBaseline;
  const cells = `${groups.length} regions × ${ages.to - ages.from + 1} ages × ${horizonYear - startYear} years`;
  return [
    {
      title: `forecast: ${cells} × ${forecastDefaults.draws} draws, one core, ${rounds} rounds of all rows in turn`,
      columns: ['work', 'median ms', 'min–max ms', '× bare loop', 'includes'],
      rows: [bare, model, ...ofModel, restOf(model, ofModel), ...others].map(
        ({ name, partOf, includes, ms }) => [
          partOf ? `  ${name}` : name,
          shown(median(ms)),
          span(ms),
          median(ms.map((took, round) => took / (bare.ms[round] ?? NaN))).toFixed(2),
          partOf ? `of the ${partOf}: ${includes}` : includes,
        ],
      ),
    },
  ];
}
