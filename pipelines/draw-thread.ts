import { parentPort, workerData } from 'node:worker_threads';
import { prepare } from '#lib/model/prepare.ts';
import { drawRange } from '#lib/model/simulate.ts';
import { reportEvery, type DrawTask } from '#pipelines/threads.ts';

const { baseline, options, into, from, to } = workerData as DrawTask;
drawRange(prepare(baseline), options, {
  into,
  from,
  to,
  onDraw: (done) => {
    if (done % reportEvery === 0) parentPort?.postMessage(reportEvery);
  },
});
