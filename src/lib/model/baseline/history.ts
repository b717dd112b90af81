import { z } from 'zod';
import { year } from '#lib/model/baseline/amount.ts';
import { entrantFlows, exitFlows } from '#lib/model/flows.ts';

const heads = z
  .union([z.number().min(0), z.array(z.number().min(0)).min(1)])
  .describe('heads: all together, or a list by the single ages of the baseline');

const origin = z
  .enum(['published', 'loaded', 'derived', 'synthetic'])
  .optional()
  .describe('where the figure comes from (loaded); what is synthetic is reported apart');

const marked = z
  .string()
  .optional()
  .describe(
    'why the figure says little about the course (a numerus fixus, a new definition): it is not scored',
  );

/** People of a group on 1 January. */
const stockCount = z.strictObject({ group: z.string(), year, heads, origin, marked });

/** People who entered a group by one flow during a year. */
const entrantCount = z.strictObject({ group: z.string(), flow: z.enum(entrantFlows), year, heads, origin });

/** People who left a group by one flow during a year. */
const exitsSeen = z.strictObject({
  group: z.string(),
  flow: z.enum(exitFlows),
  year,
  heads: z.number().min(0),
  origin,
});

/** Students of a school on 1 October. */
const studentCount = z.strictObject({
  school: z.string(),
  track: z.string().optional().describe('all tracks together without it'),
  year,
  students: z.number().min(0),
  origin,
  marked,
});

/** A figure of any kind, such as the number of practices. */
const seriesCount = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  collection: z
    .string()
    .optional()
    .describe(
      'series of one kind and unit, which are forecast and judged together; each on its own without it',
    ),
  year,
  value: z.number().nullable().describe('null is unknown, not zero'),
  origin,
  marked,
});

/**
 * What was seen in the past, to judge forecasts by. Every count stands once; a year that is left out is unknown, not
 * zero.
 */
export const historySchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('praktijkbalans-history/1'),
    title: z.string().optional(),
    stock: z.array(stockCount).optional().describe('on 1 January'),
    entrants: z
      .array(entrantCount)
      .optional()
      .describe('during a year; a flow that a group gives in one year is unknown in the years it leaves out'),
    exits: z.array(exitsSeen).optional().describe('during a year'),
    students: z.array(studentCount).optional().describe('on 1 October'),
    series: z.array(seriesCount).optional().describe('any other yearly figures'),
  })
  .meta({
    id: 'History',
    title: 'History of Praktijkbalans',
    description: 'What was seen in the past, to judge forecasts by.',
  });
export type History = z.infer<typeof historySchema>;
