import { singleAges } from '#lib/model/stock/ages.ts';
import { scaledValues, type ScaledValues } from '#lib/model/amounts.ts';
import type { Amount } from '#lib/model/baseline/amount.ts';
import type { Noise } from '#lib/model/baseline/noise.ts';
import type { StockRow } from '#lib/model/baseline/stock.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { prepareDemand, type PreparedDemand } from '#lib/model/demand/demand.ts';
import { slotsOf, type Slot } from '#lib/model/draws/slots.ts';
import { ModelError } from '#lib/model/error.ts';
import type { ExitClass } from '#lib/model/stock/exits.ts';
import { entrantFlows, exitFlows, type ExitFlow } from '#lib/model/flows.ts';
import { checkGroups, holdsFor, only } from '#lib/model/groups.ts';
import { prepareIntake, type PreparedIntake } from '#lib/model/stock/intakes.ts';
import { movesOf } from '#lib/model/stock/moves.ts';
import { pensionPatterns, pensionPositions } from '#lib/model/stock/pension.ts';
import { ageProfile, type AgeProfile } from '#lib/model/stock/profile.ts';
import { streamOf } from '#lib/model/draws/random.ts';
import { shrinkRates, type Shrunken } from '#lib/model/stock/shrinkage.ts';
import { prepareTraining, type PreparedTraining } from '#lib/model/training/training.ts';
import type { Frame } from '#lib/model/frame.ts';
import { wholeStreams } from '#lib/model/draws/whole.ts';

/** Entrants of a group by one flow: so many a year spread over the ages, or heads by year and age. */
export interface PreparedEntrants {
  flow: number;
  /** Which stream of random numbers it takes: the same when rows come or go. */
  id: number;
  heads: ScaledValues;
  /** Without it `heads` are by age. */
  ages: AgeProfile | undefined;
}

/** A group with everything looked up that does not change between draws. */
export interface PreparedGroup {
  id: string;
  name: string;
  stock: ScaledValues;
  ftePerHead: ScaledValues;
  exitClass: number;
  entrants: PreparedEntrants[];
  intakes: PreparedIntake[];
  /** By year and age. */
  moves: Float64Array;
  /** Whether nobody moves to or from it. */
  still: boolean;
  /** The sum of the moves of the groups before it. */
  movesBefore: Float64Array;
  /** On 1 January of every year; not a number where the baseline gives none. */
  inhabitants: Float64Array;
}

/** A yearly shock with everything looked up. */
interface PreparedShock {
  sd: ScaledValues;
  correlation: number;
}

/** A baseline made ready to run: checked, looked up, in typed arrays. */
export interface Prepared {
  startYear: number;
  /** Years of flows; there is one state more. */
  years: number;
  /** Age of position 0, and the number of ages. */
  firstAge: number;
  ages: number;
  slots: Slot[];
  groups: PreparedGroup[];
  exitClasses: ExitClass[];
  /** Whether the baseline says who moves; without it nobody knows, which is not nobody. */
  movesAreKnown: boolean;
  /** By flow: how the groups that counted their own exits deviate from all together. */
  shrinkage: { flow: ExitFlow; groups: Shrunken[] }[];
  entrantExposure: ScaledValues;
  training: PreparedTraining | undefined;
  demand: PreparedDemand[];
  noise: Partial<Record<keyof Noise, PreparedShock>>;
  /** Streams of random numbers for runs in whole heads. */
  streams: Uint32Array;
}

function shrinkageOf({ exitCounts = [] }: Baseline): Prepared['shrinkage'] {
  return exitFlows.flatMap((flow) => {
    const rows = exitCounts.filter((row) => row.flow === flow);
    return rows.length === 0 ? [] : [{ flow, groups: shrinkRates(rows) }];
  });
}

function prepareExits(
  baseline: Baseline,
  shrinkage: Prepared['shrinkage'],
  { slots, years, ages }: Frame,
): { classOf: number[]; classes: ExitClass[] } {
  const pensions = baseline.pension ?? [];
  const names: string[] = [];
  const classes: ExitClass[] = [];
  const firstAge = baseline.ages?.from ?? 0;
  const ratioOf = (flow: ExitFlow, id: string) =>
    shrinkage.find((row) => row.flow === flow)?.groups.find(({ group }) => group === id)?.ratio ?? 1;
  const classOf = baseline.groups.map(({ id }) => {
    const risks = baseline.exits.filter(({ groups }) => holdsFor(groups, id));
    const pension = pensions.filter(({ groups }) => holdsFor(groups, id));
    if (pension.length > 1)
      throw new ModelError(`pension of group ${id}: ${pension.length} rows, expected one`);
    if (risks.length + pension.length === 0) throw new ModelError(`exits of group ${id}: no rate`);
    const name = JSON.stringify([
      risks.map((row) => baseline.exits.indexOf(row)),
      pension.map((row) => pensions.indexOf(row)),
      exitFlows.map((flow) => ratioOf(flow, id)),
    ]);
    if (names.includes(name)) return names.indexOf(name);
    const [pensionRow] = pension;
    const look = (amount: Amount, path: string, length = 1, rows = 1) =>
      scaledValues(amount, { slots, length, rows, path });
    classes.push({
      group: id,
      firstAge,
      risks: risks.map((row) => ({
        flow: exitFlows.indexOf(row.flow),
        kind: 'exitHazard' in row ? ('hazard' as const) : ('probability' as const),
        amount: look(
          'exitHazard' in row ? row.exitHazard : row.exitProbability,
          `exits.${row.flow}`,
          ages,
          years,
        ),
        ratio: ratioOf(row.flow, id),
      })),
      ...(pensionRow && {
        pension: {
          patterns: pensionPatterns(
            pensionPositions({
              ...pensionRow,
              startYear: baseline.startYear,
              years,
              ages: { from: firstAge, to: firstAge + ages - 1 },
            }),
          ),
          offset: look(pensionRow.offsetMonths, 'pension.offsetMonths'),
          spread: look(pensionRow.spreadMonths, 'pension.spreadMonths'),
          ratio: ratioOf('retirements', id),
        },
      }),
    });
    return names.push(name) - 1;
  });
  return { classOf, classes };
}

/** Heads by single age from bands; ages outside the bands have none. */
function headsFromBands(
  bands: { from: number; to: number; heads: number }[],
  { firstAge, ages, path }: { firstAge: number; ages: number; path: string },
): number[] {
  const heads = new Array<number>(ages).fill(0);
  const sorted = [...bands].sort((a, b) => a.from - b.from);
  const [first] = sorted;
  singleAges(sorted.map(({ from, to, heads: count }) => ({ from, to, count }))).forEach((value, i) => {
    const age = (first?.from ?? 0) + i - firstAge;
    if (!(age >= 0 && age < ages))
      throw new ModelError(`${path}: age ${age + firstAge} lies outside the ages of the run`);
    heads[age] = value;
  });
  return heads;
}

function stockHeads(row: StockRow, frame: { firstAge: number; ages: number }): Amount {
  if (!('bands' in row)) return row.heads;
  return { values: headsFromBands(row.bands, { ...frame, path: `stock of group ${row.group}` }) };
}

function prepareEntrants(baseline: Baseline, id: string, { slots, years, ages }: Frame): PreparedEntrants[] {
  return (baseline.entrants ?? [])
    .filter(({ group }) => group === id)
    .map((row, i, rows) => {
      const path = `entrants.${row.flow} of group ${id}`;
      const nth = rows.slice(0, i).filter(({ flow: before }) => before === row.flow).length;
      const stream = streamOf(`${row.flow} ${nth}`);
      const shape = { slots, rows: years, path, group: id, least: 0 };
      const flow = entrantFlows.indexOf(row.flow);
      if ('headsByAge' in row)
        return {
          flow,
          id: stream,
          heads: scaledValues(row.headsByAge, { ...shape, length: ages }),
          ages: undefined,
        };
      return {
        flow,
        id: stream,
        heads: scaledValues(row.headsPerYear, { ...shape, length: 1 }),
        ages: ageProfile(row.ages, ages, `entrants.${row.flow}.ages of group ${id}`),
      };
    });
}

function prepareNoise({ noise = {} }: Baseline, slots: readonly Slot[]): Prepared['noise'] {
  return Object.fromEntries(
    Object.entries(noise).map(([key, { sd, correlation }]) => [
      key,
      { sd: scaledValues(sd, { slots, length: 1, path: `noise.${key}.sd`, least: 0 }), correlation },
    ]),
  );
}

/**
 * Checks a baseline and looks everything up once, so that a draw is arithmetic over typed arrays.
 *
 * @throws ModelError that names the field, the group and the value
 */
export function prepare(baseline: Baseline): Prepared {
  const { startYear, horizonYear } = baseline;
  const years = horizonYear - startYear;
  const { from: firstAge, to: lastAge } = baseline.ages ?? { from: 0, to: 0 };
  const ages = lastAge - firstAge + 1;
  if (!(years >= 1)) throw new ModelError(`horizonYear ${horizonYear}: expected after ${startYear}`);
  if (!(ages >= 1)) throw new ModelError(`ages ${firstAge} to ${lastAge}: no ages`);
  checkGroups(baseline);
  const slots = slotsOf({ assumptions: baseline.assumptions ?? {}, groups: baseline.groups });
  const groupIds = baseline.groups.map(({ id }) => id);
  const frame: Frame = { slots, startYear, years, ages, groupIds };
  const shrinkage = shrinkageOf(baseline);
  const { classOf, classes } = prepareExits(baseline, shrinkage, frame);
  const moves = movesOf(baseline, frame);
  const still = new Float64Array(years * ages);
  let movesBefore = still;
  const groups = baseline.groups.map(({ id, name, inhabitants }, g): PreparedGroup => {
    const own = moves.get(id) ?? still;
    const before = movesBefore;
    movesBefore = before.map((heads, cell) => heads + (own[cell] as number));
    const look = (amount: Amount, path: string, length: number, rows = 1) =>
      scaledValues(amount, { slots, length, rows, path: `${path} of group ${id}`, group: id, least: 0 });
    const stock = only(
      baseline.stock.filter(({ group }) => group === id),
      'stock',
      id,
    );
    const fte = baseline.fte
      ? only(
          baseline.fte.filter((row) => holdsFor(row.groups, id)),
          'fte',
          id,
        ).ftePerHead
      : 1;
    return {
      id,
      name: name ?? id,
      stock: look(stockHeads(stock, { firstAge, ages }), 'stock', ages),
      ftePerHead: look(fte, 'fte', ages, years + 1),
      exitClass: classOf[g] as number,
      entrants: prepareEntrants(baseline, id, frame),
      intakes: (baseline.intakes ?? [])
        .filter(({ group }) => group === id)
        .map((row) => prepareIntake(row, frame)),
      moves: own,
      movesBefore: before,
      still: own.every((heads) => heads === 0),
      inhabitants: inhabitants
        ? look(inhabitants, 'inhabitants', years + 1).values
        : new Float64Array(years + 1).fill(NaN),
    };
  });
  return {
    startYear,
    years,
    firstAge,
    ages,
    slots,
    groups,
    exitClasses: classes,
    movesAreKnown: baseline.moves !== undefined,
    shrinkage,
    entrantExposure: scaledValues(baseline.entrantExposure ?? 0, {
      slots,
      length: 1,
      path: 'entrantExposure',
      least: 0,
    }),
    training: prepareTraining(baseline, frame),
    demand: prepareDemand(baseline, frame),
    noise: prepareNoise(baseline, slots),
    streams: wholeStreams(groupIds),
  };
}
