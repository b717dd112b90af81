import { smoothedLevel } from '#lib/model/series/smoothing.ts';

/** Least squares slope per year; 0 for a single value. */
export function slopeOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  let products = 0;
  let squares = 0;
  for (let t = 0; t < values.length; t++) {
    products += (t - middle) * (values[t] as number);
    squares += (t - middle) ** 2;
  }
  return squares > 0 ? products / squares : 0;
}

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000, International Journal of Forecasting 16) in the form of
 * Hyndman and Billah 2003 (same journal, 19): simple smoothing with a drift of half the slope of the linear trend.
 */
export function theta(values: Float64Array, horizon: number): Float64Array {
  const { level, alpha } = smoothedLevel(values);
  const halfSlope = slopeOf(values) / 2;
  const lag = (1 - (1 - alpha) ** values.length) / alpha;
  return Float64Array.from({ length: horizon }, (_, i) => level + halfSlope * (i + lag));
}

/** The linear trend, plus the smoothed level of what lies around it: full slope where Theta takes half of it. */
export function smoothedTrend(values: Float64Array, horizon: number): Float64Array {
  const slope = slopeOf(values);
  const { level } = smoothedLevel(values.map((value, t) => value - slope * t));
  return Float64Array.from({ length: horizon }, (_, i) => level + slope * (values.length + i));
}
