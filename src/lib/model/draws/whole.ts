import { binomialAt, poissonAt, wholePart } from '#lib/model/draws/counts.ts';
import { hash2, partOf, streamOf, wordOf } from '#lib/model/draws/random.ts';

/** What people are drawn for; each has a stream of random numbers of its own in every group. */
const purposes = [
  'stock',
  'exits',
  'flows',
  'exposed',
  'exposedFlows',
  'entrants',
  'ages',
  'opening',
  'intake',
  'unplaced',
  'waits',
  'promoted',
  'repeats',
  'enters',
  'switches',
  'side',
] as const;
export type Purpose = (typeof purposes)[number];

/**
 * Random numbers of one run in which people are counted in whole heads. Each number belongs to a purpose, a group
 * and a counter, so that it does not depend on the order of the groups, and scenarios get the same ones.
 */
export interface Whole {
  groups: number;
  words: Int32Array;
  /** The word of the moves between groups, which is the same for all of them. */
  moves: number;
}

/** The streams of all purposes and groups, made once. */
export function wholeStreams(groupIds: readonly string[]): Uint32Array {
  return Uint32Array.from(purposes.flatMap((purpose) => groupIds.map((id) => streamOf(`${purpose}@${id}`))));
}

/** The random numbers of a run. */
export function wholeOf(streams: Uint32Array, { seed, run }: { seed: number; run: number }): Whole {
  const words = new Int32Array(streams.length);
  for (let i = 0; i < words.length; i++) words[i] = wordOf(seed, partOf(streams[i] as number, run));
  const moves = wordOf(seed, partOf(streamOf('moves'), run));
  return { groups: streams.length / purposes.length, words, moves };
}

/** The words of a purpose by group, for `hash2`. */
export function wordsFor({ words, groups }: Whole, purpose: Purpose): Int32Array {
  const first = purposes.indexOf(purpose) * groups;
  return words.subarray(first, first + groups);
}

/** The word of a purpose in a group, for `hash2`. */
export function wordFor({ words, groups }: Whole, purpose: Purpose, group: number): number {
  return words[purposes.indexOf(purpose) * groups + group] as number;
}

/** How many of a number of people something with a probability happens to. */
export function chosen(word: number, counter: number, people: number, probability: number): number {
  return people > 0 && probability > 0 ? binomialAt(people, probability, hash2(word, counter)) : 0;
}

/** A number of people with a given mean. */
export function arriving(word: number, counter: number, mean: number): number {
  return mean > 0 ? poissonAt(mean, hash2(word, counter)) : 0;
}

/** A number of people, rounded up or down so that its mean is right. */
export function rounded(word: number, counter: number, people: number): number {
  return wholePart(people, hash2(word, counter));
}
