import { quantities, quantityKeys } from '#lib/domain/quantities.ts';
import type { Row } from '#lib/domain/table.ts';
import type * as tables from '#lib/domain/tables/forecast.ts';
import type { Matching } from '#lib/model/match.ts';
import { measure } from '#lib/model/measures.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import type { Simulation } from '#lib/model/simulate.ts';

/** Rows of the forecast tables of an edition. */
export interface ForecastRows {
  forecast: Row<typeof tables.forecast>[];
  chances: Row<typeof tables.forecastChance>[];
  ranks: Row<typeof tables.forecastRank>[];
  ages: Row<typeof tables.forecastAges>[];
}

/** Code under which the regions stand together. */
const nation = 'NL';
const probabilities = [0.1, 0.25, 0.5, 0.75, 0.9];

interface Selected {
  region_code: string;
  groups: number[];
}

function selections({ prepared }: Simulation): Selected[] {
  const regions = prepared.groups.map(({ id }, g) => ({ region_code: id, groups: [g] }));
  return [{ region_code: nation, groups: regions.map((_, g) => g) }, ...regions];
}

function forecastRows(
  { prepared, central, draws }: Simulation,
  selected: Selected[],
): ForecastRows['forecast'] {
  return selected.flatMap(({ region_code, groups }) =>
    quantityKeys.flatMap((quantity) => {
      const last = quantities[quantity].kind === 'state' ? prepared.years : prepared.years - 1;
      const [first = NaN] = measure(quantity, { prepared, outcome: central, groups, year: 0 });
      // What is not known has no row.
      if (Number.isNaN(first)) return [];
      return Array.from({ length: last + 1 }, (_, year) => {
        const sample = measure(quantity, { prepared, outcome: draws, groups, year });
        const [q10 = NaN, q25 = NaN, q50 = NaN, q75 = NaN, q90 = NaN] = quantilesOf(sample, probabilities);
        const [middle = NaN] = measure(quantity, { prepared, outcome: central, groups, year });
        return {
          region_code,
          quantity,
          year: prepared.startYear + year,
          central: middle,
          q10,
          q25,
          q50,
          q75,
          q90,
        };
      });
    }),
  );
}

function chanceRows({ prepared, draws }: Simulation, selected: Selected[]): ForecastRows['chances'] {
  return selected.flatMap(({ region_code, groups }) =>
    Array.from({ length: prepared.years + 1 }, (_, year) => {
      const gaps = measure('gap_fte', { prepared, outcome: draws, groups, year });
      const short = gaps.reduce((count, gap) => count + (gap > 0 ? 1 : 0), 0);
      return { region_code, year: prepared.startYear + year, chance_of_shortage: short / draws.runs };
    }),
  );
}

/** A region in the ranking of a year: its shortage as a share of demand and its place, by run. */
interface Contender {
  share: Float64Array;
  place: Float64Array;
}

/** Adds, run by run, the places that two regions stand behind each other: of equals the second comes later. */
function comparePlaces(first: Contender, second: Contender): void {
  for (let run = 0; run < first.share.length; run++) {
    const secondIsAhead = Number((second.share[run] as number) > (first.share[run] as number));
    first.place[run] = (first.place[run] as number) + secondIsAhead;
    second.place[run] = (second.place[run] as number) + 1 - secondIsAhead;
  }
}

/** The places in the ranking by share of demand that a region takes in the middle 80 % of the draws. */
function rankRows({ prepared, draws }: Simulation): ForecastRows['ranks'] {
  const years = Array.from({ length: prepared.years + 1 }, (_, year) => year);
  return years.flatMap((year) => {
    const contenders = prepared.groups.map(({ id }, g) => ({
      id,
      share: measure('gap_share', { prepared, outcome: draws, groups: [g], year }),
      place: new Float64Array(draws.runs).fill(1),
    }));
    contenders.forEach((second, g) => {
      for (const first of contenders.slice(0, g)) comparePlaces(first, second);
    });
    return contenders.map(({ id, place }) => {
      const [low = NaN, high = NaN] = quantilesOf(place, [0.1, 0.9]);
      return {
        region_code: id,
        year: prepared.startYear + year,
        rank_low: Math.floor(low),
        rank_high: Math.ceil(high),
      };
    });
  });
}

function ageRows(
  { prepared, ages }: Simulation,
  selected: Selected[],
  firstAge: number,
): ForecastRows['ages'] {
  return selected.flatMap(({ region_code, groups }) =>
    Array.from({ length: prepared.years + 1 }, (_, year) => year).flatMap((year) =>
      Array.from({ length: prepared.ages }, (_, age) => ({
        region_code,
        year: prepared.startYear + year,
        age: firstAge + age,
        heads: groups.reduce((sum, g) => sum + (ages[g]?.[year]?.[age] ?? NaN), 0),
      })),
    ),
  );
}

/** The shortage in heads before the assumptions were matched to history, for every region and for the nation. */
export function beforeRows(simulation: Simulation): Row<typeof tables.forecastBefore>[] {
  const { prepared, draws } = simulation;
  return selections(simulation).flatMap(({ region_code, groups }) =>
    Array.from({ length: prepared.years + 1 }, (_, year) => {
      const sample = measure('gap_heads', { prepared, outcome: draws, groups, year });
      const [q10 = NaN, q50 = NaN, q90 = NaN] = quantilesOf(sample, [0.1, 0.5, 0.9]);
      return { region_code, year: prepared.startYear + year, q10, q50, q90 };
    }),
  );
}

/** How sure the assumptions are before and after matching. */
export function matchRows({ assumptions }: Matching): Row<typeof tables.assumptionMatch>[] {
  return assumptions.map(({ key, before, after }) => ({
    key,
    before_low: before[0],
    before_central: before[1],
    before_high: before[2],
    after_low: after[0],
    after_central: after[1],
    after_high: after[2],
  }));
}

/** Turns a simulation into the rows of the forecast tables, for every region and for the nation. */
export function summarize(simulation: Simulation, firstAge: number): ForecastRows {
  const selected = selections(simulation);
  return {
    forecast: forecastRows(simulation, selected),
    chances: chanceRows(simulation, selected),
    ranks: rankRows(simulation),
    ages: ageRows(simulation, selected, firstAge),
  };
}
