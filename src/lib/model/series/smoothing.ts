const alphas = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** A smoothed level with the weight of the latest value that gave it. */
export interface Level {
  level: number;
  alpha: number;
}

/**
 * Simple exponential smoothing: the level after the last value. The weight of a new value is the one of ten that
 * makes the squared one-step errors smallest; the first value starts the level (Hyndman and Athanasopoulos 2021,
 * section 8.1).
 */
export function smoothedLevel(values: Float64Array): Level {
  const first = values[0] as number;
  let best: Level = { level: values.at(-1) as number, alpha: 1 };
  let least = Infinity;
  for (const alpha of alphas) {
    let level = first;
    let squares = 0;
    for (let t = 1; t < values.length; t++) {
      const error = (values[t] as number) - level;
      squares += error * error;
      level += alpha * error;
    }
    if (squares < least) {
      least = squares;
      best = { level, alpha };
    }
  }
  return best;
}
