import type { PlaceRow, PlacementModel, Training } from '#lib/model/baseline/training.ts';
import { ModelError } from '#lib/model/error.ts';

/** The school year in periods. */
export type Calendar = NonNullable<Training['calendar']>;

/** Four periods of ten weeks; four days a week take a whole place (Generic ROC blocks in care; domain.md 3.5). */
export const usualCalendar: Calendar = {
  periods: ['1', '2', '3', '4'].map((id) => ({ id, weeks: 10 })),
  daysPerWeek: 4,
};

/**
 * The share of a place that one student takes on average, by programme year and period.
 *
 * @throws ModelError for a period or a programme year that does not exist, or more weeks than a period has
 */
export function needOf(model: PlacementModel, calendar: Calendar, durationYears: number): number[][] {
  const path = `training.placementModels.${model.id}`;
  const need = Array.from({ length: durationYears }, () => calendar.periods.map(() => 0));
  for (const { programmeYear, period, weeks, daysPerWeek } of model.blocks) {
    const p = calendar.periods.findIndex(({ id }) => id === period);
    const row = need[programmeYear - 1];
    if (p < 0) throw new ModelError(`${path}: unknown period ${period}`);
    if (!row)
      throw new ModelError(`${path}: programme year ${programmeYear}, expected 1 to ${durationYears}`);
    const available = (calendar.periods[p] as { weeks: number }).weeks;
    const taken = (row[p] as number) + (weeks / available) * (daysPerWeek / calendar.daysPerWeek);
    if (weeks > available)
      throw new ModelError(`${path}: ${weeks} weeks in period ${period}, which has ${available}`);
    row[p] = taken;
  }
  return need;
}

/**
 * What students need who are in a programme year on 1 October, when an intake starts in several periods: whoever
 * started in period p is p periods behind the school year, and comes into the next programme year in that period.
 *
 * @param need by programme year and period, for a start in the first period
 * @param starts share of an intake by the period in which it starts
 */
export function needByStart(need: readonly number[][], starts: readonly number[]): number[][] {
  const periods = starts.length;
  return need.map((_, y) =>
    starts.map((_, q) =>
      starts.reduce((sum, share, p) => {
        const row = need[q >= p && p > 0 ? y + 1 : y];
        return sum + share * (row?.[(q - p + periods) % periods] ?? 0);
      }, 0),
    ),
  );
}

/**
 * The share of a place row that is open in each school year and period (years × periods). The school year of year t
 * began in October of t − 1. A rhythm of which the first year is not known is spread evenly over the years.
 *
 * @throws ModelError when the periods do not match the calendar
 */
export function openShares(
  row: PlaceRow,
  calendar: Calendar,
  span: { startYear: number; years: number },
): Float64Array {
  const count = calendar.periods.length;
  const periods = row.periods ?? calendar.periods.map(() => 1);
  if (periods.length !== count) {
    throw new ModelError(
      `training.places of group ${row.group}: ${periods.length} periods, expected ${count}`,
    );
  }
  const days = Math.min(1, (row.daysPerWeek ?? calendar.daysPerWeek) / calendar.daysPerWeek);
  const every = row.everyYears ?? 1;
  const open = new Float64Array(span.years * count);
  for (let t = 0; t < span.years; t++) {
    const began = span.startYear + t - 1;
    const offset = row.openIn === undefined ? 0 : (((began - row.openIn) % every) + every) % every;
    const share = row.openIn === undefined ? 1 / every : Number(offset === 0);
    for (let p = 0; p < count; p++) open[t * count + p] = share * days * (periods[p] as number);
  }
  return open;
}
