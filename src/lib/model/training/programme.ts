import type { YearOutcome } from '#lib/model/training/students.ts';
import { arriving as counted, chosen, rounded, wordsFor, type Whole } from '#lib/model/draws/whole.ts';
import { addClaims, lackingShares, withoutPlace } from '#lib/model/training/rationing.ts';

/** Students of one kind, by group, with what becomes of them. */
export interface KindDrivers {
  track: number;
  outcomes: YearOutcome[];
  /** Share of a place that a student takes, by programme year and period; empty without placements. */
  need: Float64Array;
  /** Of those promoted within the track, the share that goes on in another kind. */
  switches: { to: number; share: number }[];
  /** By programme year and group. */
  opening: Float64Array;
  /** By year and group. */
  intake: Float64Array;
}

/** Everything that a run of the programme computes with. */
export interface ProgrammeDrivers {
  groups: number;
  years: number;
  periods: number;
  kinds: KindDrivers[];
  /** Places open by year, period and group; without it nothing limits the programme. */
  capacity: Float64Array | undefined;
  /** Share of the students without a place that waits. */
  waiting: number;
  toOccupation: number;
}

/** Students and what became of them, by year and group; diplomas of year t are of its summer. */
export interface ProgrammeRun {
  /** On 1 October before each year: years + 1 rows. */
  students: Float64Array;
  /** Graduates who enter the stock, by track. */
  graduates: Float64Array[];
  waiting: Float64Array;
  leftWithoutPlace: Float64Array;
  /** Places that the students need, and places that are open, by year, period and group. */
  claims: Float64Array;
}

/** What became of the students of a kind: by year, programme year and group. */
export interface KindTrail {
  students: Float64Array;
  promoted: Float64Array;
  repeating: Float64Array;
  waiting: Float64Array;
  dropouts: Float64Array;
  switched: Float64Array;
  leftWithoutPlace: Float64Array;
  diplomas: Float64Array;
}

/** A trail with room for the students of every kind. */
export function emptyKindTrails({ kinds, years, groups }: ProgrammeDrivers): KindTrail[] {
  return kinds.map(({ outcomes }) => {
    const room = () => new Float64Array(years * outcomes.length * groups);
    return {
      students: room(),
      promoted: room(),
      repeating: room(),
      waiting: room(),
      dropouts: room(),
      switched: room(),
      leftWithoutPlace: room(),
      diplomas: room(),
    };
  });
}

/** The random words for students, by group. */
type StudentWords = ReturnType<typeof studentWords>;

function studentWords(whole: Whole) {
  return {
    opening: wordsFor(whole, 'opening'),
    intake: wordsFor(whole, 'intake'),
    unplaced: wordsFor(whole, 'unplaced'),
    waits: wordsFor(whole, 'waits'),
    promoted: wordsFor(whole, 'promoted'),
    repeats: wordsFor(whole, 'repeats'),
    enters: wordsFor(whole, 'enters'),
    switches: wordsFor(whole, 'switches'),
  };
}

/** One year of the students of one kind, in every group. */
interface KindYear {
  drivers: ProgrammeDrivers;
  run: ProgrammeRun;
  /** Which kind, and which year from the start. */
  k: number;
  t: number;
  /** Its students by programme year and group. */
  now: Float64Array;
  /** Students of all kinds a year later. */
  next: Float64Array[];
  /** Share of the claims for which there is no place, by period and group; and room for what follows from it. */
  lacking: Float64Array;
  share: Float64Array;
  words: StudentWords | undefined;
  trail: KindTrail | undefined;
}

/** What becomes of the students of a kind in a year: those without a place wait or leave, the others have an outcome. */
function passKind({ drivers, run, k, t, now: students, next, lacking, share, words, trail }: KindYear): void {
  const { groups, periods, kinds, capacity, waiting: waitingShare, toOccupation } = drivers;
  const kind = kinds[k] as KindDrivers;
  const arriving = next[k] as Float64Array;
  const { outcomes, switches } = kind;
  const last = outcomes.length - 1;
  const graduates = run.graduates[kind.track] as Float64Array;
  const { waiting, leftWithoutPlace } = run;
  const bounded = capacity !== undefined && kind.need.length > 0;
  for (let y = 0; y <= last; y++) {
    if (bounded) withoutPlace(share, { need: kind.need, periods, groups }, lacking, y);
    const { promoted: goOn, repeating: again } = outcomes[y] as YearOutcome;
    for (let g = 0; g < groups; g++) {
      const here = students[y * groups + g] as number;
      if (here === 0) continue;
      const flow = t * groups + g;
      const counter = (t * 64 + y) * 4096 + k;
      let unplaced = bounded ? here * (share[g] as number) : 0;
      if (words && unplaced > 0) unplaced = rounded(words.unplaced[g] as number, counter, unplaced);
      let waits = unplaced * waitingShare;
      if (words && waits > 0) waits = chosen(words.waits[g] as number, counter, unplaced, waitingShare);
      const placed = here - unplaced;
      let promoted = placed * goOn;
      let repeats = placed * again;
      if (words) {
        promoted = chosen(words.promoted[g] as number, counter, placed, goOn);
        const ofRest = goOn < 1 ? Math.min(1, again / (1 - goOn)) : 0;
        repeats = chosen(words.repeats[g] as number, counter, placed - promoted, ofRest);
      }
      if (unplaced > 0) {
        waiting[flow] = (waiting[flow] as number) + waits;
        leftWithoutPlace[flow] = (leftWithoutPlace[flow] as number) + (unplaced - waits);
      }
      arriving[y * groups + g] = (arriving[y * groups + g] as number) + repeats + waits;
      let switched = 0;
      if (y === last) {
        const entering = words
          ? chosen(words.enters[g] as number, counter, promoted, toOccupation)
          : promoted * toOccupation;
        graduates[flow] = (graduates[flow] as number) + entering;
      } else {
        let stay = 1;
        for (let s = 0; s < switches.length; s++) {
          const { to, share: part } = switches[s] as (typeof switches)[number];
          const other = next[to] as Float64Array;
          const top = (kinds[to] as KindDrivers).outcomes.length - 1;
          const moves = words
            ? chosen(
                words.switches[g] as number,
                counter * 8 + s,
                promoted - switched,
                Math.min(1, part / stay),
              )
            : promoted * part;
          stay -= part;
          const into = Math.min(y + 1, top) * groups + g;
          other[into] = (other[into] as number) + moves;
          switched += moves;
        }
        const up = (y + 1) * groups + g;
        arriving[up] = (arriving[up] as number) + promoted - switched;
      }
      if (trail) {
        const cell = (t * (last + 1) + y) * groups + g;
        trail.students[cell] = here;
        trail.promoted[cell] = y === last ? 0 : promoted - switched;
        trail.repeating[cell] = repeats;
        trail.waiting[cell] = waits;
        trail.dropouts[cell] = placed - promoted - repeats;
        trail.switched[cell] = switched;
        trail.leftWithoutPlace[cell] = unplaced - waits;
        trail.diplomas[cell] = y === last ? promoted : 0;
      }
    }
  }
  for (let g = 0; g < groups; g++) {
    const mean = kind.intake[t * groups + g] as number;
    arriving[g] =
      (arriving[g] as number) + (words ? counted(words.intake[g] as number, t * 4096 + k, mean) : mean);
  }
}

/**
 * Follows the students of every kind and group year by year. Each group (region) has its own students, by the matrix
 * from schools to regions, and its own places: where more is claimed than is open in a period, places are rationed
 * in proportion, and whoever lacks one in any period that the programme year needs waits in that year or leaves.
 *
 *     S[y,t] = promoted + repeating + waiting + dropouts + switched + leftWithoutPlace + diplomas
 *
 * @param whole when given, people are counted in whole heads
 * @param trails when given, receives what became of the students of every kind
 */
export function runProgramme(
  drivers: ProgrammeDrivers,
  { whole, trails }: { whole?: Whole; trails?: KindTrail[] } = {},
): ProgrammeRun {
  const { groups, years, periods, kinds, capacity } = drivers;
  const tracks = 1 + kinds.reduce((most, { track }) => Math.max(most, track), -1);
  const limited = capacity !== undefined;
  const run: ProgrammeRun = {
    students: new Float64Array((years + 1) * groups),
    graduates: Array.from({ length: tracks }, () => new Float64Array(years * groups)),
    waiting: new Float64Array(years * groups),
    leftWithoutPlace: new Float64Array(years * groups),
    claims: new Float64Array(years * periods * groups),
  };
  const words = whole && studentWords(whole);
  let now = kinds.map(({ opening }, k) =>
    words
      ? opening.map((heads, i) =>
          rounded(words.opening[i % groups] as number, Math.floor(i / groups) * 64 + k, heads),
        )
      : opening.slice(),
  );
  let next = kinds.map(({ opening }) => new Float64Array(opening.length));
  const lacking = new Float64Array(periods * groups);
  const share = new Float64Array(groups);
  for (let t = 0; t <= years; t++) {
    for (const students of now) {
      for (let i = 0, g = 0; i < students.length; i++, g = g + 1 === groups ? 0 : g + 1) {
        const cell = t * groups + g;
        run.students[cell] = (run.students[cell] as number) + (students[i] as number);
      }
    }
    if (t === years) break;
    const at = t * periods * groups;
    kinds.forEach((kind, k) => {
      if (kind.need.length > 0)
        addClaims(run.claims, at, kind, { now: now[k] as Float64Array, groups, periods });
    });
    if (limited) lackingShares(lacking, at, { claims: run.claims, capacity });
    for (const students of next) students.fill(0);
    for (let k = 0; k < kinds.length; k++) {
      passKind({
        drivers,
        run,
        k,
        t,
        now: now[k] as Float64Array,
        next,
        lacking,
        share,
        words,
        trail: trails?.[k],
      });
    }
    [now, next] = [next, now];
  }
  return run;
}
