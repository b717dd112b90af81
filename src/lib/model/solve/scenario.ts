import type { Scenario } from '#lib/model/scenario.ts';
import { sizesOf, type Frame } from '#lib/model/solve/pieces.ts';
import { partsOf, type Lever } from '#lib/model/solve/target.ts';

/** Extra places by group and period, open in every school year from the first that the change reaches. */
export interface ExtraPlaces {
  groups: number[];
  /** By group, in that order, and period. */
  places: Float64Array;
  /** School-year places: the mean over the periods, summed over the groups. */
  total: number;
}

/**
 * A size of a lever, and extra places, as levers of a scenario: what `project` reads, and what the checking runs use.
 *
 * @returns undefined when nothing changes
 */
export function scenarioAt(
  frame: Frame,
  { lever, size, extra }: { lever: Lever; size: number; extra: ExtraPlaces | undefined },
): Scenario | undefined {
  const { prepared, change, direct } = frame;
  const { training } = prepared;
  const { periods } = sizesOf(frame);
  const when = {
    from: change.from,
    ...(change.phase.every((held) => held === 1) ? {} : { phase: [...change.phase] }),
  };
  const intake: NonNullable<Scenario['intake']> = [];
  const moved = partsOf(lever, frame).map(({ schools, classes, rows, weights: [weight = 1] }) => ({
    schools: classes.length > 0 ? schools.map((k) => training?.schools[k] ?? '') : [],
    intakes: rows.map((i) => direct[i]?.id ?? ''),
    at: size * weight,
  }));
  for (const at of new Set(moved.map((part) => part.at))) {
    const own = moved.filter((part) => part.at === at && at !== lever.start);
    const schools = own.flatMap((part) => part.schools);
    const intakes = own.flatMap((part) => part.intakes);
    if (schools.length > 0 && lever.start === 1) intake.push({ schools, ...when, factor: at });
    if (intakes.length > 0)
      intake.push({ intakes, ...when, ...(lever.start === 1 ? { factor: at } : { heads: at }) });
  }
  const places = (extra?.groups ?? []).flatMap((g, i) => {
    const own = [...(extra as ExtraPlaces).places.subarray(i * periods, (i + 1) * periods)];
    const most = Math.max(...own);
    if (!(most > 0) || change.affected >= prepared.years) return [];
    return [
      {
        groups: [prepared.groups[g]?.id ?? ''],
        from: change.begins,
        extra: most,
        periods: own.map((count) => count / most),
      },
    ];
  });
  if (intake.length + places.length === 0) return undefined;
  return {
    format: 'praktijkbalans-scenario/1',
    ...(intake.length > 0 && { intake }),
    ...(places.length > 0 && { places }),
  };
}
