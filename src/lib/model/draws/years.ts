import { amountIn } from '#lib/model/amounts.ts';
import type { Noise } from '#lib/model/baseline/noise.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { streamOf } from '#lib/model/draws/random.ts';
import { ar1Path } from '#lib/model/draws/shocks.ts';
import { straightAt } from '#lib/model/draws/straight.ts';
import type { IntakeForecast } from '#lib/model/training/training.ts';
import { normalQuantile } from '#lib/model/draws/normal.ts';

/** What the years of a run are like: factors by year, and the enrolment. */
export interface YearPaths {
  /** Opening students relative to the counts given. */
  opening: number;
  /** Intake relative to the one that the counts imply, by year. */
  enrolment: Float64Array | undefined;
  exits: Float64Array | undefined;
  entrants: Float64Array | undefined;
  intake: Float64Array | undefined;
  /** By state: one more than there are years. */
  demand: Float64Array | undefined;
}

/** Years of which none differs from the others, without a forecast of the enrolment. */
export const calmYears: YearPaths = {
  opening: 1,
  enrolment: undefined,
  exits: undefined,
  entrants: undefined,
  intake: undefined,
  demand: undefined,
};

/** The value at a standard normal of a count given by quantiles: straight lines between them, in z. */
export function countAtNormal(quantiles: Float64Array, zs: Float64Array, z: number): number {
  return Math.max(0, straightAt(zs, quantiles, z));
}

/** The enrolment of a run relative to the counts given: the opening, then every intake. */
function enrolmentPath(
  { probabilities, byYear, correlation }: IntakeForecast,
  random: { seed: number; run: number } | undefined,
): Float64Array {
  const zs = probabilities.map((p) => normalQuantile(p));
  const years = byYear.length;
  const path = random
    ? ar1Path({ seed: random.seed, stream: streamOf('enrolment'), index: random.run, years, correlation })
    : new Float64Array(years);
  return Float64Array.from(byYear, (quantiles, i) => countAtNormal(quantiles, zs, path[i] as number));
}

/**
 * Factors by state that start at 1: the log follows AR(1) from zero, with the given standard deviation in the long
 * run. Flows of year t take the factor of the state at its end.
 */
function factorsOf(
  key: keyof Noise,
  { prepared, draw, seed, run }: { prepared: Prepared; draw: Float64Array; seed: number; run: number },
): Float64Array | undefined {
  const shock = prepared.noise[key];
  if (!shock) return undefined;
  const sd = amountIn(shock.sd, draw);
  const { correlation } = shock;
  const states = prepared.years + 1;
  const path = ar1Path({ seed, stream: streamOf(`noise.${key}`), index: run, years: states, correlation });
  const start = path[0] as number;
  return path.map((x, t) => Math.exp(sd * (x - correlation ** t * start)));
}

/**
 * What the years of a run are like.
 *
 * @param random the seed and the number of the run; without it every year is as expected
 */
export function yearPaths(
  prepared: Prepared,
  { draw, random }: { draw: Float64Array; random?: { seed: number; run: number } },
): YearPaths {
  const forecast = prepared.training?.intakeForecast;
  const enrolment = forecast && enrolmentPath(forecast, random);
  const factors = (key: keyof Noise) => (random ? factorsOf(key, { prepared, draw, ...random }) : undefined);
  return {
    opening: enrolment?.[0] ?? 1,
    enrolment: enrolment?.subarray(1),
    exits: factors('exits')?.subarray(1),
    entrants: factors('entrants')?.subarray(1),
    intake: factors('intake')?.subarray(1),
    demand: factors('demand'),
  };
}
