import { ModelError } from '#lib/model/error.ts';
import { sizesOf, type Frame, type Pieces } from '#lib/model/solve/pieces.ts';

/** A gap that must be closed: of the groups of one demand set, or of several sets together. */
export interface Goal {
  id: string;
  sets: number[];
  groups: number[];
}

/** Whose intake changes, all by one factor on their weights. */
export interface Lever {
  schools: number[];
  /** Classes of these schools. */
  classes: number[];
  /** Direct intakes. */
  rows: number[];
  /** What stands for the intake as it is: a factor of 1; or 0 when there is none, which is then counted in heads. */
  start: 0 | 1;
  /** Factor at size 1, by school and then by direct intake: all 1 when they scale together. */
  weights: readonly number[];
}

/** The same lever with all that it moves scaling together. */
export function together(lever: Lever): Lever {
  return { ...lever, weights: [...lever.schools, ...lever.rows].map(() => 1) };
}

/** A lever for each school, and for each direct intake, that a lever moves. */
export function partsOf(lever: Lever, { prepared: { training } }: Frame): Lever[] {
  const { schools, classes, rows, start, weights } = lever;
  const weightAt = (i: number) => [weights[i] as number];
  return [
    ...schools.map((k, i) => ({
      schools: [k],
      classes: classes.filter((c) => training?.classes[c]?.school === k),
      rows: [],
      start,
      weights: weightAt(i),
    })),
    ...rows.map((row, i) => ({
      schools: [],
      classes: [],
      rows: [row],
      start,
      weights: weightAt(schools.length + i),
    })),
  ];
}

/** Which gaps must be closed, by whose intake, and in which groups every student needs a place. */
export interface Target {
  goals: Goal[];
  lever: Lever;
  scope: number[];
}

/** Schools that together send this share of the graduates of a region feed it. */
const feedingShare = 0.8;
/** Groups that together receive more than this share of the graduates of a school are its groups. */
const mainShare = 0.5;

/** The fewest positions of which the shares together reach a part of all; the largest first. */
function fewest(shares: readonly number[], part: number): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const order = shares
    .map((_, i) => i)
    .sort((a, b) => (shares[b] as number) - (shares[a] as number) || a - b);
  const found: number[] = [];
  let sum = 0;
  for (const i of order) {
    if (!((shares[i] as number) > 0) || sum >= part * total * (1 - 1e-12)) break;
    found.push(i);
    sum += shares[i] as number;
  }
  return found.sort((a, b) => a - b);
}

/** Graduates that every school sends to some groups on the central path, of the intakes from the change on. */
function graduatesTo(frame: Frame, central: Pieces, groups: readonly number[]): number[] {
  const { kinds, years, groups: count } = sizesOf(frame);
  const { training, startYear } = frame.prepared;
  const sent = new Array<number>(training?.schools.length ?? 0).fill(0);
  training?.classes.forEach(({ school, kind }, c) => {
    let share = 0;
    for (const g of groups) share += central.routing[school * count + g] as number;
    let heads = 0;
    for (let t = frame.change.from - startYear; t < years; t++)
      heads += central.course[kind * years + t] as number;
    const graduates = (central.scale[c] as number) * heads * (central.completion[kind % kinds] as number);
    sent[school] = (sent[school] as number) + graduates * share;
  });
  return sent;
}

function goalOf(frame: Frame, sets: readonly number[]): Goal {
  const { demand } = frame.prepared;
  return {
    id: sets.map((d) => demand[d]?.id ?? '').join('+'),
    sets: [...sets],
    groups: sets.flatMap((d) => demand[d]?.groups ?? []),
  };
}

/** The demand set of a group. @throws ModelError for a group without demand, whose gap is unknown */
function setOf({ prepared: { demand, groups } }: Frame, g: number): number {
  const d = demand.findIndex((set) => set.groups.includes(g));
  if (d < 0) throw new ModelError(`solve: group ${groups[g]?.id ?? g} has no demand, so no gap to close`);
  return d;
}

function unique(positions: readonly number[]): number[] {
  return [...new Set(positions)].sort((a, b) => a - b);
}

/** The groups that a school sends most of its graduates to on the central path. */
function mainGroups(frame: Frame, central: Pieces, school: number): number[] {
  const { groups } = sizesOf(frame);
  return fewest([...central.routing.subarray(school * groups, (school + 1) * groups)], mainShare + 1e-9);
}

function leverOf(frame: Frame, schools: readonly number[], rows: readonly number[], central: Pieces): Lever {
  const classes = (frame.prepared.training?.classes ?? []).flatMap(({ school }, c) =>
    schools.includes(school) ? [c] : [],
  );
  const { years } = sizesOf(frame);
  const first = frame.change.from - frame.prepared.startYear;
  const takesIn = classes.some((c) => {
    const kind = frame.prepared.training?.classes[c]?.kind ?? 0;
    const course = central.course.subarray(kind * years + first, (kind + 1) * years);
    return (central.scale[c] as number) > 0 && course.some((heads) => heads > 0);
  });
  const running = rows.filter((i) => !frame.direct[i]?.none);
  const empty = !takesIn && running.length === 0 && rows.length > 0;
  return together({
    schools: [...schools],
    classes,
    rows: empty ? [...rows] : running,
    start: empty ? 0 : 1,
    weights: [],
  });
}

interface Named {
  sets: number[];
  schools: number[];
  rows: number[];
}

/** Looks ids up: first among groups, then demand sets, schools and direct intakes. */
function namedBy(frame: Frame, ids: readonly string[]): Named {
  const { groups, demand, training } = frame.prepared;
  const named: Named = { sets: [], schools: [], rows: [] };
  for (const id of ids) {
    const g = groups.findIndex((group) => group.id === id);
    const d = demand.findIndex((set) => set.id === id);
    const k = training?.schools.indexOf(id) ?? -1;
    const i = frame.direct.findIndex((row) => row.id === id);
    if (g >= 0) named.sets.push(setOf(frame, g));
    else if (d >= 0) named.sets.push(d);
    else if (k >= 0) named.schools.push(k);
    else if (i >= 0) named.rows.push(i);
    else throw new ModelError(`solve: no group, school or intake “${id}” in the baseline`);
  }
  return named;
}

/**
 * Says what a question is about.
 *
 * - Groups (or sets that share a demand): the gap of each of their sets must be closed. All schools that feed a set
 *   scale together, which are the fewest that together send it at least 80 % of its graduates on the central path, and
 *   all direct intakes of its groups with them.
 * - Schools or direct intakes alone: only theirs changes. The gap of a school is that of the groups that together take
 *   more than half of its graduates, summed; that of a direct intake is of its own group.
 * - Both: the gaps of the groups, by the intake of these schools and direct intakes only.
 *
 * @param scope in which groups every student needs a place: those of the gaps, or all
 */
export function targetOf(
  frame: Frame,
  central: Pieces,
  { ids, scope }: { ids: readonly string[]; scope: 'named' | 'all' },
): Target {
  if (ids.length === 0) throw new ModelError('solve: for whom? expected ids of groups, schools or intakes');
  const { sets, schools, rows } = namedBy(frame, ids);
  const own = schools.length + rows.length > 0;
  let goals = unique(sets).map((d) => goalOf(frame, [d]));
  if (sets.length === 0) {
    const main = unique(schools.flatMap((k) => mainGroups(frame, central, k)).map((g) => setOf(frame, g)));
    const direct = unique(rows.map((i) => setOf(frame, frame.direct[i]?.group as number)));
    goals = [...(main.length > 0 ? [goalOf(frame, main)] : []), ...direct.map((d) => goalOf(frame, [d]))];
  }
  const feeding = goals.flatMap(({ groups }) => fewest(graduatesTo(frame, central, groups), feedingShare));
  const inGoals = new Set(goals.flatMap(({ groups }) => groups));
  const all = frame.direct.flatMap(({ group }, i) => (inGoals.has(group) ? [i] : []));
  return {
    goals,
    lever: own
      ? leverOf(frame, unique(schools), unique(rows), central)
      : leverOf(frame, unique(feeding), all, central),
    scope: scope === 'all' ? frame.prepared.groups.map((_, g) => g) : unique([...inGoals]),
  };
}
