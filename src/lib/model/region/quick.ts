import { rounding } from '#lib/model/stock/cohort.ts';
import type { Drivers } from '#lib/model/drivers.ts';
import type { ExitTable } from '#lib/model/stock/exits.ts';
import { emptyOutcome } from '#lib/model/outcome.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { runOnce } from '#lib/model/project.ts';
import type { ChangeByYear } from '#lib/model/region/change.ts';
import { writeGap, type RegionGap } from '#lib/model/region/gap.ts';
import {
  followStudents,
  studentBook,
  studentRoom,
  writeStudents,
  type StudentBook,
  type StudentRoom,
} from '#lib/model/region/students.ts';
import { entrantValues } from '#lib/model/solve/values.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';

/**
 * The reference run of a region in every draw, and what a change of its graduates does to it. A stock is linear in
 * those who enter, so that the run with other graduates is the reference and, for every one more or fewer, what one
 * graduate is still worth on a later date; only the students, whom places limit, are followed anew.
 */
export interface QuickReference {
  years: number;
  /** By draw and state. */
  heads: Float64Array;
  fte: Float64Array;
  /** FTE that is asked; not a number where nothing is asked of the region alone. */
  demandFte: Float64Array;
  students: StudentReference | undefined;
}

interface StudentReference {
  book: StudentBook;
  room: StudentRoom;
  /** By draw, track and year. */
  graduates: Float64Array;
  /**
   * What is left of one graduate, in heads and in FTE: by draw and track, for every 1 January after the first one by
   * the year of the diploma before it (1 + 2 + … + years figures).
   */
  headsLeft: Float64Array;
  fteLeft: Float64Array;
  /** Of the draw that is run: graduates more than in the reference, and what that makes of heads and FTE by state. */
  more: Float64Array;
  moreHeads: Float64Array;
  moreFte: Float64Array;
}

/** Room for the students of all draws. */
function studentReference(
  programme: NonNullable<Drivers['programme']>,
  { draws, years }: { draws: number; years: number },
): StudentReference {
  const book = studentBook(programme, draws);
  const triangle = (years * (years + 1)) / 2;
  return {
    book,
    room: studentRoom(book),
    graduates: new Float64Array(draws * book.tracks * years),
    headsLeft: new Float64Array(draws * book.tracks * triangle),
    fteLeft: new Float64Array(draws * book.tracks * triangle),
    more: new Float64Array(book.tracks * years),
    moreHeads: new Float64Array(years + 1),
    moreFte: new Float64Array(years + 1),
  };
}

/** Packs tables of years × states to the states after each year, one table after another. */
function packLeft(into: Float64Array, from: number, tables: readonly Float64Array[], years: number): void {
  let at = from;
  for (const table of tables) {
    for (let state = 1; state <= years; state++) {
      for (let year = 0; year < state; year++) into[at++] = table[year * (years + 1) + state] as number;
    }
  }
}

/**
 * Makes the reference of a region alone, once for all changes.
 *
 * @param unchanged a change that changes nothing
 */
export function quickReference(
  alone: Prepared,
  { draws, unchanged, driversIn }: ReferenceFrame,
): QuickReference {
  const { years, ages, training } = alone;
  const states = years + 1;
  const space = workspaceFor(alone);
  const into = emptyOutcome(alone, draws);
  const heads: Drivers['fte'][number] = { values: new Float64Array(ages).fill(1), rows: 1, factor: 1 };
  let students: StudentReference | undefined;
  for (let draw = 0; draw < draws; draw++) {
    const drivers = driversIn(draw);
    const { programme, exposure } = drivers;
    runOnce(alone, drivers, { into, run: draw, space });
    if (!programme || !training) continue;
    students ??= studentReference(programme, { draws, years });
    writeStudents(students.book, draw, programme);
    followStudents(students.book, draw, unchanged, students.room);
    students.graduates.set(students.room.graduates, draw * students.more.length);
    const profiles = training.tracks.slice(0, students.book.tracks).map(({ entryAges }) => entryAges);
    const valuesIn = (fte: Drivers['fte'][number]) =>
      entrantValues(profiles, { exits: space.tables[0] as ExitTable, fte, exposure, years, ages });
    const at = (draw * profiles.length * years * states) / 2;
    packLeft(students.headsLeft, at, valuesIn(heads), years);
    packLeft(students.fteLeft, at, valuesIn(drivers.fte[0] as Drivers['fte'][number]), years);
  }
  return {
    years,
    heads: into.heads,
    fte: into.fte,
    demandFte: alone.demand.length > 0 ? into.demandFte : new Float64Array(draws * states).fill(NaN),
    students,
  };
}

/** What a reference is made with. */
export interface ReferenceFrame {
  draws: number;
  unchanged: ChangeByYear;
  driversIn: (draw: number) => Drivers;
}

/** Follows the students of a draw, and works out what their graduates make of heads and FTE. */
function addGraduates(students: StudentReference, draw: number, change: ChangeByYear): void {
  const { book, room, graduates, headsLeft, fteLeft, more, moreHeads, moreFte } = students;
  const { years, tracks } = book;
  followStudents(book, draw, change, room);
  const first = draw * more.length;
  for (let i = 0; i < more.length; i++)
    more[i] = (room.graduates[i] as number) - (graduates[first + i] as number);
  for (let state = 0; state <= years; state++) {
    moreHeads[state] = 0;
    moreFte[state] = 0;
  }
  let at = (draw * tracks * years * (years + 1)) / 2;
  for (let track = 0; track < tracks; track++) {
    const own = track * years;
    for (let state = 1; state <= years; state++) {
      let heads = 0;
      let fte = 0;
      for (let year = 0; year < state; year++, at++) {
        const entered = more[own + year] as number;
        heads += entered * (headsLeft[at] as number);
        fte += entered * (fteLeft[at] as number);
      }
      moreHeads[state] = (moreHeads[state] as number) + heads;
      moreFte[state] = (moreFte[state] as number) + fte;
    }
  }
}

/** What there is in the reference and what came to it; what differs from nothing by rounding alone is nothing. */
function together(reference: number, more: number): number {
  const sum = reference + more;
  return more !== 0 && sum < rounding ? 0 : sum;
}

/** The gap of a region under a change, in every draw. */
export function runQuickly(reference: QuickReference, change: ChangeByYear, gap: RegionGap): void {
  const { years, students, heads, fte, demandFte } = reference;
  const { demandIndex } = change;
  for (let draw = 0, at = 0; draw < gap.draws; draw++) {
    if (students) addGraduates(students, draw, change);
    for (let state = 0; state <= years; state++, at++) {
      const asked = (demandFte[at] as number) * (demandIndex[state] as number);
      const moreHeads = students ? (students.moreHeads[state] as number) : 0;
      const moreFte = students ? (students.moreFte[state] as number) : 0;
      const nowHeads = together(heads[at] as number, moreHeads);
      writeGap(gap, at, asked, nowHeads, together(fte[at] as number, moreFte));
    }
  }
}

/** Bytes of what a reference keeps of the draws. */
export function bytesOf({ heads, fte, demandFte, students }: QuickReference): number {
  const kept = students
    ? [students.book.figures, students.graduates, students.headsLeft, students.fteLeft]
    : [];
  return [heads, fte, demandFte, ...kept].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
