import { z } from 'zod';
import { amount, groupChoice } from '#lib/model/baseline/amount.ts';

/** What is asked of a group, or of several together, in FTE. */
export const demandRow = z.strictObject({
  id: z.string().optional().describe('name of the set; that of its group without it'),
  group: z.string().optional(),
  groups: groupChoice.optional().describe('several groups that share one demand'),
  fte: amount
    .optional()
    .describe('FTE at the start; or a list for every 1 January, which is then the whole demand'),
  unfilledShare: amount.optional().describe('without fte: demand at the start is supply ÷ (1 − this share)'),
  volumeIndex: z
    .array(z.number().min(0))
    .optional()
    .describe('volume (population × contacts) on every 1 January relative to the first; 1 without it'),
  indexParts: z
    .array(z.array(z.number().min(0)))
    .optional()
    .describe('further indices by year that multiply the demand'),
  growth: z.array(amount).optional().describe('yearly growth beyond the indices; the terms add up'),
});
export type DemandRow = z.infer<typeof demandRow>;
