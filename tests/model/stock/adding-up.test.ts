import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measure } from '#lib/model/measures.ts';
import { simulate } from '#lib/model/simulate.ts';
import type { Baseline } from '#lib/model/baseline.ts';

/** The hazards that stand for probabilities which add up, as the README says. */
function hazards(probabilities: readonly number[]): number[] {
  const sum = probabilities.reduce((all, p) => all + p, 0);
  return probabilities.map((p) => (sum === 0 ? 0 : (-Math.log(1 - sum) * p) / sum));
}

test('hazards made of probabilities that add up give each of them back', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 0.45, noNaN: true }),
      fc.double({ min: 0, max: 0.45, noNaN: true }),
      (die, retire) => {
        const [deaths, retirements] = hazards([die, retire]);
        const baseline: Baseline = {
          format: 'praktijkbalans-baseline/1',
          title: 'Two ways out',
          startYear: 2020,
          horizonYear: 2021,
          groups: [{ id: 'all' }],
          stock: [{ group: 'all', heads: 1000 }],
          exits: [
            { groups: '*', flow: 'deaths', exitHazard: deaths as number },
            { groups: '*', flow: 'retirements', exitHazard: retirements as number },
          ],
        };
        const { prepared, central } = simulate(baseline, { draws: 0, seed: 1 });
        const of = (key: 'deaths' | 'retirements') =>
          measure(key, { prepared, outcome: central, groups: [0], year: 0 })[0];
        expect(of('deaths')).toBeCloseTo(1000 * die, 8);
        expect(of('retirements')).toBeCloseTo(1000 * retire, 8);
      },
    ),
  );
});
