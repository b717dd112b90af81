import { z } from 'zod';
import { amount, groupChoice, status, year } from '#lib/model/baseline/amount.ts';
import { entrantFlows, exitFlows } from '#lib/model/flows.ts';

const byAge = 'one number for every age, or a list by single age';
const byAgeAndYear = `${byAge}, or one such list for every year (a list of one number holds for every age)`;
const byYear = 'one number for every year, or a list by year';

/** People in a group on 1 January of the start year, by single age or in bands of ages. */
export const stockRow = z.union([
  z.strictObject({
    group: z.string(),
    status: status.optional(),
    heads: amount.describe(`heads on 1 January of the start year: ${byAge}`),
  }),
  z.strictObject({
    group: z.string(),
    status: status.optional(),
    bands: z
      .array(z.strictObject({ from: z.int(), to: z.int(), heads: z.number().min(0) }))
      .min(1)
      .describe('heads in bands of ages, which become single ages by a monotone spline'),
  }),
]);
export type StockRow = z.infer<typeof stockRow>;

export const fteRow = z.strictObject({
  groups: groupChoice,
  ftePerHead: amount.describe(`FTE of one head: ${byAgeAndYear} (states, so years + 1 lists)`),
});

/** The part of every risk row that says whom it is for. */
const risk = { groups: groupChoice, flow: z.enum(exitFlows) };

/** A risk of leaving within a year; the hazards of several rows for one flow add up. */
export const exitRow = z.union([
  z.strictObject({
    ...risk,
    exitHazard: amount.describe(`hazard per person-year, by age on 1 January: ${byAgeAndYear}`),
  }),
  z.strictObject({
    ...risk,
    exitProbability: amount.describe(
      `probability of leaving within a year by this flow alone, by age on 1 January: ${byAgeAndYear}`,
    ),
  }),
]);
export type ExitRow = z.infer<typeof exitRow>;

/** What a group observed of one flow itself: its own rate is shrunk towards that of all groups together. */
export const exitCount = z.strictObject({
  group: z.string(),
  flow: z.enum(exitFlows),
  exits: z.number().min(0).describe('people seen to leave by this flow'),
  personYears: z.number().positive().describe('years that people were observed, summed'),
});

/**
 * Retirement around the state pension (AOW) age of each birth cohort. The share still in work m months after
 * reaching that age is 1 ÷ (1 + exp((m − offset) ÷ spread)).
 */
export const pensionRow = z.strictObject({
  groups: groupChoice,
  schedule: z
    .array(z.strictObject({ year, ageMonths: z.number().min(0) }))
    .min(1)
    .describe('state pension age in months by calendar year, in order; the last one holds for later years'),
  offsetMonths: amount,
  spreadMonths: amount,
});
export type PensionRow = z.infer<typeof pensionRow>;

const entrant = { group: z.string(), flow: z.enum(entrantFlows) };

/** People who enter from elsewhere in each year of the run. */
export const entrantRow = z.union([
  z.strictObject({
    ...entrant,
    headsPerYear: amount.describe(`heads: ${byYear}`),
    ages: z
      .array(z.number().min(0))
      .optional()
      .describe(
        'share by single age on 1 January after they entered; sums to 1; may be left out without ages',
      ),
  }),
  z.strictObject({
    ...entrant,
    headsByAge: amount.describe(`heads by single age on 1 January after they entered: ${byAgeAndYear}`),
  }),
]);
export type EntrantRow = z.infer<typeof entrantRow>;

/** Net moves into a group; they sum to zero over the groups at each age unless they are external. */
export const moveRow = z.strictObject({
  group: z.string(),
  headsPerYear: amount.describe(
    `heads, negative for a net loss, by single age on 1 January after the move: ${byAgeAndYear}`,
  ),
  external: z.boolean().optional().describe('to or from outside the groups: need not sum to zero'),
});

/**
 * An intake whose graduates go to one group: heads that start in a calendar year s finish in s + durationYears, and
 * completion × toStock of them stand in the stock on 1 January after that.
 */
export const intakeRow = z.strictObject({
  id: z.string(),
  group: z.string(),
  durationYears: z.int().min(0),
  heads: z
    .array(z.strictObject({ year, heads: z.number().min(0) }))
    .min(1)
    .describe(
      'heads that start in each year, in order, without a year left out; the last one holds for later years',
    ),
  completion: amount.describe('share of an intake that finishes'),
  toStock: amount.describe('share of those who finish that enters the group'),
  activeAfter: z
    .array(z.number().min(0).max(1))
    .min(1)
    .optional()
    .describe(
      'share still active 0, 1, 2, … years after entering, in place of the exits of the group; the last one holds for later years',
    ),
  ftePerHead: amount
    .optional()
    .describe('with activeAfter: FTE of one head; the mean of the group at the start without it'),
  ages: z
    .array(z.number().min(0))
    .optional()
    .describe('without activeAfter: share by single age on 1 January after they entered; sums to 1'),
});
export type IntakeRow = z.infer<typeof intakeRow>;
