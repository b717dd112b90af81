import { describe, expect, test } from 'vitest';
import { labelPlace, type Corner } from '#pipelines/boundaries/label.ts';

const box = (left: number, top: number, right: number, bottom: number): Corner[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

describe('the place for a text', () => {
  test('is the middle of a box that is twice as wide as high, with half its height free', () => {
    const { x, y, room } = labelPlace([box(100, 100, 300, 200)]);
    expect(Math.abs(x - 200)).toBeLessThanOrEqual(3);
    expect(Math.abs(y - 150)).toBeLessThanOrEqual(2);
    expect(room).toBeGreaterThanOrEqual(48);
  });

  test('is in the wide arm of a shape, not in its middle', () => {
    const { x, y } = labelPlace([
      [
        [0, 0],
        [40, 0],
        [40, 300],
        [300, 300],
        [300, 400],
        [0, 400],
      ],
    ]);
    expect(x).toBeGreaterThan(80);
    expect(y).toBeGreaterThan(320);
  });

  test('keeps away from a hole', () => {
    const { y } = labelPlace([box(0, 0, 200, 200), box(10, 20, 190, 110)]);
    expect(y).toBeGreaterThan(120);
  });
});
