import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { singleAges, type AgeBand } from '#lib/model/stock/ages.ts';
import { ModelError } from '#lib/model/error.ts';
import { sum } from '../small-baseline.ts';

function adjoining(from: number, widths: readonly [width: number, count: number][]): AgeBand[] {
  let next = from;
  return widths.map(([width, count]) => {
    const band = { from: next, to: next + width - 1, count };
    next += width;
    return band;
  });
}

const someBands = fc
  .tuple(
    fc.integer({ min: 0, max: 40 }),
    fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 15 }),
        fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e5, noNaN: true })),
      ),
      { minLength: 1, maxLength: 12 },
    ),
  )
  .map(([from, widths]) => adjoining(from, widths));

describe('bands to single ages', () => {
  test('every band keeps its total and no age is negative', () => {
    fc.assert(
      fc.property(someBands, (bands) => {
        const ages = singleAges(bands);
        const first = bands[0]?.from ?? 0;
        expect(ages).toHaveLength((bands.at(-1)?.to ?? 0) - first + 1);
        for (const count of ages) expect(count).toBeGreaterThanOrEqual(0);
        const all = sum(bands.map(({ count }) => count));
        for (const { from, to, count } of bands) {
          expect(Math.abs(sum(ages.slice(from - first, to - first + 1)) - count)).toBeLessThanOrEqual(
            1e-12 * all + 1e-300,
          );
        }
      }),
    );
  });

  test('equal density stays equal, whatever the widths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }), (widths) => {
        const bands = adjoining(
          18,
          widths.map((width) => [width, width * 7]),
        );
        for (const count of singleAges(bands)) expect(count).toBeCloseTo(7, 9);
      }),
    );
  });

  test('a density that falls from band to band falls within the middle band', () => {
    const middle = singleAges(
      adjoining(20, [
        [5, 100],
        [5, 60],
        [5, 20],
      ]),
    ).slice(5, 10);
    for (let i = 1; i < middle.length; i++) expect(middle[i]).toBeLessThan(middle[i - 1] as number);
  });

  // Two bands of two ages, 2 and 6 heads: the cumulative count is 0, 2, 8 at the knots 0, 2, 4 with slopes 1, 2, 3
  // (ends: the secant; middle: their mean). Halfway the first band the Hermite cubic is 1 + 2 × (1 − 2) ÷ 8 = 0.75,
  // halfway the second 5 + 2 × (2 − 3) ÷ 8 = 4.75.
  test('two bands by hand', () => {
    expect(
      singleAges(
        adjoining(0, [
          [2, 2],
          [2, 6],
        ]),
      ),
    ).toEqual([0.75, 1.25, 2.75, 3.25]);
  });

  test('an empty band is empty at every age', () => {
    expect(
      singleAges(
        adjoining(0, [
          [2, 5],
          [3, 0],
          [2, 5],
        ]),
      ).slice(2, 5),
    ).toEqual([0, 0, 0]);
  });

  test('no bands, no ages', () => {
    expect(singleAges([])).toEqual([]);
  });

  test.each([
    { bands: [{ from: 20, to: 24, count: -1 }], message: 'age band 20–24: count -1' },
    { bands: [{ from: 20, to: 19, count: 1 }], message: 'age band 20–19: count 1' },
    { bands: [{ from: 85, to: Infinity, count: 1 }], message: 'age band 85–Infinity: count 1' },
    { bands: [{ from: 20, to: 24, count: NaN }], message: 'age band 20–24: count NaN' },
    {
      bands: [
        { from: 20, to: 24, count: 1 },
        { from: 26, to: 30, count: 1 },
      ],
      message: 'age band 26–30: expected it to start at 25',
    },
  ])('$message', ({ bands, message }) => {
    expect(() => singleAges(bands)).toThrow(new ModelError(message));
  });
});
