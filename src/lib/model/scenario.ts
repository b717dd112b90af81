import { z } from 'zod';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { changeAssumptions } from '#lib/model/scenario/assumptions.ts';
import { changeDemand } from '#lib/model/scenario/demand.ts';
import { changeEntrants } from '#lib/model/scenario/entrants.ts';
import { changeExits } from '#lib/model/scenario/exits.ts';
import { changeClasses } from '#lib/model/scenario/classes.ts';
import { changeIntakes } from '#lib/model/scenario/intakes.ts';
import {
  assumptionChange,
  demandLever,
  entrantsLever,
  exitsLever,
  intakeLever,
  type IntakeLever,
  placementModelLever,
  placesLever,
} from '#lib/model/scenario/levers.ts';
import { changePlacementModels, changePlaces, changeWaiting } from '#lib/model/scenario/places.ts';

/** What is done differently from a baseline: levers, each with the year from which it holds. */
export const scenarioSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('praktijkbalans-scenario/1'),
    title: z.string().optional(),
    assumptions: z
      .record(z.string(), assumptionChange)
      .optional()
      .describe('assumptions by key: a number fixes one, { low, central, high } gives it another range'),
    intake: z.array(intakeLever).optional(),
    places: z.array(placesLever).optional(),
    placementModels: z.array(placementModelLever).optional(),
    entrants: z.array(entrantsLever).optional(),
    exits: z.array(exitsLever).optional(),
    demand: z.array(demandLever).optional(),
    waiting: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('share of the students without a place that waits for one; the rest leaves'),
  })
  .meta({
    id: 'Scenario',
    title: 'Scenario of Praktijkbalans',
    description: 'What is done differently from a baseline: levers, each with the year from which it holds.',
  });
export type Scenario = z.infer<typeof scenarioSchema>;

function changeIntake(baseline: Baseline, levers: readonly IntakeLever[]): Baseline {
  const placed = levers.map((lever, i) => ({ lever, path: `intake[${i}]` }));
  const idle = placed.find(({ lever: { schools, tracks, intakes } }) => !schools && !tracks && !intakes);
  if (idle) throw new ModelError(`${idle.path}: expected schools, tracks or intakes`);
  const ofClasses = placed.filter(({ lever: { schools, tracks } }) => schools ?? tracks);
  const ofIntakes = placed.filter(({ lever: { intakes } }) => intakes);
  return changeIntakes(changeClasses(baseline, ofClasses), ofIntakes);
}

/**
 * The baseline under a scenario: a new object in which only the fields that levers reach are others.
 *
 * @throws ModelError for a lever that touches nothing, with its place in the scenario and what it looked for
 */
export function applyScenario(baseline: Baseline, scenario: Scenario): Baseline {
  const { assumptions, intake, places, placementModels, entrants, exits, demand, waiting } = scenario;
  let changing = baseline;
  if (assumptions) changing = changeAssumptions(changing, assumptions);
  // Before the intake, which may give a school a twin.
  if (placementModels?.length) changing = changePlacementModels(changing, placementModels);
  if (intake?.length) changing = changeIntake(changing, intake);
  if (places?.length) changing = changePlaces(changing, places);
  if (entrants?.length) changing = changeEntrants(changing, entrants);
  if (exits?.length) changing = changeExits(changing, exits);
  if (demand?.length) changing = changeDemand(changing, demand);
  if (waiting !== undefined) changing = changeWaiting(changing, waiting);
  return changing;
}
