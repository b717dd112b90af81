/** One round of a 32-bit mixing function (the finaliser of MurmurHash3, Appleby 2008, public domain). */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit number for a name, so that a stream of random numbers belongs to a key and not to its position. */
export function streamOf(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** The stream of a part (0, 1, …) of a stream: a year of a shock, a cell of a flow. */
export function partOf(stream: number, part: number): number {
  return mix((stream ^ 0x5bd1e995) + Math.imul(part + 1, 0x9e3779b1));
}

/** A 32-bit word for a seed and a stream: the key of `bitsAt` and `hash2`. */
export function wordOf(seed: number, stream: number): number {
  return mix(mix(seed ^ 0x9e3779b9) ^ stream);
}

/**
 * A uniform number strictly between 0 and 1 that depends on nothing but its three arguments: a result does not
 * change with the order of the calls, the number of workers, or the assumptions that stand beside it.
 */
export function uniformAt(seed: number, stream: number, index: number): number {
  const word = mix(wordOf(seed, stream) + Math.imul(index, 0x9e3779b1));
  const high = mix(word ^ 0x7f4a7c15) >>> 5;
  const low = mix(word + 0x6a09e667) >>> 6;
  return (high * 67108864 + low + 0.5) / 9007199254740992;
}

/**
 * 32 random bits, from 0 up to 2^32, for a word (see `wordOf`) and a counter; both are taken modulo 2^32.
 *
 * The mixing function is `triple32` (Wellons 2018, hash-prospector, public domain), a permutation of 32 bits. The word
 * comes in twice, before the first and before the third multiplication: were it added once, streams would be shifted
 * copies of each other. For a fixed word this is a permutation of the counters, so a stream never gives the same bits
 * twice within 2^32 counters.
 */
export function bitsAt(word: number, counter: number): number {
  let h = (Math.imul(counter, 0x9e3779b1) + word) | 0;
  h = Math.imul(h ^ (h >>> 17), 0xed5ad4bb);
  h = Math.imul(h ^ (h >>> 11), 0xac4c1b51);
  h = (h + Math.imul(word ^ (word >>> 16), 0x85ebca6b)) | 0;
  h = Math.imul(h ^ (h >>> 15), 0x31848bab);
  return (h ^ (h >>> 14)) >>> 0;
}

/**
 * A uniform number strictly between 0 and 1, for hot loops: `bitsAt` in steps of 2^-32. Where a loop holds the seed
 * and the stream, it computes their word once. Steps of 2^-53, for single values and far tails: `uniformAt`.
 */
export function hash2(word: number, counter: number): number {
  return (bitsAt(word, counter) + 0.5) / 4294967296;
}
