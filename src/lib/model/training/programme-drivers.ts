import { amountIn, shareIn, sizeFactorOf, scaled, yearly, type ScaledValues } from '#lib/model/amounts.ts';
import { ModelError } from '#lib/model/error.ts';
import { classStudents } from '#lib/model/training/class-students.ts';
import type { KindDrivers, ProgrammeDrivers } from '#lib/model/training/programme.ts';
import { routingMatrix } from '#lib/model/training/routing.ts';
import { steadyIntake, steadyProfile, yearOutcomes } from '#lib/model/training/students.ts';
import type { PreparedTraining } from '#lib/model/training/training.ts';
import type { YearPaths } from '#lib/model/draws/years.ts';

/** Students of each kind by programme year and group, and the intake that they imply. */
function kindDrivers(
  training: PreparedTraining,
  { draw, groups, years, paths }: { draw: Float64Array; groups: number; years: number; paths: YearPaths },
): KindDrivers[] {
  const matrix = routingMatrix(training.catchment, amountIn(training.decayKm, draw), groups);
  const yearlySizes = (scaledBy: ScaledValues, what: string) => {
    sizeFactorOf(scaledBy, draw, what);
    return yearly(scaledBy, draw, years);
  };
  const common = yearlySizes(training.intakeIndex, 'training.intakeIndex');
  const steady = training.tracks.map((track) => {
    const what = `training.tracks.${track.id}`;
    const completion = shareIn(track.completion, draw, `${what}.completion`);
    const outcomes = yearOutcomes(completion, amountIn(track.repeating, draw), track.dropoutShape);
    return { outcomes, profile: steadyProfile(outcomes), intake: steadyIntake(1, outcomes) };
  });
  const kinds = training.kinds.map((kind): KindDrivers => {
    const { outcomes } = steady[kind.track] as (typeof steady)[number];
    const inPractice = kind.inPractice
      ? shareIn(kind.inPractice, draw, 'training.placementModels.inPractice')
      : 1;
    return {
      track: kind.track,
      outcomes,
      need: inPractice > 0 ? scaled(kind.need, inPractice) : new Float64Array(0),
      switches: kind.switches.map(({ to, share }) => ({
        to,
        share: shareIn(share, draw, 'training.switches.share'),
      })),
      opening: new Float64Array(outcomes.length * groups),
      intake: new Float64Array(years * groups),
    };
  });
  for (const { track, switches } of kinds) {
    const share = switches.reduce((sum, each) => sum + each.share, 0);
    if (share > 1) {
      const { id } = training.tracks[track] as PreparedTraining['tracks'][number];
      throw new ModelError(`training.switches from ${id}: ${share} together, expected at most 1`);
    }
  }
  // First-years of the first year by kind and group, before any index: the intake follows from them.
  const implied = kinds.map(() => new Float64Array(groups));
  for (const { school, kind, ...counted } of training.classes) {
    const { opening, outcomes } = kinds[kind] as KindDrivers;
    const { intake: base } = training.kinds[kind] as PreparedTraining['kinds'][number];
    const { profile, intake } = steady[(kinds[kind] as KindDrivers).track] as (typeof steady)[number];
    const students = classStudents(counted, draw);
    const byYear = students.length > 1 || outcomes.length === 1;
    const row = matrix[school] as Float64Array;
    const first = implied[kind] as Float64Array;
    let total = 0;
    for (const value of students) total += value;
    for (let y = 0; y < outcomes.length; y++) {
      const heads = byYear ? (students[y] as number) : total * (profile[y] as number);
      for (let g = 0; g < groups; g++) {
        const cell = y * groups + g;
        opening[cell] = (opening[cell] as number) + heads * paths.opening * (row[g] as number);
      }
    }
    for (let g = 0; g < groups; g++)
      first[g] = (first[g] as number) + (base ? 1 : total * intake) * (row[g] as number);
  }
  kinds.forEach(({ intake }, k) => {
    const { intake: given, intakeIndex } = training.kinds[k] as PreparedTraining['kinds'][number];
    const own = given && yearlySizes(given, 'training.classes.intake');
    const index = intakeIndex && yearlySizes(intakeIndex, 'training.classes.intakeIndex');
    for (let t = 0; t < years; t++) {
      const relative = own ? (own[t] as number) : (common[t] as number) * (paths.enrolment?.[t] ?? 1);
      const factor = relative * (index ? (index[t] as number) : 1) * (paths.intake?.[t] ?? 1);
      for (let g = 0; g < groups; g++)
        intake[t * groups + g] = ((implied[k] as Float64Array)[g] as number) * factor;
    }
  });
  for (const { school, kind, extraIntake } of training.classes) {
    if (!extraIntake) continue;
    const { intake } = kinds[kind] as KindDrivers;
    const row = matrix[school] as Float64Array;
    yearly(extraIntake, draw, years).forEach((heads, t) => {
      for (let g = 0; g < groups; g++) {
        const cell = t * groups + g;
        intake[cell] = (intake[cell] as number) + heads * (row[g] as number);
      }
    });
  }
  return kinds;
}

/** Places open by year, period and group. */
function capacityIn(
  training: PreparedTraining,
  { draw, groups, years }: { draw: Float64Array; groups: number; years: number },
): Float64Array | undefined {
  if (!training.places) return undefined;
  const periods = training.periods.length;
  const capacity = new Float64Array(years * periods * groups);
  for (const { group, places, open } of training.places) {
    const factor = sizeFactorOf(places, draw, 'training.places');
    for (let t = 0; t < years; t++) {
      const row = places.rows > 1 ? t : 0;
      const count = (places.values[row] as number) * factor;
      for (let p = 0; p < periods; p++) {
        const cell = (t * periods + p) * groups + group;
        capacity[cell] = (capacity[cell] as number) + count * (open[t * periods + p] as number);
      }
    }
  }
  return capacity;
}

/** What a run of the programme computes with in a draw. */
export function programmeDrivers(
  training: PreparedTraining,
  frame: { draw: Float64Array; groups: number; years: number; paths: YearPaths },
): ProgrammeDrivers {
  return {
    groups: frame.groups,
    years: frame.years,
    periods: training.periods.length,
    kinds: kindDrivers(training, frame),
    capacity: capacityIn(training, frame),
    waiting: shareIn(training.waiting, frame.draw, 'training.waiting'),
    toOccupation: shareIn(training.toOccupation, frame.draw, 'training.toOccupation'),
  };
}
