import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { stockAges } from '#pipelines/period.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import { startingStocks, stockByAge } from '#pipelines/stock.ts';

const readings = await readReference(referenceFolder, realEffects);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe('the starting stock', () => {
  test('is derived for every region where nobody loaded staff: about 14,400 heads and 9,800 FTE', () => {
    const stocks = startingStocks(readings, { practices: [], staff: [] });
    expect(stocks.map(({ status }) => status)).toEqual(Array(28).fill('estimated'));
    // 17,399,407 patients × 21.5 hours per 1,000 ÷ 26 hours a contract, and ÷ 38 hours a full-time job.
    expect(sum(stocks.map(({ row }) => row.heads))).toBeCloseTo((17_399.407 * 21.5) / 26, 3);
    expect(sum(stocks.map(({ row }) => row.fte))).toBeCloseTo((17_399.407 * 21.5) / 38, 3);
    expect(sum(stocks.map(({ row }) => row.registered_patients))).toBeCloseTo(17_399_407, 3);
  });

  test('comes from the staff that a region loaded, scaled to all its patients', () => {
    const practice = {
      name: 'verzonnen',
      postcode: null,
      care_group: null,
      dispensing: null,
      norm_practices: null,
      places_offered: null,
      experienced: null,
      supervisors_trained_on: null,
      recognised: null,
      recognised_until: null,
      offer_status: 'offering' as const,
      supervisors: null,
      bbl_interest: null,
      last_visited: null,
      origin: 'loaded' as const,
    };
    const [derived] = startingStocks(readings, { practices: [], staff: [] }).filter(
      ({ region_code }) => region_code === 'RA0102',
    );
    const patients = derived?.row.registered_patients ?? NaN;
    const ids = ['a', 'b', 'c', 'd'];
    const stocks = startingStocks(readings, {
      practices: ids.map((practice_id) => ({
        ...practice,
        practice_id,
        municipality_code: 'GM0106',
        // The last one did not say how many patients it has, so that it cannot be scaled.
        registered_patients: practice_id === 'd' ? null : Math.round(patients / 12),
      })),
      staff: ids.map((practice_id) => ({
        practice_id,
        occupation: 'doktersassistent',
        age_from: 25,
        age_to: 34,
        heads: 10,
        fte: 6,
        origin: 'loaded' as const,
      })),
    });
    const drenthe = stocks.find(({ region_code }) => region_code === 'RA0102');
    expect(drenthe?.status).toBe('estimated');
    expect(drenthe?.ftePerHead.values).toBeCloseTo(0.6, 9);
    expect(drenthe?.heads.times).toEqual(['regionalStock']);
    expect(drenthe?.row.coverage).toBeCloseTo(0.25, 4);
    expect(drenthe?.row.heads).toBeCloseTo(120, 0);
    expect(stocks.filter(({ row }) => row.coverage > 0)).toHaveLength(1);
  });
});

describe('ages of a stock', () => {
  const band = fc
    .record({
      from: fc.integer({ min: 15, max: 80 }),
      width: fc.integer({ min: 0, max: 40 }),
      count: fc.nat(500),
    })
    .map(({ from, width, count }) => ({ from, to: from + width, count }));

  test('keep every head, whatever bands the practices used', () => {
    fc.assert(
      fc.property(fc.array(band, { maxLength: 12 }), (bands) => {
        const ages = stockByAge(bands);
        expect(ages).toHaveLength(stockAges.to - stockAges.from + 1);
        expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
        expect(sum(ages)).toBeCloseTo(sum(bands.map(({ count }) => count)), 6);
      }),
    );
  });

  test('leave ages without a band empty', () => {
    const ages = stockByAge([
      { from: 20, to: 24, count: 5 },
      { from: 60, to: 64, count: 5 },
    ]);
    expect(sum(ages.slice(25 - stockAges.from, 60 - stockAges.from))).toBeCloseTo(0, 9);
    expect(sum(ages.slice(0, 25 - stockAges.from))).toBeCloseTo(5, 9);
  });
});
