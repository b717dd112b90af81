import { describe, expect, test } from 'vitest';
import { differenceIn } from '#lib/server/importing/difference.ts';

function figure(
  region: string,
  year: number,
  before: number | null,
  after: number | null,
  withinNoise = false,
) {
  const shortage = (central: number | null) =>
    central === null ? null : { central, q10: 0, q50: 0, q90: 0 };
  const heads = { before: shortage(before), after: shortage(after), change: 0, noise: 1, withinNoise };
  return { region, name: `Region ${region}`, year, heads, fte: heads };
}

const about = { locale: 'nl', year: 2034, most: 2 } as const;

describe('the difference between two editions', () => {
  test('names the regions that move by more than chance in the year nearest to the one asked for', () => {
    const figures = [
      figure('A', 2033, 10, 90),
      figure('NL', 2033, 500, 590),
      figure('B', 2044, 10, 20),
      figure('C', 2033, 5, 6, true),
      figure('D', 2033, 30, 25),
      figure('E', 2033, 30, 27),
      figure('F', 2033, null, 27),
    ];
    const found = differenceIn({ same: false, world: [], figures }, about);
    expect(found).toMatchObject({ year: 2033, others: 1, nation: { before: 500, after: 590 } });
    expect(found.regions.map(({ name, before, after }) => [name, before, after])).toEqual([
      ['Region A', 10, 90],
      ['Region D', 30, 25],
    ]);
  });

  test('has no year where no shortage moves, and names tables in words', () => {
    const world = [
      { table: 'practices', added: 3, removed: 0, changed: 1 },
      { table: 'of_another_version', added: 0, removed: 1, changed: 0 },
    ];
    expect(differenceIn({ same: false, world, figures: [] }, about)).toEqual({
      same: false,
      world: [
        { what: 'Huisartsenpraktijken', added: 3, removed: 0, changed: 1 },
        { what: 'of_another_version', added: 0, removed: 1, changed: 0 },
      ],
      year: null,
      nation: null,
      regions: [],
      others: 0,
    });
  });

  test.each([[null], ['text'], [{ same: true }]])('is not made up from %j', (printed) => {
    expect(() => differenceIn(printed, about)).toThrow();
  });
});
