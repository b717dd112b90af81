import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/error.ts';
import { shrinkRates } from '#lib/model/stock/shrinkage.ts';
import { sum } from '../small-baseline.ts';

const row = (group: string, exits: number, personYears: number) => ({ group, exits, personYears });
const some = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 2000 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((rows) => rows.map(([exits, years], i) => row(`${i}`, exits, years)));

describe('the rate of a group', () => {
  // Together 40 exits in 400 years: 1 in 10, so 10 expected in each of four groups. Observed ratios 0, 0, 2 and 2: the
  // spread is (1 + 1 + 1 + 1) × 10 ÷ 40 = 1, of which chance gives 4 ÷ 40; v = 0.9, weight 10 ÷ (10 + 1 ÷ 0.9) = 0.9.
  test('by hand', () => {
    const shrunken = shrinkRates([0, 0, 20, 20].map((exits, i) => row(`${i}`, exits, 100)));
    expect(shrunken.map(({ weight }) => weight)).toEqual(Array(4).fill(expect.closeTo(0.9, 12)));
    expect(shrunken.map(({ ratio }) => ratio)).toEqual(
      [0.1, 0.1, 1.9, 1.9].map((x) => expect.closeTo(x, 12) as number),
    );
  });

  test('lies between its own and that of all together, nearer to its own the more it has', () => {
    fc.assert(
      fc.property(some, (rows) => {
        const rate = sum(rows.map(({ exits }) => exits)) / sum(rows.map(({ personYears }) => personYears));
        const shrunken = shrinkRates(rows);
        shrunken.forEach(({ ratio, weight }, i) => {
          const { exits, personYears } = rows[i] as (typeof rows)[number];
          const own = rate > 0 ? exits / personYears / rate : 1;
          expect(weight).toBeGreaterThanOrEqual(0);
          expect(weight).toBeLessThan(1);
          expect(ratio).toBeGreaterThanOrEqual(Math.min(1, own) - 1e-9);
          expect(ratio).toBeLessThanOrEqual(Math.max(1, own) + 1e-9);
        });
        const bySize = rows.map(({ personYears }, i) => ({ personYears, ...shrunken[i] }));
        bySize.sort((a, b) => a.personYears - b.personYears);
        bySize.forEach(({ weight = 0 }, i) => {
          expect(weight).toBeGreaterThanOrEqual((bySize[i - 1]?.weight ?? 0) - 1e-12);
        });
      }),
    );
  });

  test('is that of all together where groups differ no more than chance makes them', () => {
    const same = shrinkRates([row('a', 10, 100), row('b', 11, 100), row('c', 100, 1000)]);
    expect(same.map(({ ratio, weight }) => [ratio, weight])).toEqual([1, 1, 1].map((one) => [one, 0]));
    expect(shrinkRates([row('a', 0, 5), row('b', 0, 9)]).map(({ ratio }) => ratio)).toEqual([1, 1]);
    expect(shrinkRates([row('a', 7, 5)])).toEqual([{ group: 'a', ratio: 1, weight: 0 }]);
  });

  // Rates of ½ and 1½ times the common one: with a hundred times the data a group keeps nearly all of its own.
  test('is its own when there is much of it', () => {
    const [few, many] = [1, 100].map((times) =>
      shrinkRates([row('a', 5 * times, 100 * times), row('b', 15 * times, 100 * times)]),
    );
    expect(few?.[0]?.ratio).toBeGreaterThan(0.6);
    expect(many?.[0]?.ratio).toBeCloseTo(0.5, 2);
  });

  test.each([
    [[row('a', 1, 0)], 'exitCounts of group a: 0 person-years, expected more than 0'],
    [[row('a', 1, 1), row('a', 1, 1)], 'exitCounts: group a stands there twice for one flow'],
  ])('%j is refused', (rows, message) => {
    expect(() => shrinkRates(rows)).toThrow(new ModelError(message));
  });
});
