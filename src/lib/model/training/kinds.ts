import type { ScaledValues } from '#lib/model/amounts.ts';
import type { Amount } from '#lib/model/baseline/amount.ts';
import type { ClassRow, Training } from '#lib/model/baseline/training.ts';
import { ModelError } from '#lib/model/error.ts';
import { sharesOf } from '#lib/model/stock/profile.ts';
import { needByStart, needOf, type Calendar } from '#lib/model/training/calendar.ts';

/**
 * Classes of one track whose schools arrange everything in the same way: same placement models, same course of the
 * intake. What becomes of their students depends on the region only, so they are followed together.
 */
export interface Kind {
  track: number;
  /** Share of a place that a student takes, by programme year and period; empty without placements. */
  need: Float64Array;
  inPractice: ScaledValues | undefined;
  /** New first-years by year, where the class gives them itself. */
  intake: ScaledValues | undefined;
  intakeIndex: ScaledValues | undefined;
  /** Where those go who switch tracks. */
  switches: { to: number; share: ScaledValues }[];
}

/** Looks an amount of the programme up. */
export type Look = (amount: Amount, path: string, length?: number, rows?: number) => ScaledValues;

/** Where something stands in a list by its id. */
export function positionOf(rows: readonly { id: string }[], id: string, what: string): number {
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) throw new ModelError(`training: unknown ${what} ${id}`);
  return index;
}

/** The placement model of a school in a track: its own choice, else the first one of the track. */
function modelOf(training: Training, schoolId: string, track: string) {
  const models = (training.placementModels ?? []).filter((model) => model.track === track);
  const chosen = training.schools[positionOf(training.schools, schoolId, 'school')]?.placementModels;
  const own = models.filter(({ id }) => chosen?.includes(id));
  if (own.length > 1)
    throw new ModelError(`training.schools.${schoolId}: two placement models for track ${track}`);
  return own[0] ?? models[0];
}

/** Whether classes can be followed together: the same text stands for the same arrangement. */
function arrangementOf(training: Training, school: string): string {
  return JSON.stringify(
    training.tracks.map(({ id }) => {
      const row = training.classes.find((each) => each.school === school && each.track === id);
      const own = row?.intake === undefined ? null : school;
      return [modelOf(training, school, id)?.id, own, row?.intakeIndex];
    }),
  );
}

/** Tracks that a school teaches, or that its students can switch to. */
function tracksOf({ classes, switches = [] }: Training, school: string): Set<string> {
  const tracks = new Set(classes.filter((row) => row.school === school).map(({ track }) => track));
  // A set is walked along with what is added to it: a track that is reached may lead on to another one.
  for (const track of tracks) for (const { from, to } of switches) if (from === track) tracks.add(to);
  return tracks;
}

/** A kind under its name, with the school that stands for all that arrange things in the same way. */
interface Named {
  name: string;
  school: string;
  track: string;
}

function nameOf(training: Training, school: string, track: string): string {
  return `${track} ${arrangementOf(training, school)}`;
}

/** Every kind once, in the order of the schools. */
function namedKinds(training: Training): Named[] {
  const named = new Map<string, Named>();
  for (const { id: school } of training.schools) {
    for (const track of tracksOf(training, school)) {
      const name = nameOf(training, school, track);
      if (!named.has(name)) named.set(name, { name, school, track });
    }
  }
  return [...named.values()];
}

/**
 * Finds the classes that can be followed together, and looks up how they arrange the programme.
 *
 * @throws ModelError that names the field and the value
 */
export function prepareKinds(
  training: Training,
  { look, calendar, years }: { look: Look; calendar: Calendar; years: number },
): { kinds: Kind[]; kindOf: (row: ClassRow) => number } {
  const named = namedKinds(training);
  const positionOfKind = (school: string, track: string) => {
    const wanted = nameOf(training, school, track);
    return named.findIndex(({ name }) => name === wanted);
  };
  const kinds = named.map(({ school, track }): Kind => {
    const t = positionOf(training.tracks, track, 'track');
    const { durationYears, starts } = training.tracks[t] as Training['tracks'][number];
    const model = modelOf(training, school, track);
    const first = starts ?? calendar.periods.map((_, p) => Number(p === 0));
    sharesOf(first, calendar.periods.length, `training.tracks.${track}.starts`);
    const row = training.classes.find((each) => each.school === school && each.track === track);
    const path = `training.classes.${school}.${track}`;
    return {
      track: t,
      need: Float64Array.from(model ? needByStart(needOf(model, calendar, durationYears), first).flat() : []),
      inPractice:
        model?.inPractice === undefined
          ? undefined
          : look(model.inPractice, `training.placementModels.${model.id}.inPractice`),
      intake: row?.intake === undefined ? undefined : look(row.intake, `${path}.intake`, 1, years),
      intakeIndex:
        row?.intakeIndex === undefined ? undefined : look(row.intakeIndex, `${path}.intakeIndex`, 1, years),
      switches: (training.switches ?? [])
        .filter(({ from }) => from === track)
        .map(({ to, share }) => ({
          to: positionOfKind(school, to),
          share: look(share, `training.switches.${track}.share`),
        })),
    };
  });
  return { kinds, kindOf: ({ school, track }) => positionOfKind(school, track) };
}
