import { scaledValues, valuesIn } from '#lib/model/amounts.ts';
import { total, type EntrantCount } from '#lib/model/backtest/counts.ts';
import { redated } from '#lib/model/backtest/redate.ts';
import type { Amount } from '#lib/model/baseline/amount.ts';
import type { History } from '#lib/model/baseline/history.ts';
import type { EntrantRow, StockRow } from '#lib/model/baseline/stock.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { centralValues } from '#lib/model/draws/slots.ts';
import { driversOf } from '#lib/model/drivers.ts';
import { ModelError } from '#lib/model/error.ts';
import type { EntrantFlow } from '#lib/model/flows.ts';
import type { Prepared } from '#lib/model/prepare.ts';

/** Years that tell how many people enter. */
const recentYears = 3;

/** A baseline with what the refit needs of it. */
export interface Source {
  baseline: Baseline;
  prepared: Prepared;
  history: History;
}

function shareOut(heads: number, shape: ArrayLike<number>): number[] {
  const values = Array.from(shape);
  const sum = total(values);
  return values.map((value) => (value * heads) / sum);
}

/** The opening stock: as it was counted, over the ages of the baseline where the count has none. */
function openingStock({ baseline, prepared, history }: Source, startYear: number): StockRow[] {
  const { stock: central } = driversOf(prepared, centralValues(prepared.slots));
  return baseline.groups.map(({ id }, g): StockRow => {
    const shape = Array.from(central[g] as Float64Array);
    const count = history.stock?.find((row) => row.group === id && row.year === startYear);
    if (!count) return { group: id, heads: shape };
    if (typeof count.heads !== 'number') return { group: id, heads: count.heads };
    if (total(shape) === 0 && count.heads > 0)
      throw new ModelError(
        `history.stock of group ${id}, ${startYear}: no ages, and the baseline has nobody there to take them from`,
      );
    return { group: id, heads: count.heads === 0 ? shape.map(() => 0) : shareOut(count.heads, shape) };
  });
}

function valuesOf(amount: Amount): number | number[] | number[][] {
  return typeof amount === 'number' || Array.isArray(amount) ? amount : amount.values;
}

/** The students of a class, in the central run of the baseline. */
function centralStudents({ prepared }: Source, amount: Amount, durationYears: number): number[] {
  const length = Array.isArray(valuesOf(amount)) ? durationYears : 1;
  const scaled = scaledValues(amount, { slots: prepared.slots, length, path: 'training.classes.students' });
  return Array.from(valuesIn(scaled, centralValues(prepared.slots)));
}

/** Ages of the graduates of a programme: those of its tracks, by how many students these have in a year. */
function graduateAges(source: Source, { tracks, classes }: Training): number[] | undefined {
  const profiles = tracks.flatMap(({ id, durationYears, entryAges }) => {
    const own = classes.filter(({ track }) => track === id);
    const students = own.flatMap((row) => centralStudents(source, row.students, durationYears));
    return entryAges ? [{ entryAges, weight: total(students) / durationYears }] : [];
  });
  const weights = total(profiles.map(({ weight }) => weight));
  const [first] = profiles;
  if (!first || weights === 0) return first?.entryAges;
  return first.entryAges.map((_, age) =>
    total(profiles.map(({ entryAges, weight }) => ((entryAges[age] ?? 0) * weight) / weights)),
  );
}

/** Shares by age of those who enter a group by a flow, as the baseline has them. */
function entryProfile(source: Source, group: string, flow: EntrantFlow): number[] {
  const { ages, entrants = [], intakes = [], training } = source.baseline;
  if (!ages) return [1];
  const row = entrants.find((each) => each.group === group && each.flow === flow);
  if (row && 'headsPerYear' in row && row.ages) return row.ages;
  if (row && 'headsByAge' in row) {
    const values = valuesOf(row.headsByAge);
    const list = typeof values === 'number' ? [values] : values.flat();
    // Of a list for every year the sum over the years; a single number holds for every age.
    const ageCount = ages.to - ages.from + 1;
    const shape = Array.from({ length: ageCount }, (_, age) =>
      total(list.filter((__, i) => list.length === 1 || i % ageCount === age)),
    );
    if (total(shape) > 0) return shareOut(1, shape);
  }
  const intake = intakes.find((each) => each.group === group && each.ages);
  const graduates = intake?.ages ?? (training && graduateAges(source, training));
  if (flow !== 'graduates' || !graduates)
    throw new ModelError(
      `history.entrants: ${flow} of group ${group} without ages, and the baseline has none either`,
    );
  return graduates;
}

/** Those who entered, by single age. */
export function byAge(source: Source, { group, flow, heads }: EntrantCount): number[] {
  return typeof heads === 'number' ? shareOut(heads, entryProfile(source, group, flow)) : heads;
}

/** Whether the baseline has graduates of a group follow from students. */
function followsProgramme({ training, intakes = [] }: Baseline, group: string): boolean {
  return training !== undefined || intakes.some((row) => row.group === group);
}

/**
 * Those who enter each year: the mean of the last three years that were known. What the baseline has follow from a
 * programme goes on following from it.
 */
function refittedEntrants(source: Source, startYear: number): EntrantRow[] {
  const { baseline, history } = source;
  const known = (history.entrants ?? []).filter(
    ({ group, flow, year }) =>
      year < startYear && !(flow === 'graduates' && followsProgramme(baseline, group)),
  );
  const flows = new Map(known.map(({ group, flow }) => [`${flow} ${group}`, { group, flow }]));
  const refitted = [...flows.values()].map(({ group, flow }): EntrantRow => {
    const recent = known
      .filter((row) => row.group === group && row.flow === flow)
      .sort((a, b) => b.year - a.year)
      .slice(0, recentYears)
      .map((row) => byAge(source, row));
    const mean = (recent[0] as number[]).map(
      (_, age) => total(recent.map((row) => row[age] ?? 0)) / recent.length,
    );
    return { group, flow, headsByAge: mean };
  });
  const others = (baseline.entrants ?? []).filter(({ group, flow }) => !flows.has(`${flow} ${group}`));
  return [...others, ...refitted];
}

/** The opening students: the last count that was known, of a class or of the classes of a school together. */
function openingStudents(source: Source, training: Training, startYear: number): Training {
  const { students = [] } = source.history;
  const lastOf = (school: string, track: string | undefined) =>
    students
      .filter((row) => row.school === school && row.track === track && row.year < startYear)
      .reduce<(typeof students)[number] | undefined>(
        (last, row) => (last && last.year > row.year ? last : row),
        undefined,
      );
  const sizes = training.classes.map((row) => {
    const durationYears = training.tracks.find(({ id }) => id === row.track)?.durationYears ?? 1;
    return centralStudents(source, row.students, durationYears);
  });
  return {
    ...training,
    classes: training.classes.map((row, i) => {
      const own = sizes[i] as number[];
      const inSchool = training.classes.flatMap(({ school }, j) =>
        school === row.school ? (sizes[j] as number[]) : [],
      );
      const track = lastOf(row.school, row.track);
      const school = lastOf(row.school, undefined);
      const [count, share] = track ? [track, total(own)] : [school, total(inSchool)];
      if (!count || share === 0) return row;
      const counted = own.map((value) => (value * count.students) / share);
      return { ...row, masked: 0, students: counted.length === 1 ? (counted[0] as number) : counted };
    }),
  };
}

/** What somebody would have run in an earlier year: the baseline, with all that was counted by then. */
export function refitted(
  source: Source,
  { startYear, horizonYear }: { startYear: number; horizonYear: number },
): Baseline {
  const stock = openingStock(source, startYear);
  const refit = { ...source.baseline, stock, entrants: refittedEntrants(source, startYear) };
  const { training, ...rest } = redated(
    // Refitted entrants are by age and hold for every year; those of the baseline keep their years.
    refit,
    { startYear, horizonYear },
  );
  return { ...rest, ...(training && { training: openingStudents(source, training, startYear) }) };
}
