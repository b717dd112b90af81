import type { Baseline } from '#lib/model/baseline.ts';
import { prepareSolve, solve, type Solution } from '#lib/model/solve.ts';
import { forecastDefaults } from '#pipelines/settings.ts';

/** The intake that closes the gap of 2035, for each region apart. */
export function solveAll(baseline: Baseline): Solution[] {
  const solver = prepareSolve(baseline, {
    ...forecastDefaults,
    from: 2026,
    sources: { assumptions: true, years: true, people: false },
  });
  return baseline.groups.map(({ id }) =>
    solve(solver, { for: [id], year: 2035, chance: 0.5, places: 'fixed' }),
  );
}
