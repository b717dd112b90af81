import { amountIn } from '#lib/model/amounts.ts';
import { drawValues } from '#lib/model/draws.ts';
import { exitTable, type ExitClass } from '#lib/model/exits.ts';
import { prepare, type Prepared, type PreparedTraining } from '#lib/model/prepare.ts';
import { routingMatrix } from '#lib/model/routing.ts';
import { simulate } from '#lib/model/simulate.ts';
import { rankRows, summarize } from '#pipelines/forecast.ts';
import { stockAges } from '#pipelines/period.ts';
import { forecastDefaults } from '#pipelines/settings.ts';
import { realBaseline } from '../model/real-baseline.ts';
import { bareLoop, type BareInput } from './bare-loop.ts';

const { draws, seed } = forecastDefaults;

function drawAll({ slots }: Prepared): Float64Array[] {
  return Array.from({ length: draws }, (_, run) => drawValues(slots, run + 1, seed));
}

/** The tables and numbers that the model works out for itself, as the bare loop is handed them. */
function bareInput(prepared: Prepared, drawn: readonly Float64Array[]): BareInput {
  const { years, ages, groups } = prepared;
  const exitClass = prepared.exitClasses[0] as ExitClass;
  const [first] = groups;
  const [entrants] = first?.entrants ?? [];
  if (!first || !entrants) throw new Error('the baseline has no entrants');
  return {
    years,
    stocks: groups.map(({ stock }) => stock.values),
    ftePerHead: first.ftePerHead.values,
    profile: entrants.ages.shares,
    stays: drawn.map((draw) => exitTable(exitClass, { draw, years, ages }).stay),
    entrants: drawn.map(() => entrants.headsPerYear.values),
  };
}

/** Something to time, and whether it is a part of something else that is. */
export interface Part {
  name: string;
  partOf?: 'model' | 'summary';
  includes: string;
  run: () => unknown;
}

/** The model and the bare loop over the same cells, then what the model and the summary are made of. */
export function forecastParts(): Part[] {
  const prepared = prepare(realBaseline);
  const { years, ages, groups, exitClasses } = prepared;
  const training = prepared.training as PreparedTraining;
  const drawn = drawAll(prepared);
  const input = bareInput(prepared, drawn);
  const simulation = simulate(realBaseline, { draws, seed });
  return [
    {
      name: 'model',
      includes:
        'simulate(): preparing, drawing, exits, training, routing, cohorts, flows, demand, central run',
      run: () => simulate(realBaseline, { draws, seed }),
    },
    {
      name: 'bare loop',
      includes: 'N[a+1] = N[a] × stay + entrants × profile and the FTE sum; handed the survival tables',
      run: () => bareLoop(input),
    },
    {
      name: 'preparing',
      partOf: 'model',
      includes: 'checks, look-ups and the distances from schools to places, once',
      run: () => prepare(realBaseline),
    },
    {
      name: 'drawing',
      partOf: 'model',
      includes: `${prepared.slots.length} values for each draw`,
      run: () => drawAll(prepared),
    },
    {
      name: 'exit tables',
      partOf: 'model',
      includes: `${exitClasses.length} table of ${years} years × ${ages} ages × 5 flows for each draw`,
      run: () => {
        for (const draw of drawn) {
          for (const exitClass of exitClasses) exitTable(exitClass, { draw, years, ages });
        }
      },
    },
    {
      name: 'routing',
      partOf: 'model',
      includes: `a matrix of ${training.catchment.steps.length} schools × ${groups.length} regions for each draw`,
      run: () => {
        for (const draw of drawn) {
          routingMatrix(training.catchment, amountIn(training.decayKm, draw), groups.length);
        }
      },
    },
    {
      name: 'summary',
      includes: 'summarize(): measures, five quantiles, chances, ranks and ages as rows, regions and nation',
      run: () => summarize(simulation, stockAges.from),
    },
    {
      name: 'ranks',
      partOf: 'summary',
      includes: 'the places of every region, in every draw and year',
      run: () => rankRows(simulation),
    },
  ];
}
