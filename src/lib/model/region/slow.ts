import type { DemandDrivers } from '#lib/model/demand/demand.ts';
import type { Drivers } from '#lib/model/drivers.ts';
import { emptyOutcome, type Outcome } from '#lib/model/outcome.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import type { ProgrammeDrivers } from '#lib/model/training/programme.ts';
import { runOnce } from '#lib/model/project.ts';
import type { ChangeByYear } from '#lib/model/region/change.ts';
import { writeGap, type RegionGap } from '#lib/model/region/gap.ts';
import type { ReferenceFrame } from '#lib/model/region/quick.ts';
import { namingDraw } from '#lib/model/simulate.ts';
import { workspaceFor, type Workspace } from '#lib/model/stock/workspace.ts';

/**
 * A region alone with the drivers of all its draws. With moves a stock can become negative, which only a run through
 * all ages finds out.
 */
export interface SlowReference {
  prepared: Prepared;
  drivers: Drivers[];
  space: Workspace;
  into: Outcome;
}

/** Keeps the drivers of all draws of a region alone. */
export function slowReference(
  prepared: Prepared,
  { draws, driversIn }: Pick<ReferenceFrame, 'draws' | 'driversIn'>,
): SlowReference {
  return {
    prepared,
    drivers: Array.from({ length: draws }, (_, draw) => driversIn(draw)),
    space: workspaceFor(prepared),
    into: emptyOutcome(prepared, 1),
  };
}

function times(values: Float64Array, factors: Float64Array): Float64Array {
  return values.map((value, i) => value * (factors[i] as number));
}

function changedProgramme(
  programme: ProgrammeDrivers,
  { intakeFactor, extraPlaces }: ChangeByYear,
): ProgrammeDrivers {
  return {
    ...programme,
    capacity: programme.capacity?.map((open, cell) => open + (extraPlaces[cell] as number)),
    kinds: programme.kinds.map((kind) => ({ ...kind, intake: times(kind.intake, intakeFactor) })),
  };
}

function changedDemand(set: DemandDrivers, { demandIndex }: ChangeByYear): DemandDrivers {
  return {
    ...set,
    path: set.path && times(set.path, demandIndex),
    otherIndex: times(set.otherIndex, demandIndex),
  };
}

/**
 * The gap of a region under a change, in every draw, by the run that all groups have.
 *
 * @throws ModelError when a stock becomes negative
 */
export function runSlowly(
  { prepared, drivers, space, into }: SlowReference,
  change: ChangeByYear,
  gap: RegionGap,
): void {
  drivers.forEach((unchanged, draw) => {
    const changed: Drivers = {
      ...unchanged,
      programme: unchanged.programme && changedProgramme(unchanged.programme, change),
      demand: unchanged.demand.map((set) => changedDemand(set, change)),
    };
    namingDraw(draw, () => runOnce(prepared, changed, { into, run: 0, space }));
    for (let t = 0; t < gap.states; t++) {
      const asked = into.demandFte[t] ?? NaN;
      writeGap(gap, draw * gap.states + t, asked, into.heads[t] as number, into.fte[t] as number);
    }
  });
}
