import type { QuantityKey } from '#lib/domain/quantities.ts';

/** One quantity of a region in one year: the central run and the quantiles of the draws. */
export interface ForecastPoint {
  year: number;
  central: number;
  q10: number;
  q25: number;
  q50: number;
  q75: number;
  q90: number;
}

/** Everything that is forecast of a region, in order of year. */
export type ForecastSeries = Record<QuantityKey, ForecastPoint[]>;

/** Heads of an age band in a year, in the central run; `ageTo` is null where the band is open. */
export interface AgeBandHeads {
  year: number;
  ageFrom: number;
  ageTo: number | null;
  heads: number;
}
