import { expect, test } from 'vitest';
import { shaded } from '#lib/charts/shade.ts';
import { languageOf } from '#lib/domain/words.ts';
import type { RegionGap } from '#lib/domain/gap.ts';

const { format } = languageOf('nl');

function region(share: number, chance: number): RegionGap {
  const place = { code: 'RA0102', name: 'Drenthe', shortName: 'Drenthe', row: 1, col: 4, ranks: [] };
  return {
    ...place,
    heads: [],
    fte: [],
    share: [
      [NaN, NaN, NaN],
      [-1, share, 1],
    ],
    chance: [NaN, chance],
  };
}

test.each([
  [0.18, 0.95, { step: 3, end: true, sureness: 'shortage', value: '+18\u00a0%' }],
  [0.08, 0.5, { step: 2, end: false, sureness: 'uncertain', value: '+8,0\u00a0%' }],
  [0, 0.5, { step: 0, end: false, sureness: 'uncertain', value: '0,0\u00a0%' }],
  [-0.044, 0.4, { step: -1, end: false, sureness: 'uncertain', value: '−4,4\u00a0%' }],
  [-0.2, 0.05, { step: -3, end: true, sureness: 'surplus', value: '−20\u00a0%' }],
])('a shortage of %d of demand with chance %d has its shade', (share, chance, expected) => {
  expect(shaded(region(share, chance), 1, format)).toMatchObject(expected);
});

test('a region without a figure for the year has no shade', () => {
  expect(() => shaded(region(0.1, 0.5), 0, format)).toThrow(/not a number/);
});
