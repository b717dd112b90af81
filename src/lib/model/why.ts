import { splitOf, type Attribution } from '#lib/model/attribute.ts';
import { parts, type Part } from '#lib/model/attribute/factors.ts';

/** A gap in FTE and what each part has in it; null where it cannot be told. */
export interface WhyYear {
  year: number;
  from: number | null;
  to: number | null;
  parts: Record<Part, number | null>;
}

/** Why the gap of some groups changes: one split for every 1 January. */
export interface WhySelection {
  id: string;
  years: WhyYear[];
}

/** Groups by position, under an id. */
export interface Named {
  id: string;
  groups: readonly number[];
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * The gap in FTE of every 1 January split over the parts of a waterfall, on the central path: from its value at the
 * start, or from that of another scenario, to its value then.
 */
export function whyOf(attribution: Attribution, selections: readonly Named[]): WhySelection[] {
  const { startYear, years } = attribution.prepared;
  return selections.map(({ id, groups }) => ({
    id,
    years: Array.from({ length: years + 1 }, (_, year): WhyYear => {
      const split = splitOf(attribution, { groups, year });
      return {
        year: startYear + year,
        from: known(split.from),
        to: known(split.to),
        parts: Object.fromEntries(parts.map((part) => [part, known(split.parts[part])])) as WhyYear['parts'],
      };
    }),
  }));
}
