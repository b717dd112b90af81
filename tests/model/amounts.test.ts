import { describe, expect, test } from 'vitest';
import {
  amountIn,
  factorOf,
  scaledValues,
  shareIn,
  sizeFactorOf,
  valuesIn,
  yearly,
} from '#lib/model/amounts.ts';
import { centralValues, drawValues, slotsOf } from '#lib/model/draws/slots.ts';
import { ModelError } from '#lib/model/error.ts';
import { assumption } from './small-baseline.ts';

const slots = slotsOf({
  groups: [{ id: 'north' }, { id: 'south' }],
  assumptions: {
    hours: assumption({ central: 20, max: 60 }),
    local: assumption({ central: 1.5, low: 1, high: 2, max: 3, perGroup: true }),
    contract: assumption({ central: 40, max: 60 }),
    none: assumption({ central: 0 }),
    minus: assumption({ central: -1 }),
  },
});
const central = centralValues(slots);
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

  test('a list for every year is one row for each; one list holds for them all', () => {
    const three = { ...about, rows: 3 };
    const changing = scaledValues([[1, 2], [3], [4, 5]], three);
    expect([changing.rows, [...changing.values]]).toEqual([3, [1, 2, 3, 3, 4, 5]]);
    const fixed = scaledValues({ values: [1, 2], times: ['hours'] }, three);
    expect(fixed.rows).toBe(1);
    expect([...yearly(fixed, central, 3)]).toEqual([20, 40, 20, 40, 20, 40]);
    expect([...yearly(changing, central, 3)]).toEqual([...valuesIn(changing, central)]);
  });

  test('without ages a list means years', () => {
    const { rows, values } = scaledValues([1, 2, 3], { ...about, length: 1, rows: 3 });
    expect([rows, [...values]]).toEqual([3, [1, 2, 3]]);
  });

  // As many ages as years: one list is by age, as everywhere else.
  test('with ages a list means ages', () => {
    const { rows, values } = scaledValues([1, 2], { ...about, rows: 2 });
    expect([rows, [...values]]).toEqual([1, [1, 2]]);
  });

  test.each([
    { amount: [[1, 2]], message: 'field: 1 lists, expected 3' },
    { amount: [[1, 2], [1, 2, 3], [1]], message: 'field[1]: 3 values, expected 2' },
    { amount: [[1, 2], [1, -1], [1]], message: 'field: list 2, value 2 is -1, expected at least 0' },
    { amount: [], message: 'field: no values' },
  ])('by year: $message', ({ amount, message }) => {
    expect(() => scaledValues(amount, { ...about, rows: 3, least: 0 })).toThrow(new ModelError(message));
  });

  test('a share lies between 0 and 1, the ends included', () => {
    const one = { ...about, length: 1 };
    expect([0, 0.3, 1].map((value) => shareIn(scaledValues(value, one), central, 'part'))).toEqual([
      0, 0.3, 1,
    ]);
    for (const value of [-1e-9, 1 + 1e-9]) {
      expect(() => shareIn(scaledValues(value, one), central, 'part')).toThrow(
        new ModelError(`part: ${value}, expected a share from 0 to 1`),
      );
    }
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
