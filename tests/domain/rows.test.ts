import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as c from '#lib/domain/column.ts';
import { parseRow } from '#lib/domain/rows.ts';
import { table } from '#lib/domain/table.ts';

const sample = table({
  name: 'sample',
  kind: 'raw',
  title: { nl: 'Voorbeeld', en: 'Sample' },
  key: ['code'],
  columns: {
    code: c.text('Code', 'Code', { pattern: { source: 'RA\\d{4}', example: 'RA0102' } }),
    track: c.choice(['BOL', 'BBL'], 'Leerweg', 'Track'),
    count: c.whole('Aantal', 'Count', { min: 0, max: 100 }),
    share: c.optional(c.decimal('Aandeel', 'Share', { min: 0, max: 1 })),
    date: c.optional(c.day('Datum', 'Date')),
    yes: c.optional(c.flag('Ja', 'Yes')),
    free: c.optional(c.whole('Vrij', 'Free')),
    wide: c.optional(c.decimal('Ruim', 'Wide')),
  },
});
const good = { code: 'RA0102', track: 'BOL', count: '7' };

describe('a row', () => {
  test('has its values, and null where nothing is known', () => {
    expect(parseRow(sample, { ...good, share: ' 0.5 ', date: '2024-02-29', yes: 'true' })).toEqual({
      row: { ...good, count: 7, share: 0.5, date: '2024-02-29', yes: true, free: null, wide: null },
    });
  });

  test('keeps zero apart from unknown', () => {
    expect(parseRow(sample, { ...good, count: '0', share: '0' })).toMatchObject({
      row: { count: 0, share: 0 },
    });
    expect(parseRow(sample, { ...good, share: '' })).toMatchObject({ row: { share: null } });
  });

  test('has one zero, without a sign', () => {
    const parsed = parseRow(sample, { ...good, count: '-0', share: '-0.0' });
    expect(parsed).toMatchObject({ row: { count: 0, share: 0 } });
  });

  test.each([
    ['code', '', 'missing', ''],
    ['code', 'Drenthe', 'wrong-form', 'RA0102'],
    ['code', 'xRA0102x', 'wrong-form', 'RA0102'],
    ['track', 'bol', 'not-in-list', 'BOL | BBL'],
    ['count', 'seven', 'not-a-number', '123'],
    ['count', '1,5', 'not-a-number', '123'],
    ['count', '1.5', 'not-whole', '123'],
    ['count', '-1', 'out-of-range', '≥ 0'],
    ['count', '101', 'out-of-range', '≤ 100'],
    ['count', '<5', 'not-a-number', '123'],
    ['free', '2147483648', 'out-of-range', '≤ 2147483647'],
    ['wide', '1e999', 'not-a-number', '1.5'],
    ['share', '1.01', 'out-of-range', '≤ 1'],
    ['date', '31-01-2024', 'not-a-date', '2024-01-31'],
    ['date', '2023-02-29', 'not-a-date', '2024-01-31'],
    ['yes', 'ja', 'not-yes-or-no', 'true | false'],
  ])('refuses %s “%s” as %s', (column, value, code, expected) => {
    const parsed = parseRow(sample, { ...good, [column]: value });
    expect(parsed).toEqual({ problems: [{ column, value, code, expected }] });
  });

  test('names every problem at once', () => {
    const parsed = parseRow(sample, { code: 'x', track: 'y', count: 'z' });
    expect('problems' in parsed && parsed.problems.map(({ column }) => column)).toEqual([
      'code',
      'track',
      'count',
    ]);
  });

  test('never takes a number that is not one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseRow(sample, { ...good, wide: text });
        if ('row' in parsed) expect(parsed.row.wide === null || Number.isFinite(parsed.row.wide)).toBe(true);
      }),
    );
  });
});
