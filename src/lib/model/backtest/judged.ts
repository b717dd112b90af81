import {
  coverage,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  recentTrend,
  sameAgain,
  signedError,
  skill,
} from '#lib/model/scores.ts';

/** Whether something happened, or was made up. */
export type Kind = 'real' | 'synthetic';

/** Whether those who came in were forecast as well, or put in as they were seen; null where nobody comes in. */
export type Inflow = 'forecast' | 'observed' | null;

/** One forecast of one figure, beside what came. What is not known is not a number. */
export interface Judged {
  subject: 'stock' | 'students' | 'series';
  /** What it is pooled with. */
  collection: string;
  kind: Kind;
  inflow: Inflow;
  id: string;
  name: string;
  /** The last year that was known. */
  from: number;
  year: number;
  forecast: number;
  observed: number;
  /** What the naive rules say: everything stays the same, and the last three years' trend. */
  same: number;
  trend: number;
  low50: number;
  high50: number;
  low80: number;
  high80: number;
  crps: number;
}

/** What the naive rules say of a year, from the values that were known, the last one in the year before `yearsAhead`. */
export function naiveRules(known: Float64Array, yearsAhead: number): { same: number; trend: number } {
  return {
    same: sameAgain(known, yearsAhead)[yearsAhead - 1] as number,
    trend: recentTrend(known, yearsAhead)[yearsAhead - 1] as number,
  };
}

/** How good forecasts were, in the unit of what they are of; null is unknown. */
export interface Scores {
  n: number;
  mae: number | null;
  /** In percent of what came. */
  mape: number | null;
  /** Above zero when too much was forecast. */
  signedError: number | null;
  /** Mean absolute errors of the naive rules. */
  maeSame: number | null;
  maeTrend: number | null;
  /** Share of the error of a naive rule that is gone; below zero where the rule is better. */
  skillSame: number | null;
  skillTrend: number | null;
  /** The smallest mean absolute error is that of. */
  best: 'forecast' | 'same' | 'trend' | null;
  /** Share of what came that lies in the bands of 50 and 80 %. */
  coverage50: number | null;
  coverage80: number | null;
  /** Continuous ranked probability score (Gneiting and Raftery 2007). */
  crps: number | null;
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pools the scores of a number of forecasts of figures in one unit. */
export function scoresOf(rows: readonly Judged[]): Scores {
  const column = (
    key: 'forecast' | 'observed' | 'same' | 'trend' | 'low50' | 'high50' | 'low80' | 'high80',
  ) => rows.map((row) => row[key]);
  const observed = column('observed');
  const errorOf = (key: 'forecast' | 'same' | 'trend') =>
    meanAbsoluteError({ observed, expected: column(key) });
  const errors = { forecast: errorOf('forecast'), same: errorOf('same'), trend: errorOf('trend') };
  const held = (level: 50 | 80) => {
    const [low, high] = [column(`low${level}`), column(`high${level}`)];
    return low.some(Number.isNaN) ? NaN : coverage({ observed, low, high });
  };
  const ranking = (['forecast', 'same', 'trend'] as const).toSorted((a, b) => errors[a] - errors[b]);
  return {
    n: rows.length,
    mae: known(errors.forecast),
    mape: known(meanAbsolutePercentageError({ observed, expected: column('forecast') })),
    signedError: known(signedError({ observed, expected: column('forecast') })),
    maeSame: known(errors.same),
    maeTrend: known(errors.trend),
    skillSame: known(skill(errors.forecast, errors.same)),
    skillTrend: known(skill(errors.forecast, errors.trend)),
    best: rows.length === 0 ? null : (ranking[0] ?? null),
    coverage50: known(held(50)),
    coverage80: known(held(80)),
    crps: known(mean(rows.map(({ crps }) => crps))),
  };
}
