import { z } from 'zod';
import { groupChoice, year } from '#lib/model/baseline/amount.ts';
import { entrantFlows, exitFlows } from '#lib/model/flows.ts';

const ids = z.array(z.string()).min(1);
const choice = z.union([z.literal('*'), ids]);
const share = z.number().min(0).max(1);
const factor = z.number().min(0);
const from = year.describe('the first year in which it holds');

/** An uncertain input, fixed or with a range of its own, within the bounds of the baseline. */
export const assumptionChange = z.union([
  z.number(),
  z.strictObject({ low: z.number(), central: z.number(), high: z.number() }),
]);
export type AssumptionChange = z.infer<typeof assumptionChange>;

const intakeChoice = {
  schools: choice.optional().describe('ids of schools, or "*" for all; all of a track without it'),
  tracks: ids.optional().describe('ids of tracks; all without it'),
  intakes: choice.optional().describe('ids of rows of intakes, or "*" for all'),
  from: year.describe('calendar year of the first intake that changes'),
  phase: z
    .array(share)
    .min(1)
    .optional()
    .describe(
      'how much of the change holds in the 1st, 2nd, … year; the last one holds on; all of it without it',
    ),
};

/** More or fewer new first-years. */
export const intakeLever = z.union([
  z.strictObject({ ...intakeChoice, factor: factor.describe('on the new first-years') }),
  z.strictObject({
    ...intakeChoice,
    heads: z.number().min(0).describe('new first-years in each class or intake that is chosen'),
  }),
]);
export type IntakeLever = z.infer<typeof intakeLever>;

/** A lever on the intake with its place in the scenario, for messages. */
export interface PlacedIntake {
  lever: IntakeLever;
  path: string;
}

export function isFactor(lever: IntakeLever): lever is Extract<IntakeLever, { factor: number }> {
  return 'factor' in lever;
}

/** More or fewer places for students. */
export const placesLever = z.strictObject({
  groups: groupChoice,
  from: year.describe('calendar year in which the first school year that changes starts'),
  factor: factor.optional().describe('on the places that there are'),
  extra: z.number().min(0).optional().describe('places beside those, in each of the groups'),
  periods: z
    .array(share)
    .optional()
    .describe('share of the extra places that is open in each period; all without it'),
});
export type PlacesLever = z.infer<typeof placesLever>;

/** Another placement model for schools, in the track that the model is for. */
export const placementModelLever = z.strictObject({
  schools: choice.describe('ids of schools, or "*" for all that have the track'),
  model: z.string().describe('id of a placement model'),
});
export type PlacementModelLever = z.infer<typeof placementModelLever>;

/** More or fewer people who come in otherwise. */
export const entrantsLever = z.strictObject({
  groups: groupChoice,
  flow: z.enum(entrantFlows),
  from,
  factor: factor.optional().describe('on the rows of entrants that there are'),
  extra: z.number().min(0).optional().describe('heads per year beside those, in each of the groups'),
  ages: z
    .array(z.number().min(0))
    .optional()
    .describe('of the extra ones: share by single age; that of the group’s own row of this flow without it'),
});
export type EntrantsLever = z.infer<typeof entrantsLever>;

/** Lower or higher risks of leaving. */
export const exitsLever = z.strictObject({
  groups: groupChoice,
  flow: z.enum(exitFlows),
  from,
  factor: factor.describe('on the probabilities or hazards as the baseline gives them'),
});
export type ExitsLever = z.infer<typeof exitsLever>;

const demandChange = {
  from: year.describe('the first 1 January on which it holds'),
  factor: factor.optional(),
  growth: z.number().min(-1).optional().describe('yearly growth from then on, on top of what there is'),
};

/** More or less demand. */
export const demandLever = z.union([
  z.strictObject({ groups: groupChoice, ...demandChange }),
  z.strictObject({ ids: ids.describe('ids of rows of demand'), ...demandChange }),
]);
export type DemandLever = z.infer<typeof demandLever>;
