import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shapleyValues } from '#lib/model/attribute/shapley.ts';

const value = fc.integer({ min: -1000, max: 1000 });
/** Games of one to six players. */
const games = fc
  .integer({ min: 1, max: 6 })
  .chain((players) => fc.array(value, { minLength: 2 ** players, maxLength: 2 ** players }));

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, each) => total + each, 0);
}

describe('shapleyValues', () => {
  test('two players, by hand', () => {
    // Alone they add 4 and 3; after the other 7 and 6.
    expect([...shapleyValues([10, 14, 13, 20])]).toEqual([5.5, 4.5]);
  });

  test('three players: a left glove and two right ones', () => {
    const pairs = [0, 0, 0, 1, 0, 1, 0, 1];
    const [left, right, other] = shapleyValues(pairs) as unknown as [number, number, number];
    expect(left).toBeCloseTo(2 / 3, 12);
    expect(right).toBeCloseTo(1 / 6, 12);
    expect(other).toBe(right);
  });

  test('no players have nothing to share', () => {
    expect([...shapleyValues([7])]).toEqual([]);
  });

  test('the parts sum to all less none', () => {
    fc.assert(
      fc.property(games, (game) => {
        const change = (game.at(-1) as number) - (game[0] as number);
        expect(sum(shapleyValues(game))).toBeCloseTo(change, 9);
      }),
    );
  });

  test('who adds nothing gets exactly nothing, and the others what they would without', () => {
    fc.assert(
      fc.property(games, (game) => {
        const [idle, ...rest] = shapleyValues(game.flatMap((each) => [each, each]));
        expect(idle).toBe(0);
        const alone = [...shapleyValues(game)];
        rest.forEach((part, i) => expect(part).toBeCloseTo(alone[i] as number, 9));
      }),
    );
  });

  test('players that change places change their parts', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 8, maxLength: 8 }), (game) => {
        const swapped = game.map((_, i) => game[(i & 4) | ((i & 1) << 1) | ((i & 2) >> 1)] as number);
        const [a, b, c] = shapleyValues(game) as unknown as [number, number, number];
        const again = [...shapleyValues(swapped)];
        [b, a, c].forEach((part, i) => expect(again[i]).toBeCloseTo(part, 9));
      }),
    );
  });

  test('refuses coalitions that are no power of two', () => {
    expect(() => shapleyValues([1, 2, 3])).toThrow('3 coalitions, expected a power of two');
  });
});
