import { expect, test } from 'vitest';
import { quantities, quantityKeys } from '#lib/domain/quantities.ts';
import { measure } from '#lib/model/measures.ts';
import { simulate } from '#lib/model/simulate.ts';
import { smallBaseline } from './small-baseline.ts';

/*
The whole answer of the small baseline, checked by hand.

Students. 30 in a track of two years, half of which goes on after the first: 20 and 10, an intake of 20 a year.
Intake index 2, 1, 1: 40 in autumn 2024, then 20. Diplomas: 2024 10, 2025 20 × ½ = 10, 2026 40 × ½ = 20; of these
0.8 enter, ¾ in north and ¼ in south (3,000 and 1,000 inhabitants): north 6, 6, 12 and south 2, 2, 4, all aged 20.
In the two programme years are 20 + 10, 40 + 10, 20 + 20 and 20 + 10 students, ¾ of them in north; no place is lacking.

North. 10 heads at every age, ½ FTE each. From 20 to 23 one in ten leaves early, at 24 all retire. Two career changers
a year at 22, one person of 21 moves to south.
  age          20        21             22           23           24          all     leave early  retire
  2024         10        10             10           10           10          50      0.1 × 40     10
  2025          6   9 − 1 = 8      9 + 2 = 11         9            9          43      0.1 × 34      9
  2026          6   5.4 − 1 = 4.4  7.2 + 2 = 9.2     9.9          8.1         37.6    0.1 × 29.5    8.1
  2027         12   5.4 − 1 = 4.4  3.96 + 2 = 5.96   8.28         8.91        39.55
FTE that leaves is half of the heads: 7, 6.2, 5.525.
Demand 25 ÷ 0.8 = 31.25 FTE, × 1.1 a year, × volume 1, 1, 1.1, 1.2: 31.25, 34.375, 41.59375, 49.9125; in heads twice
that. Gap in FTE 6.25, 12.875, 22.79375, 30.1375; in heads twice that, and per 10,000 of 3,000 inhabitants ÷ 0.3.

South. 20 of 21, ½ FTE below 22 and 1 from then on. Two risks of ½: a quarter stays, ⅜ leaves by each way.
  age          20     21             22       23       24        all     FTE     leave by each   FTE that leaves
  2024          0     20              0        0        0        20      10      7.5             7.5
  2025          2      0 + 1 = 1      5        0        0         8       6.5    3               4.875
  2026          2     .5 + 1 = 1.5    .25     1.25      0         5       3.25   1.875           2.4375
  2027          4     .5 + 1 = 1.5    .375     .0625    .3125     6.25    3.5
Demand stays 20 FTE, in heads 20 × heads ÷ FTE: 40, 24.615385, 30.769231, 35.714286.

Together shares are of the sums: in 2024 the gap is 6.25 + 10 = 16.25 FTE of 51.25, 31.7073 %.
*/
test('the small baseline', () => {
  const { prepared, central, ages } = simulate(smallBaseline(), { draws: 0, seed: 1 });
  const round = (values: Iterable<number>) => [...values].map((value) => Number(value.toFixed(6))).join('  ');
  const lines = [
    { name: 'north', groups: [0] },
    { name: 'south', groups: [1] },
    { name: 'together', groups: [0, 1] },
  ].flatMap(({ name, groups }) => [
    name,
    // Without places there is nothing to claim.
    ...quantityKeys
      .filter((key) => !key.startsWith('place_'))
      .map((key) => {
        const years = [0, 1, 2, 3].filter((year) => year < 3 || quantities[key].kind === 'state');
        const values = years.map(
          (year) => measure(key, { prepared, outcome: central, groups, year })[0] as number,
        );
        return `${key.padEnd(18)} ${round(values)}`;
      }),
  ]);
  const stock = ages.flatMap((years, g) => [
    `${prepared.groups[g]?.id}, heads aged 20 to 24`,
    ...years.map((heads, year) => `${2024 + year}  ${round(heads)}`),
  ]);
  expect([...stock, ...lines].join('\n')).toMatchInlineSnapshot(`
    "north, heads aged 20 to 24
    2024  10  10  10  10  10
    2025  6  8  11  9  9
    2026  6  4.4  9.2  9.9  8.1
    2027  12  4.4  5.96  8.28  8.91
    south, heads aged 20 to 24
    2024  0  20  0  0  0
    2025  2  1  5  0  0
    2026  2  1.5  0.25  1.25  0
    2027  4  1.5  0.375  0.0625  0.3125
    north
    supply_heads       50  43  37.6  39.55
    supply_fte         25  21.5  18.8  19.775
    demand_heads       62.5  68.75  83.1875  99.825
    demand_fte         31.25  34.375  41.59375  49.9125
    gap_heads          12.5  25.75  45.5875  60.275
    gap_fte            6.25  12.875  22.79375  30.1375
    gap_share          0.2  0.374545  0.548009  0.603807
    gap_per_10000      41.666667  85.833333  151.958333  200.916667
    retirements        10  9  8.1
    deaths             0  0  0
    early_exits        4  3.4  2.95
    further_study      0  0  0
    to_triage          0  0  0
    graduates          6  6  12
    career_changers    2  2  2
    returners          0  0  0
    net_moves          -1  -1  -1
    students           22.5  37.5  30  22.5
    waiting_for_place  0  0  0
    left_without_place 0  0  0
    replacement_fte    7  6.2  5.525
    expansion_fte      3.125  7.21875  8.31875
    south
    supply_heads       20  8  5  6.25
    supply_fte         10  6.5  3.25  3.5
    demand_heads       40  24.615385  30.769231  35.714286
    demand_fte         20  20  20  20
    gap_heads          20  16.615385  25.769231  29.464286
    gap_fte            10  13.5  16.75  16.5
    gap_share          0.5  0.675  0.8375  0.825
    gap_per_10000      200  166.153846  257.692308  294.642857
    retirements        0  0  0
    deaths             0  0  0
    early_exits        7.5  3  1.875
    further_study      7.5  3  1.875
    to_triage          0  0  0
    graduates          2  2  4
    career_changers    0  0  0
    returners          0  0  0
    net_moves          1  1  1
    students           7.5  12.5  10  7.5
    waiting_for_place  0  0  0
    left_without_place 0  0  0
    replacement_fte    7.5  4.875  2.4375
    expansion_fte      0  0  0
    together
    supply_heads       70  51  42.6  45.8
    supply_fte         35  28  22.05  23.275
    demand_heads       102.5  93.365385  113.956731  135.539286
    demand_fte         51.25  54.375  61.59375  69.9125
    gap_heads          32.5  42.365385  71.356731  89.739286
    gap_fte            16.25  26.375  39.54375  46.6375
    gap_share          0.317073  0.485057  0.642009  0.667084
    gap_per_10000      81.25  105.913462  178.391827  224.348214
    retirements        10  9  8.1
    deaths             0  0  0
    early_exits        11.5  6.4  4.825
    further_study      7.5  3  1.875
    to_triage          0  0  0
    graduates          8  8  16
    career_changers    2  2  2
    returners          0  0  0
    net_moves          0  0  0
    students           30  50  40  30
    waiting_for_place  0  0  0
    left_without_place 0  0  0
    replacement_fte    14.5  11.075  7.9625
    expansion_fte      3.125  7.21875  8.31875"
  `);
});
