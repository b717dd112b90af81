import { describe, expect, test } from 'vitest';
import { amountIn, factorOf, scaledValues, sizeFactorOf } from '#lib/model/amounts.ts';
import { drawValues, slotsOf } from '#lib/model/draws.ts';
import { ModelError } from '#lib/model/error.ts';
import { assumption } from './small-baseline.ts';

const slots = slotsOf({
  groups: [
    { id: 'north', name: 'North' },
    { id: 'south', name: 'South' },
  ],
  assumptions: {
    hours: assumption({ central: 20, max: 60 }),
    local: assumption({ central: 1.5, low: 1, high: 2, max: 3, perGroup: true }),
    contract: assumption({ central: 40, max: 60 }),
    none: assumption({ central: 0 }),
    minus: assumption({ central: -1 }),
  },
});
const central = drawValues(slots, 0, 1);
const about = { slots, length: 2, path: 'field' };

describe('amounts', () => {
  test('values times some assumptions and divided by others', () => {
    const scaled = scaledValues({ values: [2, 3], times: ['hours'], per: ['contract'] }, about);
    expect([...scaled.values]).toEqual([2, 3]);
    expect(factorOf(scaled, central)).toBe(0.5);
    expect(amountIn(scaled, central)).toBe(1);
  });

  test('one number stands for all', () => {
    expect([...scaledValues({ values: 4 }, about).values]).toEqual([4, 4]);
    expect([...scaledValues(4, about).values]).toEqual([4, 4]);
  });

  test('an assumption per group is that of the group', () => {
    const draw = drawValues(slots, 1, 1);
    const factors = ['north', 'south'].map((group) =>
      factorOf(scaledValues({ values: 1, times: ['local'] }, { ...about, group }), draw),
    );
    expect(factors).toEqual(slots.flatMap(({ key }, i) => (key === 'local' ? [draw[i]] : [])));
    expect(factors[0]).not.toBe(factors[1]);
  });

  test.each([
    { amount: { values: [1, 2, 3] }, message: 'field: 3 values, expected 2' },
    { amount: { values: [1, NaN] }, message: 'field: value 2 is NaN, expected a number' },
    { amount: { values: 1, times: ['hour'] }, message: 'field: no assumption “hour”' },
    {
      amount: { values: 1, per: ['local'] },
      message: 'field: assumption “local” is drawn per group, expected one for all',
    },
  ])('$message', ({ amount, message }) => {
    expect(() => scaledValues(amount, about)).toThrow(new ModelError(message));
  });

  test('a value below the least is refused, the least is not', () => {
    expect(() => scaledValues({ values: [0, -0.1] }, { ...about, least: 0 })).toThrow(
      'field: value 2 is -0.1, expected at least 0',
    );
    expect([...scaledValues({ values: [0, 1] }, { ...about, least: 0 }).values]).toEqual([0, 1]);
    expect([...scaledValues({ values: [0, -0.1] }, about).values]).toEqual([0, -0.1]);
  });

  test.each([
    { amount: { values: 1, times: ['minus'] }, message: 'stock: scaled by -1' },
    { amount: { values: 1, per: ['none'] }, message: 'stock: scaled by Infinity' },
  ])('$message', ({ amount, message }) => {
    expect(() => sizeFactorOf(scaledValues(amount, about), central, 'stock')).toThrow(
      new ModelError(message),
    );
  });
});
