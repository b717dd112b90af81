/**
 * The weeks of the year in which the periods of a school year begin, of ten weeks of school each. Assumption: schools
 * differ by a week or two, and so do the holidays within.
 */
const periodStarts = [36, 46, 5, 16];
/** The week after the last period. */
const afterLast = 27;
const weeksInYear = 52;
/** Weeks of a period that must be covered for a place to count in it: half of ten. */
export const leastWeeks = 5;

/** Weeks since the first week of the school year. */
const sinceStart = (week: number) => (week - (periodStarts[0] ?? 0) + weeksInYear) % weeksInYear;

function isoWeek(day: string): number {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  return Math.ceil(((date.valueOf() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
}

/** The number of a week from "36", "week 36", "wk 36" or a day, or null. */
function weekOf(text: string): number | null {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return isoWeek(text) || null;
  const week = Number(/^(?:week|wk|w)?\s*(\d{1,2})$/i.exec(text)?.[1]);
  return week >= 1 && week <= weeksInYear + 1 ? Math.min(week, weeksInYear) : null;
}

/**
 * The periods of a school year, from 1, of which a stretch of weeks covers at least five weeks; null where a text is no week
 * or no day of the form jjjj-mm-dd.
 */
export function periodsBetween(from: string, to: string): number[] | null {
  const [first, last] = [weekOf(from), weekOf(to)];
  if (first === null || last === null) return null;
  const [start, end] = [sinceStart(first), sinceStart(last) + 1];
  const starts = [...periodStarts, afterLast].map(sinceStart);
  return periodStarts.flatMap((_, p) => {
    const [begins = 0, ends = 0] = starts.slice(p, p + 2);
    const covered = Math.min(end, ends) - Math.max(start, begins);
    return covered >= leastWeeks ? [p + 1] : [];
  });
}

/** The periods that a text names: "2", "P2", "1-4", "1 t/m 4", "1, 2", "1 en 2" or "heel jaar"; null for another text. */
export function periodsNamed(text: string): number[] | null {
  const bare = text
    .toLowerCase()
    .replace(/^(?:perioden?|periodes|p)\s*/, '')
    .trim();
  if (/^(?:(?:het )?(?:heel|hele|gehele)|whole) (?:school)?(?:jaar|year)$/.test(text.toLowerCase()))
    return periodStarts.map((_, p) => p + 1);
  const [, from, to] = /^p?([1-4])\s*(?:-|–|t\/m|tot en met)\s*p?([1-4])$/.exec(bare) ?? [];
  if (from !== undefined && Number(from) < Number(to)) {
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i);
  }
  const named = bare
    .split(/\s*(?:,|\+|&|\/|\ben\b)\s*p?/)
    .map((part) => (/^[1-4]$/.test(part) ? Number(part) : NaN));
  return named.some(Number.isNaN) || new Set(named).size < named.length ? null : named;
}
