import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/error.ts';
import {
  contactVolume,
  projectRegion,
  type BandedPopulation,
  type NationalProjection,
} from '#lib/model/demand/population.ts';
import { sum } from '../small-baseline.ts';

const bands = 20;
const persons = fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), {
  minLength: bands,
  maxLength: bands,
});
const population: fc.Arbitrary<BandedPopulation> = fc.record({ women: persons, men: persons });
/** States on 1 July 2020, 2025, …, 2045. */
const someProjection: fc.Arbitrary<NationalProjection> = fc
  .array(population, { minLength: 6, maxLength: 6 })
  .map((states) => states.map((state, i) => ({ at: 2020.5 + 5 * i, population: state })));

/** The nation on 1 January of a year that is half a year after a state: nine parts of that state, one of the next. */
function mixed(projection: NationalProjection, i: number): BandedPopulation {
  const [now, then] = [projection[i]?.population, projection[i + 1]?.population];
  const mix = (sex: keyof BandedPopulation) =>
    Array.from(
      { length: bands },
      (_, b) => 0.9 * (now?.[sex][b] as number) + 0.1 * (then?.[sex][b] as number),
    );
  return { women: mix('women'), men: mix('men') };
}

const both = ({ women, men }: BandedPopulation) => women.map((count, b) => count + (men[b] as number));
const constant: BandedPopulation = { women: Array(bands).fill(100), men: Array(bands).fill(100) };
const steady: NationalProjection = [2020.5, 2045.5].map((at) => ({ at, population: constant }));

describe('a region projected with the changes of the nation', () => {
  test('the nation itself is reproduced every five years, and lies between its knots otherwise', () => {
    fc.assert(
      fc.property(someProjection, (national) => {
        const years = projectRegion({ base: mixed(national, 0), from: 2021, to: 2041, national });
        expect(years).toHaveLength(21);
        for (const knot of [0, 1, 2, 3, 4]) {
          both(mixed(national, knot)).forEach((count, b) => {
            expect(Math.abs((years[5 * knot]?.[b] as number) - count)).toBeLessThan(1e-9 * count);
          });
        }
        expect(years[7]?.[4]).toBeCloseTo(
          0.6 * (years[5]?.[4] as number) + 0.4 * (years[10]?.[4] as number),
          6,
        );
      }),
      { numRuns: 50 },
    );
  });

  test('a region of half the nation, in the same shape, stays half of it', () => {
    fc.assert(
      fc.property(someProjection, (national) => {
        const { women, men } = mixed(national, 0);
        const half = { women: women.map((count) => count / 2), men: men.map((count) => count / 2) };
        const years = projectRegion({ base: half, from: 2021, to: 2026, national });
        const whole = projectRegion({ base: { women, men }, from: 2021, to: 2026, national });
        years.forEach((counts, i) => {
          expect(2 * sum(counts)).toBeCloseTo(sum(whole[i] as number[]), 4);
        });
      }),
      { numRuns: 20 },
    );
  });

  test('a large cohort grows older, and its children follow the women', () => {
    const base = { women: [...constant.women], men: [...constant.men] };
    base.women[5] = 300;
    const later = projectRegion({ base, from: 2021, to: 2026, national: steady })[5] as number[];
    expect(later[5]).toBeCloseTo(200, 9);
    expect(later[6]).toBeCloseTo(400, 9);
    // 200 children for 900 women; the same 900 women five years on.
    expect(later[0]).toBeCloseTo(200, 9);
  });

  test.each([
    { year: 2023, expected: [4000, 4200, 4400, 4400, 4400] },
    { year: 2021, expected: [4400, 4400, 4400, 4400, 4400] },
    { year: 2025, expected: [4000, 4100, 4200, 4300, 4400] },
  ])(
    'a known total of $year scales it and all after it, and in steps what came before',
    ({ year, expected }) => {
      const years = projectRegion({
        base: constant,
        from: 2021,
        to: 2025,
        national: steady,
        known: { year, persons: 4400 },
      });
      expect(years.map((counts) => sum(counts))).toEqual(expected.map((total) => expect.closeTo(total, 6)));
    },
  );

  test.each([
    {
      known: { year: 2030, persons: 1 },
      to: 2025,
      message: 'known total of 2030: expected a year from 2021 to 2025',
    },
    {
      known: { year: 2020, persons: 1 },
      to: 2025,
      message: 'known total of 2020: expected a year from 2021 to 2025',
    },
    { known: undefined, to: 2046, message: 'national projection: ends before 2046' },
  ])('$message', ({ known, to, message }) => {
    expect(() =>
      projectRegion({ base: constant, from: 2021, to, national: steady, ...(known && { known }) }),
    ).toThrow(new ModelError(message));
  });

  test('a year before the national projection is refused', () => {
    expect(() => projectRegion({ base: constant, from: 2020, to: 2021, national: steady })).toThrow(
      'national projection: begins after 2020',
    );
  });
});

describe('contacts', () => {
  const rates = [
    { from: 0, to: 4, contacts: 3 },
    { from: 5, to: null, contacts: 2 },
  ];

  test('persons × contacts by age', () => {
    expect(contactVolume([10, 20, 5], rates)).toBeCloseTo(10 * 3 + 25 * 2, 12);
  });

  // An even density within bands: two of the five ages in the second band have 4 contacts, three have 1.
  test('a limit within a band splits it by age', () => {
    const split = [
      { from: 0, to: 6, contacts: 4 },
      { from: 7, to: null, contacts: 1 },
    ];
    expect(contactVolume([50, 50], split)).toBeCloseTo(50 * 4 + 20 * 4 + 30, 9);
  });

  test('an age without a rate is refused', () => {
    expect(() => contactVolume([1, 1], [{ from: 0, to: 4, contacts: 1 }])).toThrow(
      new ModelError('contact rates: none for age 5'),
    );
  });
});
