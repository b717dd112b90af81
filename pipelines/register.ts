import type { Row, Table } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as tables from '#lib/domain/tables/register.ts';
import type { LoadedPlaces } from '#pipelines/placements.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { startingStocks, type LoadedRegister } from '#pipelines/stock.ts';
import { synthesizeRegister, type SyntheticRegister } from '#pipelines/synthesize/register.ts';

/**
 * What the regions themselves loaded: rows that are marked synthetic measure nothing, and a place that has lapsed takes
 * nobody; both are left out.
 */
export function loadedRegister(readings: readonly Reading<Table>[]): LoadedRegister & LoadedPlaces {
  const own = <R extends { origin: string }>(rows: R[]) =>
    rows.filter(({ origin }) => origin !== 'synthetic');
  return {
    practices: own(rowsOf(readings, tables.practices)),
    staff: own(rowsOf(readings, tables.practiceStaff)),
    places: own(rowsOf(readings, tables.practicePlaces)).filter(
      ({ place_status }) => place_status !== 'lapsed',
    ),
  };
}

/**
 * A made-up register for the regions that loaded no practices, and made-up demand for the schools that loaded none,
 * so that loaded and made-up rows never describe the same practice or school.
 */
export function fillRegister(readings: readonly Reading<Table>[], seed: number): SyntheticRegister {
  const regionOf = new Map(
    rowsOf(readings, geography.municipalities).map(({ municipality_code, region_code }) => [
      municipality_code,
      region_code,
    ]),
  );
  const loaded = rowsOf(readings, tables.practices);
  const regions = new Set(loaded.map(({ municipality_code }) => regionOf.get(municipality_code)));
  const schools = new Set(rowsOf(readings, tables.placementDemand).map(({ school_id }) => school_id));
  const made = synthesizeRegister({
    readings,
    stocks: startingStocks(readings, { practices: [], staff: [] }),
    seed,
  });
  const practices = made.practices.filter(
    ({ municipality_code }) => !regions.has(regionOf.get(municipality_code)),
  );
  const kept = new Set(practices.map(({ practice_id }) => practice_id));
  const ofKept = <R extends Pick<Row<typeof tables.practices>, 'practice_id'>>(rows: R[]) =>
    rows.filter(({ practice_id }) => kept.has(practice_id));
  return {
    practices,
    practiceStaff: ofKept(made.practiceStaff),
    practicePlaces: ofKept(made.practicePlaces),
    practiceHistory: ofKept(made.practiceHistory),
    placementDemand: made.placementDemand.filter(({ school_id }) => !schools.has(school_id)),
  };
}
