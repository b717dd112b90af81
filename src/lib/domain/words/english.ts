import { coarse, formatFor } from '#lib/domain/format.ts';
import type { CountUnit, Spread } from '#lib/domain/gap.ts';

/** Numbers and dates as they are written in English. */
export const f = formatFor('en');
/** What is counted, in the words of a sentence. */
export const people: Record<CountUnit, string> = { heads: 'medical assistants', fte: 'FTE' };

/** A number of people as far as its uncertainty can carry. */
export function ca(value: number): string {
  return `about ${f.whole(Math.abs(coarse(value)))}`;
}

function side(value: number): string {
  const rounded = coarse(value);
  if (rounded === 0) return 'no shortage';
  return `${f.whole(Math.abs(rounded))} ${rounded > 0 ? 'too few' : 'too many'}`;
}

/** What is said of a gap: its unit, its spread, its share of demand, and where it is. */
interface Gap {
  unit: CountUnit;
  gap: Spread;
  share: number;
  where?: string;
}

/** “the expected shortage in Zeeland is about 60 FTE (80% interval: 20 too many to 140 too few), which is 4% of demand” */
export function gapIs({ unit, gap, share, where = '' }: Gap): string {
  const [low, median, high] = gap;
  const interval = `(80% interval: ${side(low)} to ${side(high)})`;
  if (coarse(median) === 0) return `demand and supply${where} are expected to be in balance ${interval}`;
  const part = `, which is ${f.percent(Math.abs(share))} of demand`;
  return `the expected ${median > 0 ? 'shortage' : 'surplus'}${where} is ${ca(median)} ${people[unit]} ${interval}${part}`;
}

/** A chance, never as certainty. */
export function chanceIs(chance: number): string {
  if (chance > 0.99) return 'more than 99%';
  return chance < 0.01 ? 'less than 1%' : f.percent(chance);
}

/** An age in years and months. */
export function age(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return rest === 0 ? `${years} years` : `${years} years and ${rest} ${rest === 1 ? 'month' : 'months'}`;
}

/** A number of rows. */
export function rows(count: number): string {
  return `${f.whole(count)} ${count === 1 ? 'row' : 'rows'}`;
}
