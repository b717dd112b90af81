import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  coverage,
  intervalScore,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  naiveScale,
  quantileCrps,
  recentTrend,
  sameAgain,
  sampleCrps,
  scaledError,
  scaledIntervalScore,
  signedError,
  skill,
  symmetricPercentageError,
} from '#lib/model/scores.ts';
import { readSeries } from '#pipelines/series.ts';
import { csvTable } from '#pipelines/sources/csv-table.ts';
import { describeShared } from '../fixtures/shared-folder.ts';

// Misses of 10 and 30 on outcomes of 100 and 50; the third year is marked.
const compared = { observed: [100, 50, NaN], expected: [110, 20, 999] };

test.each([
  { name: 'absolute', found: meanAbsoluteError(compared), by: (10 + 30) / 2 },
  { name: 'signed', found: signedError(compared), by: (10 - 30) / 2 },
  { name: 'percentage', found: meanAbsolutePercentageError(compared), by: (10 + 60) / 2 },
  { name: 'symmetric', found: symmetricPercentageError(compared), by: (2000 / 210 + 6000 / 70) / 2 },
  { name: 'scaled', found: scaledError(compared, 5), by: 4 },
  { name: 'scale', found: naiveScale([3, 5, NaN, 2, 1, 4]), by: (2 + 1 + 3) / 3 },
])('$name error leaves out what is not known', ({ found, by }) => {
  expect(found).toBeCloseTo(by, 12);
});

test('zero that was expected and came is no miss, and no outcome gives no score', () => {
  expect(symmetricPercentageError({ observed: [0], expected: [0] })).toBe(0);
  expect(meanAbsolutePercentageError({ observed: [0, 10], expected: [0, 10] })).toBe(0);
  expect(meanAbsolutePercentageError({ observed: [0], expected: [1] })).toBe(Infinity);
  expect(meanAbsoluteError({ observed: [NaN], expected: [1] })).toBeNaN();
});

test('an interval costs its width, and 2/α times what lies outside', () => {
  const banded = { observed: [5, 12, -1, NaN], low: [0, 0, 0, 0], high: [10, 10, 10, 1], level: 0.8 };
  expect(coverage(banded)).toBeCloseTo(1 / 3, 12);
  expect(intervalScore(banded)).toBeCloseTo((10 + (10 + 20) + (10 + 10)) / 3, 12);
  expect(scaledIntervalScore(banded, 4)).toBeCloseTo(5, 12);
  expect(() => intervalScore({ ...banded, level: 95 })).toThrow('level 95, expected between 0 and 1');
});

test('the CRPS of a sample is what its definition says', () => {
  // Mean distance to 2 is (2 + 0 + 2) / 3; half the mean distance within is (2·2 + 2·2 + 2·4) / 9 / 2.
  expect(sampleCrps([4, 0, 2], 2)).toBeCloseTo(4 / 3 - 8 / 9, 12);
  expect(sampleCrps([7], 3)).toBe(4);
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, fc.integer({ min: -60, max: 60 }), (sample, observed) => {
      const mean = (terms: number[]) => terms.reduce((sum, term) => sum + term, 0) / terms.length;
      const within = mean(sample.flatMap((one) => sample.map((other) => Math.abs(one - other))));
      const expected = mean(sample.map((one) => Math.abs(one - observed))) - within / 2;
      expect(sampleCrps(sample, observed)).toBeCloseTo(expected, 9);
    }),
  );
});

test('many even quantiles come near the CRPS of a sample', () => {
  const probabilities = Array.from({ length: 400 }, (_, i) => (i + 0.5) / 400);
  const values = probabilities.map((p) => 10 + 4 * p);
  expect(quantileCrps({ probabilities, values }, 11)).toBeCloseTo(sampleCrps(values, 11), 4);
  expect(quantileCrps({ probabilities: [0.9], values: [10] }, 20)).toBeCloseTo(2 * 0.9 * 10, 12);
});

test('the naive forecasts', () => {
  expect([...sameAgain([3, 8], 2)]).toEqual([8, 8]);
  expect([...recentTrend([100, 10, 12, 11, 16], 2)]).toEqual([18, 20]);
  expect([...recentTrend([4, 6], 2)]).toEqual([8, 10]);
  expect([...recentTrend([4], 2)]).toEqual([4, 4]);
  expect([skill(3, 4), skill(4, 4), skill(6, 4), skill(1, 0)]).toEqual([0.25, 0, -0.5, NaN]);
});

describeShared('data/series/reference_scores.csv', (reference) => {
  const folder = dirname(reference);
  const read = (name: string) => readSeries(readFileSync(`${folder}/${name}`), name);
  const published = csvTable(readFileSync(reference), 'reference_scores.csv').records;
  const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  // R's bands: the error of a random walk grows with √h, and that of a drift fitted to n changes with √(h (1 + h/n)).
  test.each([
    { set: 'm1', method: 'naive' },
    { set: 'm1', method: 'drift' },
    { set: 'tourism', method: 'naive' },
    { set: 'tourism', method: 'drift' },
  ])('the scores of $method on $set are those of R', ({ set, method }) => {
    const ends = new Map(read(`${set}_yearly_test.csv`).map(({ id, values }) => [id, values]));
    const scores = read(`${set}_yearly_train.csv`).map(({ id, values }) => {
      const observed = ends.get(id) ?? new Float64Array();
      const changes = Array.from(values.subarray(1), (value, t) => value - (values[t] as number));
      const drift = method === 'drift' ? meanOf(changes) : 0;
      const freedom = changes.length - (method === 'drift' ? 1 : 0);
      const sd = Math.sqrt(changes.reduce((sum, change) => sum + (change - drift) ** 2, 0) / freedom);
      const expected = sameAgain(values, observed.length).map((last, i) => last + drift * (i + 1));
      const reach = expected.map((_, i) => {
        const h = i + 1;
        return 1.959964 * sd * Math.sqrt(method === 'drift' ? h * (1 + h / changes.length) : h);
      });
      const low = expected.map((value, i) => value - (reach[i] as number));
      const high = expected.map((value, i) => value + (reach[i] as number));
      const scale = naiveScale(values);
      return {
        sMAPE: symmetricPercentageError({ observed, expected }),
        MASE: scaledError({ observed, expected }, scale),
        cover95: coverage({ observed, low, high }),
        MSIS95: scaledIntervalScore({ observed, low, high, level: 0.95 }, scale),
      };
    });
    const row = published.find(({ cells }) => cells['set'] === set && cells['method'] === method)?.cells;
    const mean = (score: keyof (typeof scores)[number]) => meanOf(scores.map((one) => one[score]));
    expect(mean('sMAPE')).toBeCloseTo(Number(row?.['sMAPE']), 3);
    expect(mean('MASE')).toBeCloseTo(Number(row?.['MASE']), 3);
    expect(mean('cover95')).toBeCloseTo(Number(row?.['cover95']), 3);
    expect(mean('MSIS95')).toBeCloseTo(Number(row?.['MSIS95']), 2);
  });
});
