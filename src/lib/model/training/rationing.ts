import type { KindDrivers } from '#lib/model/training/programme.ts';

/** Places that the students of a kind need in a year, added by period and group. */
export function addClaims(
  claims: Float64Array,
  at: number,
  { need, outcomes }: KindDrivers,
  { now, groups, periods }: { now: Float64Array; groups: number; periods: number },
): void {
  for (let y = 0; y < outcomes.length; y++) {
    for (let p = 0; p < periods; p++) {
      const each = need[y * periods + p] as number;
      if (each === 0) continue;
      const row = at + p * groups;
      for (let g = 0; g < groups; g++)
        claims[row + g] = (claims[row + g] as number) + each * (now[y * groups + g] as number);
    }
  }
}

/** The share of what is claimed for which there is no place: every claim has the same chance. */
export function lackingShare(claimed: number, open: number): number {
  return claimed > open ? (claimed - open) / claimed : 0;
}

/** The share of the claims for which there is no place, by period and group. */
export function lackingShares(
  lacking: Float64Array,
  at: number,
  { claims, capacity }: { claims: Float64Array; capacity: Float64Array },
): void {
  for (let i = 0; i < lacking.length; i++) {
    lacking[i] = lackingShare(claims[at + i] as number, capacity[at + i] as number);
  }
}

/** The share of a programme year without a place: who lacks one in the tightest period that it needs. */
export function withoutPlace(
  share: Float64Array,
  { need, periods, groups }: { need: Float64Array; periods: number; groups: number },
  lacking: Float64Array,
  y: number,
): void {
  share.fill(0);
  for (let p = 0; p < periods; p++) {
    if (need[y * periods + p] === 0) continue;
    for (let g = 0; g < groups; g++) {
      const lack = lacking[p * groups + g] as number;
      if (lack > (share[g] as number)) share[g] = lack;
    }
  }
}
