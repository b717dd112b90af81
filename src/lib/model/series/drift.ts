/** Weight of a yearly change against that of the next one, in the drift of late. */
const changeMemory = 0.8;

/** A straight line from the last value on, with a given change per year. */
function lineFrom(start: number, change: number, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, i) => start + change * (i + 1));
}

/**
 * The random walk with drift: the last value plus the mean yearly change of the whole series (Hyndman and
 * Athanasopoulos 2021, Forecasting: Principles and Practice, 3rd edition, section 5.2).
 */
export function drift(values: Float64Array, horizon: number): Float64Array {
  const last = values.length - 1;
  const end = values[last] as number;
  return lineFrom(end, last > 0 ? (end - (values[0] as number)) / last : 0, horizon);
}

/** As `drift`, with a mean in which every earlier change counts 0.8 of the one after it: trends come and go. */
export function lateDrift(values: Float64Array, horizon: number): Float64Array {
  let sum = 0;
  let weights = 0;
  let weight = 1;
  for (let t = values.length - 1; t > 0; t--) {
    sum += weight * ((values[t] as number) - (values[t - 1] as number));
    weights += weight;
    weight *= changeMemory;
  }
  return lineFrom(values.at(-1) as number, weights > 0 ? sum / weights : 0, horizon);
}
