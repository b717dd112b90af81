import { ModelError } from '#lib/model/error.ts';

/** Shares by single age that sum to 1; outside `first` to `last` they are zero. */
export interface AgeProfile {
  shares: Float64Array;
  first: number;
  last: number;
  /** Sum of the shares up to and including each age. */
  upTo: Float64Array;
  /** For every 1/64 the youngest age that it may stand for: where the search for an age begins. */
  guide: Uint16Array;
}

/** Steps of the guide. */
const guideSteps = 64;

/**
 * Checks that a list holds shares that sum to 1.
 *
 * @throws ModelError with the number of values or the sum
 */
export function sharesOf(values: readonly number[], length: number, path: string): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  if (values.length !== length) throw new ModelError(`${path}: ${values.length} values, expected ${length}`);
  if (values.some((value) => !(value >= 0)) || Math.abs(sum - 1) > 1e-9) {
    throw new ModelError(`${path}: expected shares that sum to 1, got ${sum}`);
  }
  return Float64Array.from(values);
}

/**
 * How people are spread over the ages. Where people have no age the list may be left out.
 *
 * @throws ModelError when there are ages and no list
 */
export function ageProfile(values: readonly number[] | undefined, ages: number, path: string): AgeProfile {
  if (!values && ages > 1)
    throw new ModelError(`${path}: missing, expected a share for each of the ${ages} ages`);
  const shares = sharesOf(values ?? [1], ages, path);
  let sum = 0;
  const upTo = shares.map((share) => (sum += share));
  const first = shares.findIndex((share) => share > 0);
  const last = shares.findLastIndex((share) => share > 0);
  const ageOf = (uniform: number) => {
    let age = first;
    while (age < last && uniform >= (upTo[age] as number)) age++;
    return age;
  };
  const guide = Uint16Array.from({ length: guideSteps }, (_, step) => ageOf(step / guideSteps));
  return { shares, first, last, upTo, guide };
}

/**
 * The age at a uniform number: inversion of the cumulative shares with a guide table (Chen and Asau 1974, AIIE
 * Transactions 6(2)).
 */
export function ageAt({ upTo, guide, last }: AgeProfile, uniform: number): number {
  let age = guide[(uniform * guideSteps) | 0] as number;
  while (age < last && uniform >= (upTo[age] as number)) age++;
  return age;
}
