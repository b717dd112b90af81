import type { Training } from '#lib/model/baseline/training.ts';
import { ModelError } from '#lib/model/error.ts';
import { positionOf } from '#lib/model/training/kinds.ts';

function checkClasses({ classes }: Training): void {
  const twice = classes.find((row, i) =>
    classes.slice(0, i).some(({ school, track }) => school === row.school && track === row.track),
  );
  if (twice)
    throw new ModelError(`training.classes: school ${twice.school}, track ${twice.track} stands there twice`);
}

function checkPlaces({ routing }: Training, groupIds: readonly string[]): void {
  const stray = routing.places.find(({ group }) => !groupIds.includes(group));
  if (stray) throw new ModelError(`training.routing.places: unknown group ${stray.group}`);
  const negative = routing.places.find(({ inhabitants }) => !(inhabitants >= 0));
  if (negative)
    throw new ModelError(
      `training.routing.places of group ${negative.group}: ${negative.inhabitants} inhabitants`,
    );
}

/** Checks that nothing stands there twice, and that every name that is used exists. */
function checkNames({ tracks, schools, classes, switches = [], placementModels = [] }: Training): void {
  for (const [field, rows] of Object.entries({ tracks, schools, placementModels })) {
    const twice = rows.find(({ id }, i) => positionOf(rows, id, field) < i);
    if (twice) throw new ModelError(`training.${field}: ${twice.id} stands there twice`);
  }
  for (const { school, track } of classes) {
    positionOf(schools, school, 'school');
    positionOf(tracks, track, 'track');
  }
  for (const { track } of placementModels) positionOf(tracks, track, 'track');
  for (const id of schools.flatMap((school) => school.placementModels ?? []))
    positionOf(placementModels, id, 'placement model');
  for (const { from, to } of switches) {
    positionOf(tracks, from, 'track');
    positionOf(tracks, to, 'track');
  }
}

/**
 * Checks a programme before it is looked up.
 *
 * @throws ModelError for what stands there twice, is used without being there, or cannot be
 */
export function checkTraining(training: Training, groupIds: readonly string[]): void {
  checkClasses(training);
  checkPlaces(training, groupIds);
  checkNames(training);
}
