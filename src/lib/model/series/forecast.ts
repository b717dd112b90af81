import { ModelError } from '#lib/model/error.ts';
import { normalQuantile } from '#lib/model/draws/normal.ts';
import { adaptShape } from '#lib/model/series/adaptation.ts';
import type { AnnualSeries } from '#lib/model/series/annual.ts';
import { centralPath } from '#lib/model/series/combination.ts';
import { rolledOf, type Rolled } from '#lib/model/series/rolled.ts';
import { bandScale, type UsualYear } from '#lib/model/series/scale.ts';
import { factorFunction, type BandShape } from '#lib/model/series/shape.ts';

/** What bands are made with besides the series itself: `data/calibration/series-bands.json` holds one. */
export interface BandCalibration {
  shape: BandShape;
  usual: UsualYear;
}

/** The forecast of one series: a point for every year ahead, and the distribution around it. */
export interface SeriesForecast {
  id: string;
  /** The last known year; the first of the path is the one after it. */
  lastYear: number;
  /** The point forecast and median, in the unit of the series. */
  path: Float64Array;
  /** What the factors of the shape are multiples of, in the unit of the series. */
  scale: number;
  shape: BandShape;
  /** Whether everything is cut at zero. */
  nonNegative: boolean;
}

function forecastOf(
  { series, steps }: Rolled,
  { horizon, shape, usual }: { horizon: number; shape: BandShape; usual: UsualYear },
): SeriesForecast {
  const { id, firstYear, values, nonNegative } = series;
  const path = centralPath(values, { horizon, nonNegative });
  const scale = bandScale(series, { steps, next: path[0] as number, known: values.length, usual });
  return { id, lastYear: firstYear + values.length - 1, path, scale, shape, nonNegative };
}

/**
 * Forecasts a collection of series with the shape of their bands adapted to the collection, when it is large
 * enough to know its own. One series gives the same as a collection of one: the shipped shape.
 *
 * The least that is needed is one known value: then the path is that value, and the band is what is usual elsewhere
 * for a series of its level. A series of zeros only has no level, so its band has no width.
 *
 * @throws ModelError when the horizon is not a whole number from 1 on
 */
export function forecastCollection(
  collection: readonly AnnualSeries[],
  { horizon, calibration }: { horizon: number; calibration: BandCalibration },
): SeriesForecast[] {
  if (!(Number.isInteger(horizon) && horizon >= 1)) {
    throw new ModelError(`horizon ${horizon}, expected a whole number of years from 1 on`);
  }
  const { usual } = calibration;
  const most = Math.max(horizon, calibration.shape.factors.length);
  const all = collection.map((series) => rolledOf(series, most));
  const shape = adaptShape(calibration.shape, all, { usual, most });
  return all.map((one) => forecastOf(one, { horizon, shape, usual }));
}

/** The first number of years ahead that lies beyond what the bands were calibrated on. */
export function firstExtrapolated({ shape }: SeriesForecast): number {
  return shape.factors.length + 1;
}

/**
 * The value below which the outcome lies with the probability of a standard normal value: 0 gives the median, and
 * a higher one never less.
 *
 * @param yearsAhead from 1 to the horizon
 */
export function valueAtNormal(
  { path, scale, shape, nonNegative }: SeriesForecast,
  yearsAhead: number,
): (z: number) => number {
  const middle = path[yearsAhead - 1];
  if (middle === undefined) {
    throw new ModelError(`${yearsAhead} years ahead, expected 1 to ${path.length}`);
  }
  const factor = factorFunction(shape, yearsAhead);
  return (z) => {
    const value = middle + scale * factor(z);
    return nonNegative ? Math.max(0, value) : value;
  };
}

/** The central band that holds the outcome with a probability of `level`, between 0 and 1. */
export function bandOf(
  forecast: SeriesForecast,
  yearsAhead: number,
  level: number,
): { low: number; high: number } {
  if (!(level > 0 && level < 1)) throw new ModelError(`level ${level}, expected between 0 and 1`);
  const z = normalQuantile((1 + level) / 2);
  const value = valueAtNormal(forecast, yearsAhead);
  return { low: value(-z), high: value(z) };
}
