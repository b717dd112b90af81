import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assumptionKeys, assumptions } from '#lib/domain/assumptions.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as profession from '#lib/domain/tables/profession.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import { sourceList } from '#lib/server/manifest.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder, sourcesFile } from '#pipelines/paths.ts';
import { readReference, rowsOf } from '#pipelines/sources/reference.ts';

const sources = sourceList.parse(JSON.parse(readFileSync(sourcesFile, 'utf8')));
const readings = await readReference(referenceFolder, realEffects);

describe('the reference data', () => {
  test.each(readings.map((reading) => [reading.file, reading] as const))(
    '%s has a source with its hash',
    (file, reading) => {
      expect(sources[reading.sourceKey]).toMatchObject({ file, sha256: reading.sha256 });
    },
  );

  test('has 28 regions, 342 municipalities, and no municipality without a region', () => {
    const regions = rowsOf(readings, geography.regions).map(({ region_code }) => region_code);
    const municipalities = rowsOf(readings, geography.municipalities);
    expect(regions).toHaveLength(28);
    expect(municipalities).toHaveLength(342);
    expect(new Set(municipalities.map(({ region_code }) => region_code))).toEqual(new Set(regions));
    expect(municipalities.reduce((sum, row) => sum + row.inhabitants_2023, 0)).toBe(17_811_291);
  });

  test('has no two tiles in one place', () => {
    const places = rowsOf(readings, geography.regions).map(
      ({ tile_row, tile_col }) => `${tile_row} ${tile_col}`,
    );
    expect(new Set(places).size).toBe(28);
  });

  test('has the population that was published', () => {
    const persons = rowsOf(readings, geography.regionPopulation).map((row) => row.persons);
    expect(persons.reduce((sum, count) => sum + count, 0)).toBe(17_467_155);
  });

  test('has shares that sum to 1', () => {
    const sums = new Map<string, number>();
    for (const { way_in, age_from, age_to, share } of rowsOf(readings, trainingTables.entryAges)) {
      expect(age_to, way_in).toBeGreaterThanOrEqual(age_from);
      sums.set(way_in, (sums.get(way_in) ?? 0) + share);
    }
    for (const { track, dropout_share } of rowsOf(readings, trainingTables.programmeYears)) {
      sums.set(`drop-out ${track}`, (sums.get(`drop-out ${track}`) ?? 0) + dropout_share);
    }
    const structure = rowsOf(readings, profession.ageStructure).map(({ share }) => share);
    sums.set(
      'ages',
      structure.reduce((sum, share) => sum + share, 0),
    );
    for (const [what, sum] of sums) expect(sum, what).toBeCloseTo(1, 9);
  });

  test('has a fifth of the assistants at 55 or over, as its one source says', () => {
    const older = rowsOf(readings, profession.ageStructure).filter(({ age_from }) => age_from >= 55);
    expect(older.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(0.2, 9);
  });

  test.each(assumptionKeys)('assumption %s says what it is and where it comes from', (key) => {
    const { label, source, min, low, central, high, max, status } = assumptions[key];
    expect(min).toBeLessThanOrEqual(low);
    expect(low).toBeLessThanOrEqual(central);
    expect(central).toBeLessThanOrEqual(high);
    expect(high).toBeLessThanOrEqual(max);
    expect(['measured', 'estimated', 'assumed']).toContain(status);
    for (const text of [label.nl, label.en, source.nl, source.en]) expect(text.length).toBeGreaterThan(3);
  });

  test('keeps third-party files out of the repository', () => {
    const ignored = readFileSync(join(referenceFolder, '../../.gitignore'), 'utf8');
    expect(ignored).toMatch(/^data\/raw\/$/m);
    expect(ignored).toMatch(/^data\/editions\/$/m);
  });
});
