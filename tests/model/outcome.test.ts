import { expect, test } from 'vitest';
import { emptyOutcome } from '#lib/model/outcome.ts';
import { prepare } from '#lib/model/prepare.ts';
import { arraysOf } from './run-of.ts';
import { smallBaseline } from './small-baseline.ts';

// Two groups, three years of flows and four states; one demand for both groups together.
test('an outcome has room for every group, year and run, and for every set of groups that demand is given for', () => {
  const prepared = prepare(smallBaseline({ demand: [{ groups: '*', fte: 1 }] }));
  const outcome = emptyOutcome(prepared, 5);
  const sizes = Object.fromEntries(arraysOf(outcome).map(([name, array]) => [name, array.length]));
  for (const name of ['heads 0', 'fte 0', 'students 0']) expect(sizes[name], name).toBe(2 * 4 * 5);
  expect(sizes['demandFte 0']).toBe(4 * 5);
  const flows = Object.entries(sizes).filter(([name]) => !/^(heads|fte|students|demandFte)/.test(name));
  expect(flows).toHaveLength(14);
  for (const [name, size] of flows) expect(size, name).toBe(2 * 3 * 5);
});
