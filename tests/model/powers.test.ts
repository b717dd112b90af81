import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exponentials } from '#lib/model/powers.ts';

test('powers are those of the exponential, also where they end or overflow', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -650, max: 900, noNaN: true }),
      fc.double({ min: -50, max: 5, noNaN: true }),
      fc.integer({ min: 0, max: 300 }),
      (start, step, length) => {
        exponentials(start, step, length).forEach((value, i) => {
          const exact = Math.exp(start + i * step);
          // Below the smallest normal numbers a product keeps fewer digits.
          if (exact < 1e-290) expect(value).toBeLessThan(1e-280);
          else if (exact === Infinity) expect(value).toBeGreaterThan(1e290);
          else expect(Math.abs(value / exact - 1)).toBeLessThan(1e-11);
        });
      },
    ),
  );
});
