import { describe, expect, test } from 'vitest';
import { normalQuantile } from '#lib/model/draws/normal.ts';

describe('normal quantile', () => {
  // From the Python standard library, and 1e-100 also by its erfc.
  test.each([
    [0.5, 0],
    [0.6, 0.2533471031357997],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [1e-6, -4.753424308822899],
    [1e-15, -7.941345326170998],
    [1e-100, -21.27345356096532],
  ])('at %f', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(z)));
  });

  test('is odd around a half and rises', () => {
    let before = -Infinity;
    for (let p = 0.001; p < 1; p += 0.001) {
      const z = normalQuantile(p);
      expect(z).toBeGreaterThan(before);
      expect(normalQuantile(1 - p)).toBeCloseTo(-z, 9);
      before = z;
    }
  });
});
