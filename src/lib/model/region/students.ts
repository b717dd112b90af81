import type { ProgrammeDrivers } from '#lib/model/training/programme.ts';
import { lackingShare } from '#lib/model/training/rationing.ts';
import type { ChangeByYear } from '#lib/model/region/change.ts';

/** Figures of a kind and programme year that come before its claims: opening students, promoted, repeating. */
const claimsFrom = 3;

/**
 * The programme of one region: how its kinds hang together, and the figures of every draw in one list. A draw has
 * for every kind and programme year what `claimsFrom` says and the claims by period, then for every kind the intake
 * by year, then the shares of the switches, the places by year and period, and the shares that wait and that go to
 * the occupation.
 */
export interface StudentBook {
  years: number;
  periods: number;
  tracks: number;
  /** By kind. */
  track: Int32Array;
  /** Position of the first programme year of each kind; one more than there are kinds. */
  first: Int32Array;
  /** Position of the first switch from each kind; one more than there are kinds. */
  firstSwitch: Int32Array;
  /** By switch: the kind that students go to. */
  switchTo: Int32Array;
  /** Whether places limit the programme. */
  limited: boolean;
  /** Positions within the figures of a draw. */
  intakeAt: number;
  switchesAt: number;
  placesAt: number;
  sharesAt: number;
  /** How many figures a draw has. */
  length: number;
  figures: Float64Array;
}

/** Room to follow the students of one draw, and the graduates by track and year. */
export interface StudentRoom {
  now: Float64Array;
  next: Float64Array;
  claims: Float64Array;
  lacking: Float64Array;
  graduates: Float64Array;
}

/** Positions at which parts begin that follow one another, and where the last one ends. */
function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => (starts[i + 1] = (starts[i] as number) + length));
  return starts;
}

/** A book for draws of the programme of one region, which all look like this one. */
export function studentBook(drivers: ProgrammeDrivers, draws: number): StudentBook {
  const { kinds, years, periods, capacity } = drivers;
  const first = startsOf(kinds.map(({ outcomes }) => outcomes.length));
  const firstSwitch = startsOf(kinds.map(({ switches }) => switches.length));
  const intakeAt = (first[kinds.length] as number) * (claimsFrom + periods);
  const switchesAt = intakeAt + kinds.length * years;
  const placesAt = switchesAt + (firstSwitch[kinds.length] as number);
  const sharesAt = placesAt + (capacity ? years * periods : 0);
  const length = sharesAt + 2;
  return {
    years,
    periods,
    tracks: 1 + kinds.reduce((most, { track }) => Math.max(most, track), -1),
    track: Int32Array.from(kinds, ({ track }) => track),
    first,
    firstSwitch,
    switchTo: Int32Array.from(
      kinds.flatMap(({ switches }) => switches),
      ({ to }) => to,
    ),
    limited: capacity !== undefined,
    intakeAt,
    switchesAt,
    placesAt,
    sharesAt,
    length,
    figures: new Float64Array(length * draws),
  };
}

/** Writes the programme of one region in one draw into the book. */
export function writeStudents(book: StudentBook, draw: number, drivers: ProgrammeDrivers): void {
  const { figures, periods, years } = book;
  const at = draw * book.length;
  drivers.kinds.forEach(({ opening, outcomes, need, intake, switches }, k) => {
    outcomes.forEach(({ promoted, repeating }, y) => {
      const cell = at + ((book.first[k] as number) + y) * (claimsFrom + periods);
      figures[cell] = opening[y] as number;
      figures[cell + 1] = promoted;
      figures[cell + 2] = repeating;
      // Without placements there are no claims at all.
      for (let p = 0; p < periods; p++) figures[cell + claimsFrom + p] = need[y * periods + p] ?? 0;
    });
    figures.set(intake, at + book.intakeAt + k * years);
    switches.forEach(({ share }, s) => {
      figures[at + book.switchesAt + (book.firstSwitch[k] as number) + s] = share;
    });
  });
  if (drivers.capacity) figures.set(drivers.capacity, at + book.placesAt);
  figures[at + book.sharesAt] = drivers.waiting;
  figures[at + book.sharesAt + 1] = drivers.toOccupation;
}

/** Room to follow the students of a book, one draw after another. */
export function studentRoom({ first, periods, tracks, years }: StudentBook): StudentRoom {
  const cells = first[first.length - 1] as number;
  return {
    now: new Float64Array(cells),
    next: new Float64Array(cells),
    claims: new Float64Array(periods),
    lacking: new Float64Array(periods),
    graduates: new Float64Array(tracks * years),
  };
}

/** The share of the claims for which there is no place, by period. Returns whether there is any. */
function rationPlaces(
  { figures, periods, first, placesAt }: StudentBook,
  at: number,
  { t, extraPlaces, now }: { t: number; extraPlaces: Float64Array; now: Float64Array },
  { claims, lacking }: StudentRoom,
): boolean {
  const cells = first[first.length - 1] as number;
  for (let p = 0; p < periods; p++) claims[p] = 0;
  for (let c = 0, row = at + claimsFrom; c < cells; c++, row += claimsFrom + periods) {
    const students = now[c] as number;
    for (let p = 0; p < periods; p++)
      claims[p] = (claims[p] as number) + (figures[row + p] as number) * students;
  }
  let short = false;
  for (let p = 0, cell = t * periods; p < periods; p++, cell++) {
    const open = (figures[at + placesAt + cell] as number) + (extraPlaces[cell] as number);
    const lack = lackingShare(claims[p] as number, open);
    lacking[p] = lack;
    if (lack > 0) short = true;
  }
  return short;
}

/** The share without a place of a programme year: who lacks one in the tightest period that it needs. */
function shareWithout({ figures, periods }: StudentBook, claimsAt: number, { lacking }: StudentRoom): number {
  let share = 0;
  for (let p = 0; p < periods; p++) {
    const lack = lacking[p] as number;
    if (lack > share && figures[claimsAt + p] !== 0) share = lack;
  }
  return share;
}

/**
 * Follows the students of one region in one draw, as `runProgramme` does for all regions, without keeping anything
 * but the graduates: by track and year, into the room.
 */
export function followStudents(
  book: StudentBook,
  draw: number,
  { intakeFactor, extraPlaces }: ChangeByYear,
  room: StudentRoom,
): void {
  const { years, periods, track, first, firstSwitch, switchTo, limited, figures } = book;
  const { graduates } = room;
  const step = claimsFrom + periods;
  const kinds = track.length;
  const cells = first[kinds] as number;
  const at = draw * book.length;
  const intakeAt = at + book.intakeAt;
  const switchesAt = at + book.switchesAt;
  const waiting = figures[at + book.sharesAt] as number;
  const toOccupation = figures[at + book.sharesAt + 1] as number;
  let { now, next } = room;
  for (let c = 0; c < cells; c++) now[c] = figures[at + c * step] as number;
  for (let i = 0; i < graduates.length; i++) graduates[i] = 0;
  for (let t = 0; t < years; t++) {
    const short = limited && rationPlaces(book, at, { t, extraPlaces, now }, room);
    for (let c = 0; c < cells; c++) next[c] = 0;
    for (let k = 0; k < kinds; k++) {
      const lowest = first[k] as number;
      const last = (first[k + 1] as number) - 1;
      for (let c = lowest; c <= last; c++) {
        const here = now[c] as number;
        const row = at + c * step;
        const unplaced = short ? here * shareWithout(book, row + claimsFrom, room) : 0;
        const placed = here - unplaced;
        const promoted = placed * (figures[row + 1] as number);
        next[c] = (next[c] as number) + (placed * (figures[row + 2] as number) + unplaced * waiting);
        if (c === last) {
          const cell = (track[k] as number) * years + t;
          graduates[cell] = (graduates[cell] as number) + promoted * toOccupation;
          continue;
        }
        let switched = 0;
        for (let s = firstSwitch[k] as number; s < (firstSwitch[k + 1] as number); s++) {
          const moves = promoted * (figures[switchesAt + s] as number);
          const to = switchTo[s] as number;
          const into = Math.min((first[to] as number) + c - lowest + 1, (first[to + 1] as number) - 1);
          next[into] = (next[into] as number) + moves;
          switched += moves;
        }
        next[c + 1] = (next[c + 1] as number) + promoted - switched;
      }
      next[lowest] =
        (next[lowest] as number) +
        (figures[intakeAt + k * years + t] as number) * (intakeFactor[t] as number);
    }
    const before = now;
    now = next;
    next = before;
  }
}
