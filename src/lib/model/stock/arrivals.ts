import type { Drivers } from '#lib/model/drivers.ts';
import type { Outcome } from '#lib/model/outcome.ts';
import type { PreparedGroup } from '#lib/model/prepare.ts';
import { ageAt, type AgeProfile } from '#lib/model/stock/profile.ts';
import { hash2 } from '#lib/model/draws/random.ts';
import { arriving, wordFor, type Whole } from '#lib/model/draws/whole.ts';
import { rounding } from '#lib/model/stock/cohort.ts';
import type { Workspace } from '#lib/model/stock/workspace.ts';

/** Whose arrivals, and where their numbers go. */
interface Arriving {
  g: number;
  years: number;
  ages: number;
  /** By track, year and group. */
  graduates: readonly Float64Array[];
  tracks: readonly { entryAges: AgeProfile }[];
  into: Outcome;
  firstFlow: number;
  whole: Whole | undefined;
}

function spread(target: Float64Array, at: number, heads: number, { shares, first, last }: AgeProfile): void {
  for (let age = first; age <= last; age++) {
    target[at + age] = (target[at + age] as number) + heads * (shares[age] as number);
  }
}

/** Whole heads over the ages, each one on its own. */
function spreadWhole(
  target: Float64Array,
  at: number,
  profile: AgeProfile,
  { heads, word, counter }: { heads: number; word: number; counter: number },
): void {
  for (let i = 0; i < heads; i++) {
    const cell = at + ageAt(profile, hash2(word, counter * 4096 + i));
    target[cell] = (target[cell] as number) + 1;
  }
}

function addGraduates(space: Workspace, drivers: Drivers, arriving: Arriving): void {
  const { g, years, graduates, tracks, into, firstFlow, whole } = arriving;
  const { arrivals, arrivalsRow } = space;
  const groups = drivers.stock.length;
  const counts = into.entrants[0] as Float64Array;
  const word = whole ? wordFor(whole, 'ages', g) : 0;
  for (let track = 0; track < graduates.length; track++) {
    const byYear = graduates[track] as Float64Array;
    const { entryAges } = tracks[track] as { entryAges: AgeProfile };
    for (let year = 0; year < years; year++) {
      const heads = byYear[year * groups + g] as number;
      if (heads === 0) continue;
      const at = year * arrivalsRow;
      if (whole) spreadWhole(arrivals, at, entryAges, { heads, word, counter: year * 64 + track });
      else spread(arrivals, at, heads, entryAges);
      counts[firstFlow + year] = (counts[firstFlow + year] as number) + heads;
    }
  }
}

function addStreams(
  space: Workspace,
  drivers: Drivers,
  { g, years, into, firstFlow, whole }: Arriving,
): void {
  const { arrivals, arrivalsRow, base } = space;
  const streams = drivers.streams[g] as Drivers['streams'][number];
  for (const { flow, id, headsPerYear, steady, profile } of streams) {
    const counts = into.entrants[flow] as Float64Array;
    const entrants = whole ? wordFor(whole, 'entrants', g) ^ id : 0;
    const ages = whole ? wordFor(whole, 'ages', g) ^ id : 0;
    const apart = whole !== undefined || steady === undefined;
    if (!apart) spread(base, 0, steady, profile);
    for (let year = 0; year < years; year++) {
      let heads = headsPerYear[year] as number;
      if (whole) {
        heads = arriving(entrants, year, heads);
        spreadWhole(arrivals, year * arrivalsRow, profile, { heads, word: ages, counter: year });
      } else if (apart) spread(arrivals, year * arrivalsRow, heads, profile);
      counts[firstFlow + year] = (counts[firstFlow + year] as number) + heads;
    }
  }
}

function addAged(
  space: Workspace,
  drivers: Drivers,
  { g, years, ages, into, firstFlow, whole }: Arriving,
): void {
  const { arrivals, arrivalsRow } = space;
  for (const { flow, id, heads } of drivers.agedStreams[g] as Drivers['agedStreams'][number]) {
    const counts = into.entrants[flow] as Float64Array;
    const word = whole ? wordFor(whole, 'entrants', g) ^ id : 0;
    for (let year = 0; year < years; year++) {
      for (let age = 0; age < ages; age++) {
        const mean = heads[year * ages + age] as number;
        const people = whole ? arriving(word, 4096 + year * 1024 + age, mean) : mean;
        const cell = year * arrivalsRow + age;
        arrivals[cell] = (arrivals[cell] as number) + people;
        counts[firstFlow + year] = (counts[firstFlow + year] as number) + people;
      }
    }
  }
}

/**
 * Everybody who enters a group, by year and age, into the workspace (what comes in every year apart from the rest),
 * and their numbers by flow into the outcome.
 */
export function fillEntrants(space: Workspace, drivers: Drivers, arriving: Arriving): void {
  const { years, into, firstFlow } = arriving;
  space.arrivals.fill(0);
  space.base.fill(0);
  if (drivers.entrantFactors) space.factors.set(drivers.entrantFactors);
  else space.factors.fill(1);
  for (const counts of into.entrants) counts.fill(0, firstFlow, firstFlow + years);
  addGraduates(space, drivers, arriving);
  addStreams(space, drivers, arriving);
  addAged(space, drivers, arriving);
}

/** Puts what comes in every year to the other arrivals, for those who want all of them together. */
export function joinBase({ base, factors, arrivals, arrivalsRow }: Workspace, years: number): void {
  for (let year = 0; year < years; year++) {
    const factor = factors[year] as number;
    for (let age = 0; age < base.length; age++) {
      const cell = year * arrivalsRow + age;
      arrivals[cell] = (arrivals[cell] as number) + (base[age] as number) * factor;
    }
  }
  base.fill(0);
}

/**
 * Adds the net moves to the arrivals, and their sum by year to the outcome. In whole heads the running sum over the
 * groups is rounded, with one random number for all groups, so that moves that sum to zero still do.
 */
export function addMoves(
  { arrivals, arrivalsRow }: Workspace,
  { movesBefore, still }: PreparedGroup,
  {
    moves,
    years,
    ages,
    into,
    firstFlow,
    whole,
  }: { moves: Float64Array } & Pick<Arriving, 'years' | 'ages' | 'into' | 'firstFlow' | 'whole'>,
): void {
  into.netMoves.fill(0, firstFlow, firstFlow + years);
  if (still) return;
  for (let year = 0; year < years; year++) {
    let net = 0;
    for (let age = 0; age < ages; age++) {
      const cell = year * ages + age;
      let heads = moves[cell] as number;
      if (whole) {
        const from = (movesBefore[cell] as number) + hash2(whole.moves, cell);
        heads = Math.floor(from + heads + rounding) - Math.floor(from + rounding);
      }
      const at = year * arrivalsRow + age;
      arrivals[at] = (arrivals[at] as number) + heads;
      net += heads;
    }
    into.netMoves[firstFlow + year] = net;
  }
}
