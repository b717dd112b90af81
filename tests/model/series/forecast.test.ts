import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annualSeries, type AnnualSeries } from '#lib/model/series/annual.ts';
import {
  bandOf,
  firstExtrapolated,
  forecastCollection,
  valueAtNormal,
  type SeriesForecast,
} from '#lib/model/series/forecast.ts';
import { rolledOf } from '#lib/model/series/rolled.ts';
import { pathsOf } from '#lib/model/series/paths.ts';
import { realEffects } from '#pipelines/effects.ts';
import { readBands } from '#pipelines/series.ts';

const calibration = await readBands(realEffects);
const horizon = 8;

function seriesOf(values: readonly (number | null)[], marked: number[] = [], id = 'A'): AnnualSeries {
  const points = values.map((value, t) => ({ year: 2000 + t, value }));
  return annualSeries(id, points, marked);
}

function forecastOf(values: readonly (number | null)[], marked: number[] = []): SeriesForecast {
  const [forecast] = forecastCollection([seriesOf(values, marked)], { horizon, calibration });
  return forecast as SeriesForecast;
}

const years = Array.from({ length: horizon }, (_, i) => i + 1);
const levels = [0.3, 0.5, 0.8, 0.9, 0.95, 0.99];
const counts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 });

test('bands of counts are not below zero, hold the point, and lie within one another', () => {
  fc.assert(
    fc.property(counts, (values) => {
      const forecast = forecastOf(values);
      for (const year of years) {
        let inner = { low: forecast.path[year - 1] as number, high: forecast.path[year - 1] as number };
        expect(inner.low).toBeGreaterThanOrEqual(0);
        for (const level of levels) {
          const band = bandOf(forecast, year, level);
          expect(band.low).toBeGreaterThanOrEqual(0);
          expect(band.low).toBeLessThanOrEqual(inner.low);
          expect(band.high).toBeGreaterThanOrEqual(inner.high);
          inner = band;
        }
      }
    }),
  );
});

test('both halves of a band widen with every year, also beyond the calibrated ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 3, maxLength: 20 }), (values) => {
      const forecast = { ...forecastOf(values), nonNegative: false };
      fc.pre(forecast.scale > 1e-3);
      for (const level of levels) {
        for (const year of years.slice(1)) {
          const [before, after] = [bandOf(forecast, year - 1, level), bandOf(forecast, year, level)];
          const [from, to] = [forecast.path[year - 2] as number, forecast.path[year - 1] as number];
          const slack = 1e-9 * forecast.scale * 1e3;
          expect(after.high - to).toBeGreaterThanOrEqual(before.high - from - slack);
          expect(to - after.low).toBeGreaterThanOrEqual(from - before.low - slack);
        }
      }
    }),
  );
});

test('a series in other units has the same forecast in those units', () => {
  fc.assert(
    fc.property(counts, fc.constantFrom(0.001, 0.1, 7, 1e6), (values, unit) => {
      const [one, other] = [forecastOf(values), forecastOf(values.map((value) => value * unit))];
      const size = unit * (Math.max(...values) + one.scale) * 1e-7 + 1e-12;
      for (const year of years) {
        expect(Math.abs((other.path[year - 1] ?? NaN) - unit * (one.path[year - 1] ?? NaN))).toBeLessThan(
          size,
        );
        const [band, scaled] = [bandOf(one, year, 0.8), bandOf(other, year, 0.8)];
        expect(Math.abs(scaled.low - unit * band.low)).toBeLessThan(size * 1e2);
        expect(Math.abs(scaled.high - unit * band.high)).toBeLessThan(size * 1e2);
      }
    }),
  );
});

test('one value, however far off, widens the bands by a bounded amount', () => {
  const history = [120, 124, 119, 130, 128, 135, 133, 140, 138, 145];
  fc.assert(
    fc.property(fc.nat(9), fc.double({ min: 0, max: 1e12, noNaN: true }), (place, value) => {
      const { high } = bandOf(forecastOf(history.with(place, value)), 1, 0.8);
      expect(high).toBeLessThan(2000);
    }),
  );
});

test('one value is enough, and its band is what is usual elsewhere', () => {
  const forecast = forecastOf([200]);
  expect(forecast.lastYear).toBe(2000);
  expect([...forecast.path]).toEqual(Array(horizon).fill(200));
  const { change, error } = calibration.usual;
  expect(forecast.scale).toBeCloseTo(200 * Math.sqrt(change * error) * 2, 9);
  expect(forecast.scale).toBeGreaterThan(forecastOf([200, 200, 200, 200, 200, 200]).scale);
});

test('a series that never changed still has a band; one of zeros has nothing to measure it by', () => {
  expect(bandOf(forecastOf([60, 60, 60, 60, 60]), 1, 0.8).high).toBeGreaterThan(60);
  expect(bandOf(forecastOf([0, 0, 0, 0, 0]), 3, 0.95)).toEqual({ low: 0, high: 0 });
});

test('a filled year is no origin and is not scored, a marked one neither, and both stay out of the scale', () => {
  const values = [100, 110, 95, 120, 130, 118, 140, 150];
  const rolled = rolledOf(seriesOf(values.with(4, 0) as number[], [2004]), 2);
  expect(rolled.origins.map(({ known }) => known)).toEqual([3, 4, 6, 7]);
  expect(rolled.steps.map(({ known }) => known)).toEqual([3, 6, 7]);
  const gap = rolledOf(seriesOf([100, 110, 95, 120, null, 118, 140, 150]), 2);
  expect(gap.steps.map(({ known }) => known)).toEqual([3, 6, 7]);
  const steady = [100, 102, 104, 106, 108, 110, 112, 114];
  const fixed = steady.with(4, 60);
  expect(forecastOf(fixed, [2004]).scale).toBeLessThan(forecastOf(fixed).scale / 1.5);
});

test('a forecast uses nothing that came later', () => {
  const values = [100, 110, 95, 120, 130, 118, 140, 150, 90, 400];
  const early = rolledOf(seriesOf(values.slice(0, 7)), 2).origins;
  const late = rolledOf(seriesOf(values), 2).origins.slice(0, early.length);
  early.forEach(({ known, path }, i) => {
    expect(late[i]?.known).toBe(known);
    expect([...(late[i]?.path ?? [])].slice(0, path.length)).toEqual([...path]);
  });
});

test('a large collection has its own shape, whatever the order of its series', () => {
  const wild = Array.from({ length: 40 }, (_, s) =>
    seriesOf(
      Array.from({ length: 16 }, (_, t) =>
        Math.round(500 + 30 * Math.sin(s + t * t * (s + 1)) + (t > 9 ? 25 * t : 0)),
      ),
      [],
      `S${s}`,
    ),
  );
  const forward = forecastCollection(wild, { horizon, calibration });
  const backward = forecastCollection(wild.toReversed(), { horizon, calibration }).toReversed();
  expect(forward).toEqual(backward);
  expect(forward[0]?.shape).not.toEqual(calibration.shape);
  const few = forecastCollection(wild.slice(0, 19), { horizon, calibration });
  expect(few[0]?.shape).toEqual(calibration.shape);
  expect(few[0]?.path).toEqual(forward[0]?.path);
});

test('paths follow their normals: zeros give the point, higher ones never less, and counts stay above zero', () => {
  const forecast = forecastOf([12, 9, 14, 8, 11, 6, 9]);
  expect(pathsOf(forecast, { normals: new Float64Array(horizon), horizon })).toEqual(forecast.path);
  const normals = Float64Array.from([-4, -1, 0.3, -0.5, 1, 0.4]);
  const paths = pathsOf(forecast, { normals, horizon: 3 });
  expect(paths[0]).toBe(0);
  [3, 4, 5].forEach((i) => expect(paths[i]).toBeGreaterThan(paths[i - 3] as number));
  expect(paths[5]).toBe(valueAtNormal(forecast, 3)(0.4));
  expect(() => pathsOf(forecast, { normals, horizon: 4 })).toThrow(
    '6 normals, expected a multiple of 4 years',
  );
});

test('says where the bands are extrapolated, and refuses what it cannot answer', () => {
  const forecast = forecastOf([5, 6, 7]);
  expect(firstExtrapolated(forecast)).toBe(7);
  expect(() => bandOf(forecast, horizon + 1, 0.8)).toThrow('9 years ahead, expected 1 to 8');
  expect(() => bandOf(forecast, 1, 80)).toThrow('level 80, expected between 0 and 1');
  expect(() => forecastCollection([seriesOf([1])], { horizon: 0, calibration })).toThrow('horizon 0');
});
