/** Hazard that stands for a yearly probability of 1: 1 − exp(−700) is 1 in double precision. */
const certain = 700;

/** The yearly hazard of a yearly probability: −ln(1 − p). */
export function hazardFromProbability(probability: number): number {
  return Math.min(certain, -Math.log1p(-probability));
}
