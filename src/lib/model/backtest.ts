import { grouped } from '#lib/model/backtest/grouped.ts';
import { judgeSeries, type JudgedSeries } from '#lib/model/backtest/series.ts';
import { kindOf } from '#lib/model/backtest/counts.ts';
import { scoresOf, type Inflow, type Judged, type Kind, type Scores } from '#lib/model/backtest/judged.ts';
import { judgeStock, type JudgeOptions } from '#lib/model/backtest/stock.ts';
import type { History } from '#lib/model/baseline/history.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { modelVersion } from '#lib/model/flows.ts';
import { prepare } from '#lib/model/prepare.ts';
import type { BandCalibration } from '#lib/model/series/forecast.ts';

/** Misses that are named. */
const worstMisses = 5;

/** A forecast that was far off. */
export type Miss = Pick<Judged, 'id' | 'name' | 'from' | 'year' | 'forecast' | 'observed'>;

/** What was judged together: figures of one kind and unit. */
export interface RecordSection {
  subject: Judged['subject'];
  name: string;
  kind: Kind;
  inflow: Inflow;
  all: Scores;
  byYearsAhead: ({ yearsAhead: number } & Scores)[];
  byId: ({ id: string; name: string } & Scores)[];
  /** The largest errors, in the unit of the figures. */
  worst: Miss[];
}

/** How good the forecasts would have been. Results of made-up histories are never pooled with real ones. */
export interface TrackRecord {
  format: 'praktijkbalans-record/1';
  modelVersion: string;
  title: string;
  draws: number;
  seed: number;
  sections: RecordSection[];
}

/** What is judged, and how. */
export interface BacktestInput extends JudgeOptions {
  baseline: Baseline;
  history: History;
  calibration: BandCalibration;
}

function sectionOf(rows: readonly Judged[]): RecordSection {
  const { subject, collection, kind, inflow } = rows[0] as Judged;
  return {
    subject,
    name: collection,
    kind,
    inflow,
    all: scoresOf(rows),
    byYearsAhead: grouped(rows, ({ from, year }) => year - from)
      .sort(([a], [b]) => a - b)
      .map(([yearsAhead, some]) => ({ yearsAhead, ...scoresOf(some) })),
    byId: grouped(rows, ({ id }) => id).map(([id, some]) => ({
      id,
      name: some[0]?.name ?? id,
      ...scoresOf(some),
    })),
    worst: rows
      .toSorted((a, b) => Math.abs(b.forecast - b.observed) - Math.abs(a.forecast - a.observed))
      .slice(0, worstMisses)
      .map(({ id, name, from, year, forecast, observed }) => ({ id, name, from, year, forecast, observed })),
  };
}

/** The series of students: every school, or track of a school, that was counted. */
function studentSeries({ students = [] }: History, { training }: Baseline): JudgedSeries[] {
  const nameOf = (school: string) => training?.schools.find(({ id }) => id === school)?.name ?? school;
  return grouped(students, ({ school, track }) => JSON.stringify([school, track])).map(([, rows]) => {
    const { school, track } = rows[0] as (typeof rows)[number];
    const id = track === undefined ? school : `${school} ${track}`;
    return {
      subject: 'students',
      collection: track === undefined ? 'students of a school' : 'students of a track of a school',
      kind: kindOf(rows),
      id,
      name: track === undefined ? nameOf(school) : `${nameOf(school)}, ${track}`,
      points: rows.map(({ year, students: value }) => ({ year, value })),
      marked: rows.flatMap(({ year, marked }) => (marked === undefined ? [] : [year])),
    };
  });
}

function otherSeries({ series = [] }: History): JudgedSeries[] {
  return grouped(series, ({ id }) => id).map(([id, rows]) => ({
    subject: 'series',
    collection: rows[0]?.collection ?? id,
    kind: kindOf(rows),
    id,
    name: rows[0]?.name ?? id,
    points: rows.map(({ year, value }) => ({ year, value })),
    marked: rows.flatMap(({ year, marked }) => (marked === undefined ? [] : [year])),
  }));
}

/** Everything that a history lets us judge, forecast by forecast. */
export function judgeAll({ baseline, history, calibration, ...options }: BacktestInput): Judged[] {
  const prepared = prepare(baseline);
  const series = [...studentSeries(history, baseline), ...otherSeries(history)];
  const collections = grouped(series, ({ subject, collection, kind }) =>
    JSON.stringify([subject, collection, kind]),
  );
  return [
    ...judgeStock({ baseline, prepared, history }, options),
    ...collections.flatMap(([, some]) => judgeSeries(some, calibration)),
  ];
}

/**
 * The track record: forecasts from every earlier year, with what was known then, beside what came; and beside two
 * naive rules, which are named where they win. Marked years are not scored, and unknown is not zero.
 *
 * @throws ModelError for a history that does not fit the baseline
 */
export function backtest(input: BacktestInput): TrackRecord {
  const judged = judgeAll(input);
  const sections = grouped(judged, ({ subject, collection, kind, inflow }) =>
    JSON.stringify([subject, collection, kind, inflow]),
  );
  return {
    format: 'praktijkbalans-record/1',
    modelVersion,
    title: input.history.title ?? input.baseline.title,
    draws: input.draws,
    seed: input.seed,
    sections: sections.map(([, rows]) => sectionOf(rows)),
  };
}
