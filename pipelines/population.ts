import type { Row } from '#lib/domain/table.ts';
import type { populationProjection } from '#lib/domain/tables/forecast.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import {
  projectRegion,
  type BandedPopulation,
  type NationalProjection,
} from '#lib/model/demand/population.ts';
import { regionCounts } from '#pipelines/regional-counts.ts';
import { regionalGrowth } from '#pipelines/regional-growth.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';

const bandYears = 5;
/** The regional figures end with 95 and over; the national ones go on to 100. */
const openBandFrom = 95;
const knownYear = 2023;

function banded(rows: { age_from: number; women: number; men: number }[]): BandedPopulation {
  const bands = openBandFrom / bandYears + 1;
  const population: BandedPopulation = { women: Array(bands).fill(0), men: Array(bands).fill(0) };
  for (const { age_from, women, men } of rows) {
    const band = Math.min(age_from, openBandFrom) / bandYears;
    population.women[band] = (population.women[band] ?? 0) + women;
    population.men[band] = (population.men[band] ?? 0) + men;
  }
  return population;
}

function nationalProjection(readings: readonly ReferenceReading[]): NationalProjection {
  const rows = rowsOf(readings, geography.nationalPopulation);
  const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => a - b);
  return years.map((year) => ({
    // The United Nations count on 1 July.
    at: year + 0.5,
    population: banded(
      rows
        .filter((row) => row.year === year)
        .map(({ age_from, sex, persons }) => ({
          age_from,
          women: sex === 'women' ? persons : 0,
          men: sex === 'men' ? persons : 0,
        })),
    ),
  }));
}

/** Inhabitants of every region in 2023, from its municipalities. */
export function inhabitants2023(readings: readonly ReferenceReading[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { region_code, inhabitants_2023 } of rowsOf(readings, geography.municipalities)) {
    sums.set(region_code, (sums.get(region_code) ?? 0) + inhabitants_2023);
  }
  return sums;
}

/** The population of every region by five-year age band, from the year of its last count to the horizon. */
export function projectPopulation(
  readings: readonly ReferenceReading[],
  horizonYear: number,
): Row<typeof populationProjection>[] {
  const counts = regionCounts(readings);
  const from = Math.max(...counts.map(({ year }) => year));
  const national = nationalProjection(readings);
  const inhabitants = inhabitants2023(readings);
  const grown = regionalGrowth(readings, Math.max(from, knownYear));
  return rowsOf(readings, geography.regions).flatMap(({ region_code }) => {
    const rows = counts.filter((row) => row.region_code === region_code);
    const years = projectRegion({
      base: banded(rows),
      from,
      to: horizonYear,
      national,
      // A count of a later year needs no scaling to an earlier one.
      ...(from < knownYear && { known: { year: knownYear, persons: inhabitants.get(region_code) ?? NaN } }),
    });
    return grown(region_code, years, from).flatMap((bands, i) =>
      bands.map((persons, band) => {
        const age_from = band * bandYears;
        const age_to = age_from === openBandFrom ? null : age_from + bandYears - 1;
        const status = i === 0 ? ('measured' as const) : ('estimated' as const);
        return { region_code, year: from + i, age_from, age_to, persons, status };
      }),
    );
  });
}
