import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultState, mapKinds, queryFor, stateFrom } from '#lib/domain/address.ts';
import { countUnits, surenessOf } from '#lib/domain/gap.ts';
import { localeOf, localePath } from '#lib/domain/locale.ts';

const years = Array.from({ length: 21 }, (_, i) => 2024 + i);

describe('the state of a page in its address', () => {
  test('comes back from its own query, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...years),
        fc.constantFrom(...countUnits),
        fc.constantFrom(...mapKinds),
        (year, unit, map) => {
          const query = new URLSearchParams(queryFor({ year, unit, map }, years));
          expect(stateFrom(query, years)).toEqual({ year, unit, map });
        },
      ),
    );
  });

  test('is left out where it is the default, ten years on in heads', () => {
    expect(defaultState(years)).toEqual({ year: 2034, unit: 'heads', map: 'tiles' });
    expect(queryFor(defaultState(years), years)).toBe('');
    expect(queryFor({ year: 2030, unit: 'heads', map: 'tiles' }, years)).toBe('?year=2030');
  });

  test('is the default for whatever makes no sense', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (year, unit, map) => {
        const state = stateFrom(new URLSearchParams({ year, unit, map }), years);
        expect(years).toContain(state.year);
        expect(countUnits).toContain(state.unit);
        expect(mapKinds).toContain(state.map);
      }),
    );
  });

  test('is the last year of a short forecast', () => {
    expect(defaultState([2024, 2025]).year).toBe(2025);
  });
});

test.each([
  ['nl', '/', '/'],
  ['nl', '/data', '/data'],
  ['en', '/', '/en'],
  ['en', '/regions/RA0102', '/en/regions/RA0102'],
] as const)('in %s the page %s stands at %s', (locale, path, address) => {
  expect(localePath(locale, path)).toBe(address);
});

test.each([
  ['en', 'en'],
  ['nl', 'nl'],
  ['regions', 'nl'],
  [undefined, 'nl'],
] as const)('a path that begins with %s is in %s', (prefix, locale) => {
  expect(localeOf(prefix)).toBe(locale);
});

test.each([
  [1, 'shortage'],
  [0.9, 'shortage'],
  [0.89, 'uncertain'],
  [0.11, 'uncertain'],
  [0.1, 'surplus'],
  [0, 'surplus'],
])('with a chance of %d of a shortage the sign is %s', (chance, sureness) => {
  expect(surenessOf(chance)).toBe(sureness);
});
