import { naiveRules, type Judged } from '#lib/model/backtest/judged.ts';
import { normalQuantile } from '#lib/model/draws/normal.ts';
import { quantileCrps } from '#lib/model/scores.ts';
import { annualSeries, type AnnualPoint } from '#lib/model/series/annual.ts';
import {
  bandOf,
  forecastCollection,
  valueAtNormal,
  type BandCalibration,
  type SeriesForecast,
} from '#lib/model/series/forecast.ts';

/** Values that must be known before a forecast is judged: two show a change, a third whether it lasts. */
const leastKnown = 3;

/** Probabilities over which the quantile score is taken. */
const probabilities = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);

/** A series to be judged: all that is known of it, and the years that are marked. */
export interface JudgedSeries extends Pick<Judged, 'subject' | 'collection' | 'kind' | 'id' | 'name'> {
  points: AnnualPoint[];
  marked: number[];
}

/** What was known of a series after a year, if anything. */
function knownUntil({ id, points, marked }: JudgedSeries, year: number) {
  const known = points.filter((point) => point.year <= year && point.value !== null);
  return known.length === 0 ? undefined : { id, known, series: annualSeries(id, known, marked) };
}

function judge(
  { points, marked, ...about }: JudgedSeries,
  { forecast, known, from }: { forecast: SeriesForecast; known: Float64Array; from: number },
): Judged[] {
  return points.flatMap(({ year, value }) => {
    if (year <= from || value === null || marked.includes(year)) return [];
    const ahead = year - from;
    const [fifty, eighty] = [bandOf(forecast, ahead, 0.5), bandOf(forecast, ahead, 0.8)];
    const at = valueAtNormal(forecast, ahead);
    const values = probabilities.map((p) => at(normalQuantile(p)));
    return [
      {
        ...about,
        inflow: null,
        from,
        year,
        forecast: forecast.path[ahead - 1] as number,
        observed: value,
        ...naiveRules(known, ahead),
        low50: fifty.low,
        high50: fifty.high,
        low80: eighty.low,
        high80: eighty.high,
        crps: quantileCrps({ probabilities, values }, value),
      },
    ];
  });
}

/**
 * Judges the series forecaster on the series of one collection, at rolling origins (Tashman 2000, International
 * Journal of Forecasting 16): from every year on it knows what was known then and nothing else, the spread of the
 * collection included.
 */
export function judgeSeries(collection: readonly JudgedSeries[], calibration: BandCalibration): Judged[] {
  const years = [...new Set(collection.flatMap(({ points }) => points.map(({ year }) => year)))].sort(
    (a, b) => a - b,
  );
  const last = years.at(-1) ?? 0;
  return years.slice(0, -1).flatMap((from) => {
    const past = collection.flatMap((row) => knownUntil(row, from) ?? []);
    const forecasts = forecastCollection(
      past.map(({ series }) => series),
      { horizon: last - from, calibration },
    );
    return collection.flatMap((row) => {
      const i = past.findIndex(({ id }) => id === row.id);
      const [own, forecast] = [past[i], forecasts[i]];
      if (!own || !forecast || forecast.lastYear !== from) return [];
      if (own.known.length < leastKnown || row.marked.includes(from)) return [];
      return judge(row, { forecast, known: own.series.values, from });
    });
  });
}
