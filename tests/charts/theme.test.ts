import { expect, it } from 'vitest';
import { shortageClass } from '#lib/charts/theme.ts';

it.each([
  [0, 0],
  [0.0249, 0],
  [0.025, 1],
  [0.0749, 1],
  [0.075, 2],
  [0.1499, 2],
  [0.15, 3],
  [0.9, 3],
  [-0.0249, 0],
  [-0.025, -1],
  [-0.0749, -1],
  [-0.075, -2],
  [-0.15, -3],
  [-2, -3],
])('puts a shortage of %d of demand in step %d', (share, step) => {
  expect(shortageClass(share)).toBe(step);
});

it.each([NaN, Infinity])('refuses %d as a share', (share) => {
  expect(() => shortageClass(share)).toThrow(`shortage share is not a number: ${share}`);
});
