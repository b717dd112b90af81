import type { Baseline } from '#lib/model/baseline.ts';
import type { PlaceRow, School, Training } from '#lib/model/baseline/training.ts';
import { ModelError } from '#lib/model/error.ts';
import { fromYear, scaledByYear } from '#lib/model/scenario/by-year.ts';
import { chosenGroups, chosenIds, yearIn, yearsOf } from '#lib/model/scenario/choices.ts';
import type { PlacementModelLever, PlacesLever } from '#lib/model/scenario/levers.ts';

function trainingOf({ training }: Baseline, path: string): Training {
  if (!training) throw new ModelError(`${path}: the baseline has no training`);
  return training;
}

function limitedTraining(baseline: Baseline, path: string): Training & { places: PlaceRow[] } {
  const training = trainingOf(baseline, path);
  const { places } = training;
  if (!places)
    throw new ModelError(`${path}: the baseline has no places, so that nothing limits its training`);
  return { ...training, places };
}

/** A lever with everything looked up. */
interface Found {
  lever: PlacesLever;
  groups: string[];
  position: number;
}

function find(baseline: Baseline, lever: PlacesLever, path: string): Found {
  const { places } = limitedTraining(baseline, path);
  const groups = chosenGroups(baseline, lever.groups, `${path}.groups`);
  // The school year that is under way at the start began in the year before.
  const span = { first: baseline.startYear - 1, count: yearsOf(baseline) };
  const position = yearIn(lever.from, span, `${path}.from`);
  if (lever.factor === undefined && lever.extra === undefined)
    throw new ModelError(`${path}: expected factor or extra`);
  if (lever.periods && lever.extra === undefined)
    throw new ModelError(`${path}.periods: expected extra beside it`);
  const missed = groups.find((id) => !places.some(({ group }) => group === id));
  if (lever.factor !== undefined && missed !== undefined && lever.groups !== '*')
    throw new ModelError(`${path}: the baseline has no places of group ${missed}`);
  return { lever, groups, position };
}

/** More or fewer places. Factors are on the rows of the baseline, not on extra places. */
export function changePlaces(baseline: Baseline, levers: readonly PlacesLever[]): Baseline {
  const training = limitedTraining(baseline, 'places');
  const found = levers.map((lever, i) => find(baseline, lever, `places[${i}]`));
  const count = yearsOf(baseline);
  const listOf = (position: number, before: number, value: number) =>
    fromYear(position, { count, before, since: () => value });
  const rows = training.places.map((row) =>
    found
      .filter(({ groups }) => groups.includes(row.group))
      .reduce<PlaceRow>((changing, { lever, position }) => {
        const factors = listOf(position, 1, lever.factor ?? 1);
        return {
          ...changing,
          places: scaledByYear(changing.places, factors, `places of group ${row.group}`),
        };
      }, row),
  );
  const extra = found.flatMap(({ lever, groups, position }) =>
    groups.flatMap((group): PlaceRow[] => {
      if (lever.extra === undefined) return [];
      const periods = lever.periods && { periods: lever.periods };
      return [{ group, status: 'assumed', places: listOf(position, 0, lever.extra), ...periods }];
    }),
  );
  return { ...baseline, training: { ...training, places: [...rows, ...extra] } };
}

/** Sets which part of the students without a place waits for one. */
export function changeWaiting(baseline: Baseline, waiting: number): Baseline {
  return { ...baseline, training: { ...limitedTraining(baseline, 'waiting'), waiting } };
}

/** Gives schools another placement model, in place of the one that they have in its track. */
export function changePlacementModels(baseline: Baseline, levers: readonly PlacementModelLever[]): Baseline {
  const training = trainingOf(baseline, 'placementModels');
  const models = training.placementModels ?? [];
  const trackOf = (id: string) => models.find((model) => model.id === id)?.track;
  const given = new Map<School, string[]>();
  const schools = levers.reduce((changing, lever, i) => {
    const path = `placementModels[${i}]`;
    const track = trackOf(lever.model);
    if (track === undefined) throw new ModelError(`${path}.model: no “${lever.model}” in the baseline`);
    const hasTrack = ({ id }: School) =>
      training.classes.some((row) => row.school === id && row.track === track);
    const ids = chosenIds(
      lever.schools,
      changing.map(({ id }) => id),
      `${path}.schools`,
    );
    return changing.map((school) => {
      if (!ids.includes(school.id)) return school;
      if (!hasTrack(school)) {
        if (lever.schools === '*') return school;
        throw new ModelError(`${path}: school ${school.id} has no class in ${track}`);
      }
      const tracks = given.get(school) ?? [];
      if (tracks.includes(track))
        throw new ModelError(`${path}: school ${school.id} was given a model in ${track} already`);
      const others = (school.placementModels ?? []).filter((id) => trackOf(id) !== track);
      const changed = { ...school, placementModels: [...others, lever.model] };
      given.set(changed, [...tracks, track]);
      return changed;
    });
  }, training.schools);
  return { ...baseline, training: { ...training, schools } };
}
