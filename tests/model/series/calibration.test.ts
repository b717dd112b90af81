import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { normalQuantile } from '#lib/model/draws/normal.ts';
import { uniformAt } from '#lib/model/draws/random.ts';
import { annualSeries, type AnnualSeries } from '#lib/model/series/annual.ts';
import { fitShape } from '#lib/model/series/calibration.ts';
import { bandOf, forecastCollection } from '#lib/model/series/forecast.ts';
import { rolledOf, rolledUntil, standardErrors } from '#lib/model/series/rolled.ts';
import { usualYearOf } from '#lib/model/series/usual.ts';
import { calibrateSeries, calibrationText } from '#pipelines/calibrate-series.ts';
import { realEffects } from '#pipelines/effects.ts';
import { bandsFile, readBands } from '#pipelines/series.ts';
import { describeShared } from '../../fixtures/shared-folder.ts';

/** A random walk with its own step, from 1000 on. */
function walk(index: number, years: number): number[] {
  const step = 10 + 40 * uniformAt(1, index, 0);
  let value = 1000;
  return Array.from(
    { length: years },
    (_, t) => (value += step * normalQuantile(uniformAt(2, index, t + 1))),
  );
}

function seriesOf(id: string, values: readonly number[]): AnnualSeries {
  return annualSeries(
    id,
    values.map((value, t) => ({ year: 2000 + t, value })),
  );
}

const walks = Array.from({ length: 300 }, (_, s) => walk(s, 22));
const histories = walks.map((values, s) => seriesOf(`W${s}`, values.slice(0, 18)));

test('on random walks the bands hold what they say', async () => {
  const forecasts = forecastCollection(histories, { horizon: 4, calibration: await readBands(realEffects) });
  for (const [level, slack] of [
    [0.5, 0.1],
    [0.8, 0.08],
    [0.95, 0.04],
  ] as const) {
    for (let h = 1; h <= 4; h++) {
      const held = forecasts.filter((forecast, s) => {
        const { low, high } = bandOf(forecast, h, level);
        const outcome = walks[s]?.[17 + h] as number;
        return low <= outcome && outcome <= high;
      });
      expect(Math.abs(held.length / walks.length - level)).toBeLessThan(slack);
    }
  }
});

test('a shape widens with the years ahead and with the probability, on both sides', () => {
  const rolled = histories.slice(0, 25).map((series) => rolledOf(series, 5));
  const { factors, probabilities, growth } = fitShape([rolled], {
    usual: usualYearOf([rolled]),
    furthest: 5,
  });
  factors.forEach((row, i) => {
    expect(row).toEqual(row.toSorted((a, b) => a - b));
    row.forEach((factor, p) => {
      expect(Math.sign(factor)).toBe(Math.sign((probabilities[p] as number) - 0.5));
      expect(Math.abs(factor)).toBeGreaterThanOrEqual(Math.abs(factors[i - 1]?.[p] ?? 0));
    });
  });
  // The errors of a random walk grow with the square root of time.
  expect(growth.below).toBeGreaterThan(0.3);
  expect(growth.above).toBeLessThan(0.9);
});

test('a series counts once, however long it is, and its later errors for more', () => {
  const rolled = rolledOf(seriesOf('W', walk(1, 12)), 2);
  const [next = [], second = []] = standardErrors(rolled, {
    usual: { change: 0.1, error: 0.1 },
    furthest: 2,
  });
  expect([next.length, second.length]).toEqual([8, 7]);
  expect(next.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect((next[0]?.weight ?? NaN) / (next[1]?.weight ?? NaN)).toBeCloseTo(0.9, 12);
});

test('what was known earlier is what rolling the shorter series gives', () => {
  const values = walk(3, 15);
  const cut = rolledUntil(rolledOf(seriesOf('W', values), 3), 10);
  const short = rolledOf(seriesOf('W', values.slice(0, 10)), 3);
  expect(cut.steps).toEqual(short.steps);
  const about = { usual: { change: 0.1, error: 0.1 }, furthest: 3 };
  expect(standardErrors(cut, about)).toEqual(standardErrors(short, about));
});

test('years ahead without any error cannot be calibrated', () => {
  const rolled = [rolledOf(seriesOf('W', walk(1, 5)), 3)];
  expect(() => fitShape([rolled], { usual: { change: 0.1, error: 0.1 }, furthest: 3 })).toThrow(
    'no forecast error at 2 years ahead to calibrate on',
  );
});

describeShared('data/series/m1_yearly_train.csv', (m1) => {
  test('the shipped calibration is what the training files give', async () => {
    const files = [m1, `${dirname(m1)}/tourism_yearly_train.csv`];
    const text = calibrationText(await calibrateSeries(files, realEffects));
    expect(text).toBe(readFileSync(bandsFile, 'utf8'));
  }, 60_000);
});
