import { fitShape } from '#lib/model/series/calibration.ts';
import { fewestKnown, rolledUntil, type Rolled } from '#lib/model/series/rolled.ts';
import { bandScale } from '#lib/model/series/scale.ts';
import { factorsAt } from '#lib/model/series/shape.ts';
import { usualYearOf } from '#lib/model/series/usual.ts';

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far outcomes lie from the forecast, in multiples of the edge of the 80 % band on their side, by years ahead. */
function relativeErrors(
  collection: readonly Rolled[],
  { back, furthest }: { back: number; furthest: number },
): number[][] {
  const ends = collection
    .map((whole) => ({ whole, known: whole.series.values.length - furthest - back }))
    .filter(({ known }) => known > fewestKnown);
  const past = ends.map(({ whole, known }) => rolledUntil(whole, known));
  const usual = usualYearOf([past]);
  const shape = fitShape([past], { usual, furthest });
  const edges = Array.from({ length: furthest }, (_, i) => factorsAt(shape, i + 1));
  const relative: number[][] = edges.map(() => []);
  ends.forEach(({ whole: { series, origins, steps }, known }) => {
    const path = origins.find((origin) => origin.known === known)?.path;
    if (!path) return;
    const scale = bandScale(series, { steps, next: path[0] as number, known, usual });
    edges.forEach((edge, i) => {
      if (series.counted[known + i] !== 1 || scale === 0) return;
      const error = ((series.values[known + i] as number) - (path[i] as number)) / scale;
      relative[i]?.push(error / ((error < 0 ? edge[1] : edge[4]) as number));
    });
  });
  return relative;
}

/** Coverage of the 80 % band by years ahead, averaged over ends, so that no one end counts for more. */
function coverageBy(ends: readonly number[][][]): number[] {
  return (ends[0] ?? []).map((_, i) => {
    const shares = ends.map((end) => {
      const errors = end[i] ?? [];
      return errors.filter((error) => error <= 1).length / errors.length;
    });
    return meanOf(shares);
  });
}

/**
 * Coverage of the 80 % band when calibrated on everything before an end of the training parts and checked on the
 * outcomes after it, at several ends: tells whether outcomes to come lie further off than past errors say. By
 * collection and years ahead.
 *
 * @param ends number of ends, each one year before the other
 */
export function laterCoverage(
  collections: readonly (readonly Rolled[])[],
  { furthest, ends }: { furthest: number; ends: number },
): number[][] {
  return collections.map((collection) =>
    coverageBy(Array.from({ length: ends }, (_, back) => relativeErrors(collection, { back, furthest }))),
  );
}
