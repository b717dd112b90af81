import { ModelError } from '#lib/model/error.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { aloneIn, driversAlone } from '#lib/model/region/alone.ts';
import { emptyChange, fillChange, type ChangeByYear, type RegionChange } from '#lib/model/region/change.ts';
import { emptyGap, type RegionGap } from '#lib/model/region/gap.ts';
import { bytesOf, quickReference, runQuickly, type ReferenceFrame } from '#lib/model/region/quick.ts';
import { runSlowly, slowReference } from '#lib/model/region/slow.ts';
import { driversInDraw, namingDraw, type DrawOptions, type Sources } from '#lib/model/simulate.ts';

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

/** A way to run a region. */
interface Way extends Pick<RegionRunner, 'bytes'> {
  runInto: (change: ChangeByYear, gap: RegionGap) => void;
}

function quickly(alone: Prepared, frame: ReferenceFrame): Way {
  const reference = quickReference(alone, frame);
  return {
    bytes: bytesOf(reference),
    runInto: (change, gap) => runQuickly(reference, change, gap),
  };
}

function slowly(alone: Prepared, frame: ReferenceFrame): Way {
  const reference = slowReference(alone, frame);
  return { bytes: undefined, runInto: (change, gap) => runSlowly(reference, change, gap) };
}

/**
 * Takes one region out of a national baseline. A region has its own students (by the matrix from schools to regions)
 * and its own places, so all that it needs of the others is its row of that matrix in every draw: it is looked up once,
 * here, and a run gives what the national run of the same draws gives for the region.
 *
 * @throws ModelError for a group that there is not, and what the national run throws for a draw of this region
 */
export function regionRunner(prepared: Prepared, { group, draws, ...options }: RegionOptions): RegionRunner {
  const g = prepared.groups.findIndex(({ id }) => id === group);
  if (g < 0) throw new ModelError(`no group ${group} in the baseline`);
  const { sources = { assumptions: true, years: true } } = options;
  const drawOptions = { ...options, sources: { ...sources, people: false } };
  const alone = aloneIn(prepared, g);
  const change = emptyChange(prepared);
  fillChange(change, {}, prepared);
  const frame: ReferenceFrame = {
    draws,
    unchanged: change,
    driversIn: (draw) =>
      namingDraw(draw, () => driversAlone(driversInDraw(prepared, drawOptions, draw), alone)),
  };
  const gap = emptyGap(draws, prepared.years);
  const { runInto, bytes } = prepared.groups[g]?.still
    ? quickly(alone.prepared, frame)
    : slowly(alone.prepared, frame);
  return {
    bytes,
    run: (asked = {}) => {
      fillChange(change, asked, prepared);
      runInto(change, gap);
      return gap;
    },
  };
}
