import { z } from 'zod';
import { amount, assumption, year } from '#lib/model/baseline/amount.ts';
import { demandRow } from '#lib/model/baseline/demand.ts';
import { noise } from '#lib/model/baseline/noise.ts';
import {
  entrantRow,
  exitCount,
  exitRow,
  fteRow,
  intakeRow,
  moveRow,
  pensionRow,
  stockRow,
} from '#lib/model/baseline/stock.ts';
import { training } from '#lib/model/baseline/training.ts';

/** A unit with a stock of its own: a region, a sex, a discipline. */
const group = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  inhabitants: z
    .array(z.number().min(0))
    .optional()
    .describe('on every 1 January of the run, to express a gap per 10,000'),
});

/**
 * Everything that the model needs, as one plain object. States hold on 1 January; a run has the years from
 * `startYear` to `horizonYear`; ages run from `ages.from` to `ages.to`, of which the last is open.
 */
export const baselineSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('praktijkbalans-baseline/1'),
    title: z.string(),
    startYear: year,
    horizonYear: year,
    ages: z
      .strictObject({ from: z.int().min(0), to: z.int().max(130) })
      .optional()
      .describe('single ages, the last one open; without it people have no age'),
    groups: z.array(group).min(1),
    assumptions: z.record(z.string(), assumption).optional().describe('uncertain inputs by key'),
    stock: z.array(stockRow),
    fte: z.array(fteRow).optional().describe('1 FTE per head without it'),
    exits: z.array(exitRow).describe('every group needs a rate; 0 is one'),
    exitCounts: z.array(exitCount).optional(),
    pension: z.array(pensionRow).optional(),
    entrants: z.array(entrantRow).optional(),
    entrantExposure: amount
      .optional()
      .describe('part of a year for which entrants are exposed to the exits of the year they enter in (0)'),
    moves: z.array(moveRow).optional(),
    intakes: z.array(intakeRow).optional(),
    training: training.optional(),
    noise: noise.optional(),
    demand: z.array(demandRow).optional(),
  })
  .meta({
    id: 'Baseline',
    title: 'Baseline of Praktijkbalans',
    description:
      'Everything that the model needs of a profession. States hold on 1 January, from startYear to horizonYear; ages run from ages.from to ages.to, of which the last is open. Examples: data/examples/README.md.',
  });
export type Baseline = z.infer<typeof baselineSchema>;
