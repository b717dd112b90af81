import { middle } from '#lib/domain/interval.ts';
import { assumptions } from '#lib/domain/assumptions.ts';
import type { Status } from '#lib/domain/status.ts';
import type { Row } from '#lib/domain/table.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import type { placementDemand } from '#lib/domain/tables/register.ts';
import { openingCount } from '#pipelines/enrolment.ts';
import { programmeStudents } from '#pipelines/student-counts.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';
import { apportion } from '#pipelines/synthesize/apportion.ts';
import { currentSchoolYear } from '#pipelines/synthesize/calendar.ts';
import { between, factor, type Chance } from '#pipelines/synthesize/chance.ts';
import { byText } from '#pipelines/synthesize/order.ts';

type Demand = Row<typeof placementDemand>;
type Track = 'BOL' | 'BBL';
type Span = readonly [number, number];

/** Private schools that the sources name as asking for placements; no count of theirs is public. */
const privateSchools = ['Calabris', 'Capabel', 'Instituut MEMO', 'LOI', 'NTI'];
/** Share of private schools whose number of students is not known. Invented. */
const unknownShare = 0.5;
/** Share of funded schools that nobody asked. Invented; Zorroo had no insight into the demand of its schools. */
const notAskedShare = 0.2;
/** Standard deviation of the logarithm of a school's size or intake around what is expected. Invented. */
const privateSpread = 0.6;
const intakeSpread = 0.08;

/**
 * Placement periods of ten weeks per student, and the share of them in general practice, by programme year. Ranges
 * around the pattern of Noorderpoort in 2018: in year 1 a week in a practice, in years 2 and 3 together two blocks
 * of ten weeks and one of twenty, of which one or two in general practice. A BBL student works the whole year.
 */
const patterns: Record<Track, readonly { periods: Span; share: Span }[]> = {
  BOL: [
    { periods: [0.1, 0.25], share: [0.8, 1] },
    { periods: [1.25, 1.75], share: [0.4, 0.65] },
    { periods: [1.25, 1.75], share: [0.4, 0.65] },
  ],
  BBL: [
    { periods: [4, 4], share: [0.85, 1] },
    { periods: [4, 4], share: [0.85, 1] },
    { periods: [4, 4], share: [0.85, 1] },
  ],
};

interface Class {
  school: string;
  track: Track;
  students: number;
  status: Status;
}

/** A share of the names, rounded, as chance picks them. */
function some(names: readonly string[], share: number, chance: Chance): Set<string> {
  const order = names.toSorted((a, b) => chance(`school@${a}`) - chance(`school@${b}`));
  return new Set(order.slice(0, Math.round(names.length * share)));
}

/** Students of every funded school by track in the last public count. */
function fundedClasses(readings: readonly ReferenceReading[]): Class[] {
  const classes = new Map<string, Class>();
  const known = programmeStudents(readings);
  const opening = openingCount(known);
  for (const { brin, track: counted, year, students: count } of known.rows) {
    const students = Math.round(middle(count) ?? count.low);
    if (year !== opening || students === 0) continue;
    const track = counted === 'BBL' ? 'BBL' : 'BOL';
    const key = `${brin} ${track}`;
    const before = classes.get(key)?.students ?? 0;
    classes.set(key, { school: brin, track, students: before + students, status: 'estimated' });
  }
  return [...classes].sort(([a], [b]) => byText(a, b)).map(([, row]) => row);
}

/** Students of private schools: the share that is assumed on top of the funded ones, over the schools by chance. */
function privateClasses(funded: readonly Class[], chance: Chance): Class[] {
  return (['BOL', 'BBL'] as const).flatMap((track) => {
    const total = funded.reduce((sum, row) => sum + (row.track === track ? row.students : 0), 0);
    const weights = privateSchools.map((name) => factor(privateSpread, chance(`private size@${name}`)));
    const students = apportion(Math.round(total * assumptions.privateStudents.central), weights);
    return privateSchools.map((school, i) => ({
      school,
      track,
      students: students[i] ?? NaN,
      status: 'assumed' as const,
    }));
  });
}

/** Share of a cohort that is still there in each programme year. */
function remaining(readings: readonly ReferenceReading[], track: Track): number[] {
  const years = rowsOf(readings, trainingTables.programmeYears)
    .filter((row) => row.track === track)
    .sort((a, b) => a.programme_year - b.programme_year);
  let left = 1;
  return years.map(({ dropout_share }) => {
    const share = left;
    left -= (1 - assumptions.completion.central) * dropout_share;
    return share;
  });
}

/**
 * Makes up what schools ask for in the school year under way, by track and programme year. Students of funded
 * schools are estimated: those of the last public count, unchanged, split by the drop-out that is assumed. Those of
 * private schools are assumed. Where a school was not asked there is no figure at all; where its number of students
 * is unknown the placement pattern is still given. Periods and shares are made up for every school.
 */
export function demandRows(readings: readonly ReferenceReading[], chance: Chance): Demand[] {
  const funded = fundedClasses(readings);
  const notAsked = some([...new Set(funded.map(({ school }) => school))], notAskedShare, chance);
  const unknown = some(privateSchools, unknownShare, chance);
  const stays = { BOL: remaining(readings, 'BOL'), BBL: remaining(readings, 'BBL') };
  return [...funded, ...privateClasses(funded, chance)].flatMap(({ school, track, students, status }) => {
    const cohorts = stays[track].map(
      (share, i) => share * factor(intakeSpread, chance(`intake@${school} ${track}`, i)),
    );
    return apportion(students, cohorts).map((inYear, i): Demand => {
      const draw = (what: string) => chance(`${what}@${school} ${track}`, i);
      const pattern = patterns[track][i];
      const hidden = notAsked.has(school) ? 'not-asked' : unknown.has(school) ? 'unknown' : null;
      const answered = hidden !== 'not-asked' && pattern !== undefined;
      const hundredths = (span: Span, uniform: number) => Math.round(between(span, uniform) * 100) / 100;
      return {
        school_id: school,
        programme: null,
        track,
        programme_year: i + 1,
        school_year: currentSchoolYear,
        students: hidden ? null : inYear,
        students_status: hidden ?? status,
        periods_per_student: answered ? hundredths(pattern.periods, draw('periods')) : null,
        general_practice_share: answered ? hundredths(pattern.share, draw('general practice')) : null,
        origin: 'synthetic',
      };
    });
  });
}
