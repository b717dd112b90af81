import { ModelError } from '#lib/model/error.ts';

/** Exits that a group observed, and how many it would have had at the rate of all groups together. */
export interface Observed {
  group: string;
  exits: number;
  /** Years that people were observed, summed. */
  personYears: number;
}

/** A group's own rate after shrinkage. */
export interface Shrunken {
  group: string;
  /** Its rate relative to that of all groups together. */
  ratio: number;
  /** How much of the group's own figure is in it: 0 none, 1 nothing else. */
  weight: number;
}

/**
 * Shrinks the rate of each group towards that of all groups together by how much data it has: a gamma prior on the
 * relative rate with mean 1, exits Poisson. With E the exits expected at the common rate and v the variance of the
 * true relative rates between groups, weight = E ÷ (E + 1 ÷ v) and ratio = weight × exits ÷ E + 1 − weight. v follows
 * from the spread of the observed rates beyond what chance gives, by moments; without any, nobody deviates.
 *
 * Source: Clayton and Kaldor 1987, Biometrics 43 (gamma-Poisson); the moments are those of Marshall 1991, Applied
 * Statistics 40.
 *
 * @throws ModelError for a group that stands there twice, or without person-years
 */
export function shrinkRates(rows: readonly Observed[]): Shrunken[] {
  const exits = rows.reduce((sum, row) => sum + row.exits, 0);
  const personYears = rows.reduce((sum, row) => sum + row.personYears, 0);
  for (const [i, { group, personYears: years }] of rows.entries()) {
    if (!(years > 0))
      throw new ModelError(`exitCounts of group ${group}: ${years} person-years, expected more than 0`);
    if (rows.findIndex((row) => row.group === group) < i)
      throw new ModelError(`exitCounts: group ${group} stands there twice for one flow`);
  }
  if (exits === 0) return rows.map(({ group }) => ({ group, ratio: 1, weight: 0 }));
  const rate = exits / personYears;
  const expected = rows.map((row) => row.personYears * rate);
  const spread =
    rows.reduce((sum, row, i) => {
      const e = expected[i] as number;
      return sum + e * (row.exits / e - 1) ** 2;
    }, 0) / exits;
  const variance = Math.max(0, spread - rows.length / exits);
  return rows.map(({ group, exits: own }, i) => {
    const e = expected[i] as number;
    const weight = variance === 0 ? 0 : e / (e + 1 / variance);
    return { group, weight, ratio: weight * (own / e) + 1 - weight };
  });
}
