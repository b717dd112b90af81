import {
  emptyKindTrails,
  runProgramme,
  type KindDrivers,
  type ProgrammeDrivers,
} from '#lib/model/training/programme.ts';
import { yearOutcomes } from '#lib/model/training/students.ts';

/** Students of one kind: by default in two programme years in which everybody goes on. */
export function someKind(changes: Partial<KindDrivers> = {}): KindDrivers {
  return {
    track: 0,
    outcomes: yearOutcomes(1, 0, [1, 0]),
    need: new Float64Array(0),
    switches: [],
    opening: Float64Array.of(0, 0),
    intake: Float64Array.of(0, 0, 0, 0),
    ...changes,
  };
}

/** A programme of one group: by default of four years with one period each, which nothing limits. */
export function someProgramme(
  kinds: KindDrivers[],
  changes: Partial<ProgrammeDrivers> = {},
): ProgrammeDrivers {
  return {
    groups: 1,
    years: 4,
    periods: 1,
    kinds,
    capacity: undefined,
    waiting: 0,
    toOccupation: 1,
    ...changes,
  };
}

/** A run with what became of the students of every kind. */
export function followed(drivers: ProgrammeDrivers, options: Parameters<typeof runProgramme>[1] = {}) {
  const trails = emptyKindTrails(drivers);
  return { ...runProgramme(drivers, { ...options, trails }), trails };
}
