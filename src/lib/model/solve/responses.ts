import { runProgramme, type ProgrammeDrivers, type ProgrammeRun } from '#lib/model/training/programme.ts';

/**
 * What a unit of intake of every kind leads to: the programme is run with the kinds in the place of groups, where
 * each takes in its own students only and nobody else is there. Students who switch stay with the kind they came from.
 *
 * @param intake new first-years of a unit by kind and year
 * @returns claims by year, period and kind, and graduates by track, year and kind
 */
export function unitResponses(
  programme: ProgrammeDrivers,
  intake: readonly Float64Array[],
): Pick<ProgrammeRun, 'claims' | 'graduates'> {
  const { kinds, years } = programme;
  const count = kinds.length;
  return runProgramme({
    ...programme,
    groups: count,
    capacity: undefined,
    kinds: kinds.map((kind, k) => {
      const own = new Float64Array(years * count);
      for (let t = 0; t < years; t++) own[t * count + k] = (intake[k] as Float64Array)[t] as number;
      return { ...kind, opening: new Float64Array(kind.outcomes.length * count), intake: own };
    }),
  });
}
