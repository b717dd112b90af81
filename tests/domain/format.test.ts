import { describe, expect, test } from 'vitest';
import { coarse, formatFor } from '#lib/domain/format.ts';

const nl = formatFor('nl');
const en = formatFor('en');

describe('numbers and dates', () => {
  test.each([
    [nl.whole(1234.4), '1.234'],
    [nl.decimal(1234.56), '1.234,6'],
    [nl.percent(0.123), '12\u00a0%'],
    [nl.signed(-1234), '−1.234'],
    [nl.signed(1234), '+1.234'],
    [nl.signed(-0.4), '0'],
    [nl.signedPercent(-0.004, 1), '−0,4\u00a0%'],
    [nl.signedPercent(-0.0001, 1), '0,0\u00a0%'],
    [nl.date('2026-11-21T12:00:00Z'), '21 november 2026'],
    [nl.list(['Assen', 'Emmen', 'Hoogeveen']), 'Assen, Emmen en Hoogeveen'],
    [en.whole(1234.4), '1,234'],
    [en.percent(0.123, 1), '12.3%'],
    [en.date('2026-11-21T12:00:00Z'), '21 November 2026'],
    [en.list(['Assen', 'Emmen']), 'Assen and Emmen'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });

  test('a date is in universal time, as the id of an edition is, whatever the clock of the machine', () => {
    expect(nl.date('2026-11-20T23:30:00Z')).toBe('20 november 2026');
  });

  test.each([
    [7.4, 7],
    [99.6, 100],
    [-123, -120],
    [10.5, 11],
    [-10.5, -11],
    [1996, 2000],
    [4123, 4100],
    [490_441, 490_000],
    [-0.2, 0],
  ])('%d is said as about %d', (value, said) => {
    expect(Object.is(coarse(value), said)).toBe(true);
  });
});
