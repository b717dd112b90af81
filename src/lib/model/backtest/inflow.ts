import { byAge, type Source } from '#lib/model/backtest/refit.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import type { EntrantFlow } from '#lib/model/flows.ts';

/** The ways in that a group counted, and the 1 January up to which it counted all of them in every year. */
export interface SeenInflow {
  group: string;
  position: number;
  flows: EntrantFlow[];
  until: number;
}

/** The groups of which those who came in after a year were counted. A way in that a group ever counted is unknown in a year without a count. */
export function seenInflows({ baseline, history }: Source, startYear: number): SeenInflow[] {
  return baseline.groups.flatMap(({ id }, position) => {
    const rows = (history.entrants ?? []).filter(({ group }) => group === id);
    const flows = [...new Set(rows.map(({ flow }) => flow))];
    const isCounted = (year: number) =>
      flows.every((flow) => rows.some((row) => row.flow === flow && row.year === year));
    let until = startYear;
    while (flows.length > 0 && isCounted(until)) until++;
    return until > startYear ? [{ group: id, position, flows, until }] : [];
  });
}

/**
 * A refitted baseline with those who came in as they were counted, in place of the same ways in. They are put in as
 * moves from outside, which chance does not touch; entrants who are exposed to exits stay entrants.
 *
 * @param graduates whether the groups counted their graduates: then nobody has any from the programme
 */
export function withSeenEntrants(
  source: Source,
  refit: Baseline,
  { inflows, graduates }: { inflows: readonly SeenInflow[]; graduates: boolean },
): Baseline {
  const { startYear, horizonYear } = refit;
  const ages = refit.ages ? refit.ages.to - refit.ages.from + 1 : 1;
  const flowsOf = (group: string) => inflows.find((each) => each.group === group)?.flows ?? [];
  const counted = inflows.flatMap(({ group, flows, until }) =>
    flows.map((flow) => ({
      group,
      flow,
      heads: Array.from({ length: horizonYear - startYear }, (_, t) => {
        const row = source.history.entrants?.find(
          (each) => each.group === group && each.flow === flow && each.year === startYear + t,
        );
        return row && startYear + t < until ? byAge(source, row) : new Array<number>(ages).fill(0);
      }),
    })),
  );
  const isExposed = refit.entrantExposure !== undefined && refit.entrantExposure !== 0;
  const { training, intakes, ...rest } = refit;
  return {
    ...rest,
    entrants: [
      ...(refit.entrants ?? []).filter(({ group, flow }) => !flowsOf(group).includes(flow)),
      ...(isExposed ? counted.map(({ group, flow, heads }) => ({ group, flow, headsByAge: heads })) : []),
    ],
    moves: [
      ...(refit.moves ?? []),
      ...(isExposed
        ? []
        : counted.map(({ group, heads }) => ({ group, headsPerYear: heads, external: true }))),
    ],
    ...(intakes && {
      intakes: intakes.filter(({ group }) => !flowsOf(group).includes('graduates')),
    }),
    ...(training && !graduates && { training }),
  };
}
