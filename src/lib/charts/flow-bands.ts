import { colours } from './theme.ts';

/** The flows in the order in which they stand from the zero line outwards, with their colours. */
const order = [
  ['graduates', colours.entries[0]],
  ['career_changers', colours.entries[1]],
  ['returners', colours.entries[2]],
  ['early_exits', colours.exits[0]],
  ['retirements', colours.exits[1]],
  ['further_study', colours.exits[2]],
  ['to_triage', colours.exits[3]],
  ['deaths', colours.exits[4]],
] as const;

export type Flow = (typeof order)[number][0];

/** Persons who enter or leave over a year; `heads` is never negative, the direction has the sign. */
export interface FlowRow {
  year: number;
  flow: Flow;
  heads: number;
  direction: 'in' | 'out';
}

/** The place of one flow in the stack of a year, in persons from the zero line. */
export interface Span {
  year: number;
  y1: number;
  y2: number;
}

/** One flow over the years. */
interface FlowBand {
  flow: Flow;
  colour: string;
  spans: Span[];
}

/** Stacks the flows of each year from the zero line outwards. A flow that never occurs has no band. */
export function flowBands(rows: readonly FlowRow[], years: readonly number[]): FlowBand[] {
  const edges = { in: new Map<number, number>(), out: new Map<number, number>() };
  return order.flatMap(([flow, colour]) => {
    const own = rows.filter((row) => row.flow === flow);
    const direction = own[0]?.direction;
    if (!direction || own.every(({ heads }) => heads === 0)) return [];
    const spans = years.map((year) => {
      const heads = own.find((row) => row.year === year)?.heads ?? 0;
      const y1 = edges[direction].get(year) ?? 0;
      const y2 = direction === 'in' ? y1 + heads : y1 - heads;
      edges[direction].set(year, y2);
      return { year, y1, y2 };
    });
    return [{ flow, colour, spans }];
  });
}

/** Inflow minus outflow by year, in persons. */
export function netFlows(
  rows: readonly FlowRow[],
  years: readonly number[],
): { year: number; heads: number }[] {
  return years.map((year) => ({
    year,
    heads: rows
      .filter((row) => row.year === year)
      .reduce((sum, { heads, direction }) => sum + (direction === 'in' ? heads : -heads), 0),
  }));
}
