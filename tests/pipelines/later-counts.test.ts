import { describe, expect, test } from 'vitest';
import * as trainingTables from '#lib/domain/tables/training.ts';
import { simulate } from '#lib/model/simulate.ts';
import { measure } from '#lib/model/measures.ts';
import { realEffects } from '#pipelines/effects.ts';
import { intakeForecast } from '#pipelines/enrolment.ts';
import { baseYear } from '#pipelines/period.ts';
import { referenceBaseline } from '#pipelines/reference-baseline.ts';
import { readBands } from '#pipelines/series.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { programmeStudents } from '#pipelines/student-counts.ts';
import { readDuo } from '../fixtures/read-duo.ts';
import { readings, realBaseline } from '../model/real-baseline.ts';

const header =
  'INSTELLINGSCODE,INSTELLINGSNAAM,PLAATSNAAM INSTELLING,SECTORKAMER NAAM,HOOFDGROEP NAAM,LEERWEG,NIVEAU,ERKENDE OPLEIDING CODE,ERKENDE OPLEIDING NAAM,JAAR,MAN,VROUW';
const duoTracks = { BOL: 'BOLVT', BBL: 'BBL', 'BOL-part-time': 'BOLDT' };
const bands = await readBands(realEffects);

/** The published students of 2019 as a current file of DUO would have them in later years, each year a factor larger. */
async function laterFile(
  factors: Readonly<Record<number, number>>,
  shown: (count: number) => string = String,
) {
  const last = rowsOf(readings, trainingTables.studentCounts).filter(({ year }) => year === 2019);
  const rows = Object.entries(factors).flatMap(([year, factor]) =>
    last.map(({ brin, track, crebo, women, men }) => {
      const cells = [men, women].map((count) => shown(Math.round(count * factor)));
      return `${brin},School,PLAATS,Zorg,Zorg,${duoTracks[track]},4,${crebo},Doktersassistent,${year},${cells.join(',')}`;
    }),
  );
  return readDuo([header, ...rows].join('\n'), '2021-2025-03.csv');
}

const masked = (count: number) => (count > 0 && count < 5 ? '<5' : String(count));

describe('a later file of DUO', () => {
  test('moves the classes to the last October before the base year, and the intake to what was counted since', async () => {
    const file = await laterFile({ 2021: 1.02, 2022: 1.04, 2023: 1.06, 2024: 1.08, 2025: 1.1 });
    const all = [...readings, file];
    const { training } = referenceBaseline(all, bands);
    const before = realBaseline.training?.classes ?? [];
    const total = (rows: typeof before) =>
      rows.reduce((sum, { students }) => sum + (typeof students === 'number' ? students : 0), 0);
    expect(total(training?.classes ?? []) / total(before)).toBeCloseTo(1.06, 2);
    const { byYear } = intakeForecast(programmeStudents(all), bands);
    const spread = byYear.map((quantiles) => (quantiles.at(-1) ?? NaN) - (quantiles[0] ?? NaN));
    expect(byYear[0]?.[0]).toBe(1);
    expect(byYear[2]?.[3]).toBeCloseTo(1.1 / 1.06, 2);
    // October 2023, 2024 and 2025 were counted; what comes after is a forecast.
    expect(spread.slice(0, 3)).toEqual([0, 0, 0]);
    expect(baseYear - 1 + 3).toBe(2026);
    expect(spread[3]).toBeGreaterThan(0);
  });

  test('leaves everything as it is where it says what was known already', async () => {
    const { training } = referenceBaseline([...readings, await laterFile({ 2019: 1 })], bands);
    expect(training?.classes).toEqual(realBaseline.training?.classes);
    expect(realBaseline.assumptions).not.toHaveProperty('maskedPosition');
  });
});

describe('a file with protected counts', async () => {
  const truth = referenceBaseline([...readings, await laterFile({ 2023: 1 })], bands);
  const hidden = referenceBaseline([...readings, await laterFile({ 2023: 1 }, masked)], bands);

  test('gives classes that hold the true number between their bounds, and no number of its own for a mask', () => {
    const rows = hidden.training?.classes ?? [];
    const known = new Map(truth.training?.classes.map((row) => [`${row.school} ${row.track}`, row]));
    const sizeOf = (amount: unknown): number =>
      typeof amount === 'number' ? amount : ((amount as { values: number } | undefined)?.values ?? 0);
    expect(rows.filter((row) => row.masked !== undefined).length).toBeGreaterThan(10);
    for (const row of rows) {
      const students = sizeOf(known.get(`${row.school} ${row.track}`)?.students);
      expect(sizeOf(row.students)).toBeLessThanOrEqual(students);
      expect(sizeOf(row.students) + sizeOf(row.masked)).toBeGreaterThanOrEqual(students);
    }
  });

  test('keeps the middle of the forecast about where it is without them', () => {
    const graduates = (baseline: typeof hidden) => {
      const { prepared, central: outcome } = simulate(baseline, { draws: 1, seed: 1 });
      const groups = prepared.groups.map((_, g) => g);
      return measure('graduates', { prepared, outcome, groups, year: 0 })[0] ?? NaN;
    };
    expect(hidden.assumptions).toHaveProperty('maskedPosition');
    expect(graduates(hidden) / graduates(truth)).toBeGreaterThan(0.97);
    expect(graduates(hidden) / graduates(truth)).toBeLessThan(1.03);
  });
});
