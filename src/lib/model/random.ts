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

/**
 * A uniform number strictly between 0 and 1 that depends on nothing but its three arguments: a result does not
 * change with the order of the calls, the number of workers, or the assumptions that stand beside it.
 */
export function uniformAt(seed: number, stream: number, index: number): number {
  const word = mix(mix(mix(seed ^ 0x9e3779b9) ^ stream) + Math.imul(index, 0x9e3779b1));
  const high = mix(word ^ 0x7f4a7c15) >>> 5;
  const low = mix(word + 0x6a09e667) >>> 6;
  return (high * 67108864 + low + 0.5) / 9007199254740992;
}
