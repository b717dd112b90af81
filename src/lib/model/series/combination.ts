import { drift, lateDrift } from '#lib/model/series/drift.ts';
import { middleOf } from '#lib/model/series/middle.ts';
import { withoutOutliers } from '#lib/model/series/outliers.ts';
import { onRoots } from '#lib/model/series/root.ts';
import { smoothedTrend, theta } from '#lib/model/series/trend.ts';

/** Values that the methods look back on at most; what came before no longer tells the trend. */
const longestMemory = 60;

/**
 * The point forecast: year by year the median of four well-understood methods, which is the mean of the middle two.
 * Combining simple methods is what the M competitions found to win on short series (Makridakis, Spiliotis and
 * Assimakopoulos 2020, International Journal of Forecasting 36), and a median leaves a method that runs away without
 * a say. The four differ in how much trend they see: Theta half of it, the drift of late what the last years had, and
 * two that follow the whole series, on the root scale, where growth bends upwards.
 *
 * Which four was chosen on rolling origins inside the training parts of M1 and tourism, from 700 combinations of
 * eighteen methods; a damped trend or plain smoothing beside them gained nothing.
 *
 * @param values one per year, at least one; the last is the year before the first forecast
 * @returns one value per year ahead, in the unit of the values, cut at zero when `nonNegative`
 */
export function centralPath(
  values: Float64Array,
  { horizon, nonNegative }: { horizon: number; nonNegative: boolean },
): Float64Array {
  const clean = withoutOutliers(values.length > longestMemory ? values.slice(-longestMemory) : values);
  const paths = [
    theta(clean, horizon),
    lateDrift(clean, horizon),
    onRoots(clean, (roots) => drift(roots, horizon)),
    onRoots(clean, (roots) => smoothedTrend(roots, horizon)),
  ];
  const candidates = new Float64Array(paths.length);
  return Float64Array.from({ length: horizon }, (_, i) => {
    paths.forEach((path, m) => (candidates[m] = path[i] as number));
    const middle = middleOf(candidates);
    return nonNegative ? Math.max(0, middle) : middle;
  });
}
