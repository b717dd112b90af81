import { z } from 'zod';
import { amount } from '#lib/model/baseline/amount.ts';

/** Shocks of one kind: the log of a factor that follows AR(1) from zero at the start. */
const shock = z.strictObject({
  sd: amount.describe('standard deviation of the log of the factor, in the long run'),
  correlation: z.number().min(0).max(0.999).describe('of one year with the next'),
});

/** How much years differ from each other for reasons that no assumption covers. */
export const noise = z.strictObject({
  exits: shock.optional().describe('all hazards of leaving'),
  entrants: shock.optional().describe('career changers and returners'),
  intake: shock.optional().describe('new first-years'),
  demand: shock.optional(),
});
export type Noise = z.infer<typeof noise>;
