import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divided, todaysMunicipalities } from '#pipelines/sources/cbs/today.ts';
import { cbsContext, mergers } from '../../fixtures/cbs/context.ts';

const { municipalities } = cbsContext;
const today = todaysMunicipalities(municipalities, mergers);
const present = new Set(municipalities.map(({ municipality_code }) => municipality_code));
const former = [...new Set(mergers.map(({ from_code }) => from_code))];

describe('municipalities that merged', () => {
  // CBS 70072ned has 355 for 2020, 352 for 2021 and 345 for 2022 (domain.md 5); the others are its press releases.
  test.each([
    [2015, 393],
    [2016, 390],
    [2017, 388],
    [2018, 380],
    [2019, 355],
    [2020, 355],
    [2021, 352],
    [2022, 345],
    [2023, 342],
  ])('there were so many on 1 January %i: %i', (year, count) => {
    const later = mergers.filter((merger) => merger.year > year);
    const ended = new Set(later.map(({ from_code }) => from_code));
    const begun = new Set(later.filter(({ to_is_new }) => to_is_new).map(({ to_code }) => to_code));
    expect(present.size + ended.size - begun.size).toBe(count);
  });

  test('every one of them ends in municipalities of today, whole', () => {
    for (const code of former) {
      const parts = today.byCode(code) ?? [];
      expect(
        parts.map((part) => part.code).every((each) => present.has(each)),
        code,
      ).toBe(true);
      expect(
        parts.reduce((sum, { share }) => sum + share, 0),
        code,
      ).toBeCloseTo(1, 10);
    }
  });

  test('none of today’s is among them, and each has one name', () => {
    expect(former.filter((code) => present.has(code))).toEqual([]);
    const names = new Map(mergers.map(({ from_code, from_name }) => [from_code, from_name]));
    expect(mergers.every(({ from_code, from_name }) => names.get(from_code) === from_name)).toBe(true);
    expect(new Set(names.values()).size).toBe(names.size);
  });

  test.each([
    ['GM0363', ['Amsterdam']],
    ['GM0457', ['Amsterdam']],
    ['GM0265', ['Berg en Dal']],
    ['GM1927', ['Molenlanden']],
    ['GM0788', ['Boxtel', 'Oisterwijk', 'Tilburg', 'Vught']],
    ['GM0140', ['Leeuwarden', 'Súdwest-Fryslân', 'Waadhoeke']],
  ])('%s is now %j, also by way of one that merged again', (code, names) => {
    expect(
      today
        .byCode(code)
        ?.map(({ name }) => name)
        .sort(),
    ).toEqual(names);
  });

  test('are found by name too, however it is written; what is not known is not guessed', () => {
    expect(today.byName('WEESP')?.map(({ code }) => code)).toEqual(['GM0363']);
    expect(today.byName('Súdwest Fryslan')?.map(({ code }) => code)).toEqual(['GM1900']);
    expect(today.byName('Onbekend')).toBeNull();
    expect(today.byCode('GM9999')).toBeNull();
  });

  test('persons are divided without losing or making any', () => {
    fc.assert(
      fc.property(fc.constantFrom(...former), fc.nat(1_000_000), (code, persons) => {
        const parts = divided(persons, today.byCode(code) ?? []);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(persons);
        expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
      }),
    );
  });
});
