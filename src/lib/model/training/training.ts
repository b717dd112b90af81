import { scaledValues, type ScaledValues } from '#lib/model/amounts.ts';
import type { Amount } from '#lib/model/baseline/amount.ts';
import type { ClassRow, Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import {
  needByStart,
  needOf,
  openShares,
  usualCalendar,
  type Calendar,
} from '#lib/model/training/calendar.ts';
import type { Slot } from '#lib/model/draws/slots.ts';
import { ModelError } from '#lib/model/error.ts';
import { ageProfile, sharesOf, type AgeProfile } from '#lib/model/stock/profile.ts';
import { catchmentOf, type Catchment } from '#lib/model/training/routing.ts';

/** A track with everything looked up. */
export interface PreparedTrack {
  id: string;
  durationYears: number;
  dropoutShape: Float64Array;
  completion: ScaledValues;
  repeating: ScaledValues;
  entryAges: AgeProfile;
}

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

/** Students of a school in a track at the start. */
export interface PreparedClass {
  school: number;
  kind: number;
  /** All programme years together, or one value for each. */
  students: ScaledValues;
  /** New first-years on top of what the kind says, by year. */
  extraIntake: ScaledValues | undefined;
  measured: boolean;
}

/** Places of a group. */
export interface PreparedPlaces {
  group: number;
  /** At the same time, by school year (rows). */
  places: ScaledValues;
  /** Share that is open, by year and period. */
  open: Float64Array;
  measured: boolean;
}

/** Quantiles of the enrolment relative to the counts given: for the opening, then for each intake. */
export interface IntakeForecast {
  probabilities: Float64Array;
  byYear: Float64Array[];
  correlation: number;
}

/** The programme with everything looked up. */
export interface PreparedTraining {
  schools: string[];
  tracks: PreparedTrack[];
  kinds: Kind[];
  classes: PreparedClass[];
  periods: string[];
  places: PreparedPlaces[] | undefined;
  waiting: ScaledValues;
  intakeIndex: ScaledValues;
  intakeForecast: IntakeForecast | undefined;
  toOccupation: ScaledValues;
  decayKm: ScaledValues;
  catchment: Catchment;
}

/** How long a run is, how many ages there are, and the assumptions that may be named. */
export interface Frame {
  slots: readonly Slot[];
  startYear: number;
  years: number;
  ages: number;
  groupIds: readonly string[];
}

type Look = (amount: Amount, path: string, length?: number, rows?: number) => ScaledValues;

function positionOf(rows: readonly { id: string }[], id: string, what: string): number {
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

function prepareKinds(
  training: Training,
  { look, calendar, years }: { look: Look; calendar: Calendar; years: number },
): { kinds: Kind[]; kindOf: (row: ClassRow) => number } {
  const names: string[] = [];
  const kinds: Kind[] = [];
  const nameOf = (school: string, track: string) => `${track} ${arrangementOf(training, school)}`;
  for (const { id: school } of training.schools) {
    for (const track of tracksOf(training, school)) {
      const name = nameOf(school, track);
      if (names.includes(name)) continue;
      const t = positionOf(training.tracks, track, 'track');
      const { durationYears, starts } = training.tracks[t] as Training['tracks'][number];
      const model = modelOf(training, school, track);
      const first = starts ?? calendar.periods.map((_, p) => Number(p === 0));
      sharesOf(first, calendar.periods.length, `training.tracks.${track}.starts`);
      const row = training.classes.find((each) => each.school === school && each.track === track);
      const path = `training.classes.${school}.${track}`;
      names.push(name);
      kinds.push({
        track: t,
        need: Float64Array.from(
          model ? needByStart(needOf(model, calendar, durationYears), first).flat() : [],
        ),
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
            // The name of the kind, until all kinds are known.
            to: nameOf(school, to) as unknown as number,
            share: look(share, `training.switches.${track}.share`),
          })),
      });
    }
  }
  for (const kind of kinds)
    for (const each of kind.switches) each.to = names.indexOf(each.to as unknown as string);
  return { kinds, kindOf: ({ school, track }) => names.indexOf(nameOf(school, track)) };
}

function preparePlaces(
  rows: NonNullable<Training['places']>,
  { slots, groupIds, startYear, years }: Frame,
  calendar: Calendar,
): PreparedPlaces[] {
  const lacking = groupIds.find((id) => !rows.some(({ group }) => group === id));
  if (lacking !== undefined)
    throw new ModelError(
      `training.places: no row for group ${lacking}; unknown places are an assumption, not none`,
    );
  return rows.map((row) => {
    const path = `training.places of group ${row.group}`;
    const group = groupIds.indexOf(row.group);
    if (group < 0) throw new ModelError(`training.places: unknown group ${row.group}`);
    return {
      group,
      places: scaledValues(row.places, { slots, length: 1, rows: years, path, group: row.group, least: 0 }),
      open: openShares(row, calendar, { startYear, years }),
      measured: (row.status ?? 'measured') === 'measured',
    };
  });
}

function prepareForecast(forecast: Training['intakeForecast'], years: number): IntakeForecast | undefined {
  if (!forecast) return undefined;
  const { probabilities, byYear, correlation } = forecast;
  const path = 'training.intakeForecast';
  if (byYear.length !== years + 1)
    throw new ModelError(
      `${path}.byYear: ${byYear.length} lists, expected ${years + 1}: the opening and every intake`,
    );
  if (probabilities.some((p, i) => !(p > (probabilities[i - 1] ?? 0) && p < 1)))
    throw new ModelError(
      `${path}.probabilities: ${probabilities.join(', ')}, expected rising between 0 and 1`,
    );
  byYear.forEach((quantiles, i) => {
    const rising = quantiles.every((value, j) => value >= (quantiles[j - 1] ?? 0));
    if (quantiles.length !== probabilities.length || !rising)
      throw new ModelError(
        `${path}.byYear[${i}]: expected ${probabilities.length} quantiles that do not fall`,
      );
  });
  return {
    probabilities: Float64Array.from(probabilities),
    byYear: byYear.map((quantiles) => Float64Array.from(quantiles)),
    correlation,
  };
}

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
 * Looks the programme up once.
 *
 * @throws ModelError that names the field and the value
 */
export function prepareTraining({ training }: Baseline, frame: Frame): PreparedTraining | undefined {
  if (!training) return undefined;
  const { slots, years, ages, groupIds } = frame;
  const look: Look = (amount, path, length = 1, rows = 1) =>
    scaledValues(amount, { slots, length, rows, path, least: 0 });
  checkClasses(training);
  checkPlaces(training, groupIds);
  checkNames(training);
  const calendar = training.calendar ?? usualCalendar;
  const { kinds, kindOf } = prepareKinds(training, { look, calendar, years });
  return {
    schools: training.schools.map(({ id }) => id),
    tracks: training.tracks.map((track) => {
      const path = `training.tracks.${track.id}`;
      return {
        id: track.id,
        durationYears: track.durationYears,
        dropoutShape: sharesOf(track.dropoutShape, track.durationYears, `${path}.dropoutShape`),
        completion: look(track.completion ?? training.completion, `${path}.completion`),
        repeating: look(track.repeating ?? training.repeating, `${path}.repeating`),
        entryAges: ageProfile(track.entryAges, ages, `${path}.entryAges`),
      };
    }),
    kinds,
    classes: training.classes.map((row) => {
      const track = training.tracks[
        positionOf(training.tracks, row.track, 'track')
      ] as Training['tracks'][number];
      const { students } = row;
      const plain = typeof students === 'number' || Array.isArray(students);
      const values = plain ? students : students.values;
      const length = Array.isArray(values) ? track.durationYears : 1;
      return {
        school: positionOf(training.schools, row.school, 'school'),
        kind: kindOf(row),
        students: look(students, `training.classes.${row.school}.${row.track}.students`, length),
        extraIntake:
          row.extraIntake === undefined
            ? undefined
            : look(row.extraIntake, `training.classes.${row.school}.${row.track}.extraIntake`, 1, years),
        measured: (row.status ?? 'measured') === 'measured',
      };
    }),
    periods: calendar.periods.map(({ id }) => id),
    places: training.places && preparePlaces(training.places, frame, calendar),
    waiting: look(training.waiting ?? 0, 'training.waiting'),
    intakeIndex: look(training.intakeIndex ?? 1, 'training.intakeIndex', 1, years),
    intakeForecast: prepareForecast(training.intakeForecast, years),
    toOccupation: look(training.toOccupation, 'training.toOccupation'),
    decayKm: look(training.routing.decayKm, 'training.routing.decayKm'),
    catchment: catchmentOf(training.schools, training.routing.places, groupIds),
  };
}
