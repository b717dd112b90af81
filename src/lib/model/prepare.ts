import { scaledValues, type ScaledValues } from '#lib/model/amounts.ts';
import { entrantFlows, exitFlows, type Amount, type Baseline } from '#lib/model/baseline.ts';
import { slotsOf, type Slot } from '#lib/model/draws.ts';
import { ModelError } from '#lib/model/error.ts';
import type { ExitClass } from '#lib/model/exits.ts';
import { checkGroups, holdsFor, only } from '#lib/model/groups.ts';
import { movesOf } from '#lib/model/moves.ts';
import { pensionPositions } from '#lib/model/pension.ts';
import { catchmentOf, type Catchment } from '#lib/model/routing.ts';

/** Shares by single age that sum to 1; outside `first` to `last` they are zero. */
export interface AgeProfile {
  shares: Float64Array;
  first: number;
  last: number;
}

/** Entrants of a group by one flow. */
export interface PreparedEntrants {
  flow: number;
  headsPerYear: ScaledValues;
  ages: AgeProfile;
}

/** What the demand of a group needs. */
export interface PreparedDemand {
  fte: number | undefined;
  unfilledShare: ScaledValues;
  volumeIndex: Float64Array;
  growth: ScaledValues[];
}

/** A group with everything looked up that does not change between draws. */
export interface PreparedGroup {
  id: string;
  stock: ScaledValues;
  ftePerHead: ScaledValues;
  exitClass: number;
  entrants: PreparedEntrants[];
  moves: Float64Array;
  demand: PreparedDemand;
  /** On 1 January of every year; not a number where the baseline gives none. */
  inhabitants: Float64Array;
}

/** The programme with everything looked up. */
export interface PreparedTraining {
  tracks: { dropoutShape: number[]; entryAges: AgeProfile }[];
  classes: { school: number; track: number; students: ScaledValues }[];
  completion: ScaledValues;
  repeating: ScaledValues;
  intakeIndex: ScaledValues;
  toOccupation: ScaledValues;
  decayKm: ScaledValues;
  catchment: Catchment;
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
  training: PreparedTraining | undefined;
}

function shares(values: readonly number[], length: number, path: string): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  if (values.length !== length) throw new ModelError(`${path}: ${values.length} values, expected ${length}`);
  if (values.some((value) => !(value >= 0)) || Math.abs(sum - 1) > 1e-9) {
    throw new ModelError(`${path}: expected shares that sum to 1, got ${sum}`);
  }
  return Float64Array.from(values);
}

function ageProfile(values: readonly number[], ages: number, path: string): AgeProfile {
  const checked = shares(values, ages, path);
  return {
    shares: checked,
    first: checked.findIndex((share) => share > 0),
    last: checked.findLastIndex((share) => share > 0),
  };
}

function prepareExits(
  baseline: Baseline,
  { slots, years, ages }: { slots: readonly Slot[]; years: number; ages: number },
): { classOf: number[]; classes: ExitClass[] } {
  const pensions = baseline.pension ?? [];
  const names: string[] = [];
  const classes: ExitClass[] = [];
  const classOf = baseline.groups.map(({ id }) => {
    const risks = baseline.exits.filter(({ groups }) => holdsFor(groups, id));
    const pension = pensions.filter(({ groups }) => holdsFor(groups, id));
    if (pension.length > 1)
      throw new ModelError(`pension of group ${id}: ${pension.length} rows, expected one`);
    if (risks.length + pension.length === 0) throw new ModelError(`exits of group ${id}: no rate`);
    const name = JSON.stringify([
      risks.map((row) => baseline.exits.indexOf(row)),
      pension.map((row) => pensions.indexOf(row)),
    ]);
    if (names.includes(name)) return names.indexOf(name);
    const [pensionRow] = pension;
    const look = (amount: Amount, length: number, path: string) =>
      scaledValues(amount, { slots, length, path });
    classes.push({
      group: id,
      firstAge: baseline.ages.from,
      risks: risks.map((row) => ({
        flow: exitFlows.indexOf(row.flow),
        kind: 'exitHazard' in row ? ('hazard' as const) : ('probability' as const),
        amount: look('exitHazard' in row ? row.exitHazard : row.exitProbability, ages, `exits.${row.flow}`),
      })),
      ...(pensionRow && {
        pension: {
          positions: pensionPositions({
            ...pensionRow,
            startYear: baseline.startYear,
            years,
            ages: baseline.ages,
          }),
          offset: look(pensionRow.offsetMonths, 1, 'pension.offsetMonths'),
          spread: look(pensionRow.spreadMonths, 1, 'pension.spreadMonths'),
        },
      }),
    });
    return names.push(name) - 1;
  });
  return { classOf, classes };
}

function prepareTraining(
  baseline: Baseline,
  { slots, years, ages }: { slots: readonly Slot[]; years: number; ages: number },
): PreparedTraining | undefined {
  const { training } = baseline;
  if (!training) return undefined;
  const one = (amount: Amount, path: string) => scaledValues(amount, { slots, length: 1, path, least: 0 });
  const indexIn = (rows: readonly { id: string }[], id: string, what: string) => {
    const index = rows.findIndex((row) => row.id === id);
    if (index < 0) throw new ModelError(`training.classes: unknown ${what} ${id}`);
    return index;
  };
  const groupIds = baseline.groups.map(({ id }) => id);
  const stray = training.routing.places.find(({ group }) => !groupIds.includes(group));
  if (stray) throw new ModelError(`training.routing.places: unknown group ${stray.group}`);
  const negative = training.routing.places.find(({ inhabitants }) => !(inhabitants >= 0));
  if (negative) {
    throw new ModelError(
      `training.routing.places of group ${negative.group}: ${negative.inhabitants} inhabitants`,
    );
  }
  return {
    tracks: training.tracks.map(({ id, durationYears, dropoutShape, entryAges }) => ({
      dropoutShape: [...shares(dropoutShape, durationYears, `training.tracks.${id}.dropoutShape`)],
      entryAges: ageProfile(entryAges, ages, `training.tracks.${id}.entryAges`),
    })),
    classes: training.classes.map(({ school, track, students }) => ({
      school: indexIn(training.schools, school, 'school'),
      track: indexIn(training.tracks, track, 'track'),
      students: one(students, `training.classes.${school}.${track}.students`),
    })),
    completion: one(training.completion, 'training.completion'),
    repeating: one(training.repeating, 'training.repeating'),
    intakeIndex: scaledValues(training.intakeIndex, {
      slots,
      length: years,
      path: 'training.intakeIndex',
      least: 0,
    }),
    toOccupation: one(training.toOccupation, 'training.toOccupation'),
    decayKm: one(training.routing.decayKm, 'training.routing.decayKm'),
    catchment: catchmentOf(training.schools, training.routing.places, groupIds),
  };
}

/**
 * Checks a baseline and looks everything up once, so that a draw is arithmetic over typed arrays.
 *
 * @throws ModelError that names the field, the group and the value
 */
export function prepare(baseline: Baseline): Prepared {
  const years = baseline.horizonYear - baseline.startYear;
  const ages = baseline.ages.to - baseline.ages.from + 1;
  if (!(years >= 1))
    throw new ModelError(`horizonYear ${baseline.horizonYear}: expected after ${baseline.startYear}`);
  if (!(ages >= 1)) throw new ModelError(`ages ${baseline.ages.from} to ${baseline.ages.to}: no ages`);
  checkGroups(baseline);
  const slots = slotsOf(baseline);
  const { classOf, classes } = prepareExits(baseline, { slots, years, ages });
  const moves = movesOf(baseline, ages);
  const groups = baseline.groups.map(({ id, inhabitants }, g): PreparedGroup => {
    const look = (amount: Amount | number, length: number, path: string, least?: number) =>
      scaledValues(amount, { slots, length, path: `${path} of group ${id}`, group: id, least });
    const stock = only(
      baseline.stock.filter(({ group }) => group === id),
      'stock',
      id,
    );
    const fte = only(
      baseline.fte.filter((row) => holdsFor(row.groups, id)),
      'fte',
      id,
    );
    const demand = only(
      baseline.demand.filter(({ group }) => group === id),
      'demand',
      id,
    );
    return {
      id,
      stock: look(stock.heads, ages, 'stock', 0),
      ftePerHead: look(fte.ftePerHead, ages, 'fte', 0),
      exitClass: classOf[g] as number,
      entrants: (baseline.entrants ?? [])
        .filter(({ group }) => group === id)
        .map((row) => ({
          flow: entrantFlows.indexOf(row.flow),
          headsPerYear: look(row.headsPerYear, years, `entrants.${row.flow}`, 0),
          ages: ageProfile(row.ages, ages, `entrants.${row.flow}.ages of group ${id}`),
        })),
      moves: moves.get(id) ?? new Float64Array(ages),
      demand: {
        fte: demand.fte === undefined ? undefined : look(demand.fte, 1, 'demand.fte', 0).values[0],
        unfilledShare: look(demand.unfilledShare ?? 0, 1, 'demand.unfilledShare'),
        volumeIndex: look({ values: demand.volumeIndex }, years + 1, 'demand.volumeIndex', 0).values,
        growth: demand.growth.map((amount) => look(amount, 1, 'demand.growth')),
      },
      inhabitants: inhabitants
        ? look({ values: inhabitants }, years + 1, 'inhabitants', 0).values
        : new Float64Array(years + 1).fill(NaN),
    };
  });
  return {
    startYear: baseline.startYear,
    years,
    firstAge: baseline.ages.from,
    ages,
    slots,
    groups,
    exitClasses: classes,
    training: prepareTraining(baseline, { slots, years, ages }),
  };
}
