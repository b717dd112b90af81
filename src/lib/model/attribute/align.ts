import { ModelError } from '#lib/model/error.ts';
import type { ExitClass } from '#lib/model/stock/exits.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import type { PreparedTraining } from '#lib/model/training/training.ts';
import type { Kind } from '#lib/model/training/kinds.ts';

/** Two prepared baselines, or the parts of each. */
type Both<T> = readonly [T, T];

/** What must be the same in two runs of which the difference is split, by the name that a message gives it. */
function structureOf(prepared: Prepared): Record<string, unknown> {
  const { startYear, years, firstAge, ages, groups, slots, demand, training } = prepared;
  return {
    years: [startYear, startYear + years],
    ages: [firstAge, firstAge + ages - 1],
    groups: groups.map(({ id }) => id),
    assumptions: slots.map(({ key, group }) => [key, group]),
    intakes: groups.map(({ intakes }) =>
      intakes.map(({ id, activeAfter }) => [id, activeAfter !== undefined]),
    ),
    demand: demand.map(({ id, groups: members, fte }) => [id, members, (fte?.rows ?? 1) > 1]),
    training: training && [training.tracks.map(({ id }) => id), training.periods],
  };
}

/** @throws ModelError with what differs */
function checkStructure(both: Both<Prepared>): void {
  const [one, other] = [structureOf(both[0]), structureOf(both[1])];
  for (const [name, value] of Object.entries(one)) {
    const [here, there] = [JSON.stringify(value), JSON.stringify(other[name])];
    if (here !== there)
      throw new ModelError(`difference of two runs: ${name} ${here} and ${there}, expected the same`);
  }
}

/** Numbers pairs in the order in which they are asked for. */
class Pairs<T> {
  readonly list: Both<T>[] = [];
  readonly #positions = new Map<string, number>();

  positionOf(pair: Both<T>): number {
    const key = pair.join(' ');
    const known = this.#positions.get(key);
    if (known !== undefined) return known;
    this.#positions.set(key, this.list.length);
    return this.list.push(pair) - 1;
  }
}

/** Gives both runs a class of exits for every pair of classes that a group is in. */
function alignExits([one, other]: Both<Prepared>): Both<Prepared> {
  const pairs = new Pairs<number>();
  const classOf = one.groups.map(({ exitClass }, g) =>
    pairs.positionOf([exitClass, other.groups[g]?.exitClass as number]),
  );
  const withClasses = (prepared: Prepared, side: 0 | 1): Prepared => ({
    ...prepared,
    exitClasses: pairs.list.map((pair) => prepared.exitClasses[pair[side]] as ExitClass),
    groups: prepared.groups.map((group, g) => ({
      ...group,
      exitClass: classOf[g] as number,
      still: group.still && other.groups[g]?.still === true && one.groups[g]?.still === true,
    })),
  });
  return [withClasses(one, 0), withClasses(other, 1)];
}

/** The name of a class of students, by which it is found in the other run. */
function classNames({ classes, schools, kinds, tracks }: PreparedTraining): string[] {
  return classes.map(({ school, kind }) => {
    const track = tracks[(kinds[kind] as Kind).track]?.id;
    return JSON.stringify([schools[school], track]);
  });
}

/**
 * Gives both programmes a kind of students for every pair of kinds that a class is in. A class that only one of them
 * has keeps its own arrangement in the other, where it has no students.
 */
function alignKinds([one, other]: Both<PreparedTraining>): Both<PreparedTraining> {
  const names = [classNames(one), classNames(other)] as const;
  const kindOf = (training: PreparedTraining, name: string, side: 0 | 1) =>
    training.classes[names[side].indexOf(name)]?.kind;
  // A kind that one of them lacks is written as −1.
  const pairs = new Pairs<number>();
  const pairOf = (name: string) =>
    pairs.positionOf([kindOf(one, name, 0) ?? -1, kindOf(other, name, 1) ?? -1]);
  const classKinds = names.map((list) => list.map(pairOf));
  const kindsIn = (own: PreparedTraining, side: 0 | 1): Kind[] => {
    const kinds: Kind[] = [];
    // Switches may lead to pairs that no class is in: the list grows while it is walked.
    for (let i = 0; i < pairs.list.length; i++) {
      const pair = pairs.list[i] as Both<number>;
      const [a, b] = [one.kinds[pair[0]], other.kinds[pair[1]]];
      const kind = (side === 0 ? (a ?? b) : (b ?? a)) as Kind;
      const count = Math.min(a?.switches.length ?? Infinity, b?.switches.length ?? Infinity);
      if (count < Math.max(a?.switches.length ?? 0, b?.switches.length ?? 0))
        throw new ModelError(
          `difference of two runs: switches from track ${own.tracks[kind.track]?.id}, expected the same`,
        );
      kinds.push({
        ...kind,
        switches: kind.switches.map(({ share }, s) => ({
          to: pairs.positionOf([a?.switches[s]?.to ?? -1, b?.switches[s]?.to ?? -1]),
          share,
        })),
      });
    }
    return kinds;
  };
  const aligned = (training: PreparedTraining, side: 0 | 1): PreparedTraining => ({
    ...training,
    kinds: kindsIn(training, side),
    classes: training.classes.map((row, i) => ({ ...row, kind: classKinds[side]?.[i] as number })),
  });
  return [aligned(one, 0), aligned(other, 1)];
}

/**
 * Makes two runs alike in structure, so that the drivers of one can stand in for those of the other: scenarios may
 * have split the classes of exits and the kinds of students.
 *
 * @throws ModelError when they differ in more than a scenario can change
 */
export function align(both: Both<Prepared>): Both<Prepared> {
  checkStructure(both);
  const [one, other] = alignExits(both);
  if (!one.training || !other.training) return [one, other];
  const [training, otherTraining] = alignKinds([one.training, other.training]);
  return [
    { ...one, training },
    { ...other, training: otherTraining },
  ];
}
