import { describe, expect, test } from 'vitest';
import { realEffects } from '#pipelines/effects.ts';
import { intakeForecast, nationalStudents } from '#pipelines/enrolment.ts';
import { baseYear, horizonYear } from '#pipelines/period.ts';
import { programmeStudents } from '#pipelines/student-counts.ts';
import { readBands } from '#pipelines/series.ts';
import { readings } from '../model/real-baseline.ts';

test('the funded schools together, as DUO published them', () => {
  expect(nationalStudents(programmeStudents(readings))).toEqual([
    { year: 2015, value: 3971 },
    { year: 2016, value: 3902 },
    { year: 2017, value: 3836 },
    { year: 2018, value: 3919 },
    { year: 2019, value: 4164 },
  ]);
});

describe('the enrolment forecast', async () => {
  const { probabilities, byYear } = intakeForecast(programmeStudents(readings), await readBands(realEffects));
  const width = (quantiles: readonly number[]) => (quantiles.at(-2) as number) - (quantiles[1] as number);

  test('is there for the opening and for every intake of the run', () => {
    expect(byYear).toHaveLength(horizonYear - baseYear + 1);
    for (const quantiles of byYear) expect(quantiles).toHaveLength(probabilities.length);
  });

  test('has its middle near the last count, and a band that grows with every year', () => {
    const middle = probabilities.indexOf(0.5);
    expect(byYear[0]?.[middle]).toBeGreaterThan(0.95);
    expect(byYear[0]?.[middle]).toBeLessThan(1.15);
    for (let i = 1; i < byYear.length; i++)
      expect(width(byYear[i] as number[])).toBeGreaterThan(width(byYear[i - 1] as number[]));
  });
});
