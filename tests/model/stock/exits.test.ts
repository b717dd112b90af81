import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/error.ts';
import {
  fillExitTable,
  hazardsOf,
  type ExitClass,
  type ExitTable,
  type Risk,
} from '#lib/model/stock/exits.ts';
import { exitFlows } from '#lib/model/flows.ts';
import {
  leavingByMonth,
  pensionPatterns,
  pensionPositions,
  retirementHazards,
} from '#lib/model/stock/pension.ts';
import { sum } from '../small-baseline.ts';

const ages = 3;
const fixed = (values: number[]) => ({
  values: Float64Array.from(values),
  rows: Math.max(1, values.length / ages),
  times: [],
  per: [],
});

function exitTable(
  exitClass: Pick<ExitClass, 'risks' | 'pension'>,
  { draw = new Float64Array(0), years, factors }: { draw?: Float64Array; years: number; factors?: number[] },
): ExitTable {
  const room = () => new Float64Array(years * ages);
  const table: ExitTable = { row: ages, stay: room(), leave: exitFlows.map(room) };
  const hazards = hazardsOf({ group: 'north', firstAge: 60, ...exitClass }, draw, ages);
  fillExitTable(table, hazards, { years, ages, ...(factors && { factors: Float64Array.from(factors) }) });
  return table;
}

function table(risks: Omit<Risk, 'ratio'>[], years = 1) {
  return exitTable({ risks: risks.map((risk) => ({ ...risk, ratio: 1 })) }, { years });
}

const someRisk: fc.Arbitrary<Risk> = fc
  .record({
    flow: fc.integer({ min: 0, max: exitFlows.length - 1 }),
    kind: fc.constantFrom('hazard' as const, 'probability' as const),
    values: fc.array(fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 0.99, noNaN: true })), {
      minLength: ages,
      maxLength: ages,
    }),
  })
  .map(({ values, ...risk }) => ({ ...risk, ratio: 1, amount: fixed(values) }));
const someRisks = fc.array(someRisk, { maxLength: 6 });

/** Hazards by flow, added up straight from the definition; a certain exit has no finite one. */
function hazardsAt(risks: Risk[], age: number): number[] {
  return exitFlows.map((_, flow) =>
    sum(
      risks
        .filter((risk) => risk.flow === flow)
        .map(({ kind, amount }) => {
          const value = amount.values[age] as number;
          return kind === 'hazard' ? value : -Math.log(1 - value);
        }),
    ),
  );
}

describe('competing risks', () => {
  test('who stays and who leaves are everybody, and no share is negative', () => {
    fc.assert(
      fc.property(someRisks, (risks) => {
        const { stay, leave } = table(risks);
        for (let age = 0; age < ages; age++) {
          const shares = [stay[age] as number, ...leave.map((row) => row[age] as number)];
          for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
          expect(sum(shares)).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  test('q = 1 − exp(−Σ hazards), in proportion to the hazards', () => {
    fc.assert(
      fc.property(someRisks, (risks) => {
        const { stay, leave } = table(risks);
        for (let age = 0; age < ages; age++) {
          const hazards = hazardsAt(risks, age);
          const total = sum(hazards);
          const left = 1 - Math.exp(-total);
          expect(stay[age]).toBeCloseTo(1 - left, 12);
          if (total === 0 || total === Infinity) continue;
          leave.forEach((row, flow) => {
            expect(row[age]).toBeCloseTo((left * (hazards[flow] as number)) / total, 12);
          });
        }
      }),
    );
  });

  test('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(someRisks, (risks) => {
        const forwards = table(risks);
        const backwards = table([...risks].reverse());
        backwards.stay.forEach((share, cell) => {
          expect(share).toBeCloseTo(forwards.stay[cell] as number, 14);
        });
        backwards.leave.forEach((row, flow) => {
          row.forEach((share, cell) => {
            expect(share).toBeCloseTo(forwards.leave[flow]?.[cell] as number, 14);
          });
        });
      }),
    );
  });

  // ½ and ½ leave ¼, and share the ¾ equally. Hazards 1 and 3 leave exp(−4) = 0.018316; shares ¼ and ¾ of 0.981684.
  test.each<{ kind: Risk['kind']; values: [number, number]; stay: number; leave: [number, number] }>([
    { kind: 'probability', values: [0.5, 0.5], stay: 0.25, leave: [0.375, 0.375] },
    { kind: 'probability', values: [0.1, 0], stay: 0.9, leave: [0.1, 0] },
    { kind: 'probability', values: [0, 0], stay: 1, leave: [0, 0] },
    { kind: 'probability', values: [1, 0], stay: 0, leave: [1, 0] },
    { kind: 'probability', values: [1, 1], stay: 0, leave: [0.5, 0.5] },
    { kind: 'hazard', values: [1, 3], stay: 0.018316, leave: [0.245421, 0.736263] },
    { kind: 'hazard', values: [1e6, 0], stay: 0, leave: [1, 0] },
  ])('$kind $values', ({ kind, values, stay, leave }) => {
    const made = table(values.map((value, flow) => ({ flow, kind, amount: fixed([value, value, value]) })));
    expect(made.stay[1]).toBeCloseTo(stay, 6);
    expect(made.leave.map((row) => row[1])).toEqual([
      expect.closeTo(leave[0], 6),
      expect.closeTo(leave[1], 6),
      ...exitFlows.slice(2).map(() => 0),
    ]);
  });

  test('a certain exit and an uncertain one: nearly all go the certain way', () => {
    const { stay, leave } = table([
      { flow: 0, kind: 'probability', amount: fixed([1, 1, 1]) },
      { flow: 2, kind: 'probability', amount: fixed([0.5, 0.5, 0.5]) },
    ]);
    expect(stay[0]).toBe(0);
    expect(leave[0]?.[0]).toBeGreaterThan(0.999);
  });

  test('every year has the same shares while nothing depends on the year', () => {
    const { stay } = table([{ flow: 2, kind: 'hazard', amount: fixed([0.1, 0.2, 0.3]) }], 2);
    expect([...stay.subarray(3)]).toEqual([...stay.subarray(0, 3)]);
  });

  test('an assumption scales the hazard', () => {
    const amount = { ...fixed([1, 1, 1]), times: [0], per: [1] };
    const { stay } = exitTable(
      { risks: [{ flow: 2, kind: 'hazard', ratio: 1, amount }] },
      { draw: Float64Array.from([0.06, 2]), years: 1 },
    );
    expect(stay[0]).toBeCloseTo(Math.exp(-0.03), 12);
  });

  test('retirement around the state pension is one more hazard of retirement', () => {
    const schedule = [{ year: 2020, ageMonths: 61 * 12 }];
    const patterns = pensionPatterns(
      pensionPositions({ schedule, startYear: 2024, years: 2, ages: { from: 60, to: 62 } }),
    );
    const [offset, spread] = [fixed([-6]), fixed([10])];
    const { stay, leave } = exitTable(
      {
        risks: [
          { flow: 0, kind: 'hazard', ratio: 1, amount: fixed([0.1, 0.1, 0.1]) },
          { flow: 1, kind: 'hazard', ratio: 1, amount: fixed([0.2, 0.2, 0.2]) },
        ],
        pension: { patterns, offset, spread, ratio: 1 },
      },
      { years: 2 },
    );
    retirementHazards(patterns, leavingByMonth(-6, 10)).forEach((hazard, cell) => {
      expect(stay[cell]).toBeCloseTo(Math.exp(-hazard - 0.3), 12);
      expect((leave[0]?.[cell] as number) / (leave[1]?.[cell] as number)).toBeCloseTo(
        (hazard + 0.1) / 0.2,
        9,
      );
    });
  });

  test('a group that deviates has its own ratio times a hazard, also that around the state pension', () => {
    const schedule = [{ year: 2020, ageMonths: 61 * 12 }];
    const patterns = pensionPatterns(
      pensionPositions({ schedule, startYear: 2024, years: 1, ages: { from: 60, to: 62 } }),
    );
    const [offset, spread] = [fixed([-6]), fixed([10])];
    const { stay } = exitTable(
      {
        risks: [
          { flow: 1, kind: 'hazard', ratio: 3, amount: fixed([0.1, 0.1, 0.1]) },
          { flow: 2, kind: 'probability', ratio: 2, amount: fixed([0.5, 0.5, 0.5]) },
        ],
        pension: { patterns, offset, spread, ratio: 0.5 },
      },
      { years: 1 },
    );
    // A probability of ½ is a hazard of ln 2, and twice that leaves a quarter.
    retirementHazards(patterns, leavingByMonth(-6, 10)).forEach((hazard, cell) => {
      expect(stay[cell]).toBeCloseTo(Math.exp(-hazard / 2 - 0.3) / 4, 12);
    });
  });

  test('rates by year hold for their own year, and add up with those that do not change', () => {
    const { stay, leave } = table(
      [
        { flow: 2, kind: 'hazard', amount: fixed([0.1, 0.2, 0.3, 1.1, 1.2, 1.3]) },
        { flow: 2, kind: 'hazard', amount: fixed([0.05, 0, 0]) },
        { flow: 4, kind: 'hazard', amount: fixed([0, 0.01, 0]) },
      ],
      2,
    );
    const total = [0.15, 0.21, 0.3, 1.15, 1.21, 1.3];
    total.forEach((hazard, cell) => expect(stay[cell]).toBeCloseTo(Math.exp(-hazard), 12));
    expect(leave[4]?.[4]).toBeCloseTo((-Math.expm1(-1.21) * 0.01) / 1.21, 12);
    expect([leave[4]?.[0], leave[4]?.[3]]).toEqual([0, 0]);
  });

  test('a year in which everybody leaves more often multiplies all hazards', () => {
    const risks = [0, 2].map((flow) => ({
      flow,
      kind: 'hazard' as const,
      ratio: 1,
      amount: fixed([0.1, 0.2, 0]),
    }));
    const { stay, leave } = exitTable({ risks }, { years: 2, factors: [1, 3] });
    [0.2, 0.4, 0, 0.6, 1.2, 0].forEach((hazard, cell) => {
      expect(stay[cell]).toBeCloseTo(Math.exp(-hazard), 12);
      expect(leave[2]?.[cell]).toBeCloseTo(-Math.expm1(-hazard) / 2, 12);
    });
  });
});

test.each<{ kind: Risk['kind']; value: number; message: string }>([
  { kind: 'hazard', value: -0.1, message: 'exit earlyExits of group north, age 61: hazard -0.1' },
  { kind: 'hazard', value: Infinity, message: 'exit earlyExits of group north, age 61: hazard Infinity' },
  { kind: 'probability', value: -0.1, message: 'exit earlyExits of group north, age 61: probability -0.1' },
  { kind: 'probability', value: 1.1, message: 'exit earlyExits of group north, age 61: probability 1.1' },
  { kind: 'probability', value: NaN, message: 'exit earlyExits of group north, age 61: probability NaN' },
])('$message', ({ kind, value, message }) => {
  const risk = { flow: exitFlows.indexOf('earlyExits'), kind, amount: fixed([0, value, 0]) };
  expect(() => table([risk])).toThrow(new ModelError(message));
});
