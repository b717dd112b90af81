import { describe, expect, test } from 'vitest';
import type { Noise } from '#lib/model/baseline/noise.ts';
import { centralValues } from '#lib/model/draws/slots.ts';
import { normalQuantile } from '#lib/model/draws/normal.ts';
import { prepare } from '#lib/model/prepare.ts';
import { calmYears, countAtNormal, yearPaths } from '#lib/model/draws/years.ts';
import { smallBaseline, smallTraining, sum } from '../small-baseline.ts';

const shocks = { sd: 0.2, correlation: 0.6 };
const noise: Noise = { exits: shocks, entrants: shocks, intake: shocks, demand: shocks };

function pathsOf(changes: Parameters<typeof smallBaseline>[0], random?: { seed: number; run: number }) {
  const prepared = prepare(smallBaseline({ horizonYear: 2064, ...long, ...changes }));
  return yearPaths(prepared, { draw: centralValues(prepared.slots), ...(random && { random }) });
}

// Forty years, of which nothing else changes.
const long = {
  groups: [{ id: 'north' }, { id: 'south' }],
  demand: [],
  training: { ...smallTraining, intakeIndex: 1 },
};

describe('shocks', () => {
  test('are none without noise, and none in the central run', () => {
    expect(pathsOf({}, { seed: 1, run: 0 })).toEqual(calmYears);
    expect(pathsOf({ noise })).toEqual(calmYears);
  });

  test('give flows a factor for every year, and states one that starts at 1', () => {
    const { exits, entrants, intake, demand } = pathsOf({ noise }, { seed: 1, run: 0 });
    expect([exits, entrants, intake].map((path) => path?.length)).toEqual([40, 40, 40]);
    expect(demand).toHaveLength(41);
    expect(demand?.[0]).toBe(1);
    for (const path of [exits, entrants, intake]) expect(path?.[0]).not.toBe(1);
  });

  test('of different kinds are different, and belong to the run and the seed', () => {
    const { exits, entrants, intake } = pathsOf({ noise }, { seed: 1, run: 0 });
    expect(new Set([exits?.[5], entrants?.[5], intake?.[5]]).size).toBe(3);
    expect(pathsOf({ noise }, { seed: 1, run: 1 }).exits).not.toEqual(exits);
    expect(pathsOf({ noise }, { seed: 2, run: 0 }).exits).not.toEqual(exits);
    expect(pathsOf({ noise: { exits: shocks } }, { seed: 1, run: 0 }).exits).toEqual(exits);
  });

  test('have the standard deviation that is given once the start is far behind', () => {
    const prepared = prepare(smallBaseline({ horizonYear: 2064, ...long, noise }));
    const draw = centralValues(prepared.slots);
    const runs = 2000;
    const at = (t: number) => {
      const logs = Array.from({ length: runs }, (_, run) =>
        Math.log(yearPaths(prepared, { draw, random: { seed: 1, run } }).demand?.[t] as number),
      );
      return Math.sqrt(sum(logs.map((x) => x * x)) / runs);
    };
    // After a year √(1 − 0.6²) = 0.8 of it; the standard error is 1.6 %.
    expect(Math.abs(at(1) / 0.16 - 1)).toBeLessThan(0.08);
    expect(Math.abs(at(40) / 0.2 - 1)).toBeLessThan(0.08);
  });

  test('take their standard deviation from assumptions', () => {
    const assumptions = {
      growth: { low: 0, central: 0, high: 0, min: 0, max: 1, scale: 'identity' as const },
      wild: { low: 2, central: 2, high: 2, min: 0, max: 9, scale: 'identity' as const },
    };
    const twice = { exits: { sd: { values: 0.2, times: ['wild'] }, correlation: 0.6 } };
    const wild = pathsOf({ assumptions, noise: twice }, { seed: 1, run: 0 }).exits;
    const calm = pathsOf({ noise }, { seed: 1, run: 0 }).exits;
    wild?.forEach((factor, t) => expect(factor).toBeCloseTo((calm?.[t] as number) ** 2, 9));
  });

  test('of nothing are none', () => {
    const still = pathsOf({ noise: { exits: { sd: 0, correlation: 0.6 } } }, { seed: 1, run: 0 }).exits;
    expect(new Set(still)).toEqual(new Set([1]));
  });
});

describe('enrolment', () => {
  const probabilities = [0.1, 0.5, 0.9];
  const z = Float64Array.from(probabilities, (p) => normalQuantile(p));

  test('lies on the quantiles, on straight lines between and beyond them, and is never below none', () => {
    const quantiles = Float64Array.of(0.5, 1, 2);
    const at = (p: number) => countAtNormal(quantiles, z, normalQuantile(p));
    expect([at(0.1), at(0.5), at(0.9)]).toEqual([0.5, 1, 2].map((x) => expect.closeTo(x, 12) as number));
    expect(countAtNormal(quantiles, z, (z[2] as number) / 2)).toBeCloseTo(1.5, 12);
    expect(countAtNormal(quantiles, z, (z[2] as number) * 2)).toBeCloseTo(3, 12);
    expect(countAtNormal(quantiles, z, -10)).toBe(0);
    expect(countAtNormal(Float64Array.of(1.3), Float64Array.of(0), 5)).toBe(1.3);
  });

  const forecast = (byYear: number[][]) => ({
    training: {
      ...smallTraining,
      intakeIndex: 1,
      intakeForecast: { probabilities, byYear, correlation: 0.7 },
    },
  });
  const rising = Array.from({ length: 41 }, (_, t) => [0.8, 1 + t / 100, 1.5 + t / 10]);

  test('is the median on the central path: of the opening, then of every intake', () => {
    const { opening, enrolment } = pathsOf(forecast(rising));
    expect(opening).toBeCloseTo(1, 9);
    expect([...(enrolment ?? [])]).toEqual(
      rising.slice(1).map(([, median]) => expect.closeTo(median as number, 9) as number),
    );
  });

  test('of the draws has the quantiles that are given, in every year', () => {
    const prepared = prepare(smallBaseline({ horizonYear: 2064, ...long, ...forecast(rising) }));
    const draw = centralValues(prepared.slots);
    const runs = 3000;
    const paths = Array.from({ length: runs }, (_, run) =>
      yearPaths(prepared, { draw, random: { seed: 1, run } }),
    );
    for (const t of [0, 1, 20, 40]) {
      probabilities.forEach((p, i) => {
        const limit = rising[t]?.[i] as number;
        const below = paths.filter(
          ({ opening, enrolment }) => (t === 0 ? opening : (enrolment?.[t - 1] as number)) < limit,
        );
        // The standard error is at most 0.009.
        expect(Math.abs(below.length / runs - p)).toBeLessThan(0.03);
      });
    }
  });
});
