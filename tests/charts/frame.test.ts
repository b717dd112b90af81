import { expect, it } from 'vitest';
import { amountScale, yearScale } from '#lib/charts/frame.ts';

it.each([
  { low: 8600, high: 13800, domain: [0, 13800], broken: false },
  { low: 9300, high: 12700, domain: [9000, 12700], broken: true },
  { low: 600, high: 900, domain: [0, 900], broken: false },
  { low: 601, high: 900, domain: [600, 900], broken: true },
  { low: -40, high: 120, domain: [-40, 120], broken: false },
  { low: -120, high: -40, domain: [-120, 0], broken: false },
  { low: 70, high: 70, domain: [0, 70], broken: false },
  { low: 0, high: 1.4, domain: [0, 1.4], broken: false },
  { low: 0, high: 0, domain: [0, 1], broken: false },
])('scales $low to $high as $domain', ({ low, high, domain, broken }) => {
  expect(amountScale(low, high)).toMatchObject({ domain, broken });
});

it('puts ticks at whole numbers only', () => {
  expect(amountScale(0, 1.4).ticks).toEqual([0, 1]);
});

it.each([
  { years: [2024], domain: [2023, 2025], ticks: [2024] },
  { years: [2024, 2025], domain: [2024, 2025], ticks: [2024, 2025] },
  { years: [2024, 2044], domain: [2024, 2044], ticks: [2025, 2030, 2035, 2040] },
])('gives the years $years ticks at $ticks', ({ years, domain, ticks }) => {
  expect(yearScale(years)).toEqual({ domain, ticks });
});
