import { describe, expect, test } from 'vitest';
import { parts } from '#lib/model/attribute/factors.ts';
import { prepare } from '#lib/model/prepare.ts';
import { resultOf, type Result } from '#lib/model/result.ts';
import { applyScenario } from '#lib/model/scenario.ts';
import { allSources, simulate } from '#lib/model/simulate.ts';
import { smallBaseline } from './small-baseline.ts';

const plain = smallBaseline();
const changed = applyScenario(plain, {
  format: 'praktijkbalans-scenario/1',
  title: 'Nobody leaves for further study',
  exits: [{ groups: ['south'], flow: 'furtherStudy', from: 2024, factor: 0 }],
});

function result(scenario: boolean): Result {
  return resultOf(simulate(scenario ? changed : plain, { draws: 0, seed: 1 }), {
    title: 'Small',
    scenario: scenario ? 'Nobody leaves for further study' : null,
    seed: 1,
    sources: allSources,
    sha256: { baseline: 'aa', scenario: null },
    withWhy: { plain: scenario ? prepare(plain) : undefined },
  });
}

describe('why, in a result', () => {
  test('the parts of every group and year sum to the change of the gap', () => {
    const { why, groups, total } = result(false);
    expect(why?.difference).toBeNull();
    expect(why?.change.map(({ id }) => id)).toEqual(['total', 'north', 'south']);
    for (const { id, years } of why?.change ?? []) {
      const band = id === 'total' ? total : groups.find((group) => group.id === id);
      years.forEach(({ from, to, parts: split }, t) => {
        expect(to).toBeCloseTo(band?.quantities.gap_fte?.central[t] as number, 9);
        const sum = parts.reduce((all, part) => all + (split[part] as number), 0);
        expect(sum).toBeCloseTo((to as number) - (from as number), 9);
      });
    }
  });

  test('a scenario differs by what it changes, and by nothing else', () => {
    const { why } = result(true);
    for (const { id, years } of why?.difference ?? []) {
      const last = years.at(-1);
      for (const part of parts) {
        if (part === 'furtherStudy' && id !== 'north') expect(last?.parts[part]).toBeLessThan(0);
        // What no longer leaves for further study may leave otherwise: the flows compete.
        else if (part !== 'otherLeaving') expect(last?.parts[part]).toBe(0);
      }
    }
  });
});
