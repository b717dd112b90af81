import { createHash } from 'node:crypto';

/** Chance that can be repeated. */
export interface Random {
  /** A whole number from 0 up to but not with `n`. */
  below: (n: number) => number;
  /** True so many times out of one. */
  chance: (share: number) => boolean;
  /** One of a list, which is not empty. */
  pick: <T>(list: readonly T[]) => T;
}

/** Chance that is the same for the same key: mulberry32, begun at a hash of the key. */
export function randomOf(key: string): Random {
  let state = createHash('sha256').update(key).digest().readUInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[below(list.length)] as T;
    },
  };
}
