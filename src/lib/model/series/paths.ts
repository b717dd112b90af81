import { ModelError } from '#lib/model/error.ts';
import { valueAtNormal, type SeriesForecast } from '#lib/model/series/forecast.ts';

/**
 * Possible courses of a series, from standard normal values that were drawn outside: the value of a year lies as
 * deep in its distribution as its normal does. How the years of a course hang together is up to the normals.
 * Normals of zero give the point forecast, and a higher normal never a lower value.
 *
 * @param normals course after course, each with one value per year from the first year ahead
 * @param horizon years of a course, at most as many as were forecast
 * @returns values in the order of the normals and in the unit of the series
 * @throws ModelError when the normals are no whole number of courses
 */
export function pathsOf(
  forecast: SeriesForecast,
  { normals, horizon }: { normals: Float64Array; horizon: number },
): Float64Array {
  if (normals.length % horizon !== 0) {
    throw new ModelError(`${normals.length} normals, expected a multiple of ${horizon} years`);
  }
  const valueOf = Array.from({ length: horizon }, (_, i) => valueAtNormal(forecast, i + 1));
  return normals.map((z, i) => valueOf[i % horizon]?.(z) ?? NaN);
}
