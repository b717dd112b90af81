import type { QuantityKey } from '#lib/domain/quantities.ts';
import { refitted, type Source } from '#lib/model/backtest/refit.ts';
import { exitFlows, type ExitFlow } from '#lib/model/flows.ts';
import { measure } from '#lib/model/measures.ts';
import { prepare, type Prepared } from '#lib/model/prepare.ts';
import { shrinkRates } from '#lib/model/stock/shrinkage.ts';
import { runCentral } from '#lib/model/simulate.ts';

const quantityOf: Record<ExitFlow, QuantityKey> = {
  retirements: 'retirements',
  deaths: 'deaths',
  earlyExits: 'early_exits',
  furtherStudy: 'further_study',
  toTriage: 'to_triage',
};

/** Exits of one group by one flow in one year: as they were seen, and as the baseline expects them of that stock. */
export interface SeenExits {
  group: string;
  flow: ExitFlow;
  year: number;
  seen: number;
  expected: number;
}

/** Sets the exits that were seen beside those that the baseline expects of the stock of that year, where it is known. */
export function seenExits(source: Source): SeenExits[] {
  const { exits = [], stock = [] } = source.history;
  const known = exits.filter(({ group, year }) =>
    stock.some((row) => row.group === group && row.year === year && row.marked === undefined),
  );
  return [...new Set(known.map(({ year }) => year))].flatMap((year) => {
    const prepared = prepare(refitted(source, { startYear: year, horizonYear: year + 1 }));
    const { outcome } = runCentral(prepared);
    return known
      .filter((row) => row.year === year)
      .map(({ group, flow, heads }) => {
        const groups = [prepared.groups.findIndex(({ id }) => id === group)];
        const [expected] = measure(quantityOf[flow], { prepared, outcome, groups, year: 0 });
        return { group, flow, year, seen: heads, expected: expected as number };
      });
  });
}

/**
 * By how much the hazards of a flow are to be multiplied, by group: the exits seen by all groups over those expected,
 * where the rate of the baseline counts as one exit more, times the deviation of a group, shrunk.
 */
function ratiosOf(rows: readonly SeenExits[], groups: readonly string[]): number[] {
  const sums = new Map<string, { group: string; exits: number; personYears: number }>();
  for (const { group, seen, expected } of rows) {
    const sum = sums.get(group) ?? { group, exits: 0, personYears: 0 };
    sums.set(group, { group, exits: sum.exits + seen, personYears: sum.personYears + expected });
  }
  const counted = [...sums.values()].filter(({ personYears }) => personYears > 0);
  const add = (key: 'exits' | 'personYears') => counted.reduce((sum, row) => sum + row[key], 0);
  const level = (add('exits') + 1) / (add('personYears') + 1);
  const own = shrinkRates(counted);
  return groups.map((id) => level * (own.find(({ group }) => group === id)?.ratio ?? 1));
}

/** Multiplies the hazards of leaving by what was seen before a year, in a baseline that starts in it. */
export function withSeenExits(prepared: Prepared, seen: readonly SeenExits[]): Prepared {
  const known = seen.filter(({ year }) => year < prepared.startYear);
  if (known.length === 0) return prepared;
  const ids = prepared.groups.map(({ id }) => id);
  const ratios = exitFlows.map((flow) => {
    const rows = known.filter((row) => row.flow === flow);
    return rows.length > 0 ? ratiosOf(rows, ids) : ids.map(() => 1);
  });
  return {
    ...prepared,
    groups: prepared.groups.map((group, g) => ({ ...group, exitClass: g })),
    exitClasses: prepared.groups.map(({ exitClass }, g) => {
      const { risks, pension, ...rest } = prepared.exitClasses[exitClass] as Prepared['exitClasses'][number];
      const ratioOf = (flow: number) => ratios[flow]?.[g] ?? 1;
      return {
        ...rest,
        risks: risks.map((risk) => ({ ...risk, ratio: risk.ratio * ratioOf(risk.flow) })),
        ...(pension && { pension: { ...pension, ratio: pension.ratio * ratioOf(0) } }),
      };
    }),
  };
}
