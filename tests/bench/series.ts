import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AnnualSeries } from '#lib/model/series/annual.ts';
import { bandOf, forecastCollection, type BandCalibration } from '#lib/model/series/forecast.ts';
import { naiveScale, scaledError, scaledIntervalScore, symmetricPercentageError } from '#lib/model/scores.ts';
import { realEffects } from '#pipelines/effects.ts';
import { readBands, readSeries } from '#pipelines/series.ts';
import { csvTable } from '#pipelines/sources/csv-table.ts';
import type { ResultTable } from './table.ts';

const folder = fileURLToPath(new URL('../../../shared/data/series', import.meta.url));
const levels = [0.5, 0.8, 0.95];

/** A series with the end that was held out. */
interface Held {
  history: AnnualSeries;
  outcomes: Float64Array;
}

/** Accuracy on a collection: means over its series, and coverage by level and years ahead. */
interface Accuracy {
  sMAPE: number;
  MASE: number;
  MSIS95: number;
  coverage: number[][];
}

async function heldOut(set: string): Promise<Held[]> {
  const read = async (part: string) => {
    const file = `${set}_yearly_${part}.csv`;
    return readSeries(await readFile(`${folder}/${file}`), file);
  };
  const [histories, ends] = await Promise.all([read('train'), read('test')]);
  const outcomes = new Map(ends.map(({ id, values }) => [id, values]));
  return histories.map((history) => ({ history, outcomes: outcomes.get(history.id) ?? new Float64Array() }));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Forecasts the held-out ends of a collection and scores them. */
function accuracyOf(held: readonly Held[], calibration: BandCalibration, adapted: boolean): Accuracy {
  const horizon = held[0]?.outcomes.length ?? 0;
  const histories = held.map(({ history }) => history);
  const forecasts = adapted
    ? forecastCollection(histories, { horizon, calibration })
    : histories.flatMap((history) => forecastCollection([history], { horizon, calibration }));
  const scored = forecasts.map((forecast, s) => {
    const { history, outcomes: observed } = held[s] as Held;
    const scale = naiveScale(history.values);
    const bands = levels.map((level) =>
      Array.from({ length: horizon }, (_, i) => bandOf(forecast, i + 1, level)),
    );
    const widest = bands.at(-1) ?? [];
    const [low, high] = [widest.map((band) => band.low), widest.map((band) => band.high)];
    return {
      sMAPE: symmetricPercentageError({ observed, expected: forecast.path }),
      MASE: scaledError({ observed, expected: forecast.path }, scale),
      MSIS95: scaledIntervalScore({ observed, low, high, level: 0.95 }, scale),
      held: bands.map((row) =>
        row.map(({ low, high }, i) =>
          Number(low <= (observed[i] as number) && (observed[i] as number) <= high),
        ),
      ),
    };
  });
  return {
    sMAPE: meanOf(scored.map(({ sMAPE }) => sMAPE)),
    MASE: meanOf(scored.map(({ MASE }) => MASE)),
    MSIS95: meanOf(scored.map(({ MSIS95 }) => MSIS95)),
    coverage: levels.map((_, level) =>
      Array.from({ length: horizon }, (_, i) => meanOf(scored.map(({ held }) => held[level]?.[i] ?? NaN))),
    ),
  };
}

/** The best of the eight standard methods on a set, per score; lower is better. */
async function bestOfEight(set: string): Promise<{ sMAPE: number; MASE: number; MSIS95: number }> {
  const { records } = csvTable(await readFile(`${folder}/reference_scores.csv`), 'reference_scores.csv');
  const rows = records.filter(({ cells }) => cells['set'] === set);
  const best = (column: string) => Math.min(...rows.map(({ cells }) => Number(cells[column])));
  return { sMAPE: best('sMAPE'), MASE: best('MASE'), MSIS95: best('MSIS95') };
}

async function tablesOf(set: string, calibration: BandCalibration): Promise<ResultTable[]> {
  const held = await heldOut(set);
  const best = await bestOfEight(set);
  const variants = [
    { name: 'adapted to the collection', found: accuracyOf(held, calibration, true) },
    { name: 'one series at a time', found: accuracyOf(held, calibration, false) },
  ];
  const horizon = held[0]?.outcomes.length ?? 0;
  const percent = (share: number) => (100 * share).toFixed(1);
  return [
    {
      title: `series: ${set}, ${held.length} held-out ends of ${horizon} years`,
      columns: ['bands', 'sMAPE', 'MASE', 'MSIS 95 %', 'note'],
      rows: [
        ...variants.map(({ name, found }) => [
          name,
          found.sMAPE.toFixed(3),
          found.MASE.toFixed(3),
          found.MSIS95.toFixed(2),
          '',
        ]),
        [
          'best of eight',
          String(best.sMAPE),
          String(best.MASE),
          String(best.MSIS95),
          'R forecast 8.20, per score',
        ],
      ],
    },
    {
      title: `series: ${set}, percentage of outcomes in the band by years ahead`,
      columns: ['bands', ...Array.from({ length: horizon }, (_, i) => String(i + 1)), 'level'],
      rows: variants.flatMap(({ name, found }) =>
        levels.map((level, l) => [name, ...(found.coverage[l] ?? []).map(percent), `${level * 100} %`]),
      ),
    },
  ];
}

/** Accuracy of the series forecaster on the held-out ends of M1 and tourism, where those files are. */
export async function benchSeries(): Promise<ResultTable[]> {
  if (!existsSync(folder))
    throw new Error(`no folder ${folder}: the benchmark series are not in the repository`);
  const calibration = await readBands(realEffects);
  return [...(await tablesOf('m1', calibration)), ...(await tablesOf('tourism', calibration))];
}
