import type { PensionRow } from '#lib/model/baseline/stock.ts';
import { ModelError } from '#lib/model/error.ts';
import { hazardFromProbability } from '#lib/model/stock/hazard.ts';
import { exponentials } from '#lib/model/powers.ts';

type Schedule = PensionRow['schedule'];

/** Months around the state pension age over which the share still in work is tabled. */
const firstMonth = -360;
const lastMonth = 360;

/** Nobody reaches the state pension age before this age in years: the search for the month starts here. */
const youngest = 50;

function checkSchedule(schedule: Schedule): void {
  if (schedule.length === 0) throw new ModelError('pension schedule: no years');
  schedule.forEach(({ year, ageMonths }, i) => {
    const before = schedule[i - 1]?.year ?? -Infinity;
    if (!(year > before)) throw new ModelError(`pension schedule: year ${year} after ${before}`);
    if (!(ageMonths >= youngest * 12 && ageMonths < Infinity)) {
      throw new ModelError(
        `pension schedule, year ${year}: ${ageMonths} months, expected ${youngest * 12} or more`,
      );
    }
  });
}

/**
 * State pension age in months in a calendar year; before and after the schedule its first and last one hold.
 *
 * @param schedule in order of year
 */
export function pensionAgeMonths(schedule: Schedule, year: number): number {
  let age = schedule[0]?.ageMonths;
  if (age === undefined) throw new ModelError('pension schedule: no years');
  for (const row of schedule) if (row.year <= year) age = row.ageMonths;
  return age;
}

/**
 * The month in which somebody reaches the state pension age: the first one at which the age is at least that of
 * the calendar year. Months are counted from the year 0; `birthMonth` may be a fraction of a month.
 */
export function pensionMonth(schedule: Schedule, birthMonth: number): number {
  for (let year = Math.floor(birthMonth / 12) + youngest; ; year++) {
    const month = birthMonth + pensionAgeMonths(schedule, year);
    if (month < (year + 1) * 12) return Math.max(month, year * 12);
  }
}

/**
 * For every year and age: the months since the state pension age on 1 January, for the twelve birth months of
 * that age, as indices in the table of `leavingByMonth` (years × ages × 12). Positions that lie outside it are cut
 * to its ends, where next to nobody, or nearly everybody who is left, retires.
 */
export function pensionPositions({
  schedule,
  startYear,
  years,
  ages,
}: {
  schedule: Schedule;
  startYear: number;
  years: number;
  ages: { from: number; to: number };
}): Uint16Array {
  checkSchedule(schedule);
  const span = ages.to - ages.from + 1;
  const positions = new Uint16Array(years * span * 12);
  const reached = new Map<number, number>();
  let i = 0;
  for (let year = startYear; year < startYear + years; year++) {
    for (let age = ages.from; age <= ages.to; age++) {
      for (let month = 0; month < 12; month++) {
        const birth = (year - age - 1) * 12 + month + 0.5;
        let at = reached.get(birth);
        if (at === undefined) reached.set(birth, (at = pensionMonth(schedule, birth)));
        const since = Math.floor(year * 12 - at);
        positions[i++] = Math.min(lastMonth, Math.max(firstMonth, since)) - firstMonth;
      }
    }
  }
  return positions;
}

/**
 * Share that retires within a year, by month since the state pension age (−360 to 360), among those still in work
 * then: 1 − atWork(m + 12) ÷ atWork(m), where atWork(m) = 1 ÷ (1 + exp((m + ½ − offset) ÷ spread)). Written as
 * (1 − exp(−12 ÷ spread)) × (1 − atWork(m + 12)), which is the same and does not overflow.
 */
export function leavingByMonth(offsetMonths: number, spreadMonths: number): Float64Array {
  if (!(spreadMonths > 0)) throw new ModelError(`pension spreadMonths ${spreadMonths}: expected more than 0`);
  const atMost = -Math.expm1(-12 / spreadMonths);
  const odds = exponentials(
    -(firstMonth + 12.5 - offsetMonths) / spreadMonths,
    -1 / spreadMonths,
    lastMonth - firstMonth + 1,
  );
  for (let month = 0; month < odds.length; month++) odds[month] = atMost / (1 + (odds[month] as number));
  return odds;
}

/** Cells (year and age) that reach the state pension age in the same way share one pattern of twelve positions. */
export interface PensionPatterns {
  /** The pattern of every cell. */
  cells: Uint16Array;
  /** Twelve positions for each pattern. */
  positions: Uint16Array;
}

/** Finds the patterns among the positions of all cells: most years differ from the one before in a few ages only. */
export function pensionPatterns(positions: Uint16Array): PensionPatterns {
  const found = new Map<string, number>();
  const cells = new Uint16Array(positions.length / 12);
  const distinct: number[] = [];
  for (let cell = 0; cell < cells.length; cell++) {
    const own = positions.subarray(cell * 12, cell * 12 + 12);
    const name = own.join();
    let pattern = found.get(name);
    if (pattern === undefined) {
      found.set(name, (pattern = found.size));
      distinct.push(...own);
    }
    cells[cell] = pattern;
  }
  return { cells, positions: Uint16Array.from(distinct) };
}

/**
 * Yearly retirement hazard by year and age (years × ages), from the mean share over the twelve birth months of each
 * age. The birth months weigh the same, although the older ones have fewer people left: an approximation.
 */
export function retirementHazards(
  { cells, positions }: PensionPatterns,
  leaving: Float64Array,
): Float64Array {
  const byPattern = new Float64Array(positions.length / 12);
  for (let pattern = 0, i = 0; pattern < byPattern.length; pattern++) {
    let share = 0;
    for (const end = i + 12; i < end; i++) share += leaving[positions[i] as number] as number;
    byPattern[pattern] = hazardFromProbability(share / 12);
  }
  const hazards = new Float64Array(cells.length);
  for (let cell = 0; cell < cells.length; cell++) hazards[cell] = byPattern[cells[cell] as number] as number;
  return hazards;
}
