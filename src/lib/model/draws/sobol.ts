import { ModelError } from '#lib/model/error.ts';
import { bitsAt, streamOf, wordOf } from '#lib/model/draws/random.ts';
import { sobolRows } from '#lib/model/draws/sobol-directions.ts';

/** The direction numbers v_k = m_k / 2^k of one dimension as 32-bit fractions (Bratley and Fox 1988, Algorithm 659). */
function directionsOf(polynomial: number, first: readonly number[]): number[] {
  const numbers = [...first];
  const degree = first.length;
  for (let k = degree; k < 32; k++) {
    const start = numbers[k - degree] as number;
    let m = start ^ (start << degree);
    for (let i = 1; i < degree; i++) {
      if ((polynomial >>> (degree - i)) & 1) m ^= (numbers[k - i] as number) << i;
    }
    numbers.push(m);
  }
  return numbers.map((m, k) => m << (31 - k));
}

const directions = Int32Array.from([
  ...new Array<number>(32).fill(1).map((m, k) => m << (31 - k)),
  ...sobolRows.flatMap(({ polynomial, numbers }) => directionsOf(polynomial, numbers)),
]);

/** So many dimensions are points of one Sobol sequence; the dimensions after them are padded with another one. */
export const sobolDimensions = sobolRows.length + 1;

const scrambleStream = streamOf('sobol scramble');
const shuffleStream = streamOf('sobol shuffle');

/**
 * Owen's scrambling of a 32-bit fraction: each bit is flipped or not, at random, for each value of the bits above it.
 *
 * Every node of the binary tree has its own random bit, from `bitsAt`: one call holds the 15 nodes of four levels.
 * So it is the nested uniform scrambling of Owen 1995 itself, without the shortcut of a hash that only lets bits act
 * downwards (Laine and Karras 2011; Burley 2020), whose permutations are less varied.
 */
function scramble(fraction: number, word: number): number {
  let flips = 0;
  for (let depth = 0; depth < 32; depth += 4) {
    const above = depth === 0 ? 0 : fraction >>> (32 - depth);
    const digit = (fraction >>> (28 - depth)) & 15;
    const nodes = bitsAt(word, (1 << depth) | above);
    flips =
      (flips << 4) |
      (((nodes >>> 1) & 1) << 3) |
      (((nodes >>> (2 | (digit >>> 3))) & 1) << 2) |
      (((nodes >>> (4 | (digit >>> 2))) & 1) << 1) |
      ((nodes >>> (8 | (digit >>> 1))) & 1);
  }
  return (fraction ^ flips) >>> 0;
}

/** The point of an index before scrambling; `start` is where the directions of its dimension start. */
function pointOf(start: number, index: number): number {
  let point = 0;
  for (let k = start; index !== 0; k++, index >>>= 1) {
    if (index & 1) point ^= directions[k] as number;
  }
  return point;
}

function refuseUnlessWhole(what: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 0 && value <= 4294967295)) {
    throw new ModelError(`${what} of a Sobol point: expected a whole number from 0 below 2^32, got ${value}`);
  }
}

/**
 * A point of a scrambled Sobol sequence in one dimension: strictly between 0 and 1, in steps of 2^-32, and dependent
 * on nothing but its arguments. The first n points of a longer run are the run of n points.
 *
 * Each dimension alone, scrambled by its own key, is uniform, and the points together fill the space evenly (Owen
 * 1995, Randomly permuted (t,m,s)-nets and (t,s)-sequences; Joe and Kuo 2008 for the direction numbers). Counts of
 * points that are a power of two are the most even.
 *
 * `dimension` has no upper bound: `sobolDimensions` (256) of them are one sequence, and each further group of 256 is
 * the same sequence in another order, the indices shuffled by an Owen scramble of their own (padding, Burley 2020,
 * Practical hash-based Owen scrambling, Journal of Computer Graphics Techniques 9(4)). So each dimension is even, and
 * dimensions of two groups go together by chance only, about as much as independent numbers do (1.25 times).
 *
 * A short run is even *together* in its low dimensions: the first 32 with 100 points, the first 64 with 1,000. Of all
 * pairs within 256, one in 80 goes together visibly with 100 points (correlations up to 0.95), one in 400 with 1,000
 * (up to 0.4), though the mean square is that of independent numbers or, with 1,000, a quarter of it. Give the low
 * dimensions to what matters most.
 *
 * @param dimension from 0
 * @param index from 0
 */
export function sobolAt({
  seed,
  dimension,
  index,
}: {
  seed: number;
  dimension: number;
  index: number;
}): number {
  refuseUnlessWhole('dimension', dimension);
  refuseUnlessWhole('index', index);
  const group = Math.floor(dimension / sobolDimensions);
  const place = group === 0 ? index : scramble(index, wordOf(seed, shuffleStream + group));
  const point = pointOf((dimension % sobolDimensions) * 32, place);
  return (scramble(point, wordOf(seed, scrambleStream + dimension)) + 0.5) / 4294967296;
}

/** The first points of one dimension: `sobolAt` for the indices 0, 1, …, `points` - 1. */
export function sobolColumn({
  seed,
  dimension,
  points,
}: {
  seed: number;
  dimension: number;
  points: number;
}): Float64Array {
  refuseUnlessWhole('dimension', dimension);
  refuseUnlessWhole('number', points);
  const group = Math.floor(dimension / sobolDimensions);
  const order = wordOf(seed, shuffleStream + group);
  const word = wordOf(seed, scrambleStream + dimension);
  const start = (dimension % sobolDimensions) * 32;
  const column = new Float64Array(points);
  for (let index = 0; index < points; index++) {
    const point = pointOf(start, group === 0 ? index : scramble(index, order));
    column[index] = (scramble(point, word) + 0.5) / 4294967296;
  }
  return column;
}
