import * as geography from '#lib/domain/tables/geography.ts';
import { regionalForecast } from '#lib/domain/tables/raw.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';

/** Expected inhabitants of every region by year, where the regional forecast of the publisher was loaded. */
function expectedByRegion(readings: readonly ReferenceReading[]): Map<string, Map<number, number>> {
  const municipalities = rowsOf(readings, geography.municipalities);
  const regionOf = new Map(municipalities.map((row) => [row.municipality_code, row.region_code]));
  const rows = rowsOf(readings, regionalForecast);
  const isRegion = (code: string) => code.startsWith('RA');
  const sums = new Map<string, Map<number, number>>();
  const own = rows.filter(({ area_code }) => isRegion(area_code));
  for (const { area_code, year, persons } of own.length > 0 ? own : rows) {
    const region = isRegion(area_code) ? area_code : regionOf.get(area_code);
    if (region === undefined) continue;
    const years = sums.get(region) ?? new Map<number, number>();
    sums.set(region, years.set(year, (years.get(year) ?? 0) + persons));
  }
  return sums;
}

/**
 * A function that scales the projected bands of a region such that the total grows as the publisher's regional forecast
 * does from the last year on that both know. Without such a forecast, or outside its years, nothing changes.
 *
 * @param anchor the last year of which the inhabitants are known
 */
export function regionalGrowth(readings: readonly ReferenceReading[], anchor: number) {
  const expected = expectedByRegion(readings);
  return (region: string, bandsByYear: readonly number[][], firstYear: number): number[][] => {
    const totals = expected.get(region);
    const from = Math.max(anchor, Math.min(...(totals?.keys() ?? [Infinity])));
    const sumOf = (bands: readonly number[] | undefined) =>
      bands?.reduce((sum, each) => sum + each, 0) ?? NaN;
    const base = totals?.get(from);
    const start = sumOf(bandsByYear[from - firstYear]);
    let factor = 1;
    return bandsByYear.map((bands, i) => {
      const wanted = totals?.get(firstYear + i);
      if (firstYear + i > from && base !== undefined && wanted !== undefined) {
        factor = (start * wanted) / base / sumOf(bands);
      }
      return firstYear + i > from ? bands.map((persons) => persons * factor) : [...bands];
    });
  };
}
