import { realEffects } from '#pipelines/effects.ts';
import { recordColumns, recordRows } from '#pipelines/backtest.ts';
import { readBands } from '#pipelines/series.ts';
import { trackRecord } from '#pipelines/track-record.ts';
import { readings, realBaseline } from '../model/real-baseline.ts';
import type { ResultTable } from './table.ts';

const draws = 200;
const seed = 1;

/** How good forecasts from earlier years would have been: of public series, and of a past that was made up. */
export async function benchRecord(): Promise<ResultTable[]> {
  const calibration = await readBands(realEffects);
  const record = trackRecord({ readings, baseline: realBaseline, calibration, draws, seed });
  return [
    {
      title: `track record: rolling origins, ${draws} draws, seed ${seed}`,
      columns: [...recordColumns, ''],
      rows: recordRows(record).map((row) => [...row, '']),
    },
  ];
}
