import { beforeAll, describe, expect, test } from 'vitest';
import type { TrackRecord } from '#lib/model/backtest.ts';
import { realEffects } from '#pipelines/effects.ts';
import { readBands } from '#pipelines/series.ts';
import { publishedHistory, syntheticRegister, trackRecord } from '#pipelines/track-record.ts';
import { readings, realBaseline } from '../model/real-baseline.ts';

const published = publishedHistory(readings);

describe('what was published', () => {
  const valueOf = (id: string, year: number) =>
    published.series?.find((row) => row.id === id && row.year === year)?.value;

  test('students of 2019 in the nation and in a region, by the sources', () => {
    expect(valueOf('students', 2019)).toBe(4164);
    expect(valueOf('students RA0919', 2019)).toBe(418);
  });

  test('a school that merged counts with the one it went into', () => {
    const leiden = published.students?.filter(({ school, year }) => school === '25LN' && year === 2015);
    expect(leiden).toEqual([{ school: '25LN', year: 2015, students: 227, origin: 'published' }]);
    expect(published.students?.some(({ school }) => school === '25MA')).toBe(false);
  });

  test('patients who were not published are unknown', () => {
    expect(valueOf('registered patients', 2017)).toBeUndefined();
    expect(valueOf('practices', 2012)).toBe(4895);
  });
});

describe('the made-up register', () => {
  const register = syntheticRegister(realBaseline, { published, seed: 5 });

  test('is marked so in every row, and whole', () => {
    for (const row of [...register.stock, ...register.entrants, ...register.exits]) {
      expect(row.origin).toBe('synthetic');
      expect(row.heads).toSatisfy(Number.isInteger);
    }
    expect(register.stock).toHaveLength(28 * 6);
  });

  test('adds up: who stays is who was there, less who left, and who came', () => {
    const { stock, entrants, exits } = register;
    const sum = (rows: typeof exits | typeof entrants, group: string, year: number) =>
      rows
        .filter((row) => row.group === group && row.year === year)
        .reduce((total, { heads }) => total + Number(heads), 0);
    for (const { group, year, heads } of stock.filter((row) => row.year < 2024)) {
      const next = stock.find((row) => row.group === group && row.year === year + 1)?.heads;
      expect(next, `${group} ${year}`).toBe(
        Number(heads) - sum(exits, group, year) + sum(entrants, group, year),
      );
    }
  });

  test('depends on the seed alone', () => {
    expect(syntheticRegister(realBaseline, { published, seed: 5 })).toEqual(register);
    expect(syntheticRegister(realBaseline, { published, seed: 6 })).not.toEqual(register);
  });
});

describe('the track record', () => {
  let record: TrackRecord;
  beforeAll(async () => {
    const calibration = await readBands(realEffects);
    record = trackRecord({ readings, baseline: realBaseline, calibration, draws: 10, seed: 1 });
  });

  test('has every history apart', () => {
    expect(record.sections.map(({ name, kind, inflow, all }) => [name, kind, inflow, all.n])).toEqual([
      ['stock of a group', 'synthetic', 'forecast', 420],
      ['stock of all groups together', 'synthetic', 'forecast', 15],
      ['stock of a group', 'synthetic', 'observed', 420],
      ['stock of all groups together', 'synthetic', 'observed', 15],
      ['students of a school', 'real', null, 84],
      ['students in a region', 'real', null, 75],
      ['students in the nation', 'real', null, 3],
      ['practices', 'real', null, 55],
      ['registered patients', 'real', null, 10],
    ]);
  });

  test('names the naive rule where it wins', () => {
    for (const { all } of record.sections) {
      const errors = { forecast: all.mae, same: all.maeSame, trend: all.maeTrend };
      const least = Math.min(...Object.values(errors).map(Number));
      expect(all.best && errors[all.best]).toBe(least);
      expect((all.skillSame ?? 0) < 0).toBe(Number(all.maeSame) < Number(all.mae));
    }
  });
});
