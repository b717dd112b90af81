import { baseYear } from '#pipelines/period.ts';

/** The school year under way on 1 January of the base year, by the year in which it starts. */
export const currentSchoolYear = baseYear - 1;

const firstWorkweek = 1;
const lastWorkweek = 49;
const workdays = 5;
const dayMs = 86_400_000;
const sunday = 7;

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** A day from Monday to Friday in a year, at a fraction of it, outside the weeks around New Year. */
export function workdayIn(year: number, fraction: number): string {
  const newYear = Date.UTC(year, 0, 1);
  const weekday = new Date(newYear).getUTCDay() || sunday;
  const firstMonday = newYear + ((8 - weekday) % 7) * dayMs;
  const days = Math.floor(fraction * (lastWorkweek - firstWorkweek + 1) * workdays);
  const week = firstWorkweek + Math.floor(days / workdays);
  return isoDay(firstMonday + (week * 7 + (days % workdays)) * dayMs);
}

/** The day that lies a number of years, whole or not, after 1 January of the base year. */
export function dayAfterBase(years: number): string {
  return isoDay(Date.UTC(baseYear, 0, 1) + Math.floor(years * 365.25) * dayMs);
}
