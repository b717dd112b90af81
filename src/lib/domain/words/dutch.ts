import { coarse, formatFor } from '#lib/domain/format.ts';
import type { CountUnit, Spread } from '#lib/domain/gap.ts';

/** Numbers and dates as they are written in Dutch. */
export const f = formatFor('nl');
/** What is counted, in the words of a sentence. */
export const people: Record<CountUnit, string> = { heads: 'doktersassistenten', fte: 'fte' };

/** A number of people as far as its uncertainty can carry. */
export function ca(value: number): string {
  return `ca. ${f.whole(Math.abs(coarse(value)))}`;
}

function side(value: number): string {
  const rounded = coarse(value);
  if (rounded === 0) return 'geen tekort';
  return `${f.whole(Math.abs(rounded))} ${rounded > 0 ? 'te weinig' : 'te veel'}`;
}

/** What is said of a gap: its year, its unit, its spread, and its share of demand. */
interface Gap {
  year: number;
  unit: CountUnit;
  gap: Spread;
  share: number;
}

/** “ontbreken er op 1 januari 2034 naar verwachting ca. 600 fte (80 %-interval: 2.700 te veel tot 4.100 te weinig), dat is 4 % van de vraag” */
export function gapIs({ year, unit, gap, share }: Gap): string {
  const [low, median, high] = gap;
  const when = `op 1 januari ${year} naar verwachting`;
  const interval = `(80\u00a0%-interval: ${side(low)} tot ${side(high)})`;
  if (coarse(median) === 0) return `zijn vraag en aanbod ${when} in evenwicht ${interval}`;
  const part = `, dat is ${f.percent(Math.abs(share))} van de vraag`;
  return median > 0
    ? `ontbreken er ${when} ${ca(median)} ${people[unit]} ${interval}${part}`
    : `zijn er ${when} ${ca(median)} ${people[unit]} te veel ${interval}${part}`;
}

/** A chance, never as certainty. */
export function chanceIs(chance: number): string {
  if (chance > 0.99) return 'meer dan 99\u00a0%';
  return chance < 0.01 ? 'minder dan 1\u00a0%' : f.percent(chance);
}

/** An age in years and months. */
export function age(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return rest === 0 ? `${years} jaar` : `${years} jaar en ${rest} ${rest === 1 ? 'maand' : 'maanden'}`;
}
