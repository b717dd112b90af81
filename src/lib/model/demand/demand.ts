import { amountIn, scaledValues, sizeFactorOf, valuesIn, type ScaledValues } from '#lib/model/amounts.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import type { DemandRow } from '#lib/model/baseline/demand.ts';
import { ModelError } from '#lib/model/error.ts';
import { holdsFor } from '#lib/model/groups.ts';
import type { Frame } from '#lib/model/frame.ts';

/** What is asked of one group or of several together, with everything looked up. */
export interface PreparedDemand {
  id: string;
  /** Positions of the groups. */
  groups: number[];
  fte: ScaledValues | undefined;
  unfilledShare: ScaledValues;
  volumeIndex: Float64Array;
  /** The further indices, multiplied. */
  otherIndex: Float64Array;
  growth: ScaledValues[];
}

/** What the demand of a set of groups follows from in a draw. */
export interface DemandDrivers {
  groups: number[];
  /** FTE at the start; undefined when it follows from the supply. */
  startFte: number | undefined;
  unfilledShare: number;
  /** FTE on every 1 January, when the baseline gives it. */
  path: Float64Array | undefined;
  volumeIndex: Float64Array;
  otherIndex: Float64Array;
  growth: number;
}

function prepareRow(row: DemandRow, baseline: Baseline, { slots, years, groupIds }: Frame): PreparedDemand {
  const named = row.groups ?? (row.group === undefined ? [] : [row.group]);
  const groups = groupIds.flatMap((id, g) => (holdsFor(named, id) ? [g] : []));
  const id = row.id ?? groups.map((g) => groupIds[g]).join('+');
  if (groups.length === 0) throw new ModelError(`demand: a row without group or groups`);
  const [only] = groups;
  const group = groups.length === 1 ? groupIds[only as number] : undefined;
  const states = years + 1;
  const look = (amount: DemandRow['fte'], path: string, rows = 1, least?: number) =>
    scaledValues(amount ?? 0, { slots, length: 1, rows, path: `demand.${path} of ${id}`, group, least });
  const index = (values: number[], path: string) =>
    scaledValues(values, { slots, length: states, path: `demand.${path} of ${id}`, least: 0 }).values;
  const fte = row.fte === undefined ? undefined : look(row.fte, 'fte', states, 0);
  if (fte && row.unfilledShare !== undefined)
    throw new ModelError(`demand of ${id}: both fte and unfilledShare, expected one of them`);
  if (fte && fte.rows > 1 && (row.volumeIndex || row.indexParts || row.growth?.length))
    throw new ModelError(
      `demand of ${id}: fte by year is the whole demand, expected no index or growth beside it`,
    );
  if (!fte && row.unfilledShare === undefined)
    throw new ModelError(`demand of ${id}: neither fte nor unfilledShare`);
  const otherIndex = new Float64Array(states).fill(1);
  (row.indexParts ?? []).forEach((part, i) => {
    const values = index(part, `indexParts[${i}]`);
    for (let t = 0; t < states; t++) otherIndex[t] = (otherIndex[t] as number) * (values[t] as number);
  });
  return {
    id,
    groups,
    fte,
    unfilledShare: look(row.unfilledShare, 'unfilledShare'),
    volumeIndex: row.volumeIndex ? index(row.volumeIndex, 'volumeIndex') : new Float64Array(states).fill(1),
    otherIndex,
    growth: (row.growth ?? []).map((amount) => look(amount, 'growth')),
  };
}

/**
 * Looks the demand up once.
 *
 * @throws ModelError for a group that two rows ask something of
 */
export function prepareDemand(baseline: Baseline, frame: Frame): PreparedDemand[] {
  const sets = (baseline.demand ?? []).map((row) => prepareRow(row, baseline, frame));
  frame.groupIds.forEach((id, g) => {
    const rows = sets.filter(({ groups }) => groups.includes(g)).length;
    if (rows > 1) throw new ModelError(`demand of group ${id}: ${rows} rows, expected one`);
  });
  return sets;
}

/** What the demand follows from in a draw. */
export function demandDrivers(prepared: PreparedDemand, draw: Float64Array): DemandDrivers {
  const { id, groups, fte, volumeIndex, otherIndex } = prepared;
  const unfilledShare = amountIn(prepared.unfilledShare, draw);
  if (!(unfilledShare >= 0 && unfilledShare < 1)) {
    throw new ModelError(`unfilledShare of group ${id}: ${unfilledShare}, expected a share below 1`);
  }
  let growth = 0;
  for (const term of prepared.growth) growth += amountIn(term, draw);
  if (!(growth > -1)) throw new ModelError(`growth of group ${id}: ${growth}, expected more than -1`);
  const path = fte && fte.rows > 1 ? valuesIn(fte, draw) : undefined;
  const startFte = fte && (fte.values[0] as number) * sizeFactorOf(fte, draw, `fte of group ${id}`);
  return { groups, startFte, unfilledShare, path, volumeIndex, otherIndex, growth };
}

/**
 * FTE that is asked on every 1 January: D0 × volume × other indices × (1 + growth)^t, where D0 is given or supply ÷
 * (1 − unfilled share); or what the baseline gives for that year. Written into `target` from a position on.
 *
 * @param factors shocks by state, if there are any
 */
export function fillDemand(
  target: Float64Array,
  from: number,
  {
    set,
    supplyFte,
    states,
    factors,
  }: { set: DemandDrivers; supplyFte: number; states: number; factors: Float64Array | undefined },
): void {
  const { startFte, unfilledShare, path, volumeIndex, otherIndex, growth } = set;
  let grown = startFte ?? supplyFte / (1 - unfilledShare);
  for (let t = 0; t < states; t++, grown *= 1 + growth) {
    const fte = path ? (path[t] as number) : grown * (volumeIndex[t] as number) * (otherIndex[t] as number);
    target[from + t] = factors ? fte * (factors[t] as number) : fte;
  }
}
