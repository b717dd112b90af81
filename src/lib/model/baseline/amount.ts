import { z } from 'zod';
import { statuses } from '#lib/domain/status.ts';

const numbers = z.array(z.number());

/** A year of the calendar. */
export const year = z.int().min(1900).max(2200);

/** One number, a list, or a list of lists; what the positions mean is said where it is used. */
const values = z.union([z.number(), numbers, z.array(numbers)]);

/**
 * A figure that may depend on assumptions: `values`, multiplied by every assumption in `times` and divided by
 * every one in `per`. A number or a list on its own is short for `{ values }`.
 */
export const amount = z
  .union([
    values,
    z.strictObject({
      values,
      times: z.array(z.string()).optional().describe('assumptions that multiply the values'),
      per: z.array(z.string()).optional().describe('assumptions that divide the values'),
    }),
  ])
  .meta({
    id: 'Amount',
    description:
      'A number, a list, or a list of lists; or { values, times, per }: the values multiplied by the assumptions in times and divided by those in per.',
  });
export type Amount = z.infer<typeof amount>;

/** An amount with its assumptions, written out. */
export interface FullAmount {
  values: number | number[];
  times?: string[];
  per?: string[];
}

/** Groups that a rule holds for: their ids, or all of them. */
export const groupChoice = z
  .union([z.literal('*'), z.array(z.string()).min(1)])
  .describe('ids of groups, or "*" for all of them');
export type GroupChoice = z.infer<typeof groupChoice>;

export const status = z
  .enum(statuses)
  .describe('what is known of the figure; measured unless it says otherwise');

const localized = z.union([z.string(), z.strictObject({ nl: z.string(), en: z.string() })]);

/** One uncertain input: low, central and high are its 10th, 50th and 90th percentile. */
export const assumption = z
  .strictObject({
    label: localized.optional(),
    unit: z.string().optional(),
    low: z.number(),
    central: z.number(),
    high: z.number(),
    min: z.number().describe('draws are cut here'),
    max: z.number().describe('draws are cut here'),
    scale: z
      .enum(['identity', 'log', 'logit'])
      .describe('drawn on this scale: logit for shares, log for positive figures, identity for growth'),
    perGroup: z.boolean().optional().describe('drawn apart for every group instead of once for all'),
    status: status.optional(),
    source: localized.optional(),
  })
  .meta({ id: 'Assumption', description: 'low, central and high are the 10th, 50th and 90th percentile' });
