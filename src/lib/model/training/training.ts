import { scaledValues, type ScaledValues } from '#lib/model/amounts.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import type { Frame } from '#lib/model/frame.ts';
import { ageProfile, sharesOf, type AgeProfile } from '#lib/model/stock/profile.ts';
import { openShares, usualCalendar, type Calendar } from '#lib/model/training/calendar.ts';
import { checkTraining } from '#lib/model/training/checks.ts';
import { positionOf, prepareKinds, type Kind, type Look } from '#lib/model/training/kinds.ts';
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

/** Students of a school in a track at the start. */
export interface PreparedClass {
  school: number;
  kind: number;
  /** All programme years together, or one value for each. */
  students: ScaledValues;
  /** Those who may stand behind protected counts, in the same form. */
  masked: ScaledValues | undefined;
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
  checkTraining(training, groupIds);
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
      const path = `training.classes.${row.school}.${row.track}`;
      const plain = typeof students === 'number' || Array.isArray(students);
      const values = plain ? students : students.values;
      const length = Array.isArray(values) ? track.durationYears : 1;
      return {
        school: positionOf(training.schools, row.school, 'school'),
        kind: kindOf(row),
        students: look(students, `${path}.students`, length),
        masked: row.masked === undefined ? undefined : look(row.masked, `${path}.masked`, length),
        extraIntake:
          row.extraIntake === undefined ? undefined : look(row.extraIntake, `${path}.extraIntake`, 1, years),
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
