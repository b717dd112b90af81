import { ModelError } from '#lib/model/error.ts';

/** Outcomes beside what was expected, in the same order. An outcome that is NaN (unknown, or marked) is left out. */
export interface Compared {
  observed: ArrayLike<number>;
  expected: ArrayLike<number>;
}

/** Outcomes beside the bands that were to hold a share `level` of them (0 to 1). NaN is left out. */
export interface Banded {
  observed: ArrayLike<number>;
  low: ArrayLike<number>;
  high: ArrayLike<number>;
  level: number;
}

/** Mean over the outcomes that are known; NaN when none is. */
function meanOver(observed: ArrayLike<number>, term: (outcome: number, i: number) => number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < observed.length; i++) {
    const outcome = observed[i] as number;
    if (Number.isNaN(outcome)) continue;
    sum += term(outcome, i);
    count++;
  }
  return count > 0 ? sum / count : NaN;
}

/** Mean absolute error, in the unit of the outcomes. */
export function meanAbsoluteError({ observed, expected }: Compared): number {
  return meanOver(observed, (outcome, i) => Math.abs(outcome - (expected[i] as number)));
}

/** Mean of expected minus observed, in the unit of the outcomes: above zero when too much was expected. */
export function signedError({ observed, expected }: Compared): number {
  return meanOver(observed, (outcome, i) => (expected[i] as number) - outcome);
}

/** Mean absolute error as a percentage of each outcome; infinite when an outcome of zero was missed. */
export function meanAbsolutePercentageError({ observed, expected }: Compared): number {
  return meanOver(observed, (outcome, i) => {
    const miss = Math.abs(outcome - (expected[i] as number));
    return miss === 0 ? 0 : (100 * miss) / Math.abs(outcome);
  });
}

/** sMAPE in percent, 0 to 200, as in the M competitions (Makridakis and Hibon 2000); both zero is no miss. */
export function symmetricPercentageError({ observed, expected }: Compared): number {
  return meanOver(observed, (outcome, i) => {
    const miss = Math.abs(outcome - (expected[i] as number));
    return miss === 0 ? 0 : (200 * miss) / (Math.abs(outcome) + Math.abs(expected[i] as number));
  });
}

/**
 * Mean absolute yearly change of a history: what "everything stays the same" misses by, one year ahead. MASE and
 * MSIS are multiples of it (Hyndman and Koehler 2006, International Journal of Forecasting 22). Changes from or to
 * a NaN are left out.
 */
export function naiveScale(history: ArrayLike<number>): number {
  const changes = Array.from({ length: Math.max(0, history.length - 1) }, (_, t) =>
    Math.abs((history[t + 1] as number) - (history[t] as number)),
  );
  return meanOver(changes, (change) => change);
}

/** MASE: the mean absolute error over the naive scale of the history. Infinite after a history without change. */
export function scaledError(compared: Compared, scale: number): number {
  return meanAbsoluteError(compared) / scale;
}

/** Share of the outcomes that lie in their band, edges included. */
export function coverage({ observed, low, high }: Omit<Banded, 'level'>): number {
  return meanOver(observed, (outcome, i) =>
    Number(outcome >= (low[i] as number) && outcome <= (high[i] as number)),
  );
}

/**
 * Mean interval score, in the unit of the outcomes: the width, plus 2/α times what an outcome lies outside, with
 * α = 1 − level (Gneiting and Raftery 2007, Journal of the American Statistical Association 102, section 6.2).
 *
 * @throws ModelError when the level does not lie between 0 and 1
 */
export function intervalScore({ observed, low, high, level }: Banded): number {
  if (!(level > 0 && level < 1)) throw new ModelError(`level ${level}, expected between 0 and 1`);
  return meanOver(observed, (outcome, i) => {
    const [from, to] = [low[i] as number, high[i] as number];
    const outside = Math.max(0, from - outcome) + Math.max(0, outcome - to);
    return to - from + (2 / (1 - level)) * outside;
  });
}

/** MSIS: the interval score over the naive scale of the history (Makridakis, Spiliotis and Assimakopoulos 2020). */
export function scaledIntervalScore(banded: Banded, scale: number): number {
  return intervalScore(banded) / scale;
}

/**
 * CRPS of a sample from the forecast, in the unit of the outcome: the mean distance to the outcome minus half the
 * mean distance within the sample (Gneiting and Raftery 2007, equation 21).
 *
 * @param sample equally likely values, at least one, in any order; it is left as it is
 */
export function sampleCrps(sample: ArrayLike<number>, observed: number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let distance = 0;
  let within = 0;
  sorted.forEach((value, i) => {
    distance += Math.abs(value - observed);
    within += (2 * i - n + 1) * value;
  });
  return distance / n - within / (n * n);
}

/**
 * CRPS from quantiles of the forecast: twice the mean quantile score, which nears the CRPS as evenly spread
 * probabilities become many (Gneiting and Ranjan 2011, Journal of Business and Economic Statistics 29).
 */
export function quantileCrps(
  { probabilities, values }: { probabilities: readonly number[]; values: ArrayLike<number> },
  observed: number,
): number {
  return meanOver(values, (value, i) => {
    const p = probabilities[i] as number;
    return 2 * (observed >= value ? p * (observed - value) : (1 - p) * (value - observed));
  });
}

/** Share of a reference's error that is gone: 1 is perfect, 0 no better, below 0 worse. NaN beside a perfect one. */
export function skill(error: number, reference: number): number {
  return reference > 0 ? 1 - error / reference : NaN;
}

/** The naive forecast "everything stays the same": the last value, every year. */
export function sameAgain(history: ArrayLike<number>, horizon: number): Float64Array {
  return new Float64Array(horizon).fill(history[history.length - 1] ?? NaN);
}

/** Years over which the recent trend is taken. */
const trendYears = 3;

/**
 * The naive forecast "the last three years' trend": the last value plus, for each year ahead, the mean yearly change
 * over the last three years, or over as many as there are.
 */
export function recentTrend(history: ArrayLike<number>, horizon: number): Float64Array {
  const last = history.length - 1;
  const years = Math.min(trendYears, last);
  const end = history[last] ?? NaN;
  const change = years > 0 ? (end - (history[last - years] as number)) / years : 0;
  return Float64Array.from({ length: horizon }, (_, i) => end + change * (i + 1));
}
