import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backtest, judgeAll, type TrackRecord } from '#lib/model/backtest.ts';
import { naiveRules, scoresOf, type Judged } from '#lib/model/backtest/judged.ts';
import { historySchema, type History } from '#lib/model/baseline/history.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { measure } from '#lib/model/measures.ts';
import { parseDocument } from '#lib/model/parse.ts';
import { prepare } from '#lib/model/prepare.ts';
import type { BandCalibration } from '#lib/model/series/forecast.ts';
import { runCentral } from '#lib/model/simulate.ts';
import { smallBaseline, smallTraining } from '../small-baseline.ts';

const calibration = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../data/calibration/series-bands.json'), 'utf8'),
) as BandCalibration;

function history(rows: Omit<History, 'format'>): History {
  return { format: 'praktijkbalans-history/1', ...rows };
}

function judged(baseline: Baseline, rows: Omit<History, 'format'>, draws = 0): Judged[] {
  return judgeAll({ baseline, history: history(rows), calibration, draws, seed: 1 });
}

/** A hundred people of whom a tenth leaves each year, and nobody comes. */
const leaving: Baseline = {
  format: 'praktijkbalans-baseline/1',
  title: 'Leaving',
  startYear: 2024,
  horizonYear: 2026,
  groups: [{ id: 'all' }],
  stock: [{ group: 'all', heads: 100 }],
  exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0.1 }],
};

describe('a history that the model made without chance', () => {
  const baseline = smallBaseline({ training: { ...smallTraining, intakeIndex: 1 } });
  const prepared = prepare(baseline);
  const { outcome, ages } = runCentral(prepared);
  const flow = (key: 'graduates' | 'career_changers' | 'early_exits', g: number, t: number) =>
    measure(key, { prepared, outcome, groups: [g], year: t })[0] as number;
  const stock = prepared.groups.flatMap(({ id: group }, g) =>
    (ages[g] ?? []).map((heads, t) => ({ group, year: 2024 + t, heads: [...heads] })),
  );
  const years = [0, 1, 2];
  const entrants = years.flatMap((t) => [
    { group: 'north', flow: 'graduates' as const, year: 2024 + t, heads: flow('graduates', 0, t) },
    { group: 'south', flow: 'graduates' as const, year: 2024 + t, heads: flow('graduates', 1, t) },
    { group: 'north', flow: 'careerChangers' as const, year: 2024 + t, heads: flow('career_changers', 0, t) },
  ]);
  const exits = years.map((t) => ({
    group: 'north',
    flow: 'earlyExits' as const,
    year: 2024 + t,
    heads: flow('early_exits', 0, t),
  }));

  test.each([
    ['the stock', { stock }, 9],
    ['the stock and those who came in', { stock, entrants }, 18],
    ['all that was seen', { stock, entrants, exits }, 18],
  ])('%s: is forecast without error', (_, rows, count) => {
    const found = judged(baseline, rows).filter(({ id }) => id !== 'none');
    expect(found).toHaveLength(count * 2);
    for (const { forecast, observed } of found) expect(forecast).toBeCloseTo(observed, 6);
  });

  test('all groups together are judged apart, and never pooled with them', () => {
    const { sections } = backtest({ baseline, history: history({ stock }), calibration, draws: 0, seed: 1 });
    expect(sections.map(({ name, all }) => [name, all.n])).toEqual([
      ['stock of a group', 12],
      ['stock of all groups together', 6],
    ]);
  });
});

describe('a refit, by hand', () => {
  test('exits: the rate of the baseline counts as one exit more', () => {
    // 90 × 0.1 = 9 were expected in 2020, 19 left: (19 + 1) ÷ (9 + 1) = 2, so 0.9² of the people stay.
    const rows = {
      stock: [2020, 2021, 2022].map((year, i) => ({ group: 'all', year, heads: [90, 100, 80][i] as number })),
      exits: [{ group: 'all', flow: 'earlyExits' as const, year: 2020, heads: 19 }],
    };
    const [first, second, last] = judged(leaving, rows);
    expect(first).toMatchObject({ from: 2020, year: 2021, forecast: expect.closeTo(81, 9), observed: 100 });
    expect(second).toMatchObject({ from: 2020, year: 2022, forecast: expect.closeTo(72.9, 9) });
    expect(last).toMatchObject({
      from: 2021,
      year: 2022,
      forecast: expect.closeTo(81, 9),
      same: 100,
      trend: 110,
    });
  });

  test('entrants: the mean of the last three years that were known, and those that were seen', () => {
    const rows = {
      stock: [2024, 2025].map((year) => ({ group: 'all', year, heads: 100 })),
      entrants: [
        [2019, 1000],
        [2020, 10],
        [2021, 20],
        [2023, 30],
        [2024, 7],
      ].map(([year, heads]) => ({
        group: 'all',
        flow: 'returners' as const,
        year: year as number,
        heads: heads as number,
      })),
    };
    const found = judged(leaving, rows);
    expect(found.map(({ inflow, forecast }) => [inflow, forecast])).toEqual([
      ['forecast', expect.closeTo(90 + 20, 9)],
      ['observed', expect.closeTo(90 + 7, 9)],
    ]);
  });

  test('those who came in are unknown in a year without a count, and so are later years', () => {
    const rows = {
      stock: [2022, 2023, 2024].map((year) => ({ group: 'all', year, heads: 100 })),
      entrants: [{ group: 'all', flow: 'returners' as const, year: 2022, heads: 5 }],
    };
    const seen = judged(leaving, rows).filter(({ inflow }) => inflow === 'observed');
    expect(seen.map(({ from, year }) => [from, year])).toEqual([[2022, 2023]]);
  });

  test('students: the last count that was known, of all tracks of a school together', () => {
    // 60 students in place of 30 give 20 graduates in place of 10, of whom 0.8 × ¾ enter in the north.
    const baseline = smallBaseline({
      training: { ...smallTraining, intakeIndex: 1 },
      exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0 }],
      moves: [],
      entrants: [],
    });
    const rows = {
      stock: [2024, 2025].map((year) => ({ group: 'north', year, heads: 50 })),
      students: [2021, 2022, 2024].map((year) => ({
        school: 'school',
        year,
        students: year === 2022 ? 60 : 1000,
      })),
    };
    const [found] = judged(baseline, rows).filter(({ subject }) => subject === 'stock');
    expect(found?.forecast).toBeCloseTo(50 + 12, 9);
  });
});

describe('an earlier start', () => {
  test('figures by year keep their year, and their ends hold beyond them', () => {
    const baseline: Baseline = {
      ...leaving,
      exits: [{ groups: '*', flow: 'earlyExits', exitProbability: [0.1, 0.2] }],
    };
    const rows = {
      stock: [2023, 2024, 2025, 2026, 2027].map((year) => ({ group: 'all', year, heads: 100 })),
    };
    const found = judged(baseline, rows).filter(({ from }) => from === 2023);
    const expected = [90, 81, 64.8, 51.84];
    found.forEach(({ forecast }, i) => expect(forecast).toBeCloseTo(expected[i] as number, 9));
  });

  test('an intake is known up to the year before, and then goes on', () => {
    const baseline: Baseline = {
      ...leaving,
      exits: [{ groups: '*', flow: 'earlyExits', exitProbability: 0 }],
      intakes: [
        {
          id: 'course',
          group: 'all',
          durationYears: 1,
          heads: [
            { year: 2021, heads: 10 },
            { year: 2022, heads: 500 },
          ],
          completion: 1,
          toStock: 1,
        },
      ],
    };
    const rows = { stock: [2020, 2022, 2023, 2024].map((year) => ({ group: 'all', year, heads: 100 })) };
    const found = judged(baseline, rows);
    const of = (from: number) => found.filter((row) => row.from === from).map(({ forecast }) => forecast);
    expect(of(2020)).toEqual([120, 130, 140]);
    expect(of(2022)).toEqual([110, 120]);
    expect(of(2023)).toEqual([600]);
  });
});

describe('what is scored', () => {
  const line = (id: string, values: (number | null)[], more: object = {}) =>
    values.map((value, i) => ({ id, year: 2015 + i, value, ...more }));

  test('marked years are not, nor is what is unknown', () => {
    const series = line('practices', [10, 11, 12, null, 14, 99, 16, 17]).map((row) =>
      row.year === 2020 ? { ...row, marked: 'another definition' } : row,
    );
    const found = judged(leaving, { series });
    expect(found.map(({ from, year }) => [from, year])).toEqual([
      [2017, 2019],
      [2017, 2021],
      [2017, 2022],
      [2019, 2021],
      [2019, 2022],
      [2021, 2022],
    ]);
  });

  test('a marked stock is no start and no outcome', () => {
    const stock = [2020, 2021, 2022, 2023].map((year) => ({
      group: 'all',
      year,
      heads: 100,
      ...(year === 2021 && { marked: 'counted twice' }),
    }));
    const found = judged(leaving, { stock });
    expect(found.map(({ from, year }) => [from, year])).toEqual([
      [2020, 2022],
      [2020, 2023],
      [2022, 2023],
    ]);
  });

  test('the rule that wins is named, and what is made up stands apart', () => {
    const series = [
      ...line('flat', [50, 54, 50, 54, 50, 54, 50, 54], { collection: 'counts' }),
      ...line('made up', [1, 2, 3, 4, 5, 6, 7, 8], { collection: 'counts', origin: 'synthetic' }),
    ];
    const record = backtest({
      baseline: leaving,
      history: history({ series }),
      calibration,
      draws: 0,
      seed: 1,
    });
    expect(record.sections.map(({ name, kind, all }) => [name, kind, all.best])).toEqual([
      ['counts', 'real', expect.stringMatching(/forecast|same/)],
      ['counts', 'synthetic', 'trend'],
    ]);
  });

  test('the worst misses come first, by name', () => {
    const stock = [2024, 2025, 2026].map((year, i) => ({
      group: 'all',
      year,
      heads: [100, 200, 10][i] as number,
    }));
    const { sections } = backtest({
      baseline: leaving,
      history: history({ stock }),
      calibration,
      draws: 0,
      seed: 1,
    });
    expect(sections[0]?.worst[0]).toEqual({
      id: 'all',
      name: 'all',
      from: 2025,
      year: 2026,
      forecast: 180,
      observed: 10,
    });
  });

  test('scores by hand', () => {
    const row = (forecast: number, observed: number): Judged => ({
      subject: 'series',
      collection: 'a',
      kind: 'real',
      inflow: null,
      id: 'a',
      name: 'a',
      from: 2020,
      year: 2021,
      forecast,
      observed,
      same: 20,
      trend: 40,
      low50: forecast - 1,
      high50: forecast + 1,
      low80: forecast - 5,
      high80: forecast + 5,
      crps: 3,
    });
    expect(scoresOf([row(12, 10), row(24, 30)])).toEqual({
      n: 2,
      mae: 4,
      mape: expect.closeTo(20, 9),
      signedError: -2,
      maeSame: 10,
      maeTrend: 20,
      skillSame: 0.6,
      skillTrend: 0.8,
      best: 'forecast',
      coverage50: 0,
      coverage80: 0.5,
      crps: 3,
    });
    expect(scoresOf([])).toMatchObject({ n: 0, mae: null, best: null, coverage80: null });
  });

  test('the naive rules', () => {
    expect(naiveRules(Float64Array.of(7, 10, 11, 12, 16), 2)).toEqual({ same: 16, trend: 20 });
    expect(naiveRules(Float64Array.of(7), 3)).toEqual({ same: 7, trend: 7 });
  });

  test('bands come from the draws, and without draws nothing is said of them', () => {
    const rows = { stock: [2024, 2025, 2026].map((year) => ({ group: 'all', year, heads: 90 })) };
    for (const { low80, low50, forecast, high50, high80, crps } of judged(leaving, rows, 100)) {
      const order = [low80, low50, forecast, high50, high80];
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(high80).toBeGreaterThan(low80);
      expect(crps).toBeGreaterThan(0);
    }
    expect(scoresOf(judged(leaving, rows))).toMatchObject({ coverage50: null, coverage80: null, crps: null });
  });

  test('the same seed gives the same record', () => {
    const rows = history({ stock: [2024, 2025].map((year) => ({ group: 'all', year, heads: 90 })) });
    const record = (seed: number): TrackRecord =>
      backtest({ baseline: leaving, history: rows, calibration, draws: 20, seed });
    expect(record(1)).toEqual(record(1));
    expect(record(2).sections).not.toEqual(record(1).sections);
  });
});

describe('refuses', () => {
  const count = { group: 'all', year: 2024, heads: 1 };
  test.each<[string, Omit<History, 'format'>, string]>([
    ['a group that nobody knows', { stock: [{ ...count, group: 'al' }] }, 'history.stock: unknown group al'],
    ['a count twice', { stock: [count, count] }, 'history.stock: group all, 2024 stands there twice'],
    [
      'another number of ages',
      { stock: [{ ...count, heads: [1, 2] }] },
      'history of group all, 2024: 2 ages, expected 1',
    ],
    [
      'students twice',
      { students: [1, 2].map((students) => ({ school: 'x', year: 2020, students })) },
      'history.students: school x, 2020 stands there twice',
    ],
    [
      'a year of a series twice',
      { series: [1, 2].map((value) => ({ id: 'x', year: 2020, value })) },
      'history.series: x, 2020 stands there twice',
    ],
  ])('%s', (_, rows, message) => {
    expect(() => judged(leaving, { series: [{ id: 'z', year: 2021, value: 1 }], ...rows })).toThrow(message);
  });

  test('entrants without ages where nothing has any', () => {
    const baseline = smallBaseline();
    delete baseline.entrants;
    const rows = {
      stock: [2024, 2025].map((year) => ({ group: 'north', year, heads: 50 })),
      entrants: [{ group: 'north', flow: 'returners' as const, year: 2024, heads: 3 }],
    };
    expect(() => judged(baseline, rows)).toThrow(
      'history.entrants: returners of group north without ages, and the baseline has none either',
    );
  });

  test('a field that is misspelt', () => {
    expect(() => parseDocument(historySchema, { format: 'praktijkbalans-history/1', stocks: [] })).toThrow(
      'stocks',
    );
  });
});
