import { expect, test } from 'vitest';
import { prepare } from '#lib/model/prepare.ts';
import { runCentral } from '#lib/model/simulate.ts';
import { history } from '#pipelines/history.ts';
import { readings, realBaseline } from '../model/real-baseline.ts';

const past = history(readings, realBaseline);

test('the past has the assumptions of the forecast in the same order, so that a draw means the same in both', () => {
  const shared = (slots: ReturnType<typeof prepare>['slots']) =>
    slots.filter(({ group }) => group === undefined).map(({ key }) => key);
  expect(shared(prepare(past.baseline).slots)).toEqual(shared(prepare(realBaseline).slots));
});

test('starts from the hours of 2012 and is compared with those of 2021 and 2022', () => {
  const prepared = prepare(past.baseline);
  const { outcome } = runCentral(prepared);
  // 17.89 (2010) to 21.49 (2022) hours per 1,000 patients: 18.49 on the line; 16.34 million patients; 38 hours.
  expect((outcome.fte[0] as number) / ((16_341 * 18.49) / 38)).toBeCloseTo(1, 2);
  expect(past.observations.map(({ year, quantity }) => [year, quantity])).toEqual([
    [2021, 'supply_fte'],
    [2022, 'supply_fte'],
  ]);
});

test('what nobody touched explains the hours of 2022 to a few percent', () => {
  const { outcome } = runCentral(prepare(past.baseline));
  const seen = (17_224.936 * 21.5) / 38;
  expect(Math.abs((outcome.fte[10] as number) / seen - 1)).toBeLessThan(0.05);
});
