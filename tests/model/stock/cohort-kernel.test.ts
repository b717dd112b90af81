import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyOutcome } from '#lib/model/outcome.ts';
import { runOnce } from '#lib/model/project.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';
import { someBaseline } from '../random-baseline.ts';
import { realBaseline } from '../real-baseline.ts';
import { arraysOf, runOf } from '../run-of.ts';

/** The largest difference between two outcomes, relative to the size of the figures, by array. */
function differences(baseline: Parameters<typeof runOf>[0], drawn: boolean): Record<string, number> {
  const { prepared, drivers, outcome, error } = runOf(baseline, {
    assumptions: drawn,
    years: drawn,
    people: false,
  });
  const quick = emptyOutcome(prepared, 1);
  const run = () => runOnce(prepared, drivers, { into: quick, run: 0, space: workspaceFor(prepared) });
  if (error) {
    expect(run).toThrow(error.message);
    return {};
  }
  run();
  const slow = new Map(arraysOf(outcome));
  return Object.fromEntries(
    arraysOf(quick).map(([name, values]) => {
      const others = slow.get(name) ?? new Float64Array();
      const off = values.map((value, i) => {
        const other = others[i] as number;
        if (Number.isNaN(value) && Number.isNaN(other)) return 0;
        return Math.abs(value - other) / Math.max(1, Math.abs(other));
      });
      return [name, off.reduce((a, b) => Math.max(a, b), 0)];
    }),
  );
}

describe('the kernel gives what year by year gives, to the last digits', () => {
  test('for any baseline, and refuses the same cell of the stock', () => {
    fc.assert(
      fc.property(someBaseline(), fc.boolean(), (baseline, drawn) => {
        for (const [name, off] of Object.entries(differences(baseline, drawn))) {
          expect(off, name).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('for the 28 regions', () => {
    for (const [name, off] of Object.entries(differences(realBaseline, true))) {
      expect(off, name).toBeLessThan(1e-10);
    }
  });
});
