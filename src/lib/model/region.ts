import { ModelError } from '#lib/model/error.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { aloneIn, driversAlone } from '#lib/model/region/alone.ts';
import { emptyChange, fillChange, type RegionChange } from '#lib/model/region/change.ts';
import { emptyGap, type RegionGap } from '#lib/model/region/gap.ts';
import { bytesOf, isPlain, quickReference, runQuickly } from '#lib/model/region/quick.ts';
import { runSlowly, slowReference } from '#lib/model/region/slow.ts';
import { driversInDraw, type DrawOptions, type Sources } from '#lib/model/simulate.ts';

/** Which region, and how its draws are made; people come and go as shares of heads. */
export interface RegionOptions extends Omit<DrawOptions, 'sources'> {
  /** Id of the group. */
  group: string;
  sources?: Omit<Sources, 'people'>;
}

/** One region, ready to be run again and again under another change. */
export interface RegionRunner {
  /** The gap under a change, or as it is without one. The next run writes over it. */
  run: (change?: RegionChange) => RegionGap;
  /** Bytes of what it keeps of the draws; unknown where it keeps them as they were drawn. */
  bytes: number | undefined;
}

/**
 * Takes one region out of a national baseline. A region has its own students (by the matrix from schools to regions)
 * and its own places, so all that it needs of the others is its row of that matrix in every draw: it is looked up once,
 * here, and a run gives what the national run of the same draws gives for the region.
 *
 * @throws ModelError for a group that there is not
 */
export function regionRunner(prepared: Prepared, { group, draws, ...options }: RegionOptions): RegionRunner {
  const g = prepared.groups.findIndex(({ id }) => id === group);
  if (g < 0) throw new ModelError(`no group ${group} in the baseline`);
  const { sources = { assumptions: true, years: true } } = options;
  const drawOptions = { ...options, sources: { ...sources, people: false } };
  const alone = aloneIn(prepared, g);
  const driversIn = (draw: number) => driversAlone(driversInDraw(prepared, drawOptions, draw), alone);
  const byYear = emptyChange(prepared);
  const gap = emptyGap(draws, prepared.years);
  const changed = (change: RegionChange = {}) => {
    fillChange(byYear, change, prepared);
    return byYear;
  };
  if (isPlain(alone.prepared)) {
    const reference = quickReference(alone.prepared, draws, driversIn);
    return {
      bytes: bytesOf(reference),
      run: (change) => {
        runQuickly(reference, changed(change), gap);
        return gap;
      },
    };
  }
  const reference = slowReference(alone.prepared, draws, driversIn);
  return {
    bytes: undefined,
    run: (change) => {
      runSlowly(reference, changed(change), gap);
      return gap;
    },
  };
}
