import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sidePath } from '#lib/model/stock/sides.ts';
import { sum } from '../small-baseline.ts';

const some = fc.record({
  headsPerYear: fc.array(
    fc.integer({ min: 0, max: 400 }).map((n) => n / 8),
    { minLength: 1, maxLength: 8 },
  ),
  activeAfter: fc
    .array(
      fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
      { minLength: 1, maxLength: 6 },
    )
    .map((shares) => shares.sort((a, b) => b - a)),
  word: fc.option(fc.integer(), { nil: undefined }),
});

function pathOf({
  headsPerYear,
  activeAfter,
  word,
}: {
  headsPerYear: number[];
  activeAfter: number[];
  word: number | undefined;
}) {
  const side = {
    id: 7,
    headsPerYear: Float64Array.from(headsPerYear),
    activeAfter: Float64Array.from(activeAfter),
    ftePerHead: 0.5,
  };
  return sidePath(side, { years: headsPerYear.length, meanFte: 0.7, word });
}

describe('graduates beside the stock', () => {
  // 10 and 20 enter; of each ½ is active a year later and ¼ from then on.
  test('by hand', () => {
    const { heads, entered, stopped } = pathOf({
      headsPerYear: [10, 20, 0, 0],
      activeAfter: [1, 0.5, 0.25],
      word: undefined,
    });
    expect([...entered]).toEqual([10, 20, 0, 0]);
    expect([...heads]).toEqual([0, 10, 5 + 20, 2.5 + 10, 2.5 + 5]);
    expect([...stopped]).toEqual([0, 5, 2.5 + 10, 5]);
  });

  test('change by who entered and who stopped, exactly in whole heads', () => {
    fc.assert(
      fc.property(some, (side) => {
        const { heads, entered, stopped } = pathOf(side);
        expect(heads[0]).toBe(0);
        entered.forEach((enter, t) => {
          const expected = (heads[t] as number) + enter - (stopped[t] as number);
          if (side.word === undefined) expect(heads[t + 1]).toBeCloseTo(expected, 9);
          else {
            expect(heads[t + 1]).toBe(expected);
            expect(
              [enter, stopped[t], heads[t + 1]].every((n) => Number.isInteger(n) && (n as number) >= 0),
            ).toBe(true);
          }
        });
      }),
    );
  });

  test('nobody comes back, and who is still active is the share that is given', () => {
    fc.assert(
      fc.property(some, (side) => {
        const { heads } = pathOf({ ...side, word: undefined });
        const { headsPerYear, activeAfter } = side;
        for (const t of headsPerYear.keys()) {
          const active = headsPerYear
            .slice(0, t + 1)
            .map(
              (entered, entry) =>
                entered * (activeAfter[Math.min(t - entry, activeAfter.length - 1)] as number),
            );
          expect(heads[t + 1]).toBeCloseTo(sum(active), 8);
        }
      }),
    );
  });

  test('are FTE of their own, or of the stock', () => {
    expect(pathOf({ headsPerYear: [1], activeAfter: [1], word: undefined }).ftePerHead).toBe(0.5);
    const side = {
      id: 1,
      headsPerYear: Float64Array.of(1),
      activeAfter: Float64Array.of(1),
      ftePerHead: undefined,
    };
    expect(sidePath(side, { years: 1, meanFte: 0.7, word: undefined }).ftePerHead).toBe(0.7);
  });

  test('in whole heads are on average what they are without chance', () => {
    const side = { headsPerYear: [20.5, 0, 0], activeAfter: [0.8, 0.3] };
    const runs = Array.from({ length: 2000 }, (_, word) => pathOf({ ...side, word: word * 7919 }));
    const mean = (t: number) => sum(runs.map(({ heads }) => heads[t] as number)) / runs.length;
    // Standard errors of about 0.05.
    expect(Math.abs(mean(1) - 20.5 * 0.8)).toBeLessThan(0.2);
    expect(Math.abs(mean(2) - 20.5 * 0.3)).toBeLessThan(0.2);
    expect(Math.abs(mean(3) - 20.5 * 0.3)).toBeLessThan(0.2);
  });
});
