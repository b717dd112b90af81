import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds, type FindingCode } from '#lib/domain/finding-kinds.ts';
import type { Cell, Counts } from '#pipelines/sources/cbs/ages.ts';

type Ages = ReadonlyMap<number | null, Counts>;

/** Persons by which each area may be off where the publisher rounds to five. */
const rounding = 2.5;
/** Areas of which a sum that is off is told one by one. */
const mostTold = 20;

function told(file: string, code: FindingCode, column: string, value: string, expected: string): Finding {
  return { file, row: null, column, value, severity: findingKinds[code].severity, code, expected };
}

const numberOf = (cell: Cell | undefined) => cell?.persons ?? null;

/** The sum of the counts of all ages that are known, or null where one is not. */
function ofAges(ages: Ages, column: keyof Counts): number | null {
  let sum = 0;
  for (let age = 0; age < 100; age++) {
    const persons = numberOf(ages.get(age)?.[column]);
    if (persons === null) return null;
    sum += persons;
  }
  return sum;
}

/** What does not add up within one area: the ages, or men and women. */
function within(file: string, area: string, ages: Ages): Finding[] {
  const findings: Finding[] = [];
  const total = ages.get(null);
  for (const column of ['men', 'women'] as const) {
    const all = numberOf(total?.[column]);
    const sum = ofAges(ages, column);
    // Persons of 100 and over stand in the total only: a few in a thousand.
    if (all === null || sum === null || (sum <= all + 100 * rounding && sum >= 0.99 * all - 100 * rounding))
      continue;
    findings.push(told(file, 'parts-do-not-add-up', 'Leeftijd', `${area}: ${sum}`, String(all)));
  }
  for (const [age, { men, women, all }] of ages) {
    const [m, w, both] = [men, women, all].map(numberOf);
    if (m == null || w == null || both == null || Math.abs(m + w - both) <= 3 * rounding) continue;
    const place = `${area}${age === null ? '' : `, ${age}`}`;
    findings.push(told(file, 'parts-do-not-add-up', 'Geslacht', `${place}: ${m + w}`, String(both)));
  }
  return findings;
}

/**
 * What does not add up within a file: ages to all ages, men and women to both, and the municipalities to the nation, in
 * each case beyond the rounding of the publisher.
 */
export function sumFindings(
  file: string,
  year: number,
  areas: ReadonlyMap<string, Ages>,
  nation: Ages | undefined,
): Finding[] {
  const parts = [...areas, ...(nation ? [['NL01', nation] as const] : [])].flatMap(([area, ages]) =>
    within(file, area, ages),
  );
  const regions = (['all', 'men', 'women'] as const).flatMap((column) => {
    const whole = numberOf(nation?.get(null)?.[column]);
    const sums = [...areas.values()].map((ages) => numberOf(ages.get(null)?.[column]));
    if (whole === null || sums.includes(null)) return [];
    const sum = sums.reduce<number>((total, persons) => total + (persons ?? 0), 0);
    if (Math.abs(sum - whole) <= rounding * (areas.size + 1)) return [];
    return [told(file, 'regions-do-not-add-up', 'RegioS', `${year}, ${column}: ${sum}`, String(whole))];
  });
  return [...regions, ...parts.slice(0, mostTold)];
}
