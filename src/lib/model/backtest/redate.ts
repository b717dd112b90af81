import type { Amount } from '#lib/model/baseline/amount.ts';
import type { EntrantRow, ExitRow, IntakeRow } from '#lib/model/baseline/stock.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';

/** How the years of a run lie within those of another. */
interface Window {
  /** Years from the start of the one to the start of the other. */
  shift: number;
  /** Years of the one, and of the other. */
  before: number;
  after: number;
}

/**
 * A figure for other years: a list by year keeps its years, and its ends hold beyond them.
 *
 * @param length positions of a list that is not by year, such as ages
 */
function within(amount: Amount, length: number, { shift, before, after }: Window): Amount {
  const plain = typeof amount === 'number' || Array.isArray(amount);
  const values = plain ? amount : amount.values;
  if (typeof values === 'number') return amount;
  const nested = values.some((value) => Array.isArray(value));
  if (!nested && !(length === 1 && values.length === before && before > 1)) return amount;
  const moved = Array.from({ length: after }, (_, i) => {
    const value = values[Math.min(before - 1, Math.max(0, i + shift))] as number | number[];
    return Array.isArray(value) ? value : [value];
  });
  return plain ? moved : { ...amount, values: moved };
}

/** Heads that were known to start by a year; the first and the last hold for the years that are not known. */
function knownIntake(row: IntakeRow, startYear: number): IntakeRow {
  const [first] = row.heads;
  if (!first) return row;
  const past = row.heads.filter(({ year }) => year < startYear);
  const known = past.length > 0 ? past : [first];
  const begin = Math.min(first.year, startYear - row.durationYears);
  const earlier = Array.from({ length: first.year - begin }, (_, i) => ({
    year: begin + i,
    heads: first.heads,
  }));
  return { ...row, heads: [...earlier, ...known] };
}

function redatedTraining(training: Training, window: Window): Training {
  const { intakeForecast, places, intakeIndex, ...rest } = training;
  return {
    ...rest,
    classes: training.classes.map((row) => ({
      ...row,
      ...(row.intake !== undefined && { intake: within(row.intake, 1, window) }),
      ...(row.intakeIndex !== undefined && { intakeIndex: within(row.intakeIndex, 1, window) }),
    })),
    ...(intakeIndex !== undefined && { intakeIndex: within(intakeIndex, 1, window) }),
    // A forecast of the enrolment belongs to the year it was made in.
    ...(intakeForecast &&
      window.shift === 0 &&
      window.after <= window.before && {
        intakeForecast: { ...intakeForecast, byYear: intakeForecast.byYear.slice(0, window.after + 1) },
      }),
    ...(places && { places: places.map((row) => ({ ...row, places: within(row.places, 1, window) })) }),
  };
}

/**
 * The stock side of a baseline for other years: what it says by year keeps its year, and its first and last year hold
 * beyond them. What is asked is left out, and so is what an intake was to be after an earlier start.
 */
export function redated(
  baseline: Baseline,
  { startYear, horizonYear }: { startYear: number; horizonYear: number },
): Baseline {
  const { ages, groups, exits, entrants, moves, intakes, training, ...rest } = baseline;
  const length = ages ? ages.to - ages.from + 1 : 1;
  const window: Window = {
    shift: startYear - baseline.startYear,
    before: baseline.horizonYear - baseline.startYear,
    after: horizonYear - startYear,
  };
  const kept = { ...rest };
  delete kept.fte;
  delete kept.demand;
  return {
    ...kept,
    startYear,
    horizonYear,
    ...(ages && { ages }),
    groups: groups.map(({ id, name }) => ({ id, ...(name !== undefined && { name }) })),
    exits: exits.map((row): ExitRow =>
      'exitHazard' in row
        ? { ...row, exitHazard: within(row.exitHazard, length, window) }
        : { ...row, exitProbability: within(row.exitProbability, length, window) },
    ),
    ...(entrants && {
      entrants: entrants.map((row): EntrantRow =>
        'headsByAge' in row
          ? { ...row, headsByAge: within(row.headsByAge, length, window) }
          : { ...row, headsPerYear: within(row.headsPerYear, 1, window) },
      ),
    }),
    ...(moves && {
      moves: moves.map((row) => ({ ...row, headsPerYear: within(row.headsPerYear, length, window) })),
    }),
    ...(intakes && {
      intakes: intakes.map((row) => (window.shift < 0 ? knownIntake(row, startYear) : row)),
    }),
    ...(training && { training: redatedTraining(training, window) }),
  };
}
