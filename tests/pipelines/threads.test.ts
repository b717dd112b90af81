import { expect, test } from 'vitest';
import { simulate } from '#lib/model/simulate.ts';
import { simulateOnCores } from '#pipelines/threads.ts';
import { realBaseline } from '../model/real-baseline.ts';

test('threads give the same draws to the last bit as one thread does, and say how far they are', async () => {
  const options = { draws: 230, seed: 3 };
  const told: number[] = [];
  const together = await simulateOnCores(realBaseline, { ...options, onDraw: (done) => told.push(done) }, 2);
  const alone = simulate(realBaseline, options);
  expect(together.central).toEqual(alone.central);
  expect(Array.from(together.draws.fte)).toEqual(Array.from(alone.draws.fte));
  expect(Array.from(together.draws.demandFte)).toEqual(Array.from(alone.draws.demandFte));
  expect(told).toEqual([100, 200]);
}, 30_000);
